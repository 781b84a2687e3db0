"""Whether a clause tells of the past, the present or what is to come, for dates that need it ("in June")."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dotterel.knowledge.time_words import TimeWords

_CLIMBS = 4
_COULD = frozenset({"could"})


class Tense(Enum):
    """The time of a clause."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    UNKNOWN = "unknown"


def tense_of(doc: Doc, start: int, end: int, words: TimeWords) -> Tense:
    """Return the time of the clause in which tokens ``start`` to ``end`` stand; UNKNOWN when nothing was parsed."""
    if not doc.has_annotation("DEP"):
        return Tense.UNKNOWN
    root = doc[start:end].root
    verb = root if syntax.is_verbal(root) and root.tag_ != "MD" else syntax.governing_verb(root)
    return Tense.UNKNOWN if verb is None else verb_tense(verb, words)


def verb_tense(verb: Token, words: TimeWords, climbs: int = _CLIMBS) -> Tense:
    """Return the time of a verb with its auxiliaries; infinitives and participles take it from the verb above them."""
    helpers = [child for child in verb.lefts if child.pos_ == "AUX" or child.tag_ in ("MD", "TO")]
    lower = {helper.lower_ for helper in helpers}
    if any(words.has("WILLWORD", helper.text) for helper in helpers):
        return Tense.PAST if lower & {"have", "'ve", "’ve"} else Tense.FUTURE
    if _looks_ahead(verb, words):
        return Tense.FUTURE
    if any(helper.tag_ == "TO" for helper in helpers):
        return _infinitive(verb, words, climbs)
    return _finite(verb, helpers, words, climbs)


def _looks_ahead(verb: Token, words: TimeWords) -> bool:
    """True for ``is scheduled``, ``plans to``, ``are set to``; False for ``set fire to``."""
    if words.has("AHEADBE", verb.lemma_):
        below = {child.dep_ for child in syntax.children(verb)}
        return verb.tag_ == "VBN" and "dobj" not in below and not below.isdisjoint(("auxpass", "xcomp"))
    return words.has("AHEADVERB", verb.lemma_) and verb.tag_ in ("VBN", "VBD", "VBZ", "VBP", "VBG")


def _infinitive(verb: Token, words: TimeWords, climbs: int) -> Tense:
    above = syntax.governing_verb(verb)
    if above is not None and climbs and words.has("DONEVERB", above.lemma_):
        return verb_tense(above, words, climbs - 1)
    return Tense.FUTURE


def _finite(verb: Token, helpers: list[Token], words: TimeWords, climbs: int) -> Tense:
    tags = {helper.tag_ for helper in helpers}
    if verb.tag_ == "VBD" or "VBD" in tags or any(helper.lower_ in _COULD for helper in helpers):
        return Tense.PAST
    if verb.tag_ == "VBN" and (not helpers or any(helper.lemma_ == "have" for helper in helpers)):
        return Tense.PAST
    if verb.tag_ in ("VBG", "VB") and not helpers:
        above = syntax.governing_verb(verb)
        return verb_tense(above, words, climbs - 1) if above is not None and climbs else Tense.UNKNOWN
    if words.has("SAYVERB", verb.lemma_) and verb.tag_ in ("VBZ", "VBP"):
        return Tense.PAST
    return Tense.PRESENT
