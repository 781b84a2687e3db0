"""Which place an event has: from its own clause, else its sentence, else what stood before, else the dateline."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.coder.where.find import Places, Spot
    from dotterel.knowledge.place_words import PlaceWords
    from dotterel.records import Page, Place

DEEP = 5
"""Phrases inside phrases are followed so far: ``in an attack on a convoy on a road near a village in …``."""
_QUOTES = '“”"'


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of an event whose place is sought."""

    trigger: Token
    taken: AbstractSet[tuple[int, int]] = frozenset()
    """Character spans of those who act: a place there acts, and is no place of the event."""
    spoken: bool = False
    """True for an act of words: what it is about has places of its own."""
    countries: AbstractSet[str] = frozenset()
    """Codes of those who take part: an act of words is not carried to another country's place."""
    background: AbstractSet[int] = frozenset()
    """First tokens of sentences that tell of the past only: their places are not carried on."""


def place_of(places: Places, page: Page, sought: Sought) -> Place | None:
    """Return the place of an event, with its basis, or None."""
    trigger = sought.trigger
    sent = trigger.sent
    near = tuple(spot for spot in places.spots if sent.start <= spot.start < sent.end)
    link = _Link(places, page, trigger, sought, near)
    here = (("clause", link.clause), ("sentence", link.sentence), ("clause", link.seat)) if near else ()
    for basis, step in (*here, ("earlier sentence", link.earlier)):
        spot = link.best(step())
        if spot is not None:
            return replace(spot.place, basis=basis)
    return replace(places.dateline, basis="dateline") if places.dateline is not None else None


