"""Factuality: how sure is the coder that what a marked word names happened, and how sure were the annotators?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
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

PARTS = 2
"""Sources in the file, one after the other."""


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

    The walker must explain: only then are there predicates. The file holds news first and then sentences from the web,
    whose values differ much, so each part has its figures too, unless the rows are a sample in no order.
    """
    walk = zip(rows, coded((row["text"] for row in rows), walker), strict=True)
    words_of = [list(marked(row, walked.coded.predicates)) for row, walked in walk]
    whole = {"sentences": len(rows), "marked words": sum(map(len, words_of)), **figures(list(chain(*words_of)))}
    bounds = parts(rows)
    if len(bounds) != PARTS:
        return whole
    by_part = [(f"part {n}", figures(list(chain(*words_of[a:b])))) for n, (a, b) in enumerate(bounds, 1)]
    return whole | {f"{name}: {key}": value for name, found in by_part for key, value in found.items()}


def parts(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return where each source of the file begins and ends: the numbers of its sentences begin again."""
    starts = [n for n, row in enumerate(rows) if n == 0 or row["idx"] < rows[n - 1]["idx"]]
    return list(pairwise([*starts, len(rows)]))


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
