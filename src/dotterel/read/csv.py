"""CSV with a header line → one article a row; columns are found by name."""

from __future__ import annotations

import csv
from itertools import count
from typing import TYPE_CHECKING

from dotterel.errors import ReadError
from dotterel.read.decode import MAX_RECORD, Lines, decode
from dotterel.read.record import article, refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from dotterel.records import Article, Skipped

SUFFIXES: tuple[str, ...] = (".csv", ".tsv")
TYPES: tuple[str, ...] = ("text/csv", "text/tab-separated-values")
DELIMITERS = (",", ";", "\t")

_NEEDED = "text"
_SHOWN_COLUMNS = 12
_HEADER_CHARS = 65_536
_BROKEN = "Line {} cannot be read as CSV ({}); write each quotation mark inside a field twice."


def looks_like(head: bytes) -> bool:
    """Return whether the first line names columns, ``text`` among them."""
    line = decode(head).lstrip("\ufeff\r\n").split("\n", 1)[0]
    columns = _header(line)[1]
    return len(columns) > 1 and _NEEDED in columns


def read(stream: BinaryIO, origin: str, charset: str | None = None) -> Iterator[Article | Skipped]:
    """Yield an article, or what is wrong, for each row under the header."""
    csv.field_size_limit(MAX_RECORD)  # the standard library keeps this for the whole process; 131,072 cuts articles off
    lines = Lines(stream, charset)
    try:
        first = next((line for line in lines if line.strip()), "")
    except ReadError as err:
        yield refused(origin, str(err))
        return
    delimiter, columns = _header(first)
    if _NEEDED not in columns:
        yield refused(origin, _missing(columns) if first else "It is empty.")
        return
    yield from _rows(lines, delimiter, columns, origin)


def _header(line: str) -> tuple[str, Sequence[str]]:
    """Return the delimiter under which ``line`` names a text column, or else the most columns; and the names."""
    splits = [(mark, _names(line[:_HEADER_CHARS], mark)) for mark in DELIMITERS]
    return max(splits, key=lambda split: (_NEEDED in split[1], len(split[1])))


def _names(line: str, delimiter: str) -> list[str]:
    try:
        return [name.strip().lower() for name in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _missing(columns: Sequence[str]) -> str:
    shown = ", ".join(columns[:_SHOWN_COLUMNS]) + (", …" if len(columns) > _SHOWN_COLUMNS else "")
    return f"It has no column 'text'; its columns are: {shown[:300]}; name the one that holds the articles 'text'."


class _RowLines:
    """The lines that the next row is made of, no more of them than one row can be long."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._room = MAX_RECORD

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._room -= len(line)
        if self._room < 0:
            last = self._lines.number
            raise ReadError(
                f"The row up to line {last} is over {MAX_RECORD:,} characters; is a quotation mark missing?"
            )
        return line

    def restart(self) -> None:
        """Begin another row."""
        self._room = MAX_RECORD


def _rows(lines: Lines, delimiter: str, columns: Sequence[str], origin: str) -> Iterator[Article | Skipped]:
    source = _RowLines(lines)
    rows = csv.reader(source, delimiter=delimiter, strict=True)
    numbers = count(1)
    while True:
        source.restart()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as err:
            yield refused(f"{origin}:{next(numbers)}", _BROKEN.format(lines.number, err))
            continue
        except ReadError as err:
            yield refused(f"{origin}:{next(numbers)}", str(err))
            continue
        if any(field.strip() for field in row):
            yield _article(row, columns, lines.number, f"{origin}:{next(numbers)}")


def _article(row: Sequence[str], columns: Sequence[str], line: int, origin: str) -> Article | Skipped:
    if len(row) > len(columns):
        reason = f"Line {line} has {len(row)} fields where the header names {len(columns)}"
        return refused(origin, f"{reason}; put quotation marks around a text that holds the separator.")
    return article(dict(zip(columns, row, strict=False)), origin)
