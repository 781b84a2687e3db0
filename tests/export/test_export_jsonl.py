"""JSON Lines: everything that a record holds, one line each, whatever its text."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.export import jsonl
from dotterel.records import Event, Report, as_dict


def test_a_line_holds_every_field(report: Report) -> None:
    line = jsonl.line(report)
    assert json.loads(line) == as_dict(report)
    assert line.endswith("}\n")
    assert line.count("\n") == 1


def test_names_are_those_of_plover(report: Report) -> None:
    found = json.loads(jsonl.line(report))
    assert found["cameo"] == "0144"
    assert found["status"] == "actual"
    assert found["mode"] == ["obstruct", "demo"]
    assert found["recipient"] == []
    assert found["enddate"] is None
    assert found["according_to"][0]["code"] == "KOS"
    assert found["according_to"][0]["cue"] == {"start": 69, "end": 73, "text": "said"}
    assert found["according_to"][0]["quoted"] is False
    assert found["size"]["participants"] == {"low": 200, "high": None, "text": "About 200", "start": 0, "end": 9}
    assert found["size"]["dead"] is None
    assert found["event_loc"]["lat"] == -1.5
    assert "reports" not in found


def test_an_event_lists_its_reports(event: Event) -> None:
    found = json.loads(jsonl.line(event))
    assert found["reports"] == ["00af", "00b0"]
    assert found["articles"] == ["007"]


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_json_cannot_count_is_null(report: Report, number: float) -> None:
    assert json.loads(jsonl.line(replace(report, confidence=number)))["confidence"] is None


def test_no_line_ends_early_and_no_terminal_obeys(report: Report) -> None:
    hostile = "\x00\x1b[2J\x9b31m\x7f\u2028\u2029\x85\r\n\" \\ ' {} \ud800 é 😀"
    line = jsonl.line(replace(report, text=hostile))
    assert json.loads(line)["text"] == hostile
    assert len(line.splitlines()) == 1
    assert line.encode().decode() == line
    assert all(char.isprintable() for char in line[:-1])
    assert "é 😀" in line


@given(texts=st.lists(st.text(st.characters()), max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    from dotterel.records import Sentence, Span, Status

    span, sentence = Span(0, 0, ""), Sentence(0, 0, 0, 0, "")
    reports = [Report(t, t, t, t, Status.ACTUAL, span, t, t, sentence, context=(t,)) for t in texts]
    file = io.BytesIO()
    assert jsonl.write(iter(reports), file) == len(reports)
    lines = file.getvalue().decode().split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [as_dict(report) for report in reports]
    assert lines[-1] == ""
