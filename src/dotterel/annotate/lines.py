"""Where the paragraphs of an article are: what is left out is passed over, lines are told from wrapped text.

Bullets and the numbers of a list are no words, and are passed over; so are ``Q:`` and ``A:``. A line that begins with
a bullet or a speaker (``MAYOR: …``), and a headline of capitals, is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dotterel.annotate.truecase import Kind, kind_of

if TYPE_CHECKING:
    from dotterel.records import Article, LeftOut

_WRAP_WIDTH = 100
_NARROW = 40
"""Text is hardly wrapped at fewer characters than this: such lines, each with a capital, are items or headlines."""
_SHORT_LINE = 0.6
_GAP = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_MARK = re.compile(r"[ \t]*[•▪▫●○◦‣►▶■□▸➢➤✓✔∙·][ \t\u00a0]*(?=\S)")
"""What is a bullet wherever a line begins with it."""
_ITEM = re.compile(r"[ \t]*(?:[*–—-]{1,2}|\(?\d{1,2}[.)]|\(?[a-z]\)|\([ivx]{1,4}\))[ \t\u00a0]+(?=\S)")
"""What is one at the head of a paragraph, or on several lines."""
_ASKED = re.compile(r"[QA]:[ \t]+(?=\S)")
_ASKED_LINES = re.compile(r"[ \t]*[QA][.:][ \t]+(?=\S)")
_SPEAKER = re.compile(r"[ \t]*[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}(?: \([^()\n]{2,40}\))?:[ \t]+(?=\S)")
_SEVERAL: tuple[re.Pattern[str], ...] = (_ITEM, _ASKED_LINES, _SPEAKER)
_SIGNED = re.compile(r"[\"”'’][ \t\r]*\n[ \t]*[–—-]+ ")

Range = tuple[int, int]


def paragraphs(article: Article) -> Iterator[Range]:
    """Yield start and end of each paragraph that is to be read, without white space at its ends."""
    text = article.text
    for start, end in _pieces(article):
        for a, b in _blocks(text, start, end):
            size = len(text[a:b].rstrip())
            first = _without_bullet(text, a + size - len(text[a : a + size].lstrip()), a + size)
            if first < a + size:
                yield first, a + size


def _without_bullet(text: str, start: int, end: int) -> int:
    """Return where the words of a paragraph begin."""
    found = (pattern.match(text, start, end) for pattern in (_MARK, _ITEM, _ASKED))
    return next((match.end() for match in found if match is not None), start)


def kept(article: Article, start: int, end: int) -> Iterator[Range]:
    """Yield the parts of a range that are not left out."""
    for out in sorted(article.left_out, key=lambda span: span.start):
        if out.end > start and out.start < end:
            if out.start > start:
                yield start, out.start
            start = max(start, out.end)
    if start < end:
        yield start, end


def _pieces(article: Article) -> Iterator[Range]:
    """Yield what stands between the lines that are left out; what is left out of a line does not part it."""
    at = 0
    for out in sorted(article.left_out, key=lambda span: span.start):
        if _is_line(article.text, out):
            if out.start > at:
                yield at, out.start
            at = max(at, out.end)
    if at < len(article.text):
        yield at, len(article.text)


def _is_line(text: str, out: LeftOut) -> bool:
    before, after = text.rfind("\n", 0, out.start) + 1, text.find("\n", out.end)
    return not text[before : out.start].strip() and not text[out.end : after if after >= 0 else len(text)].strip()


def _blocks(text: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for gap in _GAP.finditer(text, start, end):
        yield from _lines(text, at, gap.start())
        at = gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[Range]:
    """Split a block at its line ends, unless the lines are one paragraph wrapped at a width."""
    ends = [match.start() for match in re.compile("\n").finditer(text, start, end)]
    bounds = list(zip([start, *(e + 1 for e in ends)], [*ends, end], strict=True))
    if len(bounds) == 1:
        yield start, end
        return
    parted = _parted(text, bounds)
    at = start
    for n, (_, b) in enumerate(bounds[:-1]):
        if parted(n):
            yield at, b
            at = b + 1
    yield at, end


def _parted(text: str, bounds: Sequence[Range]) -> Callable[[int], bool]:
    """Return what tells whether a paragraph ends with line ``n`` of a block."""
    longest = max(b - a for a, b in bounds)
    apart = longest < _NARROW and not any(text[a:b].lstrip()[:1].islower() for a, b in bounds)
    several = [p for p in _SEVERAL if sum(p.match(text, a, b) is not None for a, b in bounds) > 1]

    def ends(n: int) -> bool:
        (a, b), (c, d) = bounds[n], bounds[n + 1]
        if longest > _WRAP_WIDTH or b - a < _SHORT_LINE * longest:
            return True
        if kind_of(text[a:b]) is Kind.CAPITALS and _has_small(text[c:d]):
            return True
        if any(pattern.match(text, c, d) for pattern in (_MARK, *several)):
            return True
        return apart and not _SIGNED.search(text, max(b - 4, a), d)

    return ends


def _has_small(line: str) -> bool:
    return sum(map(str.islower, line)) > 0.5 * len(line)
