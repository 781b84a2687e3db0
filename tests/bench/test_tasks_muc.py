"""MUC templates as records, our reports as incidents, and how the two are compared; all on made data."""

from __future__ import annotations

import datetime
from typing import Any

import muc_gold
import muc_ours
import pytest
import tasks_muc
from hypothesis import given
from hypothesis import strategies as st
from made import coded, entity, report, walker
from muc_gold import Filler, Incident, Range

from dotterel.records import Article, Place, Status, Walked
from dotterel.score import Counts

TYPES = muc_ours.load()
SLOTS = (
    "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID",
    "HUM TGT: NAME",
    "HUM TGT: DESCRIPTION",
    "HUM TGT: NUMBER",
    "INCIDENT: DATE",
    "INCIDENT: LOCATION",
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def template(**slots: list[str]) -> dict[str, list[str]]:
    made = {name: slots.get(name.split(": ")[1].lower().replace(" ", "_"), []) for name in SLOTS}
    return {
        "MESSAGE: TEMPLATE": slots.get("template", ["1"]),
        "INCIDENT: TYPE": slots.get("type", ["BOMBING"]),
        "INCIDENT: STAGE OF EXECUTION": ["ACCOMPLISHED"],
        **made,
    }


def test_a_template_becomes_an_incident() -> None:
    made = template(
        date=["- 03 MAY 89"],
        location=["PERU: PUNO (DEPARTMENT): ILAVE (TOWN)"],
        individual_id=['? "ARMED YOUTHS" / "YOUTHS"'],
        name=['"ROSA DIAZ"'],
        description=['"MAYOR": "ROSA DIAZ"', '"TEACHERS"'],
        number=['1: "ROSA DIAZ"', 'PLURAL: "TEACHERS"'],
    )
    (found,) = muc_gold.incidents({"templates": [made]})
    assert found.dates == (Range(None, day("1989-05-03")),)
    assert found.places == (("PERU", "PUNO", "ILAVE"),)
    assert found.individuals == (Filler(("ARMED YOUTHS", "YOUTHS"), needed=False),)
    assert found.people == (Filler(("ROSA DIAZ", "MAYOR"), number=(1, 1)), Filler(("TEACHERS",), number=(2, None)))
    assert found.needed


def test_an_optional_template_need_not_be_found() -> None:
    (found,) = muc_gold.incidents({"templates": [template(template=["2 (OPTIONAL)"])]})
    assert not found.needed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("03 MAY 89", [Range(day("1989-05-03"), day("1989-05-03"))]),
        ("03 MAY 89 - 05 MAY 89", [Range(day("1989-05-03"), day("1989-05-05"))]),
        ("(- 03 MAY 89) / 04 MAY 89", [Range(None, day("1989-05-03")), Range(day("1989-05-04"), day("1989-05-04"))]),
        ("07 DEC", []),
        ("31 FEB 89", []),
    ],
)
def test_dates_are_ranges(text: str, found: list[Range]) -> None:
    assert list(muc_gold.ranges(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PERU", [("PERU",)]),
        ("PERU: LIMA (CITY) - CALLAO (CITY)", [("PERU", "LIMA"), ("PERU", "CALLAO")]),
        ("(PERU: LIMA (CITY)) / (CHILE: ARICA (TOWN))", [("PERU", "LIMA"), ("CHILE", "ARICA")]),
        ("? CHILE", [("CHILE",)]),
    ],
)
def test_places_are_chains(text: str, found: list[tuple[str, ...]]) -> None:
    assert list(muc_gold.chains(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("6", (6, 6)), ("PLURAL", (2, None)), ("-15", (0, 15)), ("~50", (40, 60)), ("5-", (5, None)), ("", None)],
)
def test_numbers_are_ranges(text: str, found: object) -> None:
    assert muc_gold.number(text) == found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("THE TERRORISTS", "terrorist", True),
        ("A GROUP OF ARMED MEN", "group", True),
        ("Peña", "PENA", True),
        ("two policemen", "the policeman", True),
        ("nuns", "priests", False),
        ("", "nuns", False),
    ],
)
def test_strings_match_by_head_words_in_plain_letters(one: str, other: str, same: bool) -> None:
    assert muc_gold.same(one, other) is same


@given(text=st.text(max_size=60))
def test_any_text_of_a_slot_is_read(text: str) -> None:
    list(muc_gold.ranges(text))
    list(muc_gold.chains(text))
    muc_gold.fillers([text])
    muc_gold.number(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LIMA, 3 JAN 90 (EFE) -- [TEXT] NUNS", "1990-01-03"),
        ("LIMA, 31 FEB 90 -- [TEXT] NUNS", None),
        ("LIMA, NO DATE -- [TEXT] NUNS", None),
    ],
)
def test_the_day_of_a_report_stands_in_its_first_line(text: str, found: str | None) -> None:
    assert muc_ours.published(text) == found


def ours(*reports: Any) -> tuple[Incident, ...]:
    article = Article("a", "words", published="1990-01-03")
    return muc_ours.incidents(Walked(article, coded(*reports)), TYPES)


