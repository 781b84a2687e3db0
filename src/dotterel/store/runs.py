"""The runs of a store, and which of them a question is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from dotterel.errors import StoreError

if TYPE_CHECKING:
    import duckdb

_PLAIN = ("id", "started", "finished", "state", "version", "knowledge")
_COLUMNS = ("run AS id", *_PLAIN[1:], "settings", "inputs")
_COUNTED = ("articles", "reports", "rejected", "skipped", "events")


@dataclass(frozen=True, slots=True)
class Run:
    """One coding of some inputs: with what, when, and how much came of it."""

    id: str
    started: str
    """ISO 8601, UTC."""
    finished: str | None
    state: str
    """``running``, ``finished`` or ``interrupted``; a run that was killed stays ``running``."""
    version: str
    knowledge: str
    settings: dict[str, Any]
    inputs: tuple[str, ...]
    articles: int
    reports: int
    rejected: int
    skipped: int
    events: int


def now() -> str:
    """Return this moment as ISO 8601 in UTC, such as ``2016-11-03T08:15:00+00:00``."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_runs(con: duckdb.DuckDBPyConnection) -> list[Run]:
    """Return all runs, oldest first, with the number of their rows."""
    counts = {name: _counts(con, name) for name in _COUNTED}
    rows = con.execute(f"SELECT {', '.join(_COLUMNS)} FROM runs ORDER BY n").fetchall()
    return [_run(row, {name: counts[name].get(row[0], 0) for name in _COUNTED}) for row in rows]


def _counts(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, int]:
    return dict(con.execute(f"SELECT run, count(*) FROM {table} GROUP BY run").fetchall())


def _run(row: Sequence[Any], counts: Mapping[str, Any]) -> Run:
    values: dict[str, Any] = dict(zip(_PLAIN, row, strict=False))
    settings, inputs = map(json.loads, row[len(_PLAIN) :])
    return Run(**values, settings=settings, inputs=tuple(inputs), **counts)


def choose(runs: Sequence[Run], run: str | None, as_of: str | None) -> str | None:
    """Return the id of the run that a question is about, or None for a store without runs.

    That is the ``run`` asked for, or the newest ``as_of`` a run or an ISO date or time (UTC where it names no zone).
    With neither it is the newest that was finished, or, before any was, the newest: half a run hides no whole one.
    """
    if run is not None and as_of is not None:
        raise StoreError(f"Both run {run} and as-of {as_of} were asked for; give one of them.")
    wanted = run or as_of
    if wanted in [known.id for known in runs]:
        return wanted
    if run is not None:
        raise StoreError(f"There is no run '{run}'; {_known(runs)}.")
    finished = [known for known in runs if known.state == "finished"]
    if as_of is not None:
        return _newest_by(finished, _moment(as_of, runs), as_of, runs)
    newest = finished or runs
    return newest[-1].id if newest else None


def _newest_by(finished: Sequence[Run], moment: datetime, as_of: str, runs: Sequence[Run]) -> str:
    before = [known.id for known in finished if known.finished and datetime.fromisoformat(known.finished) <= moment]
    if not before:
        raise StoreError(f"No run was finished by {as_of}; {_known(runs)}.")
    return before[-1]


def _moment(text: str, runs: Sequence[Run]) -> datetime:
    """Return the moment that a date or time names; a date is the end of its day."""
    try:
        if len(text) <= len("2016-11-03"):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise StoreError(f"'{text}' is neither a run nor a date such as 2016-11-03; {_known(runs)}.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _known(runs: Sequence[Run]) -> str:
    if not runs:
        return "the store has no runs yet"
    shown = ", ".join(f"{run.id} ({run.finished or run.state})" for run in runs[-8:])
    return f"the newest runs are {shown}"
