"""What the words around a name say: is it a place, and of which kind?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from dotterel.knowledge.places import acronym_key, plain

if TYPE_CHECKING:
    from dotterel.knowledge.places import Gazetteer
    from dotterel.records import Page

PLACE = frozenset({"GPE", "LOC", "FAC"})
SOMEBODY = frozenset({"PERSON", "ORG", "NORP", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"})
LONGEST = 5
"""Names of so many words are looked up; longer ones are found only as the parser's entities."""
SHOUTING = 0.6
"""Share of words in capitals from which a text counts as written in capitals."""
WEAK, GOOD, STRONG = 1, 2, 3
_SMALL = frozenset(
    {"of", "the", "de", "del", "la", "las", "los", "el", "al", "da", "do", "di", "du", "des", "and", "-", "–"}
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a place: tokens from ``start`` to ``end``, exclusive."""

    start: int
    end: int
    name: str
    """The words as they are looked up."""
    via: str
    """``entity``, ``name``, ``body`` (inside a body's name) or ``dateline``."""
    kinds: frozenset[str] = frozenset()
    """Kinds of place that a common noun beside the name announces."""


class Reading:
    """One page as it is read for places: its words, the parser's entities, and questions about them."""

    def __init__(self, page: Page, places: Gazetteer) -> None:
        self.page = page
        self.places = places
        self.words = places.words
        self.doc = page.doc
        self.text = [token.text for token in page.doc]
        spaces = page.doc.to_array("SPACY").tolist()
        pieces = [f"{word} " if space else word for word, space in zip(self.text, spaces, strict=True)]
        self.whole = "".join(pieces)
        self.first = [0, *accumulate(len(piece) for piece in pieces)]
        self.lower = [word.lower() for word in self.text]
        self.shouting = _share_of_capitals(self.text) > SHOUTING
        self.label = [""] * len(self.text)
        self.entity: dict[int, tuple[int, int]] = {}
        for ent in page.doc.ents:
            if ent.label_ in SOMEBODY and any(token.pos_ == "VERB" for token in ent):
                continue
            start = ent.start
            while start < ent.end and self.lower[start] in self.words["before"]:
                start += 1
            for i in range(start, ent.end):
                self.label[i] = ent.label_
                self.entity[i] = (start, ent.end)
        self.people = self._people()

    def _people(self) -> frozenset[str]:
        """First and last words of people's full names: alone they stand for the person."""
        full = (ent for ent in self.doc.ents if ent.label_ == "PERSON" and ent.end - ent.start > 1)
        return frozenset(word for ent in full for word in (self.text[ent.start], self.text[ent.end - 1]))

    def name(self, start: int, end: int) -> str:
        return self.whole[self.first[start] : self.first[end - 1] + len(self.text[end - 1])]

    def capital(self, i: int) -> bool:
        word = self.text[i]
        return (
            word[:1].isupper() or word[:1].isdigit() or (len(word) > 3 and word[2:3] in "-'’" and word[3:4].isupper())
        )

    def longest(self, i: int, limit: int) -> int:
        """Return the end of the longest known name that begins at ``i``, or 0."""
        if not self.capital(i) or not self.text[i][:1].isalpha():
            return 0
        for j in range(min(limit, i + LONGEST), i, -1):
            if self.capital(j - 1) and self._joined(i, j) and self.known(i, j) and not self.is_common(i, j):
                return 0 if self._is_acronym(i, j) else j
        return 0

    def _joined(self, i: int, j: int) -> bool:
        return all(self.capital(k) or self.lower[k] in _SMALL for k in range(i + 1, j))

    def known(self, start: int, end: int) -> bool:
        name = self.text[start] if end - start == 1 else self.name(start, end)
        return self.places.is_place_name(name) or name in self.words.short

    def is_common(self, i: int, j: int) -> bool:
        """True for ``North``, ``Valley``, ``White House``: half of another name, or no place by itself."""
        words = " ".join(self.lower[i:j])
        return words in self.words["common"] or (j - i == 1 and words in self.words["civic"])

    def is_people(self, start: int, end: int) -> bool:
        """True for ``Sri Lankan``, which the parser often takes for a country; not for ``US``, which is one too."""
        name = self.name(start, end)
        return plain(name) in self.places.peoples and self.places.country(name) is None

    def _is_acronym(self, i: int, j: int) -> bool:
        """True for ``ESGR``, which is no name of a place; in a text of capitals nothing can be said."""
        short = acronym_key(self.text[i]) if j - i == 1 else None
        return short is not None and not self.shouting and not self.places.has_acronym(self.text[i])

    def evidence(self, start: int, end: int) -> int:
        """Say how much the words around a name speak for a place: 0, WEAK, GOOD or STRONG."""
        if self.in_container(end) or self.announced(Mention(start, end, "", "")):
            return STRONG
        if self._runs_on(end):
            return 0
        before = start - 1
        while before >= 0 and self.lower[before] in self.words["sides"] | {"the"}:
            before -= 1
        word = self.lower[before] if before >= 0 else ""
        if word in self.words["strong_before"] and before == start - 1:
            return GOOD
        if word in self.words["before"] or (word in ("as", "including") and before > 0):
            return WEAK
        after = self.lower[end : end + 2]
        if after and after[0] in self.words["people"] and not self.shouting:
            return GOOD
        return GOOD if after == ["-", "based"] or self.is_party(start) else 0

    def _runs_on(self, end: int) -> bool:
        """True when the name runs on: ``in Paris Hilton's``, ``to Jordan Smith``."""
        if not self.shouting and end < len(self.text) and self.text[end][:1].isupper() and self.text[end].isalpha():
            return self.label[end] not in PLACE and not self.doc[end].is_sent_start
        return False

    def is_party(self, start: int) -> bool:
        """``R-Texas``, ``D-Plymouth``."""
        return start > 1 and self.text[start - 1] in ("-", "–") and self.text[start - 2] in ("D", "R")

    def in_container(self, end: int) -> bool:
        """True for ``Hit, Iraq`` and ``Long Beach, CA``: what follows the comma can hold the place."""
        if end + 1 >= len(self.text) or self.text[end] not in (",", "("):
            return False
        if self.shouting:
            return self.text[end] == "(" and self.places.country(self.text[end + 1]) is not None
        if self.text[end + 1] in self.words.postal or self.name(end + 1, end + 2) in self.words.short:
            return True
        j = self.longest(end + 1, len(self.text))
        areas = ("country", "province", "historic")
        return bool(j) and any(c.kind in areas for c in self.places.candidates(self.name(end + 1, j))[:3])

    def announced(self, mention: Mention) -> frozenset[str]:
        """Return the kinds that a common noun beside the name announces: ``Anbar province``, ``the town of Hit``."""
        kinds, after, before = self.words.kinds, mention.end, mention.start - 1
        if mention.end - mention.start > 1 and self.lower[mention.end - 1] in kinds:
            return kinds[self.lower[mention.end - 1]]
        if after < len(self.text) and self._is_noun(after):
            return kinds[self.lower[after]]
        while before > 0 and self.lower[before] == "the":
            before -= 1
        if before > 0 and self.lower[before] == "of" and self.lower[before - 1] in kinds:
            return kinds[self.lower[before - 1]]
        if before >= 0 and self.lower[before] in kinds and self.doc[before].dep_ in ("compound", "nmod"):
            return kinds[self.lower[before]]
        return self._list_noun(mention)

    def _is_noun(self, i: int) -> bool:
        """True for ``Anbar province``; False for ``city council``, ``district court`` and ``Indiana counties``."""
        word = self.lower[i]
        singular = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        if (
            word not in self.words.kinds
            or not (self.shouting or self.text[i].islower())
            or singular in self.words.kinds
        ):
            return False
        return (
            i + 1 >= len(self.text) or self.doc[i + 1].pos_ not in ("NOUN", "PROPN") or self.doc[i].dep_ != "compound"
        )

    def _list_noun(self, mention: Mention) -> frozenset[str]:
        """``Anbar, Diyala and Nineveh provinces``: the plural at the end of a list speaks for all of it."""
        i, size = mention.end, len(self.text)
        if i >= size or self.lower[i] not in (",", "and", "or"):
            return frozenset()
        while i < min(size, mention.end + 24) and (self.lower[i] in (",", "and", "or") or self.capital(i)):
            i += 1
        plural = i < size and self.lower[i].endswith("s") and self.text[i].islower()
        return self.words.kinds.get(self.lower[i], frozenset()) if plural else frozenset()


def _share_of_capitals(words: list[str]) -> float:
    """Return how many of the words longer than a letter are all capitals."""
    letters = [word for word in words if len(word) > 1 and word.isalpha()]
    return sum(word.isupper() for word in letters) / len(letters) if letters else 0.0
