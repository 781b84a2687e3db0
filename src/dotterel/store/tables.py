"""The tables of a store: which record stands in which, and the format that a file was written in.

Every table but ``texts`` and ``dotterel`` begins with two more columns: ``run``, and ``n``, the row's place in the run.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.records import Article, Event, LeftOut, Rejected, Report, Skipped
from dotterel.store.schema import schema, signature

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

FORMAT = 1
"""To be raised when what a column means changes; that a column comes or goes is seen without it."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """One ``begin`` … ``finish``: what was coded, with what, and when (UTC)."""

    started: str
    finished: str | None
    state: str
    """``running``, ``finished`` or ``interrupted``; a run that was killed stays ``running``."""
    version: str
    knowledge: str
    settings: str
    """JSON object."""
    inputs: str
    """JSON list."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article that a run coded; its text stands in ``texts`` once, however often it is read."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    published: str | None
    language: str | None
    origin: str
    left_out: tuple[LeftOut, ...]
    content: str
    """Key of the text in ``texts``."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """The text of one or more articles."""

    content: str
    text: str


@dataclass(frozen=True, slots=True)
class SkippedRow(Skipped):
    """An input that was not coded; publisher and day where they are known, so that none and missing differ."""

    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class EventReport:
    """A report of an event."""

    event: str
    report: str


RUN_TABLES: dict[str, type] = {
    "runs": RunRow,
    "articles": ArticleRow,
    "reports": Report,
    "rejected": Rejected,
    "skipped": SkippedRow,
    "events": Event,
    "event_reports": EventReport,
}


def text_row(article: Article) -> TextRow:
    """Return the text of an article under a key that is a hash of it."""
    content = hashlib.blake2b(article.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return TextRow(content, article.text)


def article_row(article: Article, content: str) -> ArticleRow:
    """Return the row of an article whose text has the key ``content``."""
    return ArticleRow(
        article.id,
        article.title,
        article.url,
        article.publisher,
        article.published,
        article.language,
        article.origin,
        article.left_out,
        content,
    )


def format_name() -> str:
    """Return the name of the format that this version writes: its number and a hash of all columns."""
    columns = "\n".join(f"{name} {signature(record)}" for name, record in (*RUN_TABLES.items(), ("texts", TextRow)))
    return f"{FORMAT}-{hashlib.blake2b(columns.encode(), digest_size=4).hexdigest()}"


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make all tables in an empty database, in one transaction."""
    con.execute("BEGIN")
    for name, record in RUN_TABLES.items():
        make_table(con, f"TABLE {name}", record, "''::VARCHAR AS run, 0::BIGINT AS n, ")
    make_table(con, "TABLE texts", TextRow)
    con.execute("CREATE TABLE dotterel (format VARCHAR)")
    con.execute("INSERT INTO dotterel VALUES (?)", [format_name()])
    con.execute("COMMIT")


def make_table(con: duckdb.DuckDBPyConnection, what: str, record: type, before: str = "") -> None:
    """Make an empty table with the columns of a record, after those that ``before`` selects."""
    con.register("shape", schema(record).empty_table())
    con.execute(f"CREATE {what} AS SELECT {before}* FROM shape LIMIT 0")
    con.unregister("shape")


def append(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, where: str = "") -> None:
    """Append the rows of an Arrow table to a table with the same columns."""
    con.register("batch", rows)
    con.execute(f"INSERT INTO {name} SELECT * FROM batch {where}")
    con.unregister("batch")


def insert(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table, run: str, first: int) -> None:
    """Append the rows of an Arrow table to a table of a run, numbered from ``first``."""
    import pyarrow as pa

    numbers = pa.array(range(first, first + rows.num_rows), pa.int64())
    runs = pa.array([run] * rows.num_rows, pa.string())
    append(con, name, rows.add_column(0, "n", numbers).add_column(0, "run", runs))


def insert_texts(con: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    """Append the texts that are not there yet."""
    append(con, "texts", rows, "WHERE content NOT IN (SELECT content FROM texts)")
