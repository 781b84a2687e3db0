"""Cases as data: sentences with what must come out, what must not, and what is known to fail (strictly).

``made.toml`` and ``negative.toml`` must hold; each case of ``known_failures.toml`` must still fail, and says why.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dotterel.records import Article, Report
from dotterel.walker import Walker

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    return list(tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"])


def label(case: Case) -> str:
    return str(case["text"])[:60]


def reports(case: Case, walker: Walker) -> tuple[Report, ...]:
    article = Article("case", case["text"], published=case.get("published", "2016-11-03"))
    return next(walker.code([article])).coded.reports


def unmet(case: Case, found: tuple[Report, ...]) -> Iterator[str]:
    """Yield what a case asks for and did not get."""
    for wanted in case.get("expect", []):
        if not any(fits(wanted, report) for report in found):
            yield f"no {wanted} among {[shown(report) for report in found]}"
    for banned in case.get("never", []):
        if any(fits(banned, report) for report in found):
            yield f"{banned} among {[shown(report) for report in found]}"


def fits(wanted: Case, report: Report) -> bool:
    return all(holds(key, value, report) for key, value in wanted.items())


def holds(key: str, value: Any, report: Report) -> bool:
    if key in ("who", "whom", "by"):
        people = {"who": report.actor, "whom": report.recipient, "by": report.according_to}[key]
        return any(value.lower() in person.text.lower() for person in people) if value else not people
    if key in ("who_code", "whom_code"):
        people = report.actor if key == "who_code" else report.recipient
        return any(person.code == value for person in people)
    if key == "mode":
        return value in report.mode
    if key == "trigger":
        return value in report.trigger.text
    if key == "within":
        return (report.within is not None) is value
    return bool(getattr(report, key) == value)


def shown(report: Report) -> str:
    who = ", ".join(e.text for e in report.actor)
    whom = ", ".join(e.text for e in report.recipient)
    return f"{report.event} {report.status.value} “{report.trigger.text}” {who} → {whom}"


@pytest.mark.model
@pytest.mark.parametrize("case", cases("made.toml") + cases("negative.toml"), ids=label)
def test_case(case: Case, walker: Walker) -> None:
    assert list(unmet(case, reports(case, walker))) == []


@pytest.mark.model
@pytest.mark.xfail(strict=True, reason="a known failure: when it passes, move it to made.toml")
@pytest.mark.parametrize("case", cases("known_failures.toml"), ids=label)
def test_known_failure(case: Case, walker: Walker) -> None:
    assert list(unmet(case, reports(case, walker))) == []
