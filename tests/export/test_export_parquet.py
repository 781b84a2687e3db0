"""Parquet: the records come back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from dotterel import export
from dotterel.export import parquet
from dotterel.records import Event, Report
from dotterel.store import records_from, schema


def test_reports_come_back(tmp_path: Path, report: Report) -> None:
    bare = replace(report, id="1", event_loc=None, date_text=None, according_to=(), text="=\x00\x1b 😀")
    export.write([report, bare], tmp_path / "x.parquet")
    assert records_from(pq.read_table(tmp_path / "x.parquet"), Report) == [report, bare]


def test_events_come_back(tmp_path: Path, event: Event) -> None:
    export.write([event], tmp_path / "x.parquet")
    assert pq.read_schema(tmp_path / "x.parquet").equals(schema(Event))
    assert records_from(pq.read_table(tmp_path / "x.parquet"), Event) == [event]


def test_without_records_there_are_the_columns_of_events(tmp_path: Path) -> None:
    assert export.write([], tmp_path / "x.parquet") == 0
    assert records_from(pq.read_table(tmp_path / "x.parquet"), Event) == []


def test_many_records_are_many_row_groups(tmp_path: Path, report: Report) -> None:
    reports = [replace(report, id=f"{n}") for n in range(12_000)]
    assert parquet.write(iter(reports), tmp_path / "x.parquet") == 12_000
    with pq.ParquetFile(tmp_path / "x.parquet") as file:
        assert file.num_row_groups == 3
    assert [r.id for r in records_from(pq.read_table(tmp_path / "x.parquet"), Report)] == [r.id for r in reports]
