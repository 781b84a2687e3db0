"""The reports of a whole store → its events, by the same rules as for a few, in memory that does not grow with them.

Sorting, joining and spilling to disk are DuckDB's: cases are sorted into blocks of one event type and status, day after
day, and the reports of one happening are brought together in the order of reading. Only the comparison is Python.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from dotterel.merge.between import ORDER, Case, case_of, leaders
from dotterel.merge.event import event_of
from dotterel.merge.inside import groups_of
from dotterel.merge.rules import Rules
from dotterel.records import Event, Report

if TYPE_CHECKING:
    import pyarrow as pa

    from dotterel.store import Store

_GATHER = """
WITH placed AS (
    SELECT told.n, told.happening, articles.published,
           row_number() OVER (
               ORDER BY coalesce(nullif(articles.published, ''), '9999'),
                        reports.article, reports.trigger.start, reports.id
           ) AS place
    FROM told
    JOIN reports ON reports.run = $run AND reports.n = told.n
    LEFT JOIN articles ON articles.run = $run AND articles.id = reports.article
), ordered AS (
    SELECT *, min(place) OVER (PARTITION BY happening) AS first FROM placed
)
SELECT reports.*, ordered.happening, ordered.published
FROM ordered JOIN reports ON reports.run = $run AND reports.n = ordered.n
ORDER BY ordered.first, ordered.place
"""


@dataclass(frozen=True, slots=True)
class _Numbered(Report):
    n: int = 0


@dataclass(frozen=True, slots=True)
class _Gathered(Report):
    happening: int = 0
    published: str | None = None


def merge_store(store: Store, run: str | None = None, rules: Rules | None = None) -> int:
    """Merge the reports of a run into the events that the store keeps for it; return their number.

    The run is the one being written, or the newest. Its earlier events, if any, are replaced in one step.
    Raises StoreError when the store cannot be written.
    """
    chosen = run or store.current or store.chosen()
    if chosen is None:
        return 0
    return store.put_events(_events(store, chosen, _grouping(store, chosen, rules or Rules())), chosen)


def _grouping(store: Store, run: str, rules: Rules) -> pa.Table:
    """Return for each report of a run, by its number, the happening that it tells of."""
    import pyarrow as pa

    reports, cases = array("q"), array("q")
    dated = _cases(store, run, rules, reports, cases)
    joined = [pair for pair in leaders(store.ordered(dated, Case, ORDER), rules) if pair[0] != pair[1]]
    happenings = array("q", range(1 + max(cases, default=-1)))
    for case, leader in joined:
        happenings[case] = leader
    return pa.table({"n": pa.array(reports), "happening": pa.array([happenings[case] for case in cases], pa.int64())})


def _cases(store: Store, run: str, rules: Rules, reports: array[int], cases: array[int]) -> Iterator[Case]:
    """Yield the dated cases of all articles, and note in the arrays which report belongs to which case."""
    number = 0
    stream = store.select(_Numbered, "SELECT * FROM reports WHERE run = ?", [run])
    for _, told in groupby(stream, key=lambda report: report.article):
        for group in groups_of(told, rules):
            reports.extend(report.n for _, report in group)
            cases.extend([number] * len(group))
            case = case_of(number, group)
            if case is not None:
                yield case
            number += 1


def _events(store: Store, run: str, told: pa.Table) -> Iterator[Event]:
    gathered = store.select(_Gathered, _GATHER, {"run": run}, {"told": told})
    for _, reports in groupby(gathered, key=lambda report: report.happening):
        known = list(reports)
        published = {report.article: report.published for report in known}
        yield event_of(known, published)
