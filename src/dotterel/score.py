"""Precision, recall and F1 for each of the reporter's questions: what ``bench/score.py`` counts with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; two counts add up."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Return the sum of two counts."""
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 0 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def by_label(pairs: Iterable[tuple[str, str | None]]) -> dict[str, Counts]:
    """Return the counts of each label for (gold, predicted) pairs; a prediction of None only misses."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for gold, predicted in pairs:
        if gold == predicted:
            right[gold] += 1
            continue
        missed[gold] += 1
        if predicted is not None:
            wrong[predicted] += 1
    labels = {*right, *wrong, *missed}
    return {label: Counts(right[label], wrong[label], missed[label]) for label in sorted(labels)}


def macro_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Return the mean F1 over the labels that occur in the gold data."""
    counts = by_label(pairs)
    labels = {gold for gold, _ in pairs}
    return sum(counts[label].f1 for label in labels) / len(labels) if labels else 0.0


def accuracy(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Return the share of predictions that are right."""
    return sum(gold == predicted for gold, predicted in pairs) / len(pairs) if pairs else 0.0


def overlaps(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """True when two half-open ranges share a position."""
    return a[0] < b[1] and b[0] < a[1]


def spans(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]], *, exact: bool) -> Counts:
    """Return the counts of found spans against gold spans: equal ones, or ones that share a word."""
    if exact:
        same = len(set(gold) & set(found))
        return Counts(same, len(set(found)) - same, len(set(gold)) - same)
    hit = sum(any(overlaps(span, other) for other in gold) for span in found)
    seen = sum(any(overlaps(span, other) for other in found) for span in gold)
    return Counts(min(hit, seen), len(found) - hit, len(gold) - seen)
