"""Precision, recall and F1, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.score import Counts, accuracy, by_label, macro_f1, overlaps, spans

RANGES = st.lists(st.builds(lambda a, n: (a, a + n), st.integers(0, 20), st.integers(1, 5)), max_size=6)


def test_counts_give_precision_recall_and_f1() -> None:
    counts = Counts(right=3, wrong=1, missed=2)
    assert (counts.precision, counts.recall) == (0.75, 0.6)
    assert counts.f1 == pytest.approx(2 / 3)


def test_nothing_found_and_nothing_there_is_zero_and_no_error() -> None:
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


def test_counts_add_up() -> None:
    assert Counts(1, 2, 3) + Counts(10, 20, 30) == Counts(11, 22, 33)


def test_by_label_counts_a_wrong_label_twice_and_none_once() -> None:
    found = by_label([("A", "A"), ("A", "B"), ("B", None)])
    assert found == {"A": Counts(1, 0, 1), "B": Counts(0, 1, 1)}


def test_macro_f1_is_the_mean_over_the_labels_of_the_gold() -> None:
    assert macro_f1([("A", "A"), ("B", "C")]) == 0.5
    assert macro_f1([]) == 0.0


def test_accuracy_is_the_share_that_is_right() -> None:
    assert accuracy([("A", "A"), ("A", None)]) == 0.5
    assert accuracy([]) == 0.0


def test_ranges_that_touch_do_not_overlap() -> None:
    assert not overlaps((0, 3), (3, 5))
    assert overlaps((0, 3), (2, 5))


def test_exact_spans_must_be_equal() -> None:
    assert spans([(0, 2), (5, 6)], [(0, 2), (4, 6)], exact=True) == Counts(1, 1, 1)


def test_overlapping_spans_share_a_word() -> None:
    assert spans([(0, 2), (5, 6)], [(1, 2), (8, 9)], exact=False) == Counts(1, 1, 1)


@given(gold=RANGES, found=RANGES, exact=st.booleans())
def test_figures_stay_between_nought_and_one(
    gold: list[tuple[int, int]], found: list[tuple[int, int]], exact: bool
) -> None:
    counts = spans(gold, found, exact=exact)
    assert min(counts.right, counts.wrong, counts.missed) >= 0
    assert all(0.0 <= figure <= 1.0 for figure in (counts.precision, counts.recall, counts.f1))


@given(gold=RANGES)
def test_what_is_the_same_scores_one(gold: list[tuple[int, int]]) -> None:
    for exact in (True, False):
        assert spans(gold, gold, exact=exact).f1 == (1.0 if gold else 0.0)
