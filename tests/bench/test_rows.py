"""Rows are read from a file whole or in halves."""

from __future__ import annotations

from pathlib import Path

import rows


def test_rows_are_read_whole_or_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f'{{"n": {n}}}\n' for n in range(5)) + "\n", encoding="utf-8")
    assert [r["n"] for r in rows.read(path)] == [0, 1, 2, 3, 4]
    assert [r["n"] for r in rows.read(path, "even")] == [0, 2, 4]
    assert [r["n"] for r in rows.read(path, "odd")] == [1, 3]


def test_odd_line_ends_inside_a_string_end_no_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"text": "one\u2028two\x85three"}\n', encoding="utf-8")
    assert rows.read(path) == [{"text": "one\u2028two\x85three"}]
