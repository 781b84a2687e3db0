"""Which reports of one article become one event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dotterel.merge import Rules, merge
from dotterel.records import Report, Status

Told = Callable[..., Report]


def groups(*reports: Report) -> list[tuple[str, ...]]:
    return [event.reports for event in merge(reports, {})]


def joined(one: Report, other: Report) -> bool:
    return len(merge([one, other], {})) == 1


def test_the_headline_joins_the_lead(told: Told) -> None:
    headline = told("1", actor="army", place="Karvin")
    lead = told("2", at=80, actor="army", recipient="rebels", place="Karvin", date="2020-05-04")
    assert groups(headline, lead) == [("1", "2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"status": Status.ACTUAL}, {"status": Status.HYPOTHETICAL}),
        ({"status": Status.ACTUAL}, {"status": Status.NEGATED}),
        ({"event": "AGREE", "sense": "agree"}, {"event": "REQUEST", "sense": "request"}),
        ({"actor": "army"}, {"actor": "rebels"}),
        ({"actor": "army"}, {"actor": "police"}),
        ({"actor": "rebels"}, {"actor": "leader"}),
        ({"actor": "army", "recipient": "rebels"}, {"actor": "army", "recipient": "villagers"}),
        ({"actor": "army rebels"}, {"actor": "army police"}),
        ({"actor": "army", "date": "2020-05-04"}, {"actor": "army", "date": "2020-05-05"}),
        ({"actor": "army", "date": "2020-05"}, {"actor": "army", "date": "2020-06-01"}),
        ({"actor": "army", "place": "Karvin"}, {"actor": "army", "place": "Tolmin"}),
        ({"actor": "army", "place": "Karvin"}, {"actor": "army", "place": "South"}),
        ({"actor": "army", "place": "Karvin"}, {"actor": "army", "place": "Serbia"}),
    ],
)
def test_what_contradicts_stays_apart(told: Told, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert not joined(told("1", **one), told("2", at=50, **other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"actor": "army"}, {}),
        ({"actor": "army"}, {"actor": "they"}),
        ({"actor": "army rebels"}, {"actor": "army"}),
        ({"actor": "rebels"}, {"actor": "fighters"}),
        ({"actor": "state"}, {"actor": "president"}),
        ({"actor": "protesters"}, {"actor": "protesters"}),
        ({"recipient": "followers"}, {"recipient": "them"}),
        ({"date": "2020"}, {"date": "2020-05-04"}),
        ({"date": "2020-05"}, {"date": "2020-05-04"}),
        ({"date": "2020-05-01", "enddate": "2020-05-09"}, {"date": "2020-05-04"}),
        ({"date": "2020-05-01", "enddate": "2020-05"}, {"date": "2020-05-30"}),
        ({"date": "in spring"}, {"date": "2020-05-04"}),
        ({"date": "2020-02-31"}, {"date": "2020-05-04"}),
        ({"place": "Karvin"}, {"place": "North"}),
        ({"place": "Karvin"}, {"place": "Kosovo"}),
        ({"place": "Karvin"}, {"place": "hill"}),
    ],
)
def test_what_may_be_the_same_is_joined(told: Told, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert joined(told("1", **one), told("2", at=50, **other))


def test_senses_that_hold_one_another_are_one_act(told: Told) -> None:
    assert joined(told("1", actor="army", sense="assault"), told("2", actor="army", sense="assault.shell"))
    assert not joined(told("1", actor="army", sense="assault.sh"), told("2", actor="army", sense="assault.shell"))


def test_other_acts_of_one_type_need_more_that_agrees(told: Told) -> None:
    bombed = {"actor": "army", "sense": "assault.bomb", "place": "Karvin", "date": "2020-05-04"}
    killed = {**bombed, "sense": "assault.kill"}
    assert joined(told("1", **bombed), told("2", at=20, **killed))
    assert not joined(told("1", **bombed), told("2", at=20, **{**killed, "date": None}))
    abducted = {"actor": "army", "mode": ("abduct",), "quad_code": 4}
    assert not joined(told("1", **abducted), told("2", at=20, **{**abducted, "mode": ("explosives",)}))


def test_words_that_urge_in_many_ways_are_one_request(told: Told) -> None:
    """A call told in headline, lead and further on; mostly without a date, once to "them", once to "fighters"."""
    base: dict[str, Any] = {"event": "REQUEST", "quad_code": 3, "actor": "leader"}
    calls = [
        told("1", at=10, sense="request.call", recipient="followers", **base),
        told("2", at=90, sense="request.call", recipient="followers", place="Karvin", **base),
        told("3", at=200, sense="request.urge", recipient="followers", date="2020-05-04", **base),
        told("4", at=300, sense="request.call", recipient="them", **base),
        told("5", at=400, sense="request.urge", recipient="fighters", **base),
    ]
    (event,) = merge(calls, {"a": "2020-05-05"})
    assert event.reports == ("1", "2", "3", "4", "5")
    assert event.date == "2020-05-04"


def test_words_of_other_senses_need_both_parties(told: Told) -> None:
    base: dict[str, Any] = {"event": "REJECT", "quad_code": 3, "actor": "leader", "place": "Karvin"}
    one, other = {"sense": "reject.yield", **base}, {"sense": "reject.deny", **base}
    assert not joined(told("1", **one), told("2", at=20, **other))
    assert not joined(told("1", **one), told("2", at=20, recipient="followers", **other))
    assert joined(told("1", recipient="followers", **one), told("2", at=20, recipient="followers", **other))
    apart = Rules(other_words=False)
    both = [told("1", recipient="followers", **one), told("2", at=20, recipient="followers", **other)]
    assert len(merge(both, {}, apart)) == 2


def test_two_that_share_nothing_stay_apart(told: Told) -> None:
    assert not joined(told("1", actor="army"), told("2", at=20, date="2007"))
    assert not joined(told("1", actor="army"), told("2", at=20, recipient="rebels"))
    assert joined(told("1", actor="army"), told("2", at=20, place="Karvin"))


def test_the_day_of_writing_is_no_date_to_differ_from(told: Told) -> None:
    now = {"actor": "army", "place": "Karvin", "date": "2020-05-05", "date_basis": "published"}
    dated = {"actor": "army", "place": "Karvin", "date_basis": "text"}
    assert joined(told("1", **now), told("2", at=30, date="2020-05", **dated))
    assert joined(told("1", **now), told("2", at=30, date="2020-05-04", **dated))
    assert not joined(told("1", **now), told("2", at=30, date="2020-01-04", **dated))
    assert not joined(told("1", **now), told("2", at=30, date="2020-06-04", **dated))
    (event,) = merge([told("1", **now), told("2", at=30, date="2020-05-04", **dated)], {})
    assert event.date == "2020-05-04"


def test_a_bare_word_ties_no_two_attacks_together(told: Told) -> None:
    ours = told("1", at=0, actor="army", place="Karvin")
    bare = told("2", at=100)
    theirs = told("3", at=150, actor="rebels", place="Tolmin")
    assert groups(ours, bare, theirs) == [("1",), ("2", "3")]


def test_contents_of_two_calls_join_as_what_is_only_called_for(told: Told) -> None:
    asked = told("1", actor="fighters", status=Status.HYPOTHETICAL, within="c-1")
    again = told("2", at=70, actor="fighters", status=Status.HYPOTHETICAL, within="c-2")
    done = told("3", at=140, actor="fighters")
    assert groups(asked, again, done) == [("1", "2"), ("3",)]


def test_a_report_given_twice_counts_once(told: Told) -> None:
    assert groups(told("1"), told("1")) == [("1",)]


def test_very_many_different_reports_end(told: Told) -> None:
    many = [told(f"{n:04}", at=n, sense=f"assault.s{n}", recipient="rebels") for n in range(1500)]
    assert len(merge(many, {})) == 1500


VALUES = st.fixed_dictionaries(
    {
        "actor": st.sampled_from(["", "army", "rebels", "leader", "fighters", "they", "army rebels"]),
        "recipient": st.sampled_from(["", "followers", "them", "villagers"]),
        "date": st.sampled_from([None, "2020", "2020-05", "2020-05-04", "2020-05-05"]),
        "place": st.sampled_from([None, "Karvin", "Tolmin", "North", "Kosovo", "Serbia", "hill"]),
        "sense": st.sampled_from(["assault", "assault.bomb", "assault.kill"]),
        "article": st.sampled_from(["a", "b", "c"]),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(facts=st.lists(VALUES, max_size=9), data=st.data())
def test_the_order_of_input_changes_nothing(told: Told, facts: list[dict[str, Any]], data: st.DataObject) -> None:
    reports = [told(f"{n}", at=n * 10, **values) for n, values in enumerate(facts)]
    events = merge(reports, {"a": "2020-05-05"})
    assert merge(data.draw(st.permutations(reports)), {"a": "2020-05-05"}) == events
    assert sorted(name for event in events for name in event.reports) == sorted(report.id for report in reports)
