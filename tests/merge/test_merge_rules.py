"""The comparisons one by one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.merge.facts import Party, days, side, words
from dotterel.merge.rules import akin, same_party
from dotterel.records import Entity


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2016", None, "2016-01-01", "2016-12-31"),
        ("2016-02", None, "2016-02-01", "2016-02-29"),
        ("2016-11-02", None, "2016-11-02", "2016-11-02"),
        ("2016-11-02", "2016-11-05", "2016-11-02", "2016-11-05"),
        ("2016-11-02", "2016", "2016-11-02", "2016-12-31"),
        ("2016-11-02", "2015", "2016-11-02", "2016-11-02"),
    ],
)
def test_days_that_a_date_can_mean(start: str, end: str | None, first: str, last: str) -> None:
    assert days(start, end) == (day(first), day(last))


@given(st.text() | st.from_regex(r"\A\d{4}-\d\d-\d\d\Z"))
def test_any_text_is_a_date_or_none(text: str) -> None:
    first, last = days(text, None)
    assert (first is None and last is None) or (first is not None and last is not None and first <= last)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the US-backed forces", ("forces", "us-backed")),
        ("US troops", ("troops", "us")),
        ("two armed men", ("armed",)),
        ("he", ()),
        ("2,000 protesters", ("protesters",)),
        ("the opposition’s supporters", ("opposition", "supporters")),
        ("\x00\n", ()),
    ],
)
def test_words_that_say_who(text: str, kept: tuple[str, ...]) -> None:
    assert words(text) == kept


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    assert list(words(text)) == sorted(set(words(text)))


def test_a_pronoun_for_nobody_is_no_party() -> None:
    assert side((Entity("they", 0, 4), Entity("he", 5, 7), Entity("UN", 8, 10))) == side((Entity("UN", 0, 2),))


def party(
    code: str | None = None, sector: str | None = None, name: str | None = None, said: str = "", key: str | None = None
) -> Party:
    return Party(key, name, code, (sector,) if sector else (), tuple(sorted(said.split())))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (party("USA"), party("USA", name="united states"), True),
        (party("USA", "GOV"), party("USA", "MIL"), False),
        (party("USA", "GOV", "ann bell"), party("USA", "GOV", "carl dorn"), False),
        (party("USA", "GOV", "ann bell"), party("USA", "GOV", "bell"), True),
        (party("USA", None, "united states"), party("USA", "GOV", "ann bell"), True),
        (party("IGO", None, "one union"), party("IGO", None, "other pact"), False),
        (party("NGO", said="charity"), party("NGO", "SOC", "aid now"), True),
        (party("USA"), party("CAN"), False),
        (party("USA", key="Q1"), party("CAN", key="Q1"), True),
        (party("SYR", said="syrian village"), party("SYR", said="village"), True),
        (party("SYR", said="syrian village"), party("SYR", said="syrian hospital"), False),
        (party(said="allied forces"), party(said="combined forces"), False),
        (party(said="forces"), party(said="combined forces"), True),
        (party(said="soldiers"), party("TUR", "MIL", said="soldiers turkish"), True),
        (party(name="ivo tarn", said="tarn"), party(name="ivo tarn", said="chief"), True),
        (party(sector="REB", said="guerrillas"), party("COL", "REB", "red front", "fighters front"), True),
        (party(sector="REB", said="guerrillas"), party("COL", "MIL", said="army"), False),
        (party(sector="REB", said="guerrillas"), party(sector="REB", said="militants"), False),
        (party(sector="CVL", said="shoppers"), party("COL", "CVL", said="farmers"), False),
        (party(sector="GOV", said="ministers"), party("COL", "GOV", said="president"), False),
        (party(), party(said="soldiers"), False),
    ],
)
def test_parties(one: Party, other: Party, same: bool) -> None:
    assert same_party(one, other) is same
    assert same_party(other, one) is same


def test_senses() -> None:
    assert akin("assault.bomb", "assault")
    assert akin("assault.bomb.car", "assault.bomb")
    assert not akin("assault.bomb", "assault.shell")
    assert not akin("assault.bomb", "assault.bombard")
