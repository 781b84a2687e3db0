"""The copy of an article that the parser reads, and the way from each of its characters back to the article."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from dotterel.annotate.headlines import left_out_and
from dotterel.annotate.lines import kept, paragraphs
from dotterel.annotate.truecase import restored

if TYPE_CHECKING:
    from dotterel.records import Article

BREAK = "\n\n"
AND = " and"
"""Stands in the copy for the comma of a headline."""
_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s+")
_LOST = (
    (re.compile("â€(?:\ufffd|\x9d|(?=\\W|$))"), '"'),
    (re.compile("\ufffd$|^\ufffd(?=\\w)"), '"'),
    (re.compile("(?<=\\w)\ufffd(?=(?:s|t|d|m|ll|re|ve)\\b)"), "'"),
    (re.compile("^Â(?=\\W|$)|(?<=[^A-ZÀ-Þ])Â$"), ""),
)
"""What is left of a quotation mark, an apostrophe and a hard space when one of their bytes is gone."""
_LONG = 200
"""Letters of a longer run without a blank are not told from each other when it is mended."""
MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2\u0080-\u009f\ufffd]")


@dataclass(frozen=True, slots=True)
class Tidy:
    """The parser's copy of an article and, for each of its characters, the offset in the article."""

    text: str
    origin: array[int]


def tidy(article: Article) -> Tidy:
    """Return the text that the parser reads: paragraphs of the article, tidied and joined by blank lines."""
    pieces = (_folded(article, start, end) for start, end in paragraphs(article))
    folded = [(text, where) for text, where in pieces if text]
    texts: list[str] = []
    origin = array("I")
    for text, (_, where) in zip(restored([text for text, _ in folded]), folded, strict=True):
        if texts:
            origin.extend([max(where[0] - 1, 0)] * len(BREAK))
        comma = left_out_and(text)
        texts.append(text if comma is None else f"{text[:comma]}{AND}{text[comma + 1 :]}")
        origin.extend(
            where if comma is None else where[:comma] + where[comma : comma + 1] * len(AND) + where[comma + 1 :]
        )
    return Tidy(BREAK.join(texts), origin)


def _folded(article: Article, start: int, end: int) -> tuple[str, array[int]]:
    """Fold white space to single spaces and mend broken encodings, keeping every character's offset."""
    pieces: list[str] = []
    origin = array("I")
    for a, b in kept(article, start, end):
        for word in _WORD.finditer(article.text, a, b):
            mended, where = _mended(word.group(), word.start())
            if pieces and mended:
                pieces.append(" ")
                origin.append(word.start() - 1)
            if mended:
                pieces.append(mended)
                origin.extend(where)
    return "".join(pieces), origin


def _mended(word: str, at: int) -> tuple[str, array[int]]:
    """Return a word with broken letters mended, empty where nothing is left, and the offset of each letter."""
    if not MOJIBAKE.search(word):
        return word, array("I", range(at, at + len(word)))
    import ftfy

    better = _SPACE.sub("", ftfy.fix_text(word))
    for lost, meant in _LOST:
        better = lost.sub(meant, better)
    return better, array("I", (at + i for i in _aligned(word, better)))


def _aligned(word: str, better: str) -> Iterator[int]:
    """Yield for each letter of the mended word where it stands in the broken one."""
    if len(word) > _LONG:
        yield from (min(i, len(word) - 1) for i in range(len(better)))
        return
    old = new = 0
    for same in SequenceMatcher(None, word, better, autojunk=False).get_matching_blocks():
        room = same.a - old
        yield from (old + min(i, room - 1) if room else max(old - 1, 0) for i in range(same.b - new))
        yield from range(same.a, same.a + same.size)
        old, new = same.a + same.size, same.b + same.size
