"""What tasks on marked words share: the predicate at a place of the text, and the three figures of a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dotterel.score import Counts

if TYPE_CHECKING:
    from rows import Figures

    from dotterel.records import Predicate


def first_at(predicates: Sequence[Predicate], start: int, end: int) -> Predicate | None:
    """Return the first predicate that shares a character with a range of the text."""
    return next((found for found in predicates if found.start < end and start < found.end), None)


def counted(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """Return the counts of (gold, found) answers to one question."""
    answers = list(pairs)
    return Counts(answers.count((True, True)), answers.count((False, True)), answers.count((True, False)))


def quality(name: str, counts: Counts) -> Figures:
    """Return precision, recall and F1 under a name."""
    return {f"{name} P": counts.precision, f"{name} R": counts.recall, f"{name} F1": counts.f1}
