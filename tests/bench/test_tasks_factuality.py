"""The counting of certainty, on tiny made sentences; no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_factuality

from dotterel.records import Article, Coded, Predicate, Status, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

TEXT = "The crew may return , and nobody slept"
WORDS = TEXT.split(" ")


def predicate(word: str, certainty: float) -> Predicate:
    start = TEXT.index(word)
    return Predicate(word, start, start + len(word), Status.ACTUAL, certainty)


def target(word: str, label: float) -> dict[str, Any]:
    at = WORDS.index(word)
    return {"span1": [at, at + 1], "label": label, "span_text": word}


def figures(targets: list[dict[str, Any]], *predicates: Predicate) -> dict[str, Any]:
    class Fake:
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            for article in articles:
                yield Walked(article, Coded(predicates=predicates))

    rows = [{"text": TEXT, "targets": targets, "idx": 0}]
    return tasks_factuality.score_factuality(rows, cast("Walker", Fake()))


def test_what_is_not_asserted_counts() -> None:
    targets = [target("return", 0.4), target("slept", -2.5), target("crew", 3.0)]
    found = figures(targets, predicate("return", 0.0), predicate("slept", 3.0), predicate("crew", -3.0))
    assert (found["not asserted P"], found["not asserted R"], found["not asserted F1"]) == (0.5, 0.5, 0.5)


def test_errors_are_means_of_distances() -> None:
    found = figures([target("return", 1.0), target("slept", -3.0)], predicate("return", 0.0), predicate("slept", -3.0))
    assert found["mean absolute error"] == 0.5
    assert found["mean absolute error when all is taken for true"] == 4.0


def test_a_word_of_which_nothing_is_said_is_taken_for_true() -> None:
    found = figures([target("return", 1.0), target("slept", -3.0)], predicate("return", 1.0))
    assert found["coverage of marked words"] == 0.5
    assert found["mean absolute error"] == 3.0
    assert found["mean absolute error of covered words"] == 0.0


def test_the_boundary_is_asserted() -> None:
    assert figures([target("return", 1.5)], predicate("return", 1.0))["not asserted P"] == 0.0


@pytest.mark.parametrize("text", ["a bc", " a", "a  b", "a ", ""])
def test_words_stand_where_the_spaces_put_them(text: str) -> None:
    assert [text[start:end] for start, end in tasks_factuality.word_ranges(text)] == text.split(" ")


def test_sources_begin_where_the_numbers_begin_again() -> None:
    rows = [{"idx": n} for n in (0, 2, 5, 1, 3)]
    assert tasks_factuality.parts(rows) == [(0, 3), (3, 5)]
    assert tasks_factuality.parts([]) == []


def test_each_part_has_its_figures_but_a_sample_has_none() -> None:
    class Fake:
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            for article in articles:
                yield Walked(article, Coded(predicates=(predicate("return", 0.0),)))

    def scored(*numbers: int) -> dict[str, Any]:
        rows = [{"text": TEXT, "targets": [target("return", float(n))], "idx": n} for n in numbers]
        return tasks_factuality.score_factuality(rows, cast("Walker", Fake()))

    found = scored(1, 3, 2)
    assert found["mean absolute error"] == 2.0
    assert found["part 1: mean absolute error"] == 2.0
    assert found["part 2: mean absolute error"] == 2.0
    assert not [key for key in scored(3, 2, 1) if key.startswith("part")]


def test_no_rows_give_no_error() -> None:
    found = tasks_factuality.figures([])
    assert set(found.values()) == {0.0}
