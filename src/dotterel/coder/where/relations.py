"""Words around a place that move the point (``north of``, ``outskirts``), and short forms (``the city``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dotterel.coder.where.evidence import Mention
    from dotterel.coder.where.names import Finder

LONGEST = 7
_GAP = 2
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def relation(finder: Finder, mention: Mention) -> str | None:
    """Return the words that move the point of a place: ``north of``, ``between``, ``eastern outskirts``."""
    lower, start = finder.lower, _before_noun(finder, mention.start)
    side_end = start
    while start > 0 and lower[start - 1] in finder.words["sides"]:
        start -= 1
    side = " ".join(lower[start:side_end]) or None
    while start > 0 and lower[start - 1] == "the":
        start -= 1
    return _part_after(finder, mention) or _words_before(finder, start) or _part_before(finder, start) or side


def _before_noun(finder: Finder, start: int) -> int:
    """Step back over ``the town of`` before a name."""
    lower = finder.lower
    if start > 1 and lower[start - 1] == "of" and lower[start - 2] in finder.words.kinds:
        start -= 2
        while start > 0 and (lower[start - 1] in ("the", "a") or finder.doc[start - 1].pos_ == "ADJ"):
            start -= 1
    return start


def _words_before(finder: Finder, start: int) -> str | None:
    for length in range(min(LONGEST, start), 0, -1):
        words = " ".join(finder.lower[start - length : start])
        if words in finder.words.relations:
            return words
    return None


def _part_before(finder: Finder, start: int) -> str | None:
    """``the northern outskirts of``, ``its border with``."""
    lower = finder.lower
    if start < 2 or lower[start - 1] not in ("of", "with") or lower[start - 2] not in finder.words["parts"]:
        return None
    first = start - 2
    while first > 0 and (lower[first - 1] in finder.words["sides"] or lower[first - 1] == "-"):
        first -= 1
    return " ".join(lower[first:start])


def _part_after(finder: Finder, mention: Mention) -> str | None:
    """``Mosul's eastern outskirts``."""
    lower, i = finder.lower, mention.end
    if i >= len(lower) or lower[i] not in _POSSESSIVE:
        return None
    j = i + 1
    while j < len(lower) and lower[j] in finder.words["sides"]:
        j += 1
    if j < len(lower) and lower[j] in finder.words["parts"]:
        return " ".join(lower[i + 1 : j + 1])
    return None


def before(finder: Finder, mention: Mention) -> str:
    """Return the preposition (or other word) that governs a name, past articles, sides and ``the town of``.

    ``captured`` and ``the siege of`` say as much as ``in``.
    """
    start = _before_noun(finder, mention.start)
    while start > 0 and (
        finder.lower[start - 1] in finder.words["sides"] or finder.lower[start - 1] in ("the", "a", "an")
    ):
        start -= 1
    if not start:
        return ""
    word, striking = finder.lower[start - 1], finder.words["striking"]
    struck = (
        finder.lower[start - 2] in striking if word == "of" and start > 1 else finder.doc[start - 1].lemma_ in striking
    )
    return "in" if struck else word


def short_forms(finder: Finder) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of ``the city``, ``the besieged town``, ``the capital``: a place named before."""
    for i, word in enumerate(finder.lower):
        kind = finder.words.short_forms.get(word)
        if kind is None or finder.text[i] != word or finder.doc[i].dep_ in ("compound", "nmod", "amod"):
            continue
        first = i
        while first > i - _GAP and finder.doc[first - 1].pos_ == "ADJ":
            first -= 1
        if first > 0 and finder.lower[first - 1] in ("the", "this", "that") and finder.lower[i + 1 : i + 2] != ["of"]:
            yield first - 1, i + 1, kind
