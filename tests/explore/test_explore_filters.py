"""Filters: in the address, counted, together narrowing, and cleared by a second click."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote

import pytest

from dotterel.errors import SettingsError
from dotterel.explore.choice import Choice, read_choice
from dotterel.explore.views import EVENTS


def ids(browser: Any, query: str) -> set[str]:
    return {event["id"] for event in browser.get(f"/events.json?{query}").json()["events"]}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("event=ASSAULT", {"er-shell"}),
        ("event=ASSAULT&event=REQUEST", {"er-shell", "er-urge"}),
        ("event=ASSAULT&quad=3", set()),
        ("quad=3", {"er-urge"}),
        ("status=hypothetical", {"er-inside"}),
        ("actor=TOL", {"er-shell"}),
        ("actor=none", {"er-urge", "er-inside"}),
        ("recipient=none&event=ASSAULT", {"er-shell"}),
        ("country=KAR", {"er-shell"}),
        ("country=none&quad=3", {"er-urge"}),
        ("q=karvin", {"er-shell"}),
        ("q=KARV%C3%8DN+army", {"er-shell"}),
        ("q=tolva+nowhere", set()),
        ("q=%25", set()),
        ("from=2016-10-31&to=2016-10-31", {"er-shell", "er-inside"}),
        ("from=2016-11-05", {"er-urge", "er-inside"}),
        ("to=2016-10", {"er-shell", "er-inside"}),
        ("from=2017", set()),
        ("unheard=of&event=", {"er-shell", "er-urge", "er-inside", "er-hostile"}),
    ],
)
def test_filters_choose_rows(browser: Any, query: str, expected: set[str]) -> None:
    assert ids(browser, query) == expected


@pytest.mark.parametrize(
    ("sort", "first"), [("", "er-urge"), ("oldest", "er-inside"), ("reports", "er-shell"), ("read", "er-shell")]
)
def test_rows_are_sorted(browser: Any, sort: str, first: str) -> None:
    found = browser.get(f"/events.json?sort={sort}").json()["events"]
    assert found[0]["id"] == first


def test_counts_are_those_under_the_other_filters(browser: Any) -> None:
    counts = browser.get("/events.json?event=ASSAULT").json()["counts"]
    assert counts["event"]["REQUEST"] == 1
    assert counts["quad"] == {"4": 1}
    assert counts["country"] == {"KAR": 1}


def links(page: str) -> list[tuple[str, bool]]:
    found = re.findall(r'<a href="/(\?[^"]*)?"( class="picked")?[^>]*><span', page)
    return [(unescape(query), bool(picked)) for query, picked in found]


def test_a_click_filters_and_a_second_click_clears(browser: Any) -> None:
    (first, picked), *_ = [link for link in links(browser.get("/?q=a").text) if "ASSAULT" in link[0]]
    assert parse_qsl(first[1:]) == [("event", "ASSAULT"), ("q", "a")]
    assert not picked
    again = [link for link in links(browser.get(f"/{first}").text) if link[1]]
    assert again == [("?q=a", True)]


def test_a_chosen_value_without_rows_can_be_cleared(browser: Any) -> None:
    page = browser.get(f"/?event={quote('<NONE>')}")
    assert "Nothing fits these filters." in page.words
    assert ("", True) in links(page.text)


def test_each_filter_in_use_can_be_cleared_alone(browser: Any) -> None:
    text = browser.get("/?event=ASSAULT&q=town&from=2016&run=r2").text
    chips = text[text.index('<ul class="chips"') :]
    found = re.findall(r'<a (?:class="clear" )?href="/(\?[^"]*)"', chips[: chips.index("</ul>")])
    assert [dict(parse_qsl(unescape(query)[1:])) for query in found] == [
        {"event": "ASSAULT", "from": "2016", "run": "r2"},
        {"event": "ASSAULT", "q": "town", "run": "r2"},
        {"q": "town", "from": "2016", "run": "r2"},
        {"run": "r2"},
    ]


def test_the_search_form_keeps_the_other_filters(browser: Any) -> None:
    text = browser.get("/?event=ASSAULT&sort=oldest&size=10&page=1&q=x").text
    form = text[text.index("<form") : text.index("</form>")]
    assert re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', form) == [
        ("event", "ASSAULT"),
        ("sort", "oldest"),
        ("size", "10"),
    ]


def test_other_tables_have_their_own_filters(browser: Any) -> None:
    assert browser.get("/rejected.json?reason=no+actor+falls").json()["total"] == 1
    assert browser.get("/skipped.json?room=read&publisher=none").json()["total"] == 1
    assert browser.get("/skipped.json?room=coder").json()["total"] == 0
    assert browser.get("/rejected.json?from=not-a-date").json()["total"] == 2


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=soon", "'soon' is not a date"),
        ("to=2016-1", "write it as 2016-11-03"),
        ("page=0", "'0' is no page"),
        ("page=-1", "'-1' is no page"),
        ("page=99999999999999999999", "is no page"),
        ("size=ten", "'ten' is no size"),
        ("page=²", "is no page"),
        ("sort=n;drop", "Nothing can be sorted by 'n;drop'"),
        (f"q={'x' * 301}", "too long"),
        ("&".join(["event=A"] * 41), "too long"),
    ],
)
def test_an_impossible_choice_is_refused_with_a_sentence(browser: Any, query: str, words: str) -> None:
    page = browser.get(f"/?{quote(query, safe='=&;%')}")
    assert page.code == 400
    assert words in page.words
    assert browser.get(f"/events.json?{quote(query, safe='=&;%')}").json().keys() == {"error"}


def test_an_address_means_what_it_was_made_from() -> None:
    choice = Choice("r1", (("event", "AID"), ("event", "A&B =?")), "two words", "2016", "2016-11", "oldest", 3, 20)
    assert read_choice(parse_qsl(choice.query[1:]), EVENTS) == choice
    assert Choice().query == ""


def test_a_choice_that_cannot_be_is_an_error_of_ours() -> None:
    with pytest.raises(SettingsError):
        read_choice([("page", "x")], EVENTS)
