"""CSV: the same columns always, lists that stay in step, and no cell that a spreadsheet runs."""

from __future__ import annotations

import csv as reader
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.export import csv
from dotterel.records import Entity, Event, Report, Span


def rows(*records: Report) -> list[dict[str, str]]:
    file = io.BytesIO()
    assert csv.write(iter(records), file) == len(records)
    return list(reader.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def test_a_row_holds_the_fields(report: Report) -> None:
    (row,) = rows(report)
    wanted = {
        "id": "00af",
        "article": "007",
        "event": "PROTEST",
        "mode": "obstruct; demo",
        "quad_code": "4",
        "event_scale": "-4.5",
        "cameo": "0144",
        "status": "actual",
        "actor": "About 200 farmers; drivers",
        "actor_code": "; KOS",
        "actor_sector": "AGR; ",
        "actor_count": "200; ",
        "actor_name": "",
        "recipient": "",
        "recipient_code": "",
        "according_to": "police",
        "according_to_cue": "said",
        "according_to_quoted": "false",
        "date": "2020-05-04",
        "enddate": "",
        "date_text": "Monday",
        "place": "Karvin",
        "geonameid": "42",
        "lat": "-1.5",
        "place_relation": "north of",
        "place_centroid": "false",
        "participants_low": "200",
        "participants_high": "",
        "participants_text": "About 200",
        "dead_low": "",
        "trigger": "blocked",
        "trigger_start": "18",
        "sentence": "3",
        "confidence": "0.5",
        "reports": "",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_an_event_lists_its_reports(event: Event) -> None:
    (row,) = rows(event)
    assert (row["reports"], row["articles"]) == ("00af; 00b0", "007")


def test_columns_are_the_same_for_all(report: Report, event: Event) -> None:
    names = [column.name for column in csv.COLUMNS]
    assert len(set(names)) == len(names)
    assert [list(row) for row in rows(report, event)] == [names, names]
    assert names[:4] == ["id", "event", "mode", "context"]
    assert names[-2:] == ["reports", "articles"]


def test_without_records_there_is_a_header() -> None:
    file = io.BytesIO()
    assert csv.write([], file) == 0
    assert file.getvalue().decode().split(",")[0] == "id"
    assert file.getvalue().count(b"\n") == 1


def test_every_field_of_a_report_has_a_column() -> None:
    names = {column.name for column in csv.COLUMNS}
    elsewhere = {"text_info": "sentence", "event_loc": "place", "size": "dead_low"}
    assert {elsewhere.get(name, name) for name in Event.__dataclass_fields__} <= names


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ('=HYPERLINK("http://example.org")', '\'=HYPERLINK("http://example.org")'),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("\x00=1", "'=1"),
        ("\u202e=1", "'=1"),
        ("＝1", "'＝1"),
        (" =1", "' =1"),
        ("a = b", "a = b"),
        ("'); DROP TABLE x; --", "'); DROP TABLE x; --"),
        ("two\nlines\r\nhere\u2028now", "two lines here now"),
        ("\x1b[31mred\x9b0m\x7f", "[31mred0m"),
        ("half \ud83d", "half "),
        ("0144", "0144"),
        ("", ""),
        ("é 😀", "é 😀"),
    ],
)
def test_text_is_made_harmless(report: Report, text: str, cell: str) -> None:
    (row,) = rows(replace(report, text=text, trigger=Span(0, 1, text)))
    assert row["text"] == cell
    assert row["trigger"] == cell


def test_numbers_stay_numbers(report: Report) -> None:
    (row,) = rows(replace(report, event_scale=-10.0, confidence=float("nan")))
    assert row["event_scale"] == "-10.0"
    assert row["confidence"] == ""


def test_items_of_a_list_are_made_harmless_too(report: Report) -> None:
    actors = (Entity("police", 0, 6), Entity("=1+1; @x", 0, 8), Entity("a;b", 0, 3))
    (row,) = rows(replace(report, actor=actors))
    assert row["actor"] == "police; '=1+1, @x; a,b"
    assert row["actor_code"] == ""


@given(texts=st.lists(st.text(st.characters()), min_size=1, max_size=3))
def test_any_text_stays_in_its_cell(texts: list[str]) -> None:
    from dotterel.records import Sentence, Status

    actors = tuple(Entity(text, 0, 1) for text in texts)
    span, sentence = Span(0, 1, texts[0]), Sentence(0, 0, 0, 1, texts[0])
    report = Report("i", "a", "AID", "aid", Status.ACTUAL, span, "r", texts[0], sentence, actor=actors, cameo="07")
    (row,) = rows(report)
    assert row["cameo"] == "07"
    assert not any(row[name].startswith(("=", "+", "-", "@", "\t", "\r")) for name in ("text", "trigger", "actor"))
    assert not any(char < " " or "\x7f" <= char <= "\x9f" for cell in row.values() for char in cell)
    assert row["actor"].count("; ") in (0, len(texts) - 1)
