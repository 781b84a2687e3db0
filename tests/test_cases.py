"""Cases as data: sentences with what must come out, what must not, and what is known to fail (strictly).

Each file of ``HOLD`` must hold; each case of ``known_failures.toml`` must still fail, and stands under the reason.
A file has ``[[case]]`` or ``[[group]]`` tables; what a group says of ``expect``, ``never``, ``nothing`` and
``published`` holds for all of its cases.

A case has ``text`` and any of ``published`` (a day), ``expect`` (each must be among the reports), ``never`` (none may
be) and ``nothing`` (no report at all). What is expected is written field by field; a list means any of its values:

- ``event status mode trigger sense quad_code date date_basis …``: the fields of a report;
- ``who whom by``: words of an actor, recipient or speaker ("" = none);
- ``who_code whom_code who_sector whom_sector``: code and sector of an actor or recipient;
- ``within``: true, false, or the type of the report that holds this one;
- ``place``: words of the event's place ("" = none), ``country resolution centroid``: of that place;
- ``dead injured arrested participants``: the least number counted;
- ``times``: how many reports fit, where it matters that there is only one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from dotterel.records import Article, Report
from dotterel.walker import Walker

CASES = Path(__file__).parent / "cases"
HOLD = ("made.toml", "negative.toml", "peers.toml", "users.toml", "act_not_topic.toml", "not_events.toml")
KNOWN = "known_failures.toml"
PUBLISHED = "2016-11-03"
Case = dict[str, Any]
Key = tuple[str, str]


def cases(*names: str) -> list[Case]:
    return [case for name in names for case in read(tomllib.loads((CASES / name).read_text(encoding="utf-8")))]


def read(table: Case) -> Iterator[Case]:
    """Yield the cases of a file, those of a group with what the group says of all of them."""
    yield from table.get("case", [])
    for group in table.get("group", []):
        shared = {key: value for key, value in group.items() if key not in ("about", "case", "expect", "never")}
        for case in group["case"]:
            both = {key: [*group.get(key, []), *case.get(key, [])] for key in ("expect", "never")}
            yield shared | case | both


def label(case: Case) -> str:
    return str(case["text"])[:60]


def key(case: Case) -> Key:
    return case["text"], case.get("published", PUBLISHED)


@pytest.fixture(scope="module")
def coded(walker: Walker) -> dict[Key, tuple[Report, ...]]:
    """The reports of all cases, parsed together."""
    keys = list(dict.fromkeys(key(case) for case in cases(*HOLD, KNOWN)))
    articles = [Article("case", text, published=published) for text, published in keys]
    return {k: walked.coded.reports for k, walked in zip(keys, walker.code(articles), strict=True)}


def unmet(case: Case, found: Sequence[Report]) -> Iterator[str]:
    """Yield what a case asks for and did not get."""
    if case.get("nothing") and found:
        yield f"something: {[shown(report) for report in found]}"
    for wanted in case.get("expect", []):
        fitting = sum(fits(wanted, report, found) for report in found)
        if fitting != wanted.get("times", fitting or 1):
            yield f"{wanted} {fitting} times among {[shown(report) for report in found]}"
    for banned in case.get("never", []):
        if any(fits(banned, report, found) for report in found):
            yield f"{banned} among {[shown(report) for report in found]}"


def fits(wanted: Case, report: Report, found: Sequence[Report]) -> bool:
    return all(holds(name, value, report, found) for name, value in wanted.items() if name != "times")


def holds(name: str, wanted: Any, report: Report, found: Sequence[Report]) -> bool:
    """True when a field of a report is what is wanted, or one of the values wanted."""
    values = wanted if isinstance(wanted, list) else [wanted]
    return any(holds_one(name, value, report, found) for value in values)


def holds_one(name: str, value: Any, report: Report, found: Sequence[Report]) -> bool:
    match name:
        case "who" | "whom" | "by":
            people = {"who": report.actor, "whom": report.recipient, "by": report.according_to}[name]
            return any(value.lower() in person.text.lower() for person in people) if value else not people
        case "who_code" | "whom_code" | "who_sector" | "whom_sector":
            side, _, field = name.partition("_")
            return any(getattr(p, field) == value for p in (report.actor if side == "who" else report.recipient))
        case "mode":
            return value in report.mode
        case "trigger":
            return value in report.trigger.text
        case "within":
            return within(value, report, found)
        case "place" | "country" | "resolution" | "centroid":
            return stands(name, value, report)
        case "dead" | "injured" | "arrested" | "participants":
            size = getattr(report.size, name)
            return bool(size is not None and size.low == value)
    return bool(getattr(report, name) == value)


def within(value: bool | str, report: Report, found: Sequence[Report]) -> bool:
    if isinstance(value, bool):
        return (report.within is not None) is value
    return any(holder.id == report.within and holder.event == value for holder in found)


def stands(name: str, value: Any, report: Report) -> bool:
    """True when the place of an event is the one wanted."""
    place = report.event_loc
    if place is None:
        return bool(value == "")
    if name == "place":
        return bool(value) and value.lower() in place.extracted_place.lower()
    return bool(getattr(place, {"country": "country_code"}.get(name, name)) == value)


def shown(report: Report) -> str:
    who = ", ".join(e.text for e in report.actor)
    whom = ", ".join(e.text for e in report.recipient)
    return f"{report.event} {report.status.value} “{report.trigger.text}” {who} → {whom}"


@pytest.mark.model
@pytest.mark.parametrize("case", cases(*HOLD), ids=label)
def test_case(case: Case, coded: dict[Key, tuple[Report, ...]]) -> None:
    assert list(unmet(case, coded[key(case)])) == []


@pytest.mark.model
@pytest.mark.xfail(strict=True, reason="a known failure: when it passes, move it to the file and group its home names")
@pytest.mark.parametrize("case", cases(KNOWN), ids=label)
def test_known_failure(case: Case, coded: dict[Key, tuple[Report, ...]]) -> None:
    assert list(unmet(case, coded[key(case)])) == []