@dataclass(frozen=True, slots=True)
class _Link:
    """One search for one event's place."""

    places: Places
    page: Page
    trigger: Token
    sought: Sought
    near: tuple[Spot, ...]
    """The spots of the trigger's sentence."""

    def best(self, spots: Iterator[Spot]) -> Spot | None:
        """Return the finest of the spots that a step found; of equally fine ones the nearest to the trigger."""
        found = {(spot.start, spot.end): spot for spot in spots}
        return min(
            found.values(), key=lambda s: (-(s.place.resolution or 0), abs(s.start - self.trigger.i)), default=None
        )

    # --- the trigger's own clause

    def clause(self) -> Iterator[Spot]:
        """Yield the spots that the trigger's own words govern."""
        yield from self._phrases(self.trigger)
        yield from self._struck(self.trigger)
        yield from self._moved(self.trigger)
        yield from self._carried()
        if syntax.is_verbal(self.trigger):
            for doer in syntax.agents(self.trigger):
                yield from self._phrases(doer)
            for subject in syntax.subjects(self.trigger):
                if not self._is_taken(subject):
                    yield from self._phrases(subject)

    def _phrases(self, word: Token, depth: int = 0) -> Iterator[Spot]:
        """Yield the spots in the prepositional phrases of a word and of the nouns in them, and of its objects."""
        if depth > DEEP:
            return
        for prep, noun in syntax.preps(word):
            if prep in self.words["event_in"] or (prep in self.words["event_on"] and self._strikes(word)):
                yield from self._within(noun)
                yield from self._phrases(noun, depth + 1)
            elif self._moves(word, prep):
                yield from self._within(noun)
            elif prep not in self.words["event_not"] or (prep == "from" and self._takes()):
                yield from self._phrases(noun, depth + 1)
                yield from (spot for spot in self._within(noun) if (spot.place.resolution or 0) > 1)
        for noun in self._objects(word):
            yield from self._phrases(noun, depth + 1)
            yield from self._named_in(noun)

    def _objects(self, word: Token) -> tuple[Token, ...]:
        spoken = self.sought.spoken and word == self.trigger
        return syntax.objects(word) if syntax.is_verbal(word) and not spoken else ()

    def _named_in(self, noun: Token) -> Iterator[Spot]:
        """``the Aleppo airport``, ``a Kabul hotel``: the town before what is struck, arrested or opened."""
        for _, word in syntax.premodifiers(noun):
            yield from (spot for spot in self._on(word) if (spot.place.resolution or 0) > 1)

    def _struck(self, word: Token) -> Iterator[Spot]:
        """``shelled Aleppo``, ``stormed Mosul's outskirts``, ``the Aleppo offensive``, ``fighting to hold it``."""
        if not self._strikes(word):
            return
        for noun in self._objects(word):
            yield from self._within(noun)
        if not syntax.is_verbal(word):
            for _, before in syntax.premodifiers(word):
                yield from self._on(before)
            return
        for kind, verb in syntax.complements(word):
            if kind == "to" and self._strikes(verb):
                yield from self._struck(verb)

    def _moved(self, word: Token) -> Iterator[Spot]:
        """``deployed guns north of Mosul``: words that move the point and hang on the trigger or its object."""
        words = [word, *self._objects(word)]
        below = {token.i for head in words for token in syntax.below(head, 4)}
        yield from (s for s in self.near if s.place.relation and s.start in below and self._free(s))

    def _carried(self) -> Iterator[Spot]:
        """For an event noun: the phrases of the verb that it stands with, unless that verb only speaks."""
        if syntax.is_verbal(self.trigger):
            return
        verb = syntax.governing_verb(self.trigger)
        if verb is not None and not self._speaks(verb) and verb.sent == self.trigger.sent:
            yield from self._phrases(verb)
            for noun in syntax.objects(verb):
                yield from self._within(noun) if self._strikes(verb) else ()

    # --- further away

    def sentence(self) -> Iterator[Spot]:
        """Yield the other spots of the sentence that say where something is, the nearest kind only."""
        found = [spot for spot in self.near if self._free(spot) and self._stands_in(spot)]
        beyond = self._beyond()
        found = [
            s
            for s in found
            if s.start not in beyond and not self._below(s) and not self._spoken(s) and self._same_quote(s)
        ]
        if found:
            nearest = min(found, key=lambda s: abs(s.start - self.trigger.i))
            yield from (s for s in found if s is nearest or _holds(nearest.place, s.place))

    def seat(self) -> Iterator[Spot]:
        """``police in Lagos``: where those who act are, as a last resort in the sentence."""
        for spot in self.near:
            if not self._free(spot) and self._stands_in(spot) and (spot.place.resolution or 0) > 1:
                yield spot

    def earlier(self) -> Iterator[Spot]:
        """Yield the last spot before the sentence that says where something is, in this paragraph or the one before."""
        sent, doc = self.trigger.sent, self.page.doc
        breaks = 0
        limit = sent.start
        while limit > 0 and breaks < 2:
            limit -= 1
            breaks += "\n\n" in doc[limit].text
        before = [s for s in self.places.spots if limit <= s.start < sent.start and self._stands_in(s)]
        before = [s for s in before if (s.place.resolution or 0) > 1 and not self._spoken(s) and self._carries(s)]
        if before:
            yield before[-1]

    def _carries(self, spot: Spot) -> bool:
        """True for the place of an earlier sentence that may be this event's too."""
        token, sought = self.page.doc[spot.start], self.sought
        if token.sent.start in sought.background or any(above.dep_ == "relcl" for above in token.ancestors):
            return False
        return not sought.spoken or not sought.countries or spot.place.country_code in sought.countries

    # --- what a spot is

    @property
    def words(self) -> PlaceWords:
        """The lists of words around places."""
        return self.places.words

    def _within(self, noun: Token) -> Iterator[Spot]:
        """Yield the free spots inside the noun phrase of a word: ``the city of Mosul``, ``Mosul's outskirts``."""
        start, end = syntax.noun_phrase(noun)
        inside = (s for s in self.near if start <= s.start and s.end <= end + 1 and self._free(s))
        yield from (s for s in inside if not self._is_owner(s, noun))

    def _is_owner(self, spot: Spot, noun: Token) -> bool:
        """True for ``a US base``: the country that a thing belongs to is not where it stands."""
        word = self.page.doc[spot.end - 1]
        whole = spot.place.resolution == 1 and not spot.place.relation
        return whole and word.head == noun and word.dep_ in ("compound", "amod", "nmod")

    def _on(self, word: Token) -> Iterator[Spot]:
        yield from (s for s in self.near if s.start <= word.i < s.end and self._free(s))

    def _free(self, spot: Spot) -> bool:
        a, b = spot.place.start, spot.place.end
        return not any(start < b and a < end for start, end in self.sought.taken)

    def _is_taken(self, noun: Token) -> bool:
        at = self.page.span(noun.i, noun.i + 1)
        return any(start <= at.start < end for start, end in self.sought.taken)

    def _stands_in(self, spot: Spot) -> bool:
        """True when the words before a spot say that something is there."""
        if spot.place.relation or spot.container:
            return True
        return spot.before in self.words["strong_before"] or spot.before in ("at", "around", "inside", "within")

    def _strikes(self, word: Token) -> bool:
        return word.lemma_.lower() in self.words["striking"]

    def _moves(self, word: Token, prep: str) -> bool:
        """True where a word of motion ends (``fled to``) or begins (``withdrew from``)."""
        lemma = word.lemma_.lower()
        if prep == "from":
            return lemma in self.words["leaving"]
        return prep in ("to", "into", "onto", "toward", "towards") and lemma in self.words["arriving"]

    def _takes(self) -> bool:
        """True for ``abducted … from a school in …``: where somebody is taken from is where it happens."""
        return self.trigger.lemma_.lower() in self.words["taking"]

    def _speaks(self, verb: Token) -> bool:
        return verb.lemma_.lower() in self.words["speaking"]

    def _spoken(self, spot: Spot) -> bool:
        """``said in Geneva``: the place of speaking, when the event is in what is said."""
        verb = syntax.governing_verb(self.page.doc[spot.start])
        return verb is not None and verb != self.trigger and self._speaks(verb)

    def _below(self, spot: Spot) -> bool:
        """``urged them to attack in …``: what is asked, planned or told of somebody has a place of its own."""
        verb = syntax.governing_verb(self.page.doc[spot.start])
        return verb is not None and verb != self.trigger and self.trigger in verb.ancestors

    def _beyond(self) -> frozenset[int]:
        """Tokens of what an act is for or about: ``sentenced for genocide in …``, ``condemned the shelling of …``."""
        phrases = [noun for prep, noun in syntax.preps(self.trigger) if prep in self.words["event_not"]]
        if self.sought.spoken and syntax.is_verbal(self.trigger):
            phrases += syntax.objects(self.trigger)
        return frozenset(token.i for noun in phrases for token in noun.subtree)

    def _same_quote(self, spot: Spot) -> bool:
        """True when spot and trigger are both inside the same quotation, or both outside any."""
        low, high = sorted((spot.start, self.trigger.i))
        return not any(char in _QUOTES for char in self.page.doc[low : high + 1].text)


def _holds(area: Place, place: Place) -> bool:
    """True for ``northern Mali`` after ``Kidal``: the finer one says it better."""
    finer = (place.resolution or 0) > (area.resolution or 0)
    return finer and area.resolution in (1, 2) and area.country_code == place.country_code
