"""The reports of one or a few articles → their events, in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dotterel.merge.between import case_of, leaders, order
from dotterel.merge.event import event_of, place_of
from dotterel.merge.inside import Group, groups_of
from dotterel.merge.rules import Rules

if TYPE_CHECKING:
    from dotterel.records import Event, Report


def merge(
    reports: Iterable[Report], published: Mapping[str, str | None] | None = None, rules: Rules | None = None
) -> list[Event]:
    """Return the events that reports tell of, in the order in which they are first told, whatever the order given.

    ``published`` gives the day of publication of articles; it only orders them. A report given twice counts once.
    """
    days, chosen = published or {}, rules or Rules()
    groups = _groups(reports, chosen)
    cases = [case for number, group in enumerate(groups) if (case := case_of(number, group)) is not None]
    leader = dict(leaders(sorted(cases, key=order), chosen))
    owner = sorted((leader.get(number, number), number) for number in range(len(groups)))
    happenings = [[number for _, number in same] for _, same in groupby(owner, key=lambda pair: pair[0])]
    events = [event_of([told for number in numbers for _, told in groups[number]], days) for numbers in happenings]
    place = {report.id: place_of(report, days) for group in groups for _, report in group}
    return sorted(events, key=lambda event: place[event.reports[0]])


def _groups(reports: Iterable[Report], rules: Rules) -> Sequence[Group[Report]]:
    once = {report.id: report for report in reports}.values()
    by_article = groupby(sorted(once, key=lambda report: report.article), key=lambda report: report.article)
    return [group for _, told in by_article for group in groups_of(told, rules)]
