"""The walk over Arrow batches, as Spark calls it; Spark itself is not needed."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dotterel import spark
from dotterel.records import Article, Report
from dotterel.settings import Settings
from dotterel.store import records_from, schema

if TYPE_CHECKING:
    from dotterel.walker import Walker

TEXT = "Rebels killed twelve soldiers in Mosul on Tuesday, officials said."
FRENCH = (
    "Le gouvernement a annoncé mardi que les négociations avec les rebelles reprendraient la semaine prochaine à "
    "Genève, après plusieurs mois de combats dans le nord du pays."
)


@pytest.fixture
def batches(warm: None) -> Any:
    """A function that makes a batch of rows."""
    import pyarrow as pa

    spark._walker.cache_clear()
    yield lambda rows: pa.RecordBatch.from_pylist(rows)
    spark._walker.cache_clear()


def reports(found: Any) -> list[Report]:
    return [record for batch in found for record in records_from(batch, Report)]


@pytest.mark.model
def test_batches_give_the_reports_of_the_walk(batches: Any, walker: Walker) -> None:
    rows = [{"id": "a", "text": TEXT, "published": "2016-11-03"}, {"id": "b", "text": TEXT, "published": None}]
    found = reports(spark.code_batches([batches(rows[:1]), batches(rows[1:])]))
    articles = [Article("a", TEXT, published="2016-11-03"), Article("b", TEXT)]
    assert len(found) == 2
    assert found == [report for walked in walker.code(articles) for report in walked.coded.reports]


@pytest.mark.model
def test_settings_fill_in_what_a_row_lacks(batches: Any) -> None:
    coded = spark.code_batches([batches([{"id": "a", "text": TEXT}])], Settings(published="2016-11-03"))
    assert [report.date for report in reports(coded)] == ["2016-11-01"]


@pytest.mark.model
def test_batches_have_the_schema_of_the_reports_table(batches: Any) -> None:
    coded = list(spark.code_batches([batches([{"id": "a", "text": TEXT, "other": 3}])]))
    assert [batch.schema for batch in coded] == [schema(Report)]


@pytest.mark.model
def test_rows_without_text_give_nothing_and_break_nothing(batches: Any) -> None:
    rows = [{"id": "a", "text": None}, {"id": "b", "text": ""}, {"id": "c", "text": TEXT}]
    assert [report.article for report in reports(spark.code_batches([batches(rows)]))] == ["c"]


@pytest.mark.model
def test_rows_are_read_as_a_file_is(batches: Any, walker: Walker, tmp_path: Path) -> None:
    rows = [
        {"id": "link", "published": None, "text": f"{TEXT}\n\nRead more: Rebels attacked a base in Tikrit\n"},
        {"id": "french", "text": FRENCH},
        {"id": "long", "text": "Rebels killed two soldiers. " * 9000},
        {"text": TEXT, "published": "3 November 2016"},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    wanted = [report for walked in walker.walk(path) for report in walked.coded.reports]
    assert [report.date for report in wanted] == [None, "2016-11-01"]
    assert reports(spark.code_batches([batches(rows)])) == wanted


@pytest.mark.model
def test_a_column_of_days_or_times_is_read(batches: Any) -> None:
    rows = [{"text": TEXT, "published": day} for day in (date(2016, 11, 3), date(2016, 11, 10))]
    found = reports(spark.code_batches([batches(rows[:1]), batches(rows[1:])]))
    assert [report.date for report in found] == ["2016-11-01", "2016-11-08"]
    assert reports(spark.code_batches([batches([{"text": TEXT, "published": datetime(2016, 11, 3, 9, tzinfo=UTC)}])]))


def test_settings_can_be_sent_to_the_workers() -> None:
    sent = pickle.loads(pickle.dumps(spark.coding(Settings(published="2016-11-03"))))
    assert sent.func is spark.code_batches
    assert sent.keywords == {"settings": Settings(published="2016-11-03")}
