"""Did it happen? Status and certainty of a verb or event noun, passed down the chain of clauses above it.

Each word that governs another says something about its content (``knowledge/truth.py``): that it held, failed, is open,
is coming, is claimed. Truth starts at the top of the sentence and is changed by every link on the way down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dotterel.coder import mood, syntax
from dotterel.coder.mood import has_subject
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
_COMPLEMENT = frozenset({"xcomp", "ccomp", "pcomp", "csubj", "csubjpass"})


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
        return _under(self._from_above(verb), self._own(verb))

    def _own(self, verb: Token) -> Status:
        """What the verb's own clause says, and the time that a clause of time takes from its main clause."""
        status = mood.of_verb(verb, self._words)
        mark = self._mark_of_time(verb) if status is Status.ACTUAL and verb.dep_ == "advcl" else ""
        if mark:
            above = self.status(verb.head)
            if above in (Status.FUTURE, Status.HYPOTHETICAL):
                return above
            return Status.HYPOTHETICAL if mark == "awaited" else status
        return status

    def _mark_of_time(self, verb: Token) -> str:
        """``When the summer begins, we will visit``, ``until it frees its hostages``: a present verb after its mark."""
        if verb.tag_ not in ("VBZ", "VBP", "VB") or not syntax.is_verbal(verb.head):
            return ""
        marks = (self._words.mark.get(c.lower_) for c in syntax.children(verb) if c.dep_ in ("mark", "advmod"))
        return next((mark for mark in marks if mark in ("time", "awaited")), "")

    def _from_above(self, verb: Token) -> Status:
        """What the clause above lets pass to this verb."""
        head, dep = verb.head, verb.dep_
        if dep == "conj":
            return self._from_above(head) if syntax.is_verbal(head) else Status.ACTUAL
        if dep in ("acl", "relcl") and syntax.has_to(verb):
            return self._infinitive_of_noun(verb, head)
        if dep == "acl" and _is_that_clause(verb):
            return self._told_by_noun(head)
        if dep in _COMPLEMENT or (dep == "advcl" and syntax.has_to(verb)):
            return self._through(verb, head)
        if dep in ("advcl", "dep") and verb.tag_ in ("VBG", "VBN") and syntax.is_verbal(head):
            return self.status(head)
        return Status.ACTUAL

    def _infinitive_of_noun(self, verb: Token, noun: Token) -> Status:
        """``a plan to attack``; ``the first woman to lead the army`` did; ``Army to withdraw`` is a headline."""
        if any(child.lower_ in self._words.order for child in syntax.children(noun)):
            return self.status(noun.head) if syntax.is_verbal(noun.head) else Status.ACTUAL
        if noun.dep_ == "ROOT" and noun.i < verb.i:
            return Status.ACTUAL
        return self._through(verb, noun)

    def _told_by_noun(self, noun: Token) -> Status:
        """``rejected demands that he resign``: what the noun says of its clause, and what is done to the noun."""
        kind = self._words.noun.get(noun.lemma_.lower(), "claimed")
        verb = syntax.governing_verb(noun)
        passed = _pass(kind, Status.ACTUAL)
        if kind in ("claimed", "told") and verb is not None and self._words.verb.get(verb.lemma_.lower()) == "fails":
            return _pass("fails", self.status(verb))
        return passed

    def _through(self, verb: Token, head: Token) -> Status:
        if head.dep_ == "prep":
            return self._through_preposition(verb, head)
        if syntax.is_verbal(head):
            if verb.dep_ == "advcl" and syntax.has_to(verb):
                return self._purpose(verb, head)
            return _pass(self._kind(head, verb), self.status(head))
        return self._through_word(head, verb)

    def _through_preposition(self, verb: Token, preposition: Token) -> Status:
        """``accused of bombing``, ``kept from leaving``, ``committed to leaving``; ``after leaving`` is a deed."""
        head, word = preposition.head, preposition.lower_
        if self._words.preposition.get(word) == "holds":
            return self.status(head) if syntax.is_verbal(head) else Status.ACTUAL
        if not syntax.is_verbal(head):
            return self._through_word(head, verb, word)
        return _pass(self._kind(head, verb), self.status(head))

    def _purpose(self, verb: Token, head: Token) -> Status:
        """``to`` after a finished clause is a purpose, after a verb of change a result: rose to reach a new high."""
        if (
            self._words.change.get(head.lemma_.lower()) == "from"
            and self._words.change.get(verb.lemma_.lower()) == "to"
        ):
            return self.status(head)
        kind = self._kind(head, verb)
        return _pass(kind, self.status(head)) if kind in ("open", "coming", "fails") else Status.HYPOTHETICAL

    def _through_word(self, head: Token, verb: Token, preposition: str = "") -> Status:
        lemma = head.lemma_.lower()
        if head.pos_ in ("ADJ", "ADV") or (head.dep_ == "acomp" and lemma not in self._words.noun):
            return self._through_adjective(head, verb)
        kind = self._words.noun.get(f"{lemma}_{preposition}", self._words.noun.get(lemma))
        if kind is None:
            return Status.HYPOTHETICAL if syntax.has_to(verb) else Status.ACTUAL
        return _pass(kind, Status.ACTUAL)

    def _through_adjective(self, head: Token, verb: Token) -> Status:
        """``is ready to leave``, ``were able to leave`` (they did), ``was too weak to leave`` (they did not)."""
        clause = head.head if syntax.is_verbal(head.head) else None
        above = self.status(clause) if clause is not None else Status.ACTUAL
        if syntax.has_to(verb) and any(child.lower_ == "too" for child in syntax.children(head)):
            return _pass("fails", above)
        past = clause is not None and clause.tag_ in ("VBD", "VBN")
        kinds, lemma = self._words.adjective, head.lemma_.lower()
        kind = (kinds.get(f"{lemma}_past") if past else None) or kinds.get(lemma) or kinds.get(head.lower_, "holds")
        return _pass(kind, above)

    def _kind(self, head: Token, below: Token) -> str:
        """Return the signature of a governing verb for this complement: the key of its construction, else its lemma."""
        verbs, lemma = self._words.verb, head.lemma_.lower()
        plain = next((f"{lemma}_{p.lower_}" for p in syntax.children(head) if p.dep_ == "prt"), lemma)
        to = syntax.is_verbal(below) and syntax.has_to(below)
        for key in self._keys(head, below, plain, to=to):
            if key in verbs:
                return verbs[key]
        kind = verbs.get(plain, verbs.get(lemma))
        if kind is not None:
            return "open" if kind == "claimed" and to and not _is_perfect(below) else kind
        return "open" if to else "claimed"

    def _keys(self, head: Token, below: Token, lemma: str, *, to: bool) -> Iterator[str]:
        """Yield the keys of a construction, the narrowest first: ``go_being_to``, ``have_past_to``, ``stop_from``."""
        if to:
            if head.tag_ == "VBG" and any(c.dep_ == "aux" for c in syntax.children(head)):
                yield f"{lemma}_being_to"
            if syntax.is_passive(head):
                yield f"{lemma}_passive_to"
            if head.tag_ in ("VBD", "VBN"):
                yield f"{lemma}_past_to"
            yield f"{lemma}_to"
        elif below.dep_ == "pcomp":
            yield f"{lemma}_{below.head.lower_}"
        elif below.tag_ == "VBG" and not has_subject(below):
            yield f"{lemma}_doing"
        else:
            yield f"{lemma}_that"

    # --- nouns

    def _noun(self, noun: Token) -> Status:
        if syntax.negation(noun) is not None or _without(noun) or mood.is_none(noun):
            return Status.NEGATED
        described = self._described(noun)
        if described is not None:
            return described
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

    def _described(self, noun: Token) -> Status | None:
        """``a planned march``, ``the now-cancelled talks``: what a word on the noun says of it."""
        for child in syntax.children(noun):
            if child.dep_ in ("amod", "compound", "acl"):
                last = child.lower_.rsplit("-", 1)[-1]
                kind = self._words.adjective.get(last) or self._words.adjective.get(child.lemma_.lower())
                if kind in ("open", "coming", "fails") and (child.dep_ != "acl" or kind == "fails"):
                    return _pass(kind, Status.ACTUAL)
        return None

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
        verbs, lemma = self._words.verb, verb.lemma_.lower()
        plain = next((f"{lemma}_{p.lower_}" for p in syntax.children(verb) if p.dep_ == "prt"), lemma)
        kind = verbs.get(f"{lemma}_{prep or 'noun'}") or verbs.get(plain) or verbs.get(lemma)
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


def _is_that_clause(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in syntax.children(verb))


def _is_perfect(verb: Token) -> bool:
    """True for ``to have fled``: a claim about the past."""
    return any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in syntax.children(verb))


def _without(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ == "without"


def _definite(noun: Token) -> bool:
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those")) or child.dep_ == "poss"
        for child in syntax.children(noun)
    )
