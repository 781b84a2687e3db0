"""What the pages show, asked of an open store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dotterel.explore.choice import Choice, found, picked
from dotterel.records import Article, Event, Rejected, Report

if TYPE_CHECKING:
    from dotterel.explore.views import Facet, View
    from dotterel.store import Store

TOP = 25
"""Values of a filter that are listed, the most frequent first."""
UNCOUNTED = -1
"""Stands for the number of rows of a chosen value that is not among the most frequent."""
MOST = 1000
"""Reports of an event, or rejected words of an article, that a page lists at most."""


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a filter, and how many rows have it under all the other filters."""

    facet: str
    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a table."""

    run: str | None
    choice: Choice
    total: int
    pages: int
    counts: tuple[Count, ...]
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told(Report):
    """A report, with the event that it tells of and where it was published."""

    happening: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None


_TOLD = """
SELECT reports.*, event_reports.event AS happening, title, url, publisher, published
FROM reports
LEFT JOIN event_reports ON event_reports.run = reports.run AND event_reports.report = reports.id
LEFT JOIN articles ON articles.run = reports.run AND articles.id = reports.article
"""


def listing(store: Store, view: View, choice: Choice) -> Listing:
    """Return the chosen page of a table, and the counts of its filters; a page beyond the last becomes the last."""
    run = store.chosen(choice.run)
    if run is None:
        return Listing(None, replace(choice, page=1), 0, 1, (), ())
    total, *counts = _counts(store, view, choice, run)
    pages = max(1, -(-total.rows // choice.size))
    shown = replace(choice, page=min(choice.page, pages))
    rows = tuple(_page(store, view, shown, run)) if total.rows else ()
    return Listing(run, shown, total.rows, pages, tuple(counts), rows)


def _page(store: Store, view: View, choice: Choice, run: str) -> Iterator[Any]:
    first, first_values = _found(view, choice, run)
    condition, values = picked(view, choice)
    order = view.order(choice.sort).by
    # Numbers are sorted before whole rows are read, which is several times faster on a late page.
    numbers = f"SELECT n FROM found WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?"
    rows = f"SELECT * FROM {view.table} WHERE run = ? AND n IN ({numbers}) ORDER BY {order}"
    start = (choice.page - 1) * choice.size
    every = [*first_values, run, *values, choice.size, start]
    return store.select(view.record, first + view.select.format(rows=rows), every)


def _counts(store: Store, view: View, choice: Choice, run: str) -> Iterator[Count]:
    """Yield the number of all chosen rows, then that of each value of each filter under the other filters."""
    first, first_values = _found(view, choice, run)
    condition, values = picked(view, choice)
    every = f"SELECT '' AS facet, '' AS value, count(*) AS rows FROM found WHERE {condition}"
    parts = [(every, values), *(_count(view, facet, choice) for facet in view.facets)]
    sql = " UNION ALL ".join(f"({part})" for part, _ in parts)
    return store.select(Count, first + sql, [*first_values, *(value for _, bound in parts for value in bound)])


def _found(view: View, choice: Choice, run: str) -> tuple[str, list[Any]]:
    """Return the beginning of a query that finds words and days once, for everything that is asked of the rows."""
    condition, values = found(view, choice, run)
    columns = ", ".join(("n", *view.sortable, *(f'{facet.values} AS "{facet.name}"' for facet in view.facets)))
    return f"WITH found AS MATERIALIZED (SELECT {columns} FROM {view.table} WHERE {condition}) ", values


def _count(view: View, facet: Facet, choice: Choice) -> tuple[str, list[Any]]:
    condition, values = picked(view, choice, but=facet.name)
    every = f'SELECT unnest("{facet.name}") AS value FROM found WHERE {condition}'
    sql = (
        f"SELECT '{facet.name}' AS facet, value, count(*) AS rows FROM ({every}) "
        f"GROUP BY value ORDER BY rows DESC, value LIMIT {TOP}"
    )
    return sql, values


def event(store: Store, run: str, key: str) -> Event | None:
    """Return the event with that id, if the run has it."""
    return next(store.select(Event, "SELECT * FROM events WHERE run = ? AND id = ?", [run, key]), None)


def article(store: Store, run: str, key: str) -> Article | None:
    """Return the article with that id, if the run has it."""
    sql = "SELECT * FROM articles JOIN texts USING (content) WHERE run = ? AND id = ?"
    return next(store.select(Article, sql, [run, key]), None)


def reports_of_event(store: Store, run: str, key: str) -> list[Told]:
    """Return the reports of an event in reading order."""
    condition = "reports.run = ? AND event_reports.event = ?"
    sql = f"{_TOLD} WHERE {condition} ORDER BY published NULLS LAST, reports.n LIMIT {MOST}"
    return list(store.select(Told, sql, [run, key]))


def reports_of_article(store: Store, run: str, key: str) -> list[Told]:
    """Return the reports of an article in reading order."""
    sql = f"{_TOLD} WHERE reports.run = ? AND reports.article = ? ORDER BY reports.n LIMIT {MOST}"
    return list(store.select(Told, sql, [run, key]))


def rejected_of_article(store: Store, run: str, key: str) -> list[Rejected]:
    """Return what was rejected in an article, in reading order."""
    sql = f"SELECT * FROM rejected WHERE run = ? AND article = ? ORDER BY n LIMIT {MOST}"
    return list(store.select(Rejected, sql, [run, key]))


def holder(store: Store, run: str, report: str | None) -> Told | None:
    """Return the report with that id: the one whose content another report is ``within``."""
    sql = f"{_TOLD} WHERE reports.run = ? AND reports.id = ? LIMIT 1"
    return next(store.select(Told, sql, [run, report]), None) if report else None


def picked_counts(shown: Listing, facet: Facet) -> Sequence[Count]:
    """Return the counts of one filter, with what is chosen in it even where that has no row or is not frequent."""
    counts = [count for count in shown.counts if count.facet == facet.name]
    listed = {count.value for count in counts}
    missing = [value for value in shown.choice.values(facet.name) if value not in listed]
    rows = 0 if len(counts) < TOP else UNCOUNTED
    return [*counts, *(Count(facet.name, value, rows) for value in missing)]
