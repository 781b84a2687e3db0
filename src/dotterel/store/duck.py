"""The store: a DuckDB file that keeps every run, and gives back what any of them found."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dotterel.errors import StoreError
from dotterel.records import Article, Event, Rejected, Report, Skipped, Walked
from dotterel.store.file import connect, told
from dotterel.store.rows import event_rows, rows_of, used_ids
from dotterel.store.runs import Run, choose, now, read_runs
from dotterel.store.schema import records_from, table
from dotterel.store.tables import RUN_TABLES, EventReport, RunRow, TextRow, append, insert, insert_texts, make_table

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

T = TypeVar("T")

BATCH = 64
"""Inputs that are written together."""
_SECONDS = 5.0
"""What is in hand is written after this time even when the batch is not full."""
_ROWS = 1000
"""Rows that are turned into records together."""


class Store:
    """A store that is open; use it as ``with Store.open(path) as store:``.

    Writing: :meth:`begin`, then :meth:`add` as often as needed, then :meth:`finish`; a run adds rows and changes none.
    Reading: :meth:`reports`, :meth:`events` and their like stream the newest finished run, or the one asked for.
    """

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._con = connection
        self._run: str | None = None
        self._next = 0

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Return the store at ``path``, made new when there is no file; raises StoreError when it cannot be opened."""
        return cls(path, connect(path, read_only=read_only))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *failure: object) -> None:
        # A run that was not finished is marked so where possible; the error that ended it counts more than that.
        with suppress(StoreError):
            if self._run is not None:
                self._end("interrupted")
        self.close()

    def close(self) -> None:
        """Close the file; the store is of no more use."""
        self._con.close()

    @property
    def current(self) -> str | None:
        """The run that is being written, if there is one."""
        return self._run

    def begin(self, settings: Mapping[str, Any], version: str, knowledge: str, inputs: Sequence[str]) -> str:
        """Start a run and return its id, ``r1`` for the first; raises StoreError when the store is read-only."""
        if self._run is not None:
            raise StoreError(f"{self.path}: run {self._run} is still being written; finish it first.")
        given = [str(item) for item in inputs]
        row = RunRow(
            now(), None, "running", version, knowledge, json.dumps(dict(settings), default=str), json.dumps(given)
        )
        with self._transaction() as con:
            number = con.execute("SELECT coalesce(max(n), 0) + 1 FROM runs").fetchall()[0][0]
            insert(con, "runs", table([row], RunRow), f"r{number}", number)
        self._run, self._next = f"r{number}", 0
        return self._run

    def add(self, walked: Iterable[Walked], *, batch: int = BATCH) -> int:
        """Write inputs of the current run as they come, each batch as one transaction; return their number.

        When the stream raises, what was in hand is written first; when the process is killed, it alone is lost.
        """
        hand: list[Walked] = []
        total, due = 0, time.monotonic() + _SECONDS
        try:
            for item in walked:
                hand.append(item)
                total += 1
                if len(hand) >= batch or time.monotonic() > due:
                    full, hand = hand, []
                    self._write(full)
                    due = time.monotonic() + _SECONDS
        finally:
            if hand:
                self._write(hand)
        return total

    def finish(self) -> None:
        """End the current run: from now on it is what the store answers with."""
        self._writing()
        self._end("finished")
        with told(self.path):
            self._con.execute("CHECKPOINT")

    def put_events(self, events: Iterable[Event], run: str | None = None) -> int:
        """Write the events of a run in place of those it had, all or none; return their number.

        The run is the one being written, or the one that a question without ``run`` is about.
        """
        chosen = run or self._run or self.chosen()
        if chosen is None:
            raise StoreError(f"{self.path} has no run yet, so it cannot keep events.")
        stream, total, pairs = iter(events), 0, 0
        with self._transaction() as con:
            for name in ("events", "event_reports"):
                con.execute(f"DELETE FROM {name} WHERE run = ?", [chosen])
            while some := list(islice(stream, _ROWS)):
                links = event_rows(some)
                insert(con, "events", table(some, Event), chosen, total)
                insert(con, "event_reports", table(links, EventReport), chosen, pairs)
                total, pairs = total + len(some), pairs + len(links)
        return total

    def runs(self) -> list[Run]:
        """Return all runs, oldest first."""
        with told(self.path):
            return read_runs(self._con)

    def chosen(self, run: str | None = None, as_of: str | None = None) -> str | None:
        """Return the id of the run that a question is about (see :func:`dotterel.store.runs.choose`)."""
        return choose(self.runs(), run, as_of)

    def reports(self, run: str | None = None, as_of: str | None = None) -> Iterator[Report]:
        """Stream the reports of a run in reading order."""
        return self._rows("reports", Report, run, as_of)

    def events(self, run: str | None = None, as_of: str | None = None) -> Iterator[Event]:
        """Stream the events of a run, by the place of their first report."""
        return self._rows("events", Event, run, as_of)

    def rejected(self, run: str | None = None, as_of: str | None = None) -> Iterator[Rejected]:
        """Stream what a run found but did not code."""
        return self._rows("rejected", Rejected, run, as_of)

    def skipped(self, run: str | None = None, as_of: str | None = None) -> Iterator[Skipped]:
        """Stream the inputs that a run could not code."""
        return self._rows("skipped", Skipped, run, as_of)

    def articles(self, run: str | None = None, as_of: str | None = None) -> Iterator[Article]:
        """Stream the articles that a run coded, with their texts, in reading order."""
        sql = "SELECT * FROM articles JOIN texts USING (content) WHERE run = ? ORDER BY n"
        return self.select(Article, sql, [self.chosen(run, as_of)])

    def select(
        self,
        record_type: type[T],
        sql: str,
        values: Sequence[Any] | Mapping[str, Any] = (),
        given: Mapping[str, pa.Table] | None = None,
    ) -> Iterator[T]:
        """Stream the rows of a query as records.

        ``values`` stand for its question marks or ``$names``; ``given`` are Arrow tables that it may name.
        """
        with told(self.path), self._con.cursor() as cursor:
            for name, rows in (given or {}).items():
                cursor.register(name, rows)
            yield from _records(cursor, record_type, sql, values)

    def ordered(self, records: Iterable[T], record_type: type[T], by: str) -> Iterator[T]:
        """Stream records sorted by the columns ``by``; DuckDB keeps on disk what memory cannot hold."""
        stream = iter(records)
        with told(self.path), self._con.cursor() as cursor:
            make_table(cursor, "TEMP TABLE sorting", record_type)
            while some := list(islice(stream, _ROWS)):
                append(cursor, "sorting", table(some, record_type))
            yield from _records(cursor, record_type, f"SELECT * FROM sorting ORDER BY {by}", ())

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """Return a connection to the same file, for the rooms that ask in SQL; close it after use."""
        return self._con.cursor()

    def _rows(self, name: str, record_type: type[T], run: str | None, as_of: str | None) -> Iterator[T]:
        # No ORDER BY: DuckDB gives rows in the order of their insertion, and sorting would hold them all in memory.
        return self.select(record_type, f"SELECT * FROM {name} WHERE run = ?", [self.chosen(run, as_of)])

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with told(self.path):
            self._con.execute("BEGIN")
            try:
                yield self._con
                self._con.execute("COMMIT")
            except BaseException:
                self._rollback()
                raise

    def _rollback(self) -> None:
        import duckdb

        try:
            self._con.execute("ROLLBACK")
        except duckdb.Error:
            return  # DuckDB has ended the transaction by itself, as it does when COMMIT fails.

    def _writing(self) -> str:
        if self._run is None:
            raise StoreError(f"{self.path}: no run was begun, so nothing can be written.")
        return self._run

    def _end(self, state: str) -> None:
        with self._transaction() as con:
            con.execute("UPDATE runs SET state = ?, finished = ? WHERE run = ?", [state, now(), self._run])
        self._run = None

    def _write(self, batch: Sequence[Walked]) -> None:
        run = self._writing()
        with self._transaction() as con:
            rows = rows_of(batch, used_ids(con, run, batch))
            insert_texts(con, table(rows.texts, TextRow))
            for name, records in rows.tables.items():
                insert(con, name, table(records, RUN_TABLES[name]), run, self._next)
        self._next += max(len(records) for records in rows.tables.values())


def _records(
    cursor: duckdb.DuckDBPyConnection, record_type: type[T], sql: str, values: Sequence[Any] | Mapping[str, Any]
) -> Iterator[T]:
    found = cursor.sql(sql, params=values)
    # DuckDB renamed this method in 1.5 and warns at the old name from 2.0 on.
    reader = getattr(found, "to_arrow_reader", None) or found.fetch_record_batch
    for rows in reader(_ROWS):
        yield from records_from(rows, record_type)
