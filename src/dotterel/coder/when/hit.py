"""What a reader gets: the words that fitted a pattern, and the state of the story at that point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from dotterel.coder.when.tense import Tense, tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dotterel.coder.when.values import Value
    from dotterel.knowledge.time_words import TimeRule, TimeWords

_NEAR_DAYS = 10
"""A day told longer from the day of writing than this is background; a bare time of day does not mean it."""


@dataclass(frozen=True, slots=True)
class Now:
    """What relative words count from."""

    day: date | None
    """The day of writing: the dateline's, else that of publication."""
    latest: date | None
    """The day up to which a weekday may lie: that of publication, else the dateline's."""
    told: Value | None = None
    """The last calendar date told."""
    told_day: date | None = None
    """The last date told to the day."""

    def after(self, value: Value) -> Now:
        """Return the state after an expression with this value was read."""
        if value.type not in ("DATE", "TIME") or value.date is None:
            return self
        return replace(self, told=value, told_day=value.day or self.told_day)

    @property
    def scene(self) -> date | None:
        """The day that a bare time of day means: the one told last when it is no background, else that of writing."""
        if self.told_day is None or self.day is None:
            return self.told_day or self.day
        return self.told_day if abs((self.day - self.told_day).days) <= _NEAR_DAYS else self.day


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that fit a pattern: tokens ``start`` to ``end``, and which token is what (``MONTH`` → token)."""

    doc: Doc
    words: TimeWords
    rule: TimeRule
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]]
    now: Now

    def has(self, *names: str) -> bool:
        """True when the pattern found a word for each of these classes."""
        return all(name in self.parts for name in names)

    def text(self, name: str) -> str:
        """Return the text of the word found for a class."""
        return self.doc[self.parts[name][0]].text

    def value(self, name: str) -> int | str:
        """Return what the word found for a class stands for, as the tables have it."""
        return self.words.value(name.rstrip("23"), self.text(name))

    def code(self, name: str) -> str:
        """Return what the word stands for, as text."""
        return str(self.value(name))

    def number(self, name: str) -> int:
        """Return what the word stands for as a number: from the tables, or its digits."""
        text = self.text(name)
        if self.words.has(name.rstrip("23"), text):
            return int(self.value(name))
        return int(re.sub(r"\D", "", text))

    def optional(self, name: str) -> int | None:
        """Return the number found for a class, or None when the pattern found none."""
        return self.number(name) if self.has(name) else None

    def lower(self) -> tuple[str, ...]:
        """Return all words of the expression in lower case."""
        return tuple(self.doc[i].lower_ for i in range(self.start, self.end))

    def said(self, *words: str) -> bool:
        """True when one of these words stands in the expression."""
        return any(self.doc[i].lower_ in words for i in range(self.start, self.end))

    @property
    def before(self) -> str:
        """The word before the expression, empty at the start."""
        return self.doc[self.start - 1].text if self.start else ""

    @property
    def behind(self) -> str:
        """The word after the expression, empty at the end."""
        return self.doc[self.end].text if self.end < len(self.doc) else ""

    @property
    def counts_next(self) -> bool:
        """True when a noun seems to follow, which a number before it may count (20 May 30 *people*)."""
        text = self.behind
        return text[:1].isalpha() and text[:1].islower() and not self.words.has("FUNCTION", text)

    @property
    def tense(self) -> Tense:
        """The time of the clause in which the expression stands."""
        return tense_of(self.doc, self.start, self.end, self.words)

    @property
    def way(self) -> int:
        """Where to look for a date without a year: -1 back, 1 ahead, 0 the nearest."""
        tense = self.tense
        if tense is Tense.PAST or tense is Tense.UNKNOWN:
            return -1
        return 1 if tense is Tense.FUTURE else 0


def parts_of(match: re.Match[str]) -> dict[str, tuple[int, int]]:
    """Return, for each class of a pattern that took part in a match, the tokens it took (the first of a name wins)."""
    found = [(name.rpartition("_")[0], match.span(name)) for name in match.re.groupindex]
    return {name: span for name, span in reversed(found) if span[0] >= 0}
