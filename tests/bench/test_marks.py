"""The predicate at a place, and what is counted of answers."""

from __future__ import annotations

import marks

from dotterel.records import Predicate, Status
from dotterel.score import Counts

LEFT = Predicate("left", 4, 8, Status.ACTUAL, 3.0)
BACK = Predicate("return", 20, 26, Status.FUTURE, 1.0)


def test_the_first_predicate_that_touches_a_range_is_taken() -> None:
    assert marks.first_at([LEFT, BACK], 7, 21) is LEFT
    assert marks.first_at([LEFT, BACK], 8, 21) is BACK
    assert marks.first_at([LEFT, BACK], 8, 20) is None


def test_answers_are_counted() -> None:
    answers = [(True, True), (True, False), (True, False), (False, True), (False, False)]
    assert marks.counted(answers) == Counts(right=1, wrong=1, missed=2)


def test_figures_carry_the_name() -> None:
    assert marks.quality("x", Counts(1, 1, 0)) == {"x P": 0.5, "x R": 1.0, "x F1": 2 / 3}
