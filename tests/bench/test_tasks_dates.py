"""The counting of dates and status, on a tiny made article; no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_dates
from tasks_dates import Expression

from dotterel.records import Article, Coded, Predicate, Status, Walked, When

if TYPE_CHECKING:
    from dotterel.walker import Walker

SENTENCES = ["Bridge opens", "The bridge , `` new '' , opened on Monday .", "It will not close in May ."]
TOKENS = [word for sentence in SENTENCES for word in sentence.split()]
NUMBERS = [n for n, sentence in enumerate(SENTENCES) for _ in sentence.split()]
TEXT = 'Bridge opens\n\nThe bridge , " new " , opened on Monday . It will not close in May .'


def row(**more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"tokens": TOKENS, "sentence": NUMBERS, "created": "2016-11-03", "dates": [], "events": []}
    return {**fields, **more}


def date(words: str, value: str) -> dict[str, Any]:
    first = TOKENS.index(words.split()[0])
    return {"first": first, "last": first + len(words.split()) - 1, "text": words, "value": value}


def event(word: str, polarity: str | None = "POS", time: str | None = "NON_FUTURE", **more: Any) -> dict[str, Any]:
    at = TOKENS.index(word)
    return {"first": at, "last": at, "text": word, "polarity": polarity, "time": time, **more}


def found_date(words: str, value: str) -> When:
    start = TEXT.index(words)
    return When(words, start, start + len(words), value=value)


def predicate(word: str, status: Status) -> Predicate:
    start = TEXT.index(word)
    return Predicate(word, start, start + len(word), status, 0.0)


class Fake:
    """A walker that gives every article the same dates and predicates, and keeps what it was given."""

    def __init__(self, *found: When | Predicate) -> None:
        self.dates = tuple(item for item in found if isinstance(item, When))
        self.predicates = tuple(item for item in found if isinstance(item, Predicate))

    def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
        for article in articles:
            yield Walked(article, Coded(dates=self.dates, predicates=self.predicates))


def walker(*found: When | Predicate) -> Walker:
    return cast("Walker", Fake(*found))


def dates(gold: list[dict[str, Any]], *found: When) -> dict[str, Any]:
    return tasks_dates.score_dates([row(dates=gold)], walker(*found))


def status(gold: list[dict[str, Any]], *found: Predicate) -> dict[str, Any]:
    return tasks_dates.score_status([row(events=gold)], walker(*found))


def test_an_article_is_laid_out_with_its_title_apart() -> None:
    laid = tasks_dates.laid_out(row())
    assert laid.text == TEXT
    words = [laid.text[start:end] for start, end in laid.at]
    assert words == [{"``": '"', "''": '"'}.get(token, token) for token in TOKENS]
    assert laid.end == len(TEXT)


def test_only_the_first_sentences_are_compared() -> None:
    numbers = [number + 4 * (number == 2) for number in NUMBERS]
    assert tasks_dates.laid_out(row(sentence=numbers)).end == TEXT.index(" It will")
    found = tasks_dates.score_dates([row(sentence=numbers)], walker(found_date("May", "2017-05")))
    assert found["relaxed span P"] == 0.0
    assert found["gold dates"] == 0


def test_the_article_is_published_on_its_own_day() -> None:
    days = [row(created="2016-11-03"), row(created="03-02-2009"), row(created=None)]

    class Keeper(Fake):
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            known = list(articles)
            assert [article.published for article in known] == ["2016-11-03", None, None]
            return super().code(known)

    assert len(list(tasks_dates.walked(days, cast("Walker", Keeper())))) == 3


def test_spans_count_strictly_and_by_overlap() -> None:
    gold = [date("Monday", "2016-10-31"), date("in May", "2017-05")]
    found = dates(gold, found_date("on Monday", "2016-10-31"), found_date("in May", "2017-05"))
    assert found["strict span F1"] == 0.5
    assert found["relaxed span F1"] == 1.0
    assert found["value F1"] == 1.0


def test_a_value_counts_only_when_it_is_right() -> None:
    gold = [date("Monday", "2016-10-31"), date("May", "2017-05")]
    found = dates(gold, found_date("Monday", "2016-11-07"))
    assert (found["relaxed span P"], found["relaxed span R"]) == (1.0, 0.5)
    assert (found["value F1"], found["right values (of relaxed matches)"]) == (0.0, 0.0)


def test_an_expression_stands_in_one_pair_only() -> None:
    whole, first, last = Expression(0, 20, "a"), Expression(0, 4, "a"), Expression(12, 20, "b")
    assert tasks_dates.paired([whole], [first, last]) == [(whole, last)]
    assert tasks_dates.paired([first, last], [whole]) == [(last, whole)]
    assert tasks_dates.paired([first], [last]) == []


def test_negation_is_compared_with_polarity() -> None:
    gold = [event("opened"), event("close", "NEG", "FUTURE")]
    found = status(gold, predicate("opened", Status.NEGATED), predicate("close", Status.NEGATED))
    assert (found["negated P"], found["negated R"]) == (0.5, 1.0)


@pytest.mark.parametrize(
    ("said", "future", "wide"), [(Status.FUTURE, 1.0, 1.0), (Status.HYPOTHETICAL, 0.0, 1.0), (Status.ACTUAL, 0.0, 0.0)]
)
def test_the_future_is_counted_narrowly_and_widely(said: Status, future: float, wide: float) -> None:
    found = status([event("opened"), event("close", time="FUTURE")], predicate("close", said))
    assert (found["future F1"], found["future or hypothetical F1"]) == (future, wide)
    assert found["coverage of mentions"] == 0.5


@pytest.mark.parametrize("unknown", [{"polarity": None}, {"time": ""}])
def test_a_mention_without_polarity_or_time_is_passed_over(unknown: dict[str, Any]) -> None:
    assert status([event("close", **unknown)])["mentions"] == 0


def test_of_words_that_stand_apart_the_first_counts() -> None:
    at = TOKENS.index("opened")
    apart = event("opened") | {"last": at + 7, "text": "opened close", "polarity": "NEG"}
    found = status([apart], predicate("close", Status.NEGATED))
    assert found["coverage of mentions"] == 0.0
    together = event("opened") | {"last": at + 1, "text": "opened on"}
    assert status([together], predicate("opened", Status.ACTUAL))["coverage of mentions"] == 1.0
