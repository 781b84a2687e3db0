"""JSONL, one object a line → one article a line."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from dotterel.errors import ReadError
from dotterel.read.decode import Lines, decode
from dotterel.read.record import article, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from dotterel.records import Article, Skipped

SUFFIXES: tuple[str, ...] = (".jsonl", ".ndjson", ".json")
TYPES: tuple[str, ...] = ("application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/json")

_ONE_DOCUMENT = 'It is one JSON document; write one JSON object a line (JSONL), such as {"text": "…"}.'


def looks_like(head: bytes) -> bool:
    """Return whether ``head`` begins as a JSON object or list does."""
    start = decode(head).lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return start[1:].lstrip()[:1] in ('"', "}")
    return start.startswith("[") and start[1:].lstrip()[:1] == "{"


def read(stream: BinaryIO, origin: str, charset: str | None = None) -> Iterator[Article | Skipped]:
    """Yield an article, or what is wrong, for each line that is not blank."""
    lines = Lines(stream, charset)
    numbers = count(1)
    while True:
        try:
            line = next(lines)
        except StopIteration:
            return
        except ReadError as err:
            yield refused(f"{origin}:{next(numbers)}", str(err))
            continue
        if not line.strip():
            continue
        number = next(numbers)
        if number == 1 and line.strip() in ("{", "[", "[{"):
            yield refused(origin, _ONE_DOCUMENT)
            return
        yield _article(line, lines.number, f"{origin}:{number}")


def _article(line: str, number: int, origin: str) -> Article | Skipped:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as err:
        return refused(origin, f"Line {number} is not JSON: {err.msg.lower()} at character {err.colno}.")
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists in lists
        return refused(origin, f"Line {number} is not JSON that can be read: a number too long, or nesting too deep.")
    if not isinstance(fields, dict):
        return refused(origin, f'Line {number} is not a JSON object; write one such as {{"text": "…"}}.')
    return article(fields, origin)
