"""Speakers: are cue, source and content of each attribution found, and do they belong together?

The pieces of the source (or cue, or content) of one attribution are one unit, found when any piece of it is touched.
An article that several people annotated counts once for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from marks import quality
from rows import Figures, Row, Scorer, coded

from dotterel.score import Counts, overlaps

if TYPE_CHECKING:
    from dotterel.records import Claim, Span
    from dotterel.walker import Walker

Ranges = tuple[tuple[int, int], ...]
Parts = Mapping[str, Ranges]
"""Where the cue, the source and the content of one attribution stand."""
PARTS = ("cue", "source", "content")


def score_says(rows: list[Row], walker: Walker) -> Figures:
    """Overlapping cue, source and content, each by itself and, for the last two, under a cue that overlaps as well."""
    totals = dict.fromkeys(names(), Counts())
    attributions = claims = 0
    for row, walked in zip(rows, coded((row["text"] for row in rows), walker), strict=True):
        gold = [given(item) for item in row["attributions"]]
        found = [said(claim) for claim in walked.coded.says]
        attributions, claims = attributions + len(gold), claims + len(found)
        totals = {name: totals[name] + counts for name, counts in compared(gold, found).items()}
    figures = {key: value for name, counts in totals.items() for key, value in quality(name, counts).items()}
    return {"articles": len(rows), "gold attributions": attributions, "claims found": claims, **figures}


def names() -> tuple[str, ...]:
    """Return the names of what is counted."""
    return (*PARTS, *(f"{part} under its cue" for part in PARTS[1:]))


def given(attribution: Mapping[str, Sequence[Sequence[int]]]) -> Parts:
    """Return the parts of an attribution of the gold."""
    return {part: tuple((start, end) for start, end in attribution.get(part) or ()) for part in PARTS}


def said(claim: Claim) -> Parts:
    """Return the parts of a claim that the coder found."""
    return {"cue": where(claim.cue), "source": where(claim.source), "content": where(claim.content)}


def where(spans: Sequence[Span]) -> Ranges:
    """Return the ranges of spans."""
    return tuple((span.start, span.end) for span in spans)


def compared(gold: Sequence[Parts], found: Sequence[Parts]) -> dict[str, Counts]:
    """Return the counts of one article for each of :func:`names`."""
    alone = {part: matched(gold, found, part, _alone(part)) for part in PARTS}
    tied = {f"{part} under its cue": matched(gold, found, part, _under_one_cue(part)) for part in PARTS[1:]}
    return {**alone, **tied}


def _alone(part: str) -> Callable[[Parts, Parts], bool]:
    return lambda a, b: touch(a[part], b[part])


def _under_one_cue(part: str) -> Callable[[Parts, Parts], bool]:
    return lambda a, b: touch(a["cue"], b["cue"]) and touch(a[part], b[part])


def matched(gold: Sequence[Parts], found: Sequence[Parts], part: str, same: Callable[[Parts, Parts], bool]) -> Counts:
    """Return the counts of attributions that have a part, where ``same`` says which of two agree."""
    wanted, got = [a for a in gold if a[part]], [b for b in found if b[part]]
    hit = sum(any(same(a, b) for a in wanted) for b in got)
    seen = sum(any(same(a, b) for b in got) for a in wanted)
    return Counts(min(hit, seen), len(got) - hit, len(wanted) - seen)


def touch(a: Ranges, b: Ranges) -> bool:
    """True when a piece of one shares a character with a piece of the other."""
    return any(overlaps(x, y) for x in a for y in b)


SCORES: dict[str, Scorer] = {"says": score_says}
