"""Direct speech on a page: where quotation marks open and close, over sentences and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

Range = tuple[int, int]

_OPEN = frozenset({"“", "„", "«", "``", "‟"})
_CLOSE = frozenset({"”", "»"})
_PLAIN = frozenset({'"', "''", "＂"})
_SINGLE = frozenset({"‘", "`", "’", "'"})
MARKS = _OPEN | _CLOSE | _PLAIN | _SINGLE
_ENDS = frozenset({".", "!", "?", ",", "…", "...", "—", "–", "--"})
_SCARE = 3
"""Quoted words up to this many, without an end mark, are somebody's term and not a sentence of theirs."""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation, marks included: one token range a paragraph."""

    ranges: tuple[Range, ...]

    @property
    def start(self) -> int:
        """First token: the opening mark."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """One past the last token: the closing mark, or the end of a paragraph where it is missing."""
        return self.ranges[-1][1]

    def holds(self, i: int) -> bool:
        """True when token ``i`` stands in the quotation."""
        return any(a <= i < b for a, b in self.ranges)

    def touches(self, span: Range) -> bool:
        """True when a token range and the quotation share a token."""
        return any(span[0] < b and a < span[1] for a, b in self.ranges)


def paragraphs(words: Sequence[str]) -> tuple[Range, ...]:
    """Return the token ranges of the paragraphs, blank lines left out; ``words`` are the texts of all tokens."""
    breaks = [i for i, word in enumerate(words) if "\n\n" in word and word.isspace()]
    starts = [0, *(i + 1 for i in breaks)]
    return tuple((a, b) for a, b in zip(starts, [*breaks, len(words)], strict=True) if a < b)


def find(doc: Doc, words: Sequence[str], parts: Sequence[Range]) -> tuple[Quote, ...]:
    """Return the quotations of a page in text order; one left open at a paragraph's end may go on in the next."""
    found: list[Quote] = []
    going_on = False
    for start, end in parts:
        marks = [i for i in range(start, end) if words[i] in MARKS]
        marked = tuple(_marked(doc, (start, end), marks)) if marks else ()
        for a, b, _ in marked:
            if going_on and a == start:
                found[-1] = Quote((*found[-1].ranges, (a, b)))
            else:
                found.append(Quote(((a, b),)))
        going_on = bool(marked) and not marked[-1][2]
    return tuple(found)


def inside(count: int, quotes: Sequence[Quote]) -> bytes:
    """Return one byte for each of ``count`` tokens: 1 where it stands in a quotation, else 0."""
    found = bytearray(count)
    for start, end in (span for quote in quotes for span in quote.ranges):
        found[start:end] = b"\x01" * (end - start)
    return bytes(found)


def is_speech(doc: Doc, quote: Quote) -> bool:
    """True when a quotation is more than a term: it has several words, or a mark that ends a sentence."""
    inner = [doc[i] for a, b in quote.ranges for i in range(a, min(b, a + 2 * _SCARE))]
    count = sum(not (token.is_punct or token.is_space) for token in inner)
    return count > _SCARE or (count > 0 and quote.end - quote.start > 2 and doc[quote.end - 2].text in _ENDS)


def _marked(doc: Doc, part: Range, marks: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, closed) for each quotation in a paragraph; single marks inside double ones are left alone."""
    opened: int | None = None
    single = False
    for token in (doc[i] for i in marks):
        kind = _kind(token, part[0], opened is not None and not single)
        if kind == "open":
            if opened is not None and not single:
                yield opened, token.i, True
            opened, single = token.i, False
        elif kind == "single" and opened is None:
            opened, single = token.i, True
        elif opened is not None and kind == ("single close" if single else "close"):
            yield opened, token.i + 1, True
            opened = None
    if opened is not None and not single:
        yield opened, part[1], False


def _kind(token: Token, start: int, inside: bool) -> str:
    text = token.text
    if text in _OPEN:
        return "open"
    if text in _CLOSE:
        return "close"
    return _plain(token, start, inside) if text in _PLAIN else _single(token, start)


def _plain(token: Token, start: int, inside: bool) -> str:
    """A straight mark opens after a space and closes before one; where both hold, it does what is due."""
    after_space = _after_space(token, start)
    if after_space == _before_space(token):
        return "close" if inside else "open"
    return "open" if after_space else "close"


def _single(token: Token, start: int) -> str:
    """A single mark; one that ends a genitive (``the rebels'``) or stands for letters is none."""
    after_space = _after_space(token, start) or token.nbor(-1).text in _PLAIN | _OPEN
    if after_space:
        return "single" if token.text != "’" and not _before_space(token) else ""
    return "single close" if token.text in ("’", "'") and token.tag_ != "POS" else ""


def _after_space(token: Token, start: int) -> bool:
    return token.i == start or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space


def _before_space(token: Token) -> bool:
    return bool(token.whitespace_) or token.i + 1 == len(token.doc) or token.nbor().is_space
