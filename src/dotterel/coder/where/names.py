"""Which words of a page are names of places: parser's entities, and gazetteer names with evidence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from dotterel.knowledge.places import plain

if TYPE_CHECKING:
    from dotterel.knowledge.places import Gazetteer
    from dotterel.records import Page

PLACE = frozenset({"GPE", "LOC", "FAC"})
NEVER = frozenset({"LANGUAGE", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "DATE", "TIME"})
SOMEBODY = frozenset({"PERSON", "ORG", "NORP", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"})
LONGEST = 5
"""Names of so many words are looked up; longer ones are found only as the parser's entities."""
LARGE = 100_000
"""A town of so many people is better known than a person of its name."""
WEAK, GOOD, STRONG = 1, 2, 3
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_SMALL = frozenset(
    {"of", "the", "de", "del", "la", "las", "los", "el", "al", "da", "do", "di", "du", "des", "and", "-", "–"}
)
_HEAD = re.compile(
    r"(?:^|\n|(?<=[.!?”\"’')] ))"
    r"(?P<name>[A-Z][A-Z.'’ \-]{0,40}[A-Z.]|[A-Z][\w'’\-]{1,30}(?: [A-Z][\w'’\-]{1,30}){0,3})"
    r"(?P<rest>(?:, [^()\n—–:]{1,40}?)?)(?P<agency> ?\((?P<who>[^()\n]{2,40})\))?"
    r"(?P<dash> ?(?:—|–|--| - |\u0096|\u0097)|: )"
)
"""``BAGHDAD, Nov 3 (Reuters) —``, ``Gao, Mali (AP) —``, ``BEIRUT:`` at the head of a paragraph or sentence."""


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


