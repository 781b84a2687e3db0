"""Where the paragraphs of an article are: what is left out is passed over, and lines are told from wrapped text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.records import Article

_WRAP_WIDTH = 100
_SHORT_LINE = 0.6


def paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph that is to be read, without white space at its ends."""
    for start, end in _kept(article):
        for a, b in _blocks(article.text, start, end):
            piece = article.text[a:b]
            left = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield a + left, a + len(piece.rstrip())


def _kept(article: Article) -> Iterator[tuple[int, int]]:
    at = 0
    for out in sorted(article.left_out, key=lambda span: span.start):
        if out.start > at:
            yield at, out.start
        at = max(at, out.end)
    if at < len(article.text):
        yield at, len(article.text)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in re.finditer(r"\n[ \t\r\f\v]*\n\s*", text[start:end]):
        yield from _lines(text, at, start + gap.start())
        at = start + gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a block at its line ends, unless the lines are one paragraph wrapped at a width."""
    ends = [start + m.start() for m in re.finditer(r"\n", text[start:end])]
    bounds = list(zip([start, *(e + 1 for e in ends)], [*ends, end], strict=True))
    longest = max(b - a for a, b in bounds)
    at = start
    for a, b in bounds[:-1]:
        if longest > _WRAP_WIDTH or b - a < _SHORT_LINE * longest:
            yield at, b
            at = b + 1
    yield at, end
