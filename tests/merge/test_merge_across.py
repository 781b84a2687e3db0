"""Which articles tell of one happening, in memory and in a store."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from dotterel.errors import StoreError
from dotterel.merge import Rules, merge, merge_store
from dotterel.records import Article, Coded, Report, Status, Walked
from dotterel.store import Store

Told = Callable[..., Report]
FULL: dict[str, Any] = {"actor": "army", "recipient": "rebels", "date": "2020-05-04", "place": "Karvin"}


def joined(one: Report, other: Report, **rules: Any) -> bool:
    return len(merge([one, other], {}, Rules(**rules))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FULL, FULL),
        (FULL, {**FULL, "date": "2020-05-05"}),
        (FULL, {**FULL, "recipient": ""}),
        (FULL, {**FULL, "place": "North"}),
        (FULL, {**FULL, "place": None}),
        ({**FULL, "recipient": ""}, {**FULL, "recipient": ""}),
        ({**FULL, "actor": "protesters"}, {**FULL, "actor": "protesters"}),
        (FULL, {**FULL, "sense": "assault.bomb"}),
        ({**FULL, "sense": "assault.kill"}, {**FULL, "sense": "assault.bomb"}),
    ],
)
def test_two_articles_on_one_happening(told: Told, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert joined(told("1", article="a", **one), told("2", article="b", **other))
    assert joined(told("1", article="a", **other), told("2", article="b", **one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FULL, {**FULL, "date": "2020-05-06"}),
        (FULL, {**FULL, "date": None}),
        (FULL, {**FULL, "date": "2020-05"}),
        (FULL, {**FULL, "place": "Tolmin"}),
        (FULL, {**FULL, "place": "Serbia"}),
        (FULL, {**FULL, "actor": ""}),
        (FULL, {**FULL, "actor": "police"}),
        (FULL, {**FULL, "place": None, "recipient": ""}),
        ({**FULL, "place": None, "recipient": "villagers"}, {**FULL, "recipient": "villagers"}),
        (FULL, {**FULL, "status": Status.FUTURE}),
        ({**FULL, "event": "AGREE", "sense": "agree"}, {**FULL, "event": "REQUEST", "sense": "request"}),
    ],
)
def test_two_articles_on_two_happenings(told: Told, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not joined(told("1", article="a", **one), told("2", article="b", **other))


def test_the_day_of_writing_stands_in_for_an_unknown_day(told: Told) -> None:
    now = {**FULL, "date_basis": "published"}
    assert joined(told("1", article="a", **now), told("2", article="b", **{**now, "date": "2020-05-05"}))
    assert joined(told("1", article="a", **now), told("2", article="b", **FULL))
    assert not joined(told("1", article="a", **now), told("2", article="b", **{**FULL, "date": "2020-05-01"}))


def test_the_window_is_a_setting(told: Told) -> None:
    one, other = told("1", article="a", **FULL), told("2", article="b", **{**FULL, "date": "2020-05-07"})
    assert joined(one, other, window_days=3)
    assert not joined(one, other, window_days=2)
    assert not joined(one, replace(other, date="2020-05-05"), window_days=0)


def test_days_do_not_chain(told: Told) -> None:
    days = ["2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07"]
    reports = [told(f"{n}", article=f"a{n}", **{**FULL, "date": day}) for n, day in enumerate(days)]
    assert [event.reports for event in merge(reports, {})] == [("0", "1"), ("2", "3")]


def test_what_one_article_keeps_apart_another_does_not_join(told: Told) -> None:
    bombed = told("1", article="a", sense="assault.bomb", actor="army", date="2020-05-04")
    killed = told("2", at=50, article="a", sense="assault.kill", actor="army", date="2020-05-04")
    other = told("3", article="b", **FULL)
    events = merge([bombed, killed, other], {})
    assert all(len(set(event.articles)) == len(event.reports) for event in events)


def test_an_undated_headline_joins_through_its_own_article(told: Told) -> None:
    headline = told("1", article="a", actor="army", recipient="rebels")
    lead = told("2", at=60, article="a", **FULL)
    other = told("3", article="b", **FULL)
    (event,) = merge([headline, lead, other], {"a": "2020-05-06", "b": "2020-05-05"})
    assert event.reports == ("3", "1", "2")
    assert event.articles == ("b", "a")


def test_the_event_has_the_fields_of_its_best_report(told: Told) -> None:
    poor = told("1", article="a", **{**FULL, "recipient": ""})
    rich = told("2", article="b", **FULL)
    (event,) = merge([poor, rich], {"a": "2020-05-05", "b": "2020-05-06"})
    assert event.recipient == rich.recipient
    assert event.trigger == rich.trigger
    assert event.article == "b"
    assert event.reports == ("1", "2")
    assert event.id not in ("1", "2")


def test_of_equal_reports_the_first_published_is_the_best(told: Told) -> None:
    reports = [told("1", article="a", **FULL), told("2", article="b", **FULL), told("3", article="c", **FULL)]
    (event,) = merge(reports, {"a": None, "b": "2020-05-06", "c": "2020-05-05"})
    assert event.article == "c"
    assert event.articles == ("c", "b", "a")


def test_the_id_depends_on_the_reports_alone(told: Told) -> None:
    one, other = told("1", article="a", **FULL), told("2", article="b", **FULL)
    (event,) = merge([one, other], {})
    (again,) = merge([other, replace(one, text="Other words.", coder="9.9")], {"b": "2020-01-01"})
    assert event.id == again.id
    assert merge([one], {})[0].id != event.id


def collection(told: Told, size: int, seed: int) -> list[Report]:
    """Return reports with few different facts, so that many of them meet."""
    rnd = random.Random(seed)
    return [
        told(
            f"{rnd.getrandbits(40):010x}",
            at=n % 5 * 40,
            article=f"a-{n // 5:03}",
            actor=rnd.choice(["", "army", "police", "rebels", "leader", "fighters", "protesters", "army rebels"]),
            recipient=rnd.choice(["", "rebels", "followers", "villagers", "state", "president"]),
            date=rnd.choice([None, "2020-05", "2020-05-04", "2020-05-05", "2020-05-06", "2020-05-07"]),
            place=rnd.choice([None, "Karvin", "Tolmin", "North", "Kosovo", "Serbia", "hill"]),
            sense=rnd.choice(["assault", "assault.bomb", "assault.kill"]),
            status=rnd.choice([Status.ACTUAL, Status.ACTUAL, Status.HYPOTHETICAL]),
        )
        for n in range(size)
    ]


def stored(path: Path, reports: Sequence[Report], published: dict[str, str | None]) -> Store:
    store = Store.open(path)
    store.begin({}, "0.1.0", "abc", [])
    by_article = groupby(reports, key=lambda report: report.article)
    store.add(
        Walked(Article(name, f"Text of {name}.", published=published.get(name)), Coded(reports=tuple(found)))
        for name, found in by_article
    )
    return store


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_store_merges_as_memory_does(tmp_path: Path, told: Told, seed: int) -> None:
    reports = collection(told, 400, seed)
    published = {f"a-{n:03}": random.Random(n).choice([None, "2020-05-06", "2020-05-07"]) for n in range(80)}
    with stored(tmp_path / "x.duckdb", reports, published) as store:
        found = merge(reports, published)
        assert merge_store(store) == len(found)
        assert list(store.events()) == found
    assert len(found) < 400
    assert any(len(event.articles) > 1 for event in found)


def test_the_order_of_articles_changes_nothing(tmp_path: Path, told: Told) -> None:
    reports = collection(told, 300, 7)
    turned = sorted(reports, key=lambda report: report.article, reverse=True)
    assert merge(reports, {}) == merge(turned, {})
    with stored(tmp_path / "1.duckdb", reports, {}) as one, stored(tmp_path / "2.duckdb", turned, {}) as other:
        merge_store(one)
        merge_store(other)
        assert list(one.events()) == list(other.events())


def test_merging_again_replaces_and_keeps_the_reports(tmp_path: Path, told: Told) -> None:
    reports = collection(told, 60, 9)
    with stored(tmp_path / "x.duckdb", reports, {}) as store:
        store.finish()
        merge_store(store)
        first = list(store.events())
        merge_store(store, rules=Rules(window_days=0))
        assert list(store.events()) == merge(reports, {}, Rules(window_days=0))
        merge_store(store)
        assert list(store.events()) == first
        assert list(store.reports()) == reports
        assert store.runs()[0].events == len(first)


def test_the_run_that_is_being_written_is_merged(tmp_path: Path, told: Told) -> None:
    with stored(tmp_path / "x.duckdb", [told("1", article="a")], {}) as store:
        store.finish()
        store.begin({}, "0.1.0", "abc", [])
        store.add([Walked(Article("b", "Text."), Coded(reports=(told("2", article="b"),)))])
        assert merge_store(store) == 1
        store.finish()
        assert [event.reports for event in store.events()] == [("2",)]
        assert list(store.events("r1")) == []


def test_nothing_to_merge(tmp_path: Path) -> None:
    assert merge([], {}) == []
    with Store.open(tmp_path / "x.duckdb") as store:
        assert merge_store(store) == 0
        store.begin({}, "0.1.0", "abc", [])
        assert merge_store(store) == 0


def test_a_read_only_store_is_not_merged(tmp_path: Path, told: Told) -> None:
    path = tmp_path / "x.duckdb"
    with stored(path, [told("1", article="a")], {}) as store:
        store.finish()
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        merge_store(store)
