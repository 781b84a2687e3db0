"""Factuality: how sure is the coder that what a marked word names happened, and how sure were the annotators?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marks import counted, first_at, quality
from rows import Figures, Row, Scorer, coded

if TYPE_CHECKING:
    from dotterel.records import Predicate
    from dotterel.walker import Walker

ASSERTED = 1.5
"""From this value on, of −3 to 3, a word counts as put forward as true."""
SURE = 3.0
"""What a coder says that takes everything for true, and what is taken for a word that ours says nothing about."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The value of a marked word in the gold, and the coder's, or None when it is silent about the word."""

    gold: float
    found: float | None

    @property
    def value(self) -> float:
        """The coder's value; a word that it is silent about is taken for true."""
        return SURE if self.found is None else self.found


def score_factuality(rows: list[Row], walker: Walker) -> Figures:
    """F1 of what is not asserted and the mean absolute error, beside those of a coder that takes everything for true.

    The walker must explain: only then are there predicates.
    """
    walk = zip(rows, coded((row["text"] for row in rows), walker), strict=True)
    words = [word for row, walked in walk for word in marked(row, walked.coded.predicates)]
    return {"sentences": len(rows), "marked words": len(words), **figures(words)}


def figures(words: Sequence[Marked]) -> Figures:
    """Return the figures of marked words."""
    denied = counted((word.gold < ASSERTED, word.value < ASSERTED) for word in words)
    covered = [word for word in words if word.found is not None]
    return {
        "coverage of marked words": len(covered) / len(words) if words else 0.0,
        **quality("not asserted", denied),
        "mean absolute error": mean([abs(word.value - word.gold) for word in words]),
        "mean absolute error of covered words": mean([abs(word.value - word.gold) for word in covered]),
        "mean absolute error when all is taken for true": mean([abs(SURE - word.gold) for word in words]),
    }


def mean(values: Sequence[float]) -> float:
    """Return the mean, or 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def marked(row: Row, predicates: Sequence[Predicate]) -> Iterator[Marked]:
    """Yield the marked words of a sentence; the gold counts words between spaces."""
    at = word_ranges(row["text"])
    for target in row["targets"]:
        first, after = target["span1"]
        predicate = first_at(predicates, at[first][0], at[after - 1][1])
        yield Marked(float(target["label"]), None if predicate is None else predicate.certainty)


def word_ranges(text: str) -> list[tuple[int, int]]:
    """Return start and end of each word, as the spaces divide the text."""
    ranges, at = [], 0
    for word in text.split(" "):
        ranges.append((at, at + len(word)))
        at += len(word) + 1
    return ranges


SCORES: dict[str, Scorer] = {"factuality": score_factuality}
