"""Did it happen? Status and certainty of a verb or event noun, passed down the chain of clauses above it.

Each word that governs another says something about its content (``knowledge/truth.py``): that it held, failed, is open,
is coming, is claimed. Truth starts at the top of the sentence and is changed by every link on the way down.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.truth import Truth

CERTAINTY: Mapping[Status, float] = MappingProxyType(
    {
        Status.ACTUAL: 3.0,
        Status.HISTORICAL: 3.0,
        Status.FUTURE: 1.0,
        Status.HYPOTHETICAL: 0.0,
        Status.NEGATED: -3.0,
    }
)
_MARKED = frozenset({"advcl", "ccomp", "pcomp", "acl", "csubj"})
_COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "csubj", "csubjpass"})
_QUOTES = '"“”«»'


class Truths:
    """Status of the predicates of one page, each found once."""

    def __init__(self, words: Truth) -> None:
        self._words = words
        self._known: dict[int, Status] = {}

    def status(self, token: Token) -> Status:
        """Return the status of what a verb or event noun tells."""
        known = self._known.get(token.i)
        if known is None:
            known = self._verb(token) if syntax.is_verbal(token) else self._noun(token)
            self._known[token.i] = known
        return known

    def certainty(self, token: Token) -> float:
        """Return how sure the text makes it that it happened: −3 certainly not … +3 certainly so."""
        return CERTAINTY[self.status(token)]

    # --- verbs

    def _verb(self, verb: Token) -> Status:
        above = self._from_above(verb)
        own = self._own(verb)
        return _under(above, own)

    def _own(self, verb: Token) -> Status:
        """What the verb's own auxiliaries, adverbs and marks say."""
        negated = syntax.negation(verb) is not None or self._negated_by_argument(verb)
        status = self._auxiliaries(verb)
        if status is Status.ACTUAL and self._is_open_clause(verb):
            status = Status.HYPOTHETICAL
        if negated:
            return Status.NEGATED if status in (Status.ACTUAL, Status.FUTURE) else Status.HYPOTHETICAL
        return status

    def _negated_by_argument(self, verb: Token) -> bool:
        """``no one was hurt``, ``without firing``: the negation stands on an argument or before a gerund."""
        if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
            return True
        arguments = (c for c in syntax.children(verb) if c.dep_ in ("nsubj", "nsubjpass", "dobj", "agent"))
        return any(
            c.lower_ in ("nobody", "none", "nothing")
            or any(d.dep_ == "det" and d.lower_ == "no" for d in syntax.children(c))
            for c in arguments
        )

    def _auxiliaries(self, verb: Token) -> Status:
        for child in syntax.children(verb):
            if child.dep_ == "aux" and child.tag_ == "MD":
                kind = self._words.modal.get(child.lower_)
                if kind is not None:
                    coming = kind == "future" or (child.lower_ == "would" and self._is_reported(verb))
                    return Status.FUTURE if coming else Status.HYPOTHETICAL
            elif child.dep_ == "advmod" and self._words.adverb.get(child.lower_) == "open":
                return Status.HYPOTHETICAL
        if verb.dep_ == "conj" and syntax.is_verbal(verb.head) and not self._stands_alone(verb):
            return self._auxiliaries(verb.head)
        return Status.ACTUAL

    def _is_reported(self, verb: Token) -> bool:
        """True for ``would`` that is a ``will`` told in the past: said it would send troops."""
        head = verb.head
        if verb.dep_ == "conj" and syntax.is_verbal(head):
            return self._is_reported(head)
        said = verb.dep_ == "ccomp" and self._words.verb.get(head.lemma_.lower()) == "claimed"
        return said and head.tag_ in ("VBD", "VBN") and not any(c.dep_ == "advcl" for c in syntax.children(verb))

    def _stands_alone(self, verb: Token) -> bool:
        """True when a second verb of a pair has words of its own that set its mood."""
        return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
            c.dep_ in ("aux", "nsubj", "nsubjpass") and c.tag_ != "TO" for c in syntax.children(verb)
        )

    def _is_open_clause(self, verb: Token) -> bool:
        if verb.dep_ in _MARKED:
            for child in syntax.children(verb):
                if child.dep_ in ("mark", "advmod") and self._words.mark.get(child.lower_) == "open":
                    return True
        if verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and not has_subject(verb)):
            return (verb.tag_ == "VB" and not has_subject(verb) and not syntax.has_to(verb)) or _asks(verb)
        return False

    def _from_above(self, verb: Token) -> Status:
        """What the clause above lets pass to this verb."""
        head, dep = verb.head, verb.dep_
        if dep == "conj":
            return self._from_above(head) if syntax.is_verbal(head) else Status.ACTUAL
        if dep in _COMPLEMENT or (dep in ("advcl", "acl", "relcl") and syntax.has_to(verb)):
            return self._through(verb, head)
        if dep in ("advcl", "dep") and verb.tag_ in ("VBG", "VBN") and syntax.is_verbal(head):
            return self.status(head)
        return Status.ACTUAL

    def _through(self, verb: Token, head: Token) -> Status:
        if head.dep_ == "prep":
            preposition, head = head, head.head
            if preposition.lower_ in ("after", "by", "since", "despite", "upon", "following"):
                return self.status(head) if syntax.is_verbal(head) else Status.ACTUAL
        if syntax.is_verbal(head):
            if (
                verb.dep_ == "advcl"
                and syntax.has_to(verb)
                and self._kind(head, verb) not in ("open", "coming", "fails")
            ):
                return Status.HYPOTHETICAL
            return _pass(self._kind(head, verb), self.status(head))
        return self._through_word(head, verb)

    def _through_word(self, head: Token, verb: Token) -> Status:
        if head.pos_ == "ADJ":
            above = self.status(head.head) if syntax.is_verbal(head.head) else Status.ACTUAL
            return _pass(self._words.adjective.get(head.lemma_.lower(), "holds"), above)
        kind = self._words.noun.get(head.lemma_.lower())
        if kind is None:
            return Status.HYPOTHETICAL if syntax.has_to(verb) else Status.ACTUAL
        return _pass(kind, Status.ACTUAL)

    def _kind(self, head: Token, below: Token) -> str:
        """Return the signature of a governing verb for this complement."""
        lemma = head.lemma_.lower()
        verbs = self._words.verb
        if below.dep_ == "pcomp" and below.head.lower_ == "from":
            return verbs.get(f"{lemma}_from", "fails" if verbs.get(lemma) == "fails" else verbs.get(lemma, "holds"))
        to = syntax.is_verbal(below) and syntax.has_to(below)
        kind = verbs.get(f"{lemma}_to" if to else f"{lemma}_that", verbs.get(lemma))
        if kind is not None:
            return "open" if kind == "claimed" and to else kind
        return "open" if to else "claimed"

    # --- nouns

    def _noun(self, noun: Token) -> Status:
        if syntax.negation(noun) is not None or _without(noun):
            return Status.NEGATED
        for child in syntax.children(noun):
            if child.dep_ in ("amod", "compound") and child.lemma_.lower() in self._words.adjective:
                return Status.NEGATED if child.lower_ in ("foiled", "averted") else Status.HYPOTHETICAL
        head, dep = noun.head, noun.dep_
        if dep == "conj":
            return self.status(head) if head.pos_ in ("NOUN", "PROPN") else Status.ACTUAL
        if dep == "pobj":
            return self._noun_after_preposition(noun, head)
        if dep in ("dobj", "nsubjpass", "attr", "oprd") and syntax.is_verbal(head):
            return self._argument(noun, head)
        if dep == "nsubj" and syntax.is_verbal(head):
            return self._subject(noun, head)
        if dep == "compound" and self._words.noun.get(head.lemma_.lower()) in ("open", "fails", "coming", "alleged"):
            return Status.HYPOTHETICAL
        return Status.ACTUAL

    def _noun_after_preposition(self, noun: Token, prep: Token) -> Status:
        word = prep.head
        if word.pos_ in ("NOUN", "PROPN"):
            kind = self._words.noun.get(word.lemma_.lower(), "told")
            if kind == "told":
                return Status.ACTUAL
            return _pass(kind, self._noun(word) if kind == "holds" else Status.ACTUAL)
        if syntax.is_verbal(word) and prep.lower_ in (
            "for",
            "of",
            "to",
            "from",
            "against",
            "in",
            "on",
            "with",
            "under",
        ):
            return self._argument(noun, word, prep.lower_)
        return Status.ACTUAL

    def _argument(self, noun: Token, verb: Token, prep: str = "") -> Status:
        kind = self._words.verb.get(
            f"{verb.lemma_.lower()}_{prep or 'noun'}", self._words.verb.get(verb.lemma_.lower())
        )
        status = self.status(verb)
        if kind in (None, "claimed", "told"):
            return Status.ACTUAL if status is Status.ACTUAL or _definite(noun) else status
        if kind in ("open", "coming", "alleged", "fails") and prep in ("in", "on", "with", "under"):
            return Status.ACTUAL
        return _pass(kind, status)

    def _subject(self, noun: Token, verb: Token) -> Status:
        status = self.status(verb)
        return Status.ACTUAL if status is Status.ACTUAL or _definite(noun) else status


