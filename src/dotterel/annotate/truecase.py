"""The case of letters, restored where a paragraph does not tell it: texts of capitals, of small letters, headlines.

The parser knows names by their capitals. ``GOVERNMENT TROOPS ENTERED PORT HOPE`` is read as it would stand in a
sentence, and so is ``Troops Enter Port Hope``. Only letters change, never their number, so that offsets stay. A
paragraph of ordinary case is left alone, a shouted word and a name in capitals in it too; it tells how the words of
its article are written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum

from dotterel.annotate.casing import load
from dotterel.annotate.recase import Recaser
from dotterel.annotate.words import Line


class Kind(Enum):
    """What a paragraph hides about the case of its words."""

    CAPITALS = "capitals"
    SMALL = "small letters"
    TITLED = "a capital on each word"


_LETTERS = re.compile(r"[^\W\d_]{2,}")
_ALL_CAPITALS = 0.8
"""Share of words in capitals from which a paragraph tells nothing by them."""
_LONG = 4
"""Capitals of fewer letters may be initials: at least two words of so many letters make a text of capitals."""
_MOST_TITLED = 30
"""A headline has no more words than this."""
_TITLED = 0.6
"""Share of words with a capital from which a line may be a headline of such words."""
_LEAST_SMALL = 12
"""A paragraph of so many words without one capital is enough to say that they were lost."""
_INSIDE = re.compile(r"(?<=[\w,;] )(?:[^\W\d_]\.){2,}|(?<=[\w,;] )[^\W\d_]+")
"""A word that begins no sentence."""


def restored(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs of one article, each of its length, with the case of letters as in ordinary text."""
    kinds = [kind_of(text) for text in paragraphs]
    if not _is_small(paragraphs, kinds):
        kinds = [None if kind is Kind.SMALL else kind for kind in kinds]
    if not any(kinds):
        return list(paragraphs)
    seen = _seen(text for text, kind in zip(paragraphs, kinds, strict=True) if kind is None)
    lines = [
        Line(text, kind is Kind.TITLED, kind is Kind.CAPITALS) if kind and _needs(text, kind) else None
        for text, kind in zip(paragraphs, kinds, strict=True)
    ]
    recaser = Recaser(load(), seen).taught(line for line in lines if line is not None)
    pairs = zip(paragraphs, lines, strict=True)
    return [text if line is None else recaser.text(line) for text, line in pairs]


def kind_of(text: str) -> Kind | None:
    """Return what the letters of a paragraph hide, or None for ordinary text."""
    words = _LETTERS.findall(text)
    if len(words) < 2:
        return None
    first = sum(word[0].isupper() for word in words)
    if not first:
        return None if any(map(str.isupper, text)) else Kind.SMALL
    if first < _TITLED * len(words):
        return None
    shouted = [word for word in words if word.isupper()]
    if len(shouted) >= _ALL_CAPITALS * len(words):
        return Kind.CAPITALS if sum(len(word) >= _LONG for word in shouted) > 1 else None
    return Kind.TITLED if 3 < len(words) <= _MOST_TITLED else None


def _is_small(paragraphs: Sequence[str], kinds: Sequence[Kind | None]) -> bool:
    """Return whether an article lost its capitals: one without capitals, and not only its items and verses."""
    sizes = [(len(text.split()), kind) for text, kind in zip(paragraphs, kinds, strict=True)]
    small = [size for size, kind in sizes if kind is Kind.SMALL]
    return 2 * sum(small) > sum(size for size, _ in sizes) and (len(small) == len(sizes) or max(small) >= _LEAST_SMALL)


def _needs(text: str, kind: Kind) -> bool:
    """Return False for a line of names, which has capitals by right."""
    if kind is not Kind.TITLED:
        return True
    casing = load()
    titled = [word.lower() for word in _INSIDE.findall(text) if word.istitle()]
    small = sum(word.islower() and word not in casing["unstressed"] for word in _INSIDE.findall(text))
    common = sum(word in casing.small for word in titled)
    return common > 1 and 2 * common >= len(titled) and small <= len(titled) // 8


def _seen(paragraphs: Iterable[str]) -> dict[str, str]:
    """Return how words are written inside the sentences of ordinary paragraphs, where they are written in one way."""
    forms = Counter(word for text in paragraphs for word in _INSIDE.findall(text))
    ways = Counter(word.lower() for word in forms)
    return {word.lower(): word for word in forms if ways[word.lower()] == 1}
