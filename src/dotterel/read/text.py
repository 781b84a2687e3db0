"""Plain text → one article, its text exactly as given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dotterel.read import binary
from dotterel.read.decode import decode
from dotterel.read.record import article, refused
from dotterel.read.streams import MAX_DOCUMENT, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from dotterel.records import Article, Skipped

SUFFIXES: tuple[str, ...] = (".txt", ".text", ".md")
TYPES: tuple[str, ...] = ("text/plain", "text/markdown")

MAX_TITLE = 150
"""A first line longer than this is no title."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_SENTENCE_END = (".", "!", "?", "…", ".”", '."', ".'", ".’", ",", ";", ":")


def looks_like(head: bytes) -> bool:
    """Return whether ``head`` is characters of a text, in whatever encoding."""
    return binary.looks(head) is None


def read(stream: BinaryIO, origin: str, charset: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the one article; ``charset`` is what its sender says of it."""
    data = whole(stream, MAX_DOCUMENT)
    if data is None:
        yield refused(origin, f"It is larger than {MAX_DOCUMENT // 1_000_000} MB, which no article is; split it.")
        return
    text = decode(data, charset)
    yield article({"text": text, "title": title(text)}, origin)


def title(text: str) -> str | None:
    """Return the first line when it stands as a title: short, alone, and not a sentence with its full stop."""
    lines = _LINE_END.split(text.lstrip()[: 2 * MAX_TITLE], maxsplit=2)
    if len(lines) < 3 or lines[1].strip():
        return None
    line = lines[0].rstrip()
    return line if len(line) <= MAX_TITLE and not line.endswith(_SENTENCE_END) else None