def _pass(kind: str, above: Status) -> Status:
    """Return what a governing word of this signature, itself of status ``above``, lets pass to its content."""
    if kind in ("open", "alleged"):
        return Status.HYPOTHETICAL
    if kind == "coming":
        return Status.FUTURE if above is Status.ACTUAL else Status.HYPOTHETICAL
    if kind == "fails":
        return {Status.ACTUAL: Status.NEGATED, Status.NEGATED: Status.ACTUAL}.get(above, Status.HYPOTHETICAL)
    if kind == "told":
        return Status.ACTUAL
    if kind == "claimed":
        return Status.ACTUAL if above in (Status.ACTUAL, Status.FUTURE) else Status.HYPOTHETICAL
    return above


def _under(above: Status, own: Status) -> Status:
    """Combine what comes from above with what the verb's own words say."""
    if above is Status.ACTUAL:
        return own
    if above is Status.NEGATED and own is Status.NEGATED:
        return Status.ACTUAL
    if own is Status.NEGATED and above is Status.FUTURE:
        return Status.NEGATED
    return above


def has_subject(verb: Token) -> bool:
    """True when a verb has a subject of its own."""
    return any(child.dep_ in syntax.SUBJECT or child.dep_ in syntax.PASSIVE_SUBJECT for child in syntax.children(verb))


def _asks(verb: Token) -> bool:
    end = verb.sent[-1] if not verb.sent[-1].is_space or len(verb.sent) < 2 else verb.sent[-2]
    return end.text == "?" or (end.text in _QUOTES and end.i > 0 and end.nbor(-1).text == "?")


def _without(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "without"


def _definite(noun: Token) -> bool:
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those")) or child.dep_ == "poss"
        for child in syntax.children(noun)
    )
