"""The same walk for a cluster: Arrow batches of articles in, Arrow batches of reports out.

Used with ``DataFrame.mapInArrow``. It needs nothing of Spark itself, so it is tested on plain Arrow batches::

    coded = articles.mapInArrow(dotterel.spark.coding(settings), schema=…)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from dotterel import read
from dotterel.records import Report
from dotterel.settings import Settings
from dotterel.store import table
from dotterel.walker import Walker

if TYPE_CHECKING:
    import pyarrow as pa


def code_batches(batches: Iterable[pa.RecordBatch], settings: Settings | None = None) -> Iterator[pa.RecordBatch]:
    """Yield the reports of each batch of articles, in the schema of the reports table.

    The columns ``id text title url publisher published language`` are read as those of a JSONL file are; only ``text``
    must be there. Articles that are skipped give no rows. Model and knowledge are loaded once for each worker and
    settings; a codebook or actors folder must be where the workers can read it.
    """
    walker = _walker(settings or Settings())
    for batch in batches:
        rows = (read.article(row, f"row {number}") for number, row in enumerate(batch.to_pylist(), 1))
        done = walker.code(read.prepared(rows, walker.settings))
        yield from table((report for walked in done for report in walked.coded.reports), Report).to_batches()


def coding(settings: Settings) -> partial[Iterator[pa.RecordBatch]]:
    """Return :func:`code_batches` for some settings, in a form that Spark can send to its workers."""
    return partial(code_batches, settings=settings)


@lru_cache(maxsize=4)
def _walker(settings: Settings) -> Walker:
    return Walker(settings)
