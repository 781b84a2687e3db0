"""Parquet: the records in full, nested fields too, with the Arrow schema of the store."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from dotterel.export.whole import opened
from dotterel.records import Event
from dotterel.store.schema import schema, table

if TYPE_CHECKING:
    from pathlib import Path

    from dotterel.records import Report

SUFFIX = ".parquet"
_ROWS = 5000
"""Records of a row group: what is in memory at a time."""


def write(records: Iterable[Report], out: Path | BinaryIO) -> int:
    """Write one Parquet file; return the number of records.

    The columns are those of the first record's kind, report or event; without any record, those of an event.
    """
    from pyarrow.parquet import ParquetWriter

    stream, total = iter(records), 0
    first = list(islice(stream, 1))
    kind: Any = type(first[0]) if first else Event
    stream = chain(first, stream)
    with opened(out) as file, ParquetWriter(file, schema(kind), compression="zstd") as writer:
        while some := list(islice(stream, _ROWS)):
            writer.write_table(table(some, kind))
            total += len(some)
    return total
