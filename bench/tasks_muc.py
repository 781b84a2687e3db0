"""Incidents of violence in wire reports: type, stage, place, date, who did it and to whom, against MUC templates.

Our incidents of an article and its templates of the same type are paired, the most alike first; slots are counted
over the pairs. What is optional in the gold is right when it is found and not missed when it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import muc_gold
import muc_ours
from muc_gold import Filler, Incident, Range, found_in, plain

from dotterel.records import Article
from dotterel.score import Counts

if TYPE_CHECKING:
    from rows import Figures, Row, Scorer

    from dotterel.walker import Walker

Pair = tuple[Incident, Incident]
"""A template, and the incident of ours that is about it."""


def score_muc(rows: list[Row], walker: Walker) -> Figures:
    """Types and stages found per article, and each slot over the incidents that were found."""
    types = muc_ours.load()
    articles = (Article(row["id"], row["text"], published=muc_ours.published(row["text"])) for row in rows)
    both = [
        (muc_gold.incidents(row), muc_ours.incidents(walked, types))
        for row, walked in zip(rows, walker.code(articles), strict=True)
    ]
    pairs = [pair for gold, ours in both for pair in paired(gold, ours)]
    found = total(labels(gold, {i.type for i in ours}) for gold, ours in both)
    each = total(instances(gold, ours) for gold, ours in both)
    return {
        "articles": len(rows),
        "type F1 (types of an article)": found.f1,
        "type precision": found.precision,
        "type recall": found.recall,
        "incident F1": each.f1,
        "incident precision": each.precision,
        "incident recall": each.recall,
        "paired incidents": len(pairs),
        "stage right": share(bool(gold.stages & ours.stages) for gold, ours in pairs),
        "date in range": share(in_range(gold, ours) for gold, ours in pairs if gold.dates),
        "country right": share(reaches(gold, ours, 1) for gold, ours in pairs if gold.places),
        "finest place right": share(reaches(gold, ours, None) for gold, ours in pairs if gold.places),
        "perpetrator individual F1": total(slot(g.individuals, o.individuals) for g, o in pairs).f1,
        "perpetrator organisation F1": total(slot(g.organisations, o.organisations) for g, o in pairs).f1,
        "human target F1": total(slot(g.people, o.people) for g, o in pairs).f1,
        "size of human target right": share(right for gold, ours in pairs for right in sizes(gold, ours)),
    }


def paired(gold: Sequence[Incident], ours: Sequence[Incident]) -> Iterator[Pair]:
    """Yield templates with the incident of ours that is most like each, every one once."""
    scored = [(-likeness(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if g.type == o.type]
    left, right = set(range(len(gold))), set(range(len(ours)))
    for _, i, j in sorted(scored):
        if i in left and j in right:
            left, right = left - {i}, right - {j}
            yield gold[i], ours[j]


def likeness(gold: Incident, ours: Incident) -> int:
    """Return in how many ways two incidents agree."""
    return (
        2 * slot(gold.people, ours.people).right
        + slot(gold.individuals, ours.individuals).right
        + slot(gold.organisations, ours.organisations).right
        + in_range(gold, ours)
        + reaches(gold, ours, 1)
        + reaches(gold, ours, None)
        + bool(gold.stages & ours.stages)
    )


def labels(gold: Sequence[Incident], found: set[str]) -> Counts:
    """Return the counts of an article's types; one that only optional templates have is not missed."""
    allowed, needed = {i.type for i in gold}, {i.type for i in gold if i.needed}
    return Counts(len(found & allowed), len(found - allowed), len(needed - found))


def instances(gold: Sequence[Incident], ours: Sequence[Incident]) -> Counts:
    """Return the counts of an article's incidents, each for itself."""
    hit = [g for g, _ in paired(gold, ours)]
    missed = [g for g in gold if g.needed and not any(g is h for h in hit)]
    return Counts(len(hit), len(ours) - len(hit), len(missed))


def slot(gold: Sequence[Filler], ours: Sequence[Filler]) -> Counts:
    """Return the counts of one slot."""
    strings = [string for filler in ours for string in filler.strings]
    right = [f for f in gold if found_in(f, strings)]
    wrong = [o for o in ours if not any(found_in(f, o.strings) for f in gold)]
    missed = [f for f in gold if f.needed and f not in right]
    return Counts(len(right), len(wrong), len(missed))


def in_range(gold: Incident, ours: Incident) -> bool:
    """True when our date is one of the template's days; of one that is known by its latest day only, so is ours."""
    return any(_within(g, mine) for g in gold.dates for mine in ours.dates)


def _within(gold: Range, ours: Range) -> bool:
    if ours.first is None or gold.first is None:
        return gold.first is None and (ours.first or ours.last) <= gold.last
    return ours.first <= gold.last and gold.first <= ours.last


def reaches(gold: Incident, ours: Incident, level: int | None) -> bool:
    """True when our place has the template's name of a level (1 the country, None the finest) or a finer one."""
    names = {" ".join(plain(name)) for chain in ours.places for name in chain}
    return any(" ".join(plain(name)) in names for chain in gold.places for name in _levels(chain, level))


def _levels(chain: Sequence[str], level: int | None) -> Sequence[str]:
    return chain[level - 1 : level] if level else chain[-1:]


def sizes(gold: Incident, ours: Incident) -> Iterator[bool]:
    """Yield, for each human target that was found and has a number, whether ours fits it."""
    for filler in gold.people:
        mine = next((o for o in ours.people if found_in(filler, o.strings)), None)
        if mine is not None and filler.number is not None:
            yield fits(filler.number, mine.number)


def fits(gold: tuple[int, int | None], ours: tuple[int, int | None] | None) -> bool:
    """True when our number is within the gold's; without one of ours, several are meant."""
    low, high = gold
    if ours is None:
        return high is None
    return low <= ours[0] and (high is None or ours[0] <= high)


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum of counts."""
    return sum(counts, Counts())


def share(right: Iterable[bool]) -> float:
    """Return the share of what is right."""
    values = list(right)
    return sum(values) / len(values) if values else 0.0


SCORES: dict[str, Scorer] = {"muc": score_muc}
