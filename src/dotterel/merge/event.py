"""The reports of one happening → its Event."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from dotterel.merge.facts import OF_WRITING
from dotterel.records import Event, Report

Place = tuple[str, str, int, str]
_LAST = "9999"
"""Sorts an article without a day after all others."""


def place_of(report: Report, published: Mapping[str, str | None]) -> Place:
    """Return where a report stands in the order of reading: by day of publication, article, and place in its text."""
    return published.get(report.article) or _LAST, report.article, report.trigger.start, report.id


def event_of(reports: Sequence[Report], published: Mapping[str, str | None]) -> Event:
    """Return the event of one or more reports: the fields of the best, and all ids in the order of reading."""
    told = sorted(reports, key=lambda report: place_of(report, published))
    best = max(told, key=filled)  # the first of several
    values = {f.name: getattr(best, f.name) for f in fields(Report)}
    values["id"] = event_id({report.id for report in told})
    ids = tuple(dict.fromkeys(report.id for report in told))
    return Event(**values, reports=ids, articles=tuple(dict.fromkeys(report.article for report in told)))


def event_id(reports: Iterable[str]) -> str:
    """Return the id of the event that has these reports, in any order."""
    return hashlib.sha256("\x1f".join(("event", *sorted(reports))).encode("utf-8", "replace")).hexdigest()[:16]


def filled(report: Report) -> int:
    """Return how much a report says: who and whom and by what code, when and how exactly, where, how many."""
    size = report.size
    said = (
        report.actor,
        report.recipient,
        any(entity.code for entity in report.actor),
        any(entity.code for entity in report.recipient),
        report.date,
        report.date and report.date_basis not in OF_WRITING,
        report.date_precision == "day",
        report.event_loc,
        size.dead or size.injured or size.arrested or size.participants,
    )
    return sum(map(bool, said))