class Finder:
    """Finds the mentions of one page."""

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
        self.label = [""] * len(self.text)
        self.entity: dict[int, tuple[int, int]] = {}
        for ent in page.doc.ents:
            if ent.label_ in SOMEBODY and any(token.pos_ == "VERB" for token in ent):
                continue
            for i in range(ent.start, ent.end):
                self.label[i] = ent.label_
                self.entity[i] = (ent.start, ent.end)
        self.people = self._people()

    def mentions(self) -> tuple[Mention, ...]:
        """Return all mentions in text order; no two overlap."""
        found = {m.start: m for m in self._datelines()}
        covered = {i for m in found.values() for i in range(m.start, m.end)}
        for step in (self._entities, self._named, self._again):
            for mention in step(found):
                tokens = range(mention.start, mention.end)
                if covered.isdisjoint(tokens):
                    covered.update(tokens)
                    found[mention.start] = mention
        return tuple(replace(found[i], kinds=self.announced(found[i])) for i in sorted(found))

    def _people(self) -> frozenset[str]:
        """First and last words of people's full names: alone they stand for the person."""
        full = (ent for ent in self.doc.ents if ent.label_ == "PERSON" and ent.end - ent.start > 1)
        return frozenset(word for ent in full for word in (self.text[ent.start], self.text[ent.end - 1]))

    def _name(self, start: int, end: int) -> str:
        return self.whole[self.first[start] : self.first[end - 1] + len(self.text[end - 1])]

    # --- the parser's entities

    def _entities(self, _: dict[int, Mention]) -> Iterator[Mention]:
        for ent in self.doc.ents:
            if ent.label_ in PLACE:
                yield from self._pieces(*self._trimmed(ent.start, ent.end))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Leave off articles, sides and other small words before the name, and what is no name after it."""
        while start < end and (self.lower[start] == "the" or not self._capital(start)):
            start += 1
        if end - start > 2 and self.lower[start + 1] == "of" and self.lower[start] in self.words["seats"]:
            start += 2
        while end > start and (self.lower[end - 1] in _POSSESSIVE or not self._capital(end - 1)):
            end -= 1
        return start, end

    def _capital(self, i: int) -> bool:
        word = self.text[i]
        return (
            word[:1].isupper() or word[:1].isdigit() or (len(word) > 3 and word[2:3] in "-'’" and word[3:4].isupper())
        )

    def _pieces(self, start: int, end: int) -> Iterator[Mention]:
        if start >= end or self._is_somebody(start, end) or self._is_people(start, end) or self._is_common(start, end):
            return
        end = self._with_noun(start, end)
        if self._known(start, end) or self._is_feature(start, end):
            yield Mention(start, end, self._name(start, end), "entity")
            return
        inner = list(self._segments(start, end))
        if any(m.end - m.start > 1 for m in inner) or not self._is_one_name(start, end):
            yield from inner
        elif inner or self._evidence(start, end) >= WEAK:
            yield Mention(start, end, self._name(start, end), "entity")

    def _is_one_name(self, start: int, end: int) -> bool:
        """True for a short run of capitalised words that may be a name which the gazetteer does not have."""
        if end - start > 3 or (end - start == 1 and self.lower[start] in self.words["common"]):
            return False
        return all(self.text[i][:1].isupper() and self.lower[i] not in self.words["bodies"] for i in range(start, end))

    def _is_somebody(self, start: int, end: int) -> bool:
        """True for a surname that the parser takes for a place: its full name stands elsewhere, or a title before."""
        if start and self.lower[start - 1] in self.words["titles"]:
            return True
        if self.lower[end : end + 1] in (["'s"], ["’s"]) and self.lower[start] in ("st.", "st", "saint"):
            return True
        if end - start > 1 or self.text[start] not in self.people:
            return False
        return self._evidence(start, end) < GOOD

    def _is_people(self, start: int, end: int) -> bool:
        """True for ``Sri Lankan``, which the parser often takes for a country; not for ``US``, which is one too."""
        name = self._name(start, end)
        return plain(name) in self.places.peoples and self.places.country(name) is None

    def _with_noun(self, start: int, end: int) -> int:
        """Take in the capitalised noun that belongs to the name: ``Laurel`` + ``County``."""
        if end < len(self.text) and self.text[end][:1].isupper() and self.lower[end] in self.words.kinds:
            return end + 1 if self._known(start, end + 1) else end
        return end

    def _segments(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the known names inside a longer span, longest first from the left."""
        i = start
        while i < end:
            j = self._longest(i, end)
            if j and (j - i > 1 or not self.places.is_risky(self.text[i]) or self._evidence(i, j) == STRONG):
                yield Mention(i, j, self._name(i, j), "entity")
            i = j or i + 1

    def _longest(self, i: int, limit: int) -> int:
        """Return the end of the longest known name that begins at ``i``, or 0."""
        if not self._capital(i) or not self.text[i][:1].isalpha():
            return 0
        for j in range(min(limit, i + LONGEST), i, -1):
            if self._capital(j - 1) and self._joined(i, j) and self._known(i, j) and not self._is_common(i, j):
                return j
        return 0

    def _is_common(self, i: int, j: int) -> bool:
        """True for ``North``, ``Valley``, ``Center`` alone: half of another name."""
        return j - i == 1 and (self.lower[i] in self.words["common"] or self.lower[i] in self.words["civic"])

    def _joined(self, i: int, j: int) -> bool:
        return all(self._capital(k) or self.lower[k] in _SMALL for k in range(i + 1, j))

    def _known(self, start: int, end: int) -> bool:
        name = self.text[start] if end - start == 1 else self._name(start, end)
        return self.places.is_place_name(name) or name in self.words.short

    def _is_feature(self, start: int, end: int) -> bool:
        """True for ``Hamra Street``, ``Highway 9``, ``Lake Mary``: places by themselves, known or not."""
        if end - start < 2 or any(self.lower[i] in self.words["bodies"] for i in range(start + 1, end)):
            return False
        return self.lower[end - 1] in self.words["features"] or self.lower[start] in self.words["heads"]

    # --- names that the parser missed

    def _named(self, found: dict[int, Mention]) -> Iterator[Mention]:
        covered = {i for m in found.values() for i in range(m.start, m.end)}
        i, size = 0, len(self.text)
        while i < size:
            j = self._at(i, size) if i not in covered and self.text[i][:1].isupper() else None
            if j is not None:
                yield j
            i = j.end if j is not None else i + 1

    def _at(self, i: int, size: int) -> Mention | None:
        """Return the mention that begins at a capitalised word outside the parser's places, or None."""
        label = self.label[i]
        if label in NEVER or label in PLACE or self.lower[i] == "the":
            return self._short(i)
        if self._party(i) and (j := self._longest(i, size)):
            return Mention(i, j, self._name(i, j), "name")
        first, last = self.entity.get(i, (i, size))
        if label in SOMEBODY and not (label == "NORP" and self._longest(i, size) > last):
            return self._in_entity(i, first, last)
        j = self._longest(i, size)
        if not j:
            return self._short(i)
        return Mention(i, j, self._name(i, j), "name") if self._evidence(i, j) >= self._needed(i, j, GOOD) else None

    def _needed(self, i: int, j: int, risky: int) -> int:
        if j - i == 1 and self.doc[i].is_sent_start:
            risky = STRONG
        return risky if self.places.is_risky(self._name(i, j)) or self.text[i] in self.people else WEAK

    def _short(self, i: int) -> Mention | None:
        """``Ky.`` and ``W. Va.`` anywhere, ``CA`` after a comma and a name."""
        if not i or self.text[i - 1] not in (",", "in", "("):
            return None
        for j in (min(i + 2, len(self.text)), i + 1):
            if self._name(i, j) in self.words.short and self._follows_name(i):
                return Mention(i, j, self._name(i, j), "name")
        return Mention(i, i + 1, self.text[i], "name") if self._postal(i) else None

    def _follows_name(self, i: int) -> bool:
        return i > 1 and (self._capital(i - 2) or self.text[i - 1] != ",")

    def _postal(self, i: int) -> bool:
        return self.text[i] in self.words.postal and i > 1 and self.text[i - 1] == "," and self._capital(i - 2)

    def _in_entity(self, i: int, first: int, last: int) -> Mention | None:
        """A name that the parser takes for somebody, whole or inside a body's name."""
        if i != first and not (i == first + 1 and self.lower[first] == "the"):
            return self._short(i)
        j = self._longest(i, last)
        if not j:
            return self._short(i)
        label = self.label[i]
        if j == last or self.lower[j] in _POSSESSIVE:
            whole = Mention(i, j, self._name(i, j), "name")
            return whole if self._evidence(i, j) >= self._needed_of_somebody(i, j, label) else self._short(i)
        return self._of_body(i, j, last) if label in ("ORG", "EVENT") else None

    def _needed_of_somebody(self, i: int, j: int, label: str) -> int:
        """Say how much evidence turns a person, a people or a body into a place."""
        if label == "ORG":
            return self._needed(i, j, GOOD)
        if self._is_people(i, j) or self.places.is_risky(self._name(i, j)):
            return STRONG
        return WEAK if self._is_large(i, j) else GOOD

    def _is_large(self, i: int, j: int) -> bool:
        """True for names that are hardly a person's: of a large town, a river, a region, or of several plain words."""
        least = LARGE if j - i == 1 else LARGE / 5
        if any(word[:1].isupper() and self.places.is_risky(word) for word in self.text[i:j]):
            return False
        best = self.places.candidates(self._name(i, j))[:2]
        return any(c.exact and (c.population > least or c.kind not in ("city", "district")) for c in best)

    def _of_body(self, i: int, j: int, last: int) -> Mention | None:
        """``Basra Police Department``: the place of a local body."""
        rest = self.lower[j:last]
        if self.words["civic"].isdisjoint(rest) or not self.words["news"].isdisjoint(rest):
            return None
        if self.places.is_risky(self._name(i, j)):
            return None
        if any(c.kind in ("country", "continent", "region") for c in self.places.candidates(self._name(i, j))[:3]):
            return None
        return Mention(i, j, self._name(i, j), "body")

    def _again(self, found: dict[int, Mention]) -> Iterator[Mention]:
        """Yield further uses of names that are known from this article to be places."""
        sure = {m.name: m for m in found.values() if m.via != "body" and m.name not in self.people}
        starts: dict[str, list[Mention]] = {}
        for mention in sure.values():
            starts.setdefault(self.text[mention.start], []).append(mention)
        for i, word in enumerate(self.text):
            for known in starts.get(word, ()):
                j = i + known.end - known.start
                if self.text[i:j] == self.text[known.start : known.end] and self._whole(i, j):
                    yield Mention(i, j, known.name, "name")

    def _whole(self, start: int, end: int) -> bool:
        """True when the words are an entity by themselves, or none, and no longer name goes through them."""
        label = self.label[start]
        if label in NEVER or label in PLACE or (start and self.lower[start - 1] in self.words["titles"]):
            return False
        if label:
            first, last = self.entity[start]
            return first >= start - 1 and last <= end + 1 and self.lower[first] in ("the", self.lower[start])
        beside = (start - 1, end)
        return not any(
            0 <= k < len(self.text) and self.text[k][:1].isupper() and self.text[k].isalpha() for k in beside
        )

    # --- evidence

    def _evidence(self, start: int, end: int) -> int:
        """Say how much the words around a name speak for a place: 0, WEAK, GOOD or STRONG."""
        if self._in_container(end) or self.announced(Mention(start, end, "", "")):
            return STRONG
        if self._runs_on(end):
            return 0
        before = start - 1
        while before >= 0 and self.lower[before] in self.words["sides"] | {"the"}:
            before -= 1
        word = self.lower[before] if before >= 0 else ""
        if word in self.words["strong_before"] and before == start - 1:
            return GOOD
        if word in self.words["before"]:
            return WEAK
        after = self.lower[end : end + 2]
        if after and after[0] in self.words["people"]:
            return GOOD
        return GOOD if after == ["-", "based"] or self._party(start) else 0

    def _runs_on(self, end: int) -> bool:
        """True when the name runs on: ``in Paris Hilton's``, ``to Jordan Smith``."""
        if end < len(self.text) and self.text[end][:1].isupper() and self.text[end].isalpha():
            return self.label[end] not in PLACE and not self.doc[end].is_sent_start
        return False

    def _party(self, start: int) -> bool:
        """``R-Texas``, ``D-Plymouth``."""
        return start > 1 and self.text[start - 1] in ("-", "–") and self.text[start - 2] in ("D", "R")

    def _in_container(self, end: int) -> bool:
        """True for ``Hit, Iraq`` and ``Long Beach, CA``: what follows the comma can hold the place."""
        if end + 1 >= len(self.text) or self.text[end] not in (",", "("):
            return False
        if self.text[end + 1] in self.words.postal or self._name(end + 1, end + 2) in self.words.short:
            return True
        j = self._longest(end + 1, len(self.text))
        areas = ("country", "province", "historic")
        return bool(j) and any(c.kind in areas for c in self.places.candidates(self._name(end + 1, j))[:3])

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
        if word not in self.words.kinds or not self.text[i].islower() or singular in self.words.kinds:
            return False
        return (
            i + 1 >= len(self.text) or self.doc[i + 1].pos_ not in ("NOUN", "PROPN") or self.doc[i].dep_ != "compound"
        )

    def _list_noun(self, mention: Mention) -> frozenset[str]:
        """``Anbar, Diyala and Nineveh provinces``: the plural at the end of a list speaks for all of it."""
        i, size = mention.end, len(self.text)
        if i >= size or self.lower[i] not in (",", "and", "or"):
            return frozenset()
        while i < min(size, mention.end + 24) and (self.lower[i] in (",", "and", "or") or self._capital(i)):
            i += 1
        plural = i < size and self.lower[i].endswith("s") and self.text[i].islower()
        return self.words.kinds.get(self.lower[i], frozenset()) if plural else frozenset()

    # --- datelines

    def _datelines(self) -> Iterator[Mention]:
        for match in _HEAD.finditer(self.whole):
            if not self._is_dateline(match):
                continue
            span = self.doc.char_span(*match.span("name"), alignment_mode="contract")
            if span is not None and len(span) and self.places.is_place_name(span.text):
                yield Mention(span.start, span.end, span.text, "dateline")

    def _is_dateline(self, match: re.Match[str]) -> bool:
        """Capitals before a dash, or any name before an agency in brackets and a dash."""
        name, who = match["name"], match["who"]
        if who is not None and who.casefold() in self.words["agencies"]:
            return True
        if not name.isupper() or len(name) < 3:
            return False
        return match["dash"].strip() in ("—", "–", "--") or not (match["rest"] or self.places.is_risky(name))
