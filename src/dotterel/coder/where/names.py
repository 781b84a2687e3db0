"""Which words of a page are names of places: parser's entities, and gazetteer names with evidence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dotterel.coder.where.evidence import GOOD, PLACE, SOMEBODY, STRONG, WEAK, Mention, Reading

NEVER = frozenset({"LANGUAGE", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY", "DATE", "TIME"})
LARGE = 100_000
"""A town of so many people is better known than a person of its name."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_HEAD = re.compile(
    r"(?:^|\n|(?<=[.!?”\"’')] ))"
    r"(?P<name>[A-Z][A-Z.'’ \-]{0,40}[A-Z.]|[A-Z][\w'’\-]{1,30}(?: [A-Z][\w'’\-]{1,30}){0,3})"
    r"(?P<rest>(?: ?\([A-Z][A-Z .]{2,30}\))?(?:, [^()\n—–:]{1,40}?)?)(?P<agency> ?\((?P<who>[^()\n]{2,40})\))?"
    r"(?P<dash> ?(?:—|–|--| - |\u0096|\u0097)|: )"
)
"""``BAGHDAD, Nov 3 (Reuters) —``, ``Gao, Mali (AP) —``, ``BEIRUT:`` at the head of a paragraph or sentence."""


class Finder(Reading):
    """Finds the mentions of one page."""

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

    # --- the parser's entities

    def _entities(self, _: dict[int, Mention]) -> Iterator[Mention]:
        for ent in self.doc.ents:
            if ent.label_ in PLACE and not self.shouting:
                yield from self._pieces(*self._trimmed(ent.start, ent.end))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Leave off articles, sides and other small words before the name, and what is no name after it."""
        openers = self.words["before"] | {"the"}
        while start < end and (self.lower[start] in openers or not self.capital(start)):
            start += 1
        if end - start > 2 and self.lower[start + 1] == "of" and self.lower[start] in self.words["seats"]:
            start += 2
        while end > start and (self.lower[end - 1] in _POSSESSIVE or not self.capital(end - 1)):
            end -= 1
        return start, end

    def _pieces(self, start: int, end: int) -> Iterator[Mention]:
        if start >= end or self._is_somebody(start, end) or self.is_people(start, end) or self.is_common(start, end):
            return
        end = self._with_noun(start, end)
        if self._names_thing(start, end):
            return
        if self.known(start, end) or self._is_feature(start, end):
            yield Mention(start, end, self.name(start, end), "entity")
            return
        if self.lower[start] in self.words["sides"] and self.known(start + 1, end):
            yield Mention(start + 1, end, self.name(start + 1, end), "entity")
            return
        inner = list(self._segments(start, end))
        if any(m.end - m.start > 1 for m in inner) or not self._is_one_name(start, end):
            yield from inner
        elif inner or self.evidence(start, end) >= WEAK:
            yield Mention(start, end, self.name(start, end), "entity")

    def _names_thing(self, start: int, end: int) -> bool:
        """True for ``Black Hawk helicopter``."""
        thing = end < len(self.text) and self.lower[end] in self.words["things"]
        return thing and self.places.country(self.name(start, end)) is None

    def _is_one_name(self, start: int, end: int) -> bool:
        """True for a short run of capitalised words that may be a name which the gazetteer does not have."""
        if end - start > 3 or (end - start == 1 and self.lower[start] in self.words["common"]):
            return False
        return all(self.text[i][:1].isupper() and self.lower[i] not in self.words["bodies"] for i in range(start, end))

    def _is_somebody(self, start: int, end: int) -> bool:
        """True for a surname that the parser takes for a place: its full name stands elsewhere, or a title before."""
        if start and (self.lower[start - 1] in self.words["titles"] or self._in_group(start)):
            return True
        if self.lower[end : end + 1] in (["'s"], ["’s"]) and self.lower[start] in ("st.", "st", "saint"):
            return True
        if end - start > 1 or self.text[start] not in self.people:
            return False
        return self.evidence(start, end) < GOOD

    def _in_group(self, start: int) -> bool:
        """True inside the name of an armed group: ``Islamic State of Iraq and the Levant``."""
        return any(" ".join(self.lower[max(start - n, 0) : start]) in self.words["groups"] for n in range(2, 8))

    def _with_noun(self, start: int, end: int) -> int:
        """Take in the capitalised noun that belongs to the name: ``Laurel`` + ``County``."""
        if end < len(self.text) and self.text[end][:1].isupper() and self.lower[end] in self.words.kinds:
            return end + 1 if self.known(start, end + 1) else end
        return end

    def _segments(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the known names inside a longer span, longest first from the left."""
        i = start
        while i < end:
            j = self.longest(i, end)
            if j and (j - i > 1 or not self.places.is_risky(self.text[i]) or self.evidence(i, j) == STRONG):
                yield Mention(i, j, self.name(i, j), "entity")
            i = j or i + 1

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
        if self.shouting:
            return self._shouted(i, size)
        if label in PLACE or self.lower[i] == "the":
            return self._short(i)
        if label in NEVER:
            j = self.longest(i, size)
            return Mention(i, j, self.name(i, j), "name") if j and self.in_container(j) else self._short(i)
        if self.is_party(i) and (j := self.longest(i, size)):
            return Mention(i, j, self.name(i, j), "name")
        first, last = self.entity.get(i, (i, size))
        if label in SOMEBODY and not (label == "NORP" and self.longest(i, size) > last):
            return self._in_entity(i, first, last)
        j = self.longest(i, size)
        if not j or self.is_people(i, j):
            return self._short(i) or self._unknown(i)
        return Mention(i, j, self.name(i, j), "name") if self.evidence(i, j) >= self._needed(i, j, GOOD) else None

    def _unknown(self, i: int) -> Mention | None:
        """A name that no gazetteer has, between ``in`` and the area that holds it: ``in Nowherebury, Ontario``."""
        if not i or self.lower[i - 1] not in self.words["strong_before"] or self.is_common(i, i + 1):
            return None
        j = i + 1
        while j < min(i + 3, len(self.text)) and self.text[j][:1].isupper():
            j += 1
        return Mention(i, j, self.name(i, j), "name") if self.in_container(j) else None

    def _shouted(self, i: int, size: int) -> Mention | None:
        """A name in a text of capitals, where the parser's entities are of no use."""
        j = 0 if self.lower[i] == "the" or self.is_people(i, i + 1) else self.longest(i, size)
        if not j:
            return None
        name = self.name(i, j)
        need = WEAK if self._is_large(i, j) else GOOD
        if self.places.country(name) is not None and (self.text[i - 1] == "(" or not self.places.is_risky(name)):
            need = 0
        return Mention(i, j, name, "name") if self.evidence(i, j) >= need else None

    def _needed(self, i: int, j: int, risky: int) -> int:
        if j - i == 1 and self.doc[i].is_sent_start:
            risky = STRONG
        return risky if self.places.is_risky(self.name(i, j)) or self.text[i] in self.people else WEAK

    def _short(self, i: int) -> Mention | None:
        """``Ky.`` and ``W. Va.`` anywhere, ``CA`` after a comma and a name."""
        if not i or self.text[i - 1] not in (",", "in", "("):
            return None
        for j in (min(i + 2, len(self.text)), i + 1):
            if self.name(i, j) in self.words.short and self._follows_name(i):
                return Mention(i, j, self.name(i, j), "name")
        return Mention(i, i + 1, self.text[i], "name") if self._postal(i) else None

    def _follows_name(self, i: int) -> bool:
        return i > 1 and (self.capital(i - 2) or self.text[i - 1] != ",")

    def _postal(self, i: int) -> bool:
        return self.text[i] in self.words.postal and i > 1 and self.text[i - 1] == "," and self.capital(i - 2)

    def _in_entity(self, i: int, first: int, last: int) -> Mention | None:
        """A name that the parser takes for somebody, whole or inside a body's name."""
        if i != first and not (i == first + 1 and self.lower[first] == "the"):
            return self._short(i)
        j = self.longest(i, last)
        if not j:
            return self._short(i) or self._unknown(i)
        label = self.label[i]
        if j == last or self.lower[j] in _POSSESSIVE:
            whole = Mention(i, j, self.name(i, j), "name")
            return whole if self.evidence(i, j) >= self._needed_of_somebody(i, j, label) else self._short(i)
        return self._of_body(i, j, last) if label in ("ORG", "EVENT") else None

    def _needed_of_somebody(self, i: int, j: int, label: str) -> int:
        """Say how much evidence turns a person, a people or a body into a place."""
        if label == "ORG":
            return self._needed(i, j, GOOD)
        if self.is_people(i, j) or self.places.is_risky(self.name(i, j)):
            return STRONG
        return WEAK if self._is_large(i, j) else GOOD

    def _is_large(self, i: int, j: int) -> bool:
        """True for names that are hardly a person's: of a large town, a river, a region, or of several plain words."""
        least = LARGE if j - i == 1 else LARGE / 5
        if any(word[:1].isupper() and self.places.is_risky(word) for word in self.text[i:j]):
            return False
        best = self.places.candidates(self.name(i, j))[:2]
        return any(c.exact and (c.population > least or c.kind not in ("city", "district")) for c in best)

    def _of_body(self, i: int, j: int, last: int) -> Mention | None:
        """``Basra Police Department``: the place of a local body."""
        rest = self.lower[j:last]
        if self.words["civic"].isdisjoint(rest) or not self.words["news"].isdisjoint(rest):
            return None
        if self.places.is_risky(self.name(i, j)):
            return None
        if any(c.kind in ("country", "continent", "region") for c in self.places.candidates(self.name(i, j))[:3]):
            return None
        return Mention(i, j, self.name(i, j), "body")

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
