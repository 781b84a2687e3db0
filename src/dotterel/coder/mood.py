"""What a verb's own clause says about it: its auxiliaries, adverbs and marks, questions, commands and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.truth import Truth

_MARKED = frozenset({"advcl", "ccomp", "pcomp", "acl", "csubj"})
_QUOTES = '"“”«»'
_ASKING = frozenset({"why", "how", "when", "where", "who", "whom", "what", "which"})
_CONDITIONS = frozenset({"if", "unless"})
_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_BEFORE_SUBJECT = frozenset({"had", "were", "should"})


def has_subject(verb: Token) -> bool:
    """True when a verb has a subject of its own."""
    return any(child.dep_ in syntax.SUBJECT or child.dep_ in syntax.PASSIVE_SUBJECT for child in syntax.children(verb))


def of_verb(verb: Token, words: Truth) -> Status:
    """Return the status that a verb's own auxiliaries, adverbs, marks and arguments give it."""
    status = _auxiliaries(verb, words)
    if status is Status.ACTUAL and (_is_open_clause(verb, words) or _shares_open_mood(verb, words)):
        status = Status.HYPOTHETICAL
    if status is Status.ACTUAL and _is_headline_infinitive(verb):
        status = Status.FUTURE
    if is_negated(verb, words):
        sure = status in (Status.ACTUAL, Status.FUTURE) or _is_ability(verb, words)
        return Status.NEGATED if sure else Status.HYPOTHETICAL
    return status


def _is_ability(verb: Token, words: Truth) -> bool:
    """True for ``can`` and ``could``: what somebody cannot do is not done."""
    return any(c.dep_ == "aux" and words.modal.get(c.lower_) == "able" for c in syntax.children(verb))


# --- negation


def is_negated(verb: Token, words: Truth) -> bool:
    """True for a verb negated by a word of its own, by an argument (nobody, no one, neither A nor B), or by ``nor``."""
    if syntax.negation(verb) is not None or _negated_by_argument(verb):
        return True
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if any(child.dep_ == "advmod" and words.adverb.get(child.lower_) == "fails" for child in syntax.children(verb)):
        return True
    return verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in syntax.children(verb.head))


def _negated_by_argument(verb: Token) -> bool:
    arguments = (c for c in syntax.children(verb) if c.dep_ in ("nsubj", "nsubjpass", "dobj", "agent"))
    return any(c.lower_ in ("nobody", "none", "nothing") or is_none(c) for c in arguments)


def is_none(noun: Token) -> bool:
    """True for ``no soldier``, ``neither side``, ``hardly any prisoners``."""
    for child in syntax.children(noun):
        if child.dep_ in ("det", "preconj", "cc") and child.lower_ in ("no", "neither"):
            return True
        if child.dep_ == "det" and child.lower_ == "any":
            before = child.nbor(-1).lower_ if child.i else ""
            if before in ("hardly", "scarcely", "barely"):
                return True
    return False


# --- auxiliaries and adverbs


def _auxiliaries(verb: Token, words: Truth) -> Status:
    for child in syntax.children(verb):
        if child.dep_ == "aux" and child.tag_ == "MD":
            kind = words.modal.get(child.lower_)
            if kind is not None:
                coming = kind == "future" or (child.lower_ == "would" and _is_reported(verb, words))
                return Status.FUTURE if coming else Status.HYPOTHETICAL
        elif child.dep_ == "advmod" and words.adverb.get(child.lower_) == "open":
            return Status.HYPOTHETICAL
    if verb.dep_ == "conj" and syntax.is_verbal(verb.head) and not _stands_alone(verb):
        return _auxiliaries(verb.head, words)
    return Status.ACTUAL


def _is_reported(verb: Token, words: Truth) -> bool:
    """True for ``would`` that is a ``will`` told in the past: said it would send troops."""
    head = verb.head
    if verb.dep_ == "conj" and syntax.is_verbal(head):
        return _is_reported(head, words)
    said = verb.dep_ == "ccomp" and words.verb.get(head.lemma_.lower()) == "claimed"
    return said and head.tag_ in ("VBD", "VBN") and not any(c.dep_ == "advcl" for c in syntax.children(verb))


def _stands_alone(verb: Token) -> bool:
    """True when a second verb of a pair has words of its own that set its mood."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.dep_ in ("aux", "nsubj", "nsubjpass") and c.tag_ != "TO" for c in syntax.children(verb)
    )


# --- conditions, questions, commands


def _is_open_clause(verb: Token, words: Truth) -> bool:
    if verb.dep_ in _MARKED and (_open_mark(verb, words) or _is_inverted_condition(verb)):
        return True
    if _has_condition(verb) and verb.tag_ in _PRESENT:
        return True
    if verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and not has_subject(verb)):
        return _commands(verb) or _asks_openly(verb)
    return False


def _open_mark(verb: Token, words: Truth) -> bool:
    return any(c.dep_ in ("mark", "advmod") and words.mark.get(c.lower_) == "open" for c in syntax.children(verb))


def _is_inverted_condition(verb: Token) -> bool:
    """``Had the army stormed the church, …``: the auxiliary stands before the subject of a side clause."""
    if verb.dep_ != "advcl":
        return False
    subject = next((c for c in syntax.children(verb) if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and any(
        c.dep_ in ("aux", "auxpass") and c.lower_ in _BEFORE_SUBJECT and c.i < subject.i for c in syntax.children(verb)
    )


def _has_condition(verb: Token) -> bool:
    """True for ``If the talks fail, the rebels attack``: the main clause of a condition."""
    clauses = (child for child in syntax.children(verb) if child.dep_ == "advcl")
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for clause in clauses for c in syntax.children(clause))


def _commands(verb: Token) -> bool:
    return verb.tag_ == "VB" and not has_subject(verb) and not syntax.has_to(verb)


def _shares_open_mood(verb: Token, words: Truth) -> bool:
    """``Please sign the form and return it``: the second verb of an open pair."""
    if verb.dep_ != "conj" or not syntax.is_verbal(verb.head) or has_subject(verb) or verb.tag_ not in ("VB", "VBP"):
        return False
    return of_verb(verb.head, words) is Status.HYPOTHETICAL


def _asks_openly(verb: Token) -> bool:
    """True for a question that leaves open what it asks: not ``Why did the guards leave?``, which takes it as done."""
    end = verb.sent[-1] if not verb.sent[-1].is_space or len(verb.sent) < 2 else verb.sent[-2]
    asked = end.text == "?" or (end.text in _QUOTES and end.i > 0 and end.nbor(-1).text == "?")
    if not asked:
        return False
    past = verb.tag_ in ("VBD", "VBN") or any(c.lower_ == "did" for c in syntax.children(verb))
    modal = any(c.tag_ == "MD" for c in syntax.children(verb))
    supposed = any(token.lower_ in _ASKING and token.i <= verb.i for token in verb.subtree)
    return not (supposed and past and not modal)


def _is_headline_infinitive(verb: Token) -> bool:
    """``Army to withdraw from border town``: an infinitive that is the whole sentence, or hangs on its first name."""
    if not syntax.has_to(verb):
        return False
    if verb.dep_ == "ROOT":
        return has_subject(verb)
    head = verb.head
    return verb.dep_ in ("relcl", "acl") and head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN") and head.i < verb.i
