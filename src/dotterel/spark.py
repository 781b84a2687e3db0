"""The same walk for a cluster: Arrow batches of articles in, Arrow batches of reports out.

Used with ``DataFrame.mapInArrow``. It needs nothing of Spark itself, so it is tested on plain Arrow batches::

    coded = articles.mapInArrow(dotterel.spark.coding(settings), schema=…)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from dotterel.records import Article, Report
from dotterel.settings import Settings
from dotterel.store import table
from dotterel.walker import Walker

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = ("id", "text", "title", "url", "publisher", "published", "language")
"""Columns of the input that are read; ``id`` and ``text`` are needed."""


def code_batches(batches: Iterable[pa.RecordBatch], settings: Settings | None = None) -> Iterator[pa.RecordBatch]:
    """Yield the reports of each batch of articles, in the schema of the reports table.

    Articles that are skipped give no rows. Model and knowledge are loaded once for each worker and settings.
    """
    walker = _walker(settings or Settings())
    for batch in batches:
        rows = (_article(row, walker.settings) for row in batch.to_pylist())
        reports = [report for walked in walker.code(rows) for report in walked.coded.reports]
        yield from table(reports, Report).to_batches()


def coding(settings: Settings) -> partial[Iterator[pa.RecordBatch]]:
    """Return :func:`code_batches` for some settings, in a form that Spark can send to its workers."""
    return partial(code_batches, settings=settings)


@lru_cache(maxsize=4)
def _walker(settings: Settings) -> Walker:
    return Walker(settings)


def _article(row: dict[str, Any], settings: Settings) -> Article:
    known = {name: row[name] for name in COLUMNS if row.get(name) is not None}
    known.setdefault("published", settings.published)
    known.setdefault("publisher", settings.publisher)
    return Article(**{"id": "", "text": "", **known})
