"""The copy of an article that the parser reads, and the way from each of its characters back to the article."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.annotate.lines import paragraphs

if TYPE_CHECKING:
    from dotterel.records import Article

BREAK = "\n\n"
_SPACE = re.compile(r"\s+")
MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2\u0080-\u009f\ufffd]")


@dataclass(frozen=True, slots=True)
class Tidy:
    """The parser's copy of an article and, for each of its characters, the offset in the article."""

    text: str
    origin: array[int]


def tidy(article: Article) -> Tidy:
    """Return the text that the parser reads: paragraphs of the article, tidied and joined by blank lines."""
    chars: list[str] = []
    origin = array("I")
    for start, end in paragraphs(article):
        if chars:
            chars.append(BREAK)
            origin.extend([max(start - 1, 0)] * len(BREAK))
        text, where = _folded(article.text, start, end)
        chars.append(text)
        origin.extend(where)
    return Tidy("".join(chars), origin)


def _folded(text: str, start: int, end: int) -> tuple[str, array[int]]:
    """Fold white space to single spaces and mend broken encodings, keeping every character's offset."""
    pieces: list[str] = []
    origin = array("I")
    for word in re.finditer(r"\S+", text[start:end]):
        if pieces:
            pieces.append(" ")
            origin.append(start + word.start() - 1)
        mended, where = _mended(word.group(), start + word.start())
        pieces.append(mended)
        origin.extend(where)
    return "".join(pieces), origin


def _mended(word: str, at: int) -> tuple[str, array[int]]:
    if not MOJIBAKE.search(word):
        return word, array("I", range(at, at + len(word)))
    import ftfy

    better = _SPACE.sub("", ftfy.fix_text(word)) or word
    last = len(word) - 1
    return better, array("I", (at + min(i, last) for i in range(len(better))))
