"""The words of a paragraph whose letters do not tell their case: each by itself, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dotterel.annotate.casing import WORD, Casing

_NAME_GAPS = frozenset({" ", "-", "–"})
_PIECE = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|[#_\\]", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)*)(st|nd|rd|th|d|s|mm|km|kg|cm|m|am|pm|bn)")
_VOWEL = re.compile("[^b-df-hj-np-tv-z]|(?<=.)y$|(?<=[b-df-hj-np-tv-xz])y(?=[b-df-hj-np-tv-xz])")
_CONTRACTED = frozenset({"d", "ll", "m", "re", "t", "ve"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a paragraph, in small letters, and where it stands."""

    start: int
    end: int
    low: str
    given: str


@dataclass(frozen=True)
class Line:
    """A paragraph whose case is to be restored, and whether its capitals tell something."""

    text: str
    titled: bool
    capitals: bool

    @cached_property
    def words(self) -> list[Word]:
        """Return its words; addresses and the like are none."""
        pieces = (piece for piece in _PIECE.finditer(self.text) if not _ADDRESS.search(piece[0]))
        return [
            Word(match.start(), match.end(), match[0].lower().replace("’", "'"), match[0])
            for piece in pieces
            for match in WORD.finditer(self.text, piece.start(), piece.end())
        ]


class Words:
    """The words of one paragraph, and how each is to be written."""

    def __init__(self, line: Line, casing: Casing, seen: Mapping[str, str]) -> None:
        self.line = line
        self.casing = casing
        self.seen = seen
        """Small letters → how the word is written elsewhere in the article."""
        self.words = line.words
        self.low = [word.low for word in self.words]
        self.forms = [self._alone(word) for word in self.words]

    def _alone(self, word: Word) -> str:
        low, given = word.low, word.given
        if self._is_told(given):
            return given
        if len(low) == 1:
            return self._letter(word)
        if low[0].isdigit():
            return low if _NUMBER.fullmatch(low) else low.upper()
        if "." in low or any(map(str.isdigit, low)):
            return low if low in ("a.m.", "p.m.", "i.e.", "e.g.") else low.upper()
        if low in self.seen and (self.seen[low] == low or low not in self.casing.small):
            return self.seen[low]
        if low in self.casing.inner:
            return self.casing.inner[low]
        if low in self.casing.letters:
            return low.upper()
        if self.casing.is_common(low) or low.endswith(("n't", "n’t")):
            return low
        return low.upper() if self._is_short_form(low) else self._capitalised(word)

    def _is_short_form(self, low: str) -> bool:
        """True for ``EEC`` and ``NSDF``: a few letters that are no name, or letters that nobody can say."""
        if low in self.casing.short or "'" in low:
            return False
        return len(low) < 4 or not _VOWEL.search(low)

    def _is_told(self, given: str) -> bool:
        """True where the letters of a word tell something: ``NATO`` and ``of`` in a headline, ``al`` among capitals."""
        if self.line.titled:
            return not given[0].isupper() or not given[1:].islower()
        return not given.isupper() if self.line.capitals else not given.islower()

    def _letter(self, word: Word) -> str:
        before, after = self.line.text[max(word.start - 1, 0) : word.start], self.line.text[word.end : word.end + 1]
        if before in ("'", "’", "-"):
            return word.low
        return word.low if word.low == "a" and after not in (".", "-") else word.low.upper()

    def _capitalised(self, word: Word) -> str:
        head, mark, tail = word.low.partition("'")
        if not mark:
            return word.low.capitalize()
        if tail in _CONTRACTED:
            return f"{head if self.casing.is_common(head) else head.capitalize()}'{tail}"
        return f"{head.capitalize()}'{tail.capitalize() if len(head) == 1 else tail}"

    def _gap(self, i: int) -> str:
        """Return what stands between a word and the next."""
        return self.line.text[self.words[i].end : self.words[i + 1].start] if i + 1 < len(self.words) else ""

    def _joined(self, i: int) -> bool:
        """True when a name can go on from a word to the next: no mark stands between, or only that of a short form."""
        gap = self._gap(i)
        return gap in _NAME_GAPS or (gap == ". " and self._is_abbreviation(i))

    def _is_abbreviation(self, i: int) -> bool:
        return self.low[i] in self.casing["abbreviations"] or len(self.low[i]) == 1 or self.low[i][-1] == "."

    def _next(self, i: int) -> str:
        return self.low[i + 1] if i + 1 < len(self.low) and self._joined(i) else ""

    def _before(self, i: int) -> str:
        return self.low[i - 1] if i and self._joined(i - 1) else ""

    def _is_name(self, i: int) -> bool:
        """True for a word that has a capital and is no short form or number."""
        return 0 <= i < len(self.forms) and self.forms[i][:1].isupper() and len(self.low[i]) > 1

    def _is_own_name(self, i: int) -> bool:
        """True for a name that may be a person's."""
        return self._is_name(i) and self.low[i] not in self.casing.letters and self.low[i] not in self.casing.peoples

    def _raise(self, i: int) -> None:
        """Give a word its capital, where it has small letters only."""
        if self.forms[i] == self.low[i]:
            form = self._capitalised(self.words[i])
            self.forms[i] = form[:1].upper() + form[1:]
