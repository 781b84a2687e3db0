"""The words of a sentence and the grammatical slots around a trigger, which frames are held against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

Kinds = Callable[["Token"], frozenset[str]]
"""What a noun phrase is: ``ACTOR`` or ``THING``, ``COUNTRY PERSON GROUP …``, and its sectors (``COP``)."""


def forms(token: Token) -> frozenset[str]:
    """Return the ways in which a word may stand in a word list: lemma, form, hyphenated compound."""
    found = {token.lemma_.lower(), token.lower_}
    doc, i = token.doc, token.i
    if i >= 2 and doc[i - 1].text in "-–":
        found.add(f"{doc[i - 2].lower_}-{token.lemma_.lower()}")
    elif i >= 1 and doc[i - 1].dep_ == "compound":
        found.add(f"{doc[i - 1].lower_} {token.lemma_.lower()}")
    return frozenset(found)


class Words:
    """The forms of the words of one sentence, found once for all of its triggers."""

    def __init__(self, sentence: DocSpan) -> None:
        self._forms = {token.i: forms(token) for token in sentence}
        self.all = frozenset().union(*self._forms.values())
        """Every form of every word."""

    def of(self, token: Token) -> frozenset[str]:
        """Return the forms of a word of the sentence."""
        return self._forms[token.i]

    def could_fit(self, needs: Iterable[frozenset[str]]) -> bool:
        """False when the sentence has no word of one of the sets, so that a frame need not be tried."""
        return not any(map(self.all.isdisjoint, needs))


class Slots:
    """The grammatical slots around one trigger, found once for all of its entries."""

    def __init__(self, trigger: Token, kinds: Kinds, words: Words) -> None:
        self.trigger = trigger
        self.kinds = kinds
        self.words = words
        self.forms = words.of
        self.complements = tuple(syntax.complements(trigger))
        self.preps: tuple[tuple[str, Token], ...] = ()

    @cached_property
    def near(self) -> tuple[Token, ...]:
        """The words that may belong to the trigger: its dependents, three levels deep, without other clauses."""
        clauses = (child for child in syntax.children(self.trigger) if child.dep_ in ("ccomp", "advcl"))
        return (*syntax.below(self.trigger, 3), *clauses)

    @cached_property
    def near_words(self) -> frozenset[str]:
        """All forms of these words."""
        return frozenset(form for token in self.near for form in self.forms(token))

    def fits(self, token: Token, words: frozenset[str]) -> bool:
        """True when a word, or what it is, is among ``words`` (or ``words`` is empty)."""
        if not words or not words.isdisjoint(self.forms(token)):
            return True
        if any(word.isupper() for word in words) and not words.isdisjoint(self.kinds(token)):
            return True
        inner = syntax.counted(token)
        return inner is not None and not words.isdisjoint(self.forms(inner))


class VerbSlots(Slots):
    """The slots of a verb, active or passive."""

    def __init__(self, verb: Token, kinds: Kinds, words: Words) -> None:
        super().__init__(verb, kinds, words)
        self.passive = syntax.is_passive(verb)
        self.objects, self.second = _two_objects(verb)
        self.subjects = syntax.agents(verb) if self.passive else syntax.subjects(verb)
        self.preps = tuple(self._preps())

    def _preps(self) -> Iterator[tuple[str, Token]]:
        own = tuple(syntax.preps(self.trigger))
        yield from own
        for particle in syntax.particles(self.trigger):
            yield from syntax.preps(particle)
        for obj in (*self.objects, *self.second):
            if obj.i > self.trigger.i or self.passive:
                yield from syntax.preps(obj)
        for _, inner in own:
            if inner.pos_ in ("NOUN", "PROPN"):
                yield from syntax.preps(inner)


class NounSlots(Slots):
    """The slots of an event noun, with the phrases that the parser hangs on the verb above it."""

    def __init__(self, noun: Token, kinds: Kinds, words: Words) -> None:
        super().__init__(noun, kinds, words)
        self.preps = tuple(_noun_preps(noun))


def _two_objects(verb: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return the first object of a verb and its second: gave **inspectors access**, were granted **asylum**."""
    found = syntax.objects(verb)
    to_whom = tuple(token for token in found if token.dep_ == "dative")
    rest = tuple(token for token in found if token not in to_whom)
    if to_whom and rest:
        return to_whom, rest
    return found, syntax.second_objects(verb, found)


def _noun_preps(noun: Token) -> Iterator[tuple[str, Token]]:
    own = tuple(syntax.preps(noun))
    yield from own
    for prep, inner in own:
        if prep in ("of", "by") and inner.pos_ in ("NOUN", "PROPN"):
            yield from ((other, token) for other, token in syntax.preps(inner) if other != "of")
    verb = noun.head
    if noun.dep_ in ("dobj", "nsubjpass", "attr") and syntax.is_verbal(verb):
        passive = noun.dep_ == "nsubjpass"
        yield from (pair for pair in syntax.preps(verb) if pair[1].i > noun.i and not (passive and pair[0] == "by"))