def test_a_bombing_and_who_died_in_it_are_one_incident() -> None:
    bomb = report("assault.bomb", "REB", date="1990-01-02", event_loc=Place("Puno", 0, 4, country="Peru"))
    killed = report("assault.kill", recipient=(entity("two nuns", "REL"),), sentence=1)
    (found,) = ours(bomb, killed)
    assert (found.type, found.places) == ("BOMBING", (("Peru", "Puno"),))
    assert [filler.strings for filler in found.people] == [("two nuns",)]


def test_two_kidnappings_of_different_people_are_two() -> None:
    taken = [
        report("assault.abduct", recipient=(entity(words, "CVL"),), sentence=n)
        for n, words in ((0, "a teacher"), (5, "three miners"))
    ]
    assert [found.type for found in ours(*taken)] == ["KIDNAPPING", "KIDNAPPING"]


def test_fighting_among_the_armed_and_old_deeds_are_no_incidents() -> None:
    soldiers = report("assault.attack", "REB", recipient=(entity("soldiers", "MIL"),))
    assert ours(soldiers, report("assault.clash"), report("assault.bomb", date="1980")) == ()


@pytest.mark.parametrize(
    ("made", "stage"),
    [
        (report("assault.bomb"), "ACCOMPLISHED"),
        (report("assault.bomb", status=Status.NEGATED), "ATTEMPTED"),
        (report("assault.assassinate.attempt"), "ATTEMPTED"),
    ],
)
def test_stages_come_from_status_and_sense(made: Any, stage: str) -> None:
    (found,) = ours(made)
    assert found.stages == {stage}
    assert ours(report("assault.bomb", status=Status.HYPOTHETICAL)) == ()


def test_what_is_threatened_is_an_incident_of_that_stage() -> None:
    threat = report("threaten.violence", "CRM", id="t")
    (found,) = ours(threat, report("assault.kill", within="t", status=Status.HYPOTHETICAL))
    assert found.stages == {"THREATENED"}
    assert [filler.strings for filler in found.individuals] == [("somebody",)]


def test_an_incident_without_a_date_was_before_it_was_reported() -> None:
    (found,) = ours(report("assault.bomb"))
    assert found.dates == (Range(None, day("1990-01-03")),)


def incident(kind: str = "ATTACK", **more: Any) -> Incident:
    return Incident(kind, frozenset({"ACCOMPLISHED"}), **more)


def test_incidents_are_paired_by_type_and_likeness() -> None:
    gold = [incident(people=(Filler(("NUNS",)),)), incident("ARSON")]
    mine = [incident(people=(Filler(("a judge",)),)), incident(people=(Filler(("two nuns",)),))]
    assert list(tasks_muc.paired(gold, mine)) == [(gold[0], mine[1])]
    assert tasks_muc.instances(gold, mine) == Counts(1, 1, 1)


def test_types_of_optional_templates_are_not_missed() -> None:
    gold = [incident(needed=False), incident("ARSON")]
    assert tasks_muc.labels(gold, {"BOMBING"}) == Counts(0, 1, 1)
    assert tasks_muc.labels(gold, {"ATTACK", "ARSON"}) == Counts(2, 0, 0)


def test_a_filler_with_a_question_mark_need_not_be_found() -> None:
    assert tasks_muc.slot([Filler(("NUNS",), needed=False)], []) == Counts()
    assert tasks_muc.slot([Filler(("NUNS",))], [Filler(("a judge",))]) == Counts(0, 1, 1)


@pytest.mark.parametrize(
    ("gold", "mine", "right"),
    [
        (("1990-01-01", "1990-01-03"), ("1990-01-02", "1990-01-02"), True),
        ((None, "1990-01-03"), ("1990-01-02", "1990-01-02"), True),
        ((None, "1990-01-03"), (None, "1990-01-03"), True),
        (("1990-01-03", "1990-01-03"), (None, "1990-01-03"), False),
    ],
)
def test_dates_are_right_within_the_range(gold: tuple[str, str], mine: tuple[str, str], right: bool) -> None:
    one, other = (Range(day(a) if a else None, day(b)) for a, b in (gold, mine))
    assert tasks_muc.in_range(incident(dates=(one,)), incident(dates=(other,))) is right


def test_a_place_is_right_at_its_finest_level() -> None:
    gold = incident(places=(("PERU", "PUNO", "ILAVE"),))
    mine = incident(places=(("Peru", "Puno"),))
    assert tasks_muc.reaches(gold, mine, 1)
    assert not tasks_muc.reaches(gold, mine, None)


@pytest.mark.parametrize(
    ("gold", "mine", "right"),
    [((2, 2), (2, 2), True), ((2, None), None, True), ((2, None), (1, 1), False), ((3, 3), None, False)],
)
def test_numbers_of_people_are_compared(
    gold: tuple[int, int | None], mine: tuple[int, int | None] | None, right: bool
) -> None:
    assert tasks_muc.fits(gold, mine) is right


def test_muc_scores_a_made_report() -> None:
    text = "LIMA, 3 JAN 90 (EFE) -- [TEXT] A BOMB WENT OFF."
    row = {"id": "x", "text": text, "templates": [template(date=["- 03 JAN 90"], location=["PERU"])]}
    found = tasks_muc.score_muc([row], walker({text: coded(report("assault.bomb"))}))
    assert (found["type F1 (types of an article)"], found["incident F1"], found["date in range"]) == (1.0, 1.0, 1.0)
    assert found["country right"] == 0.0
