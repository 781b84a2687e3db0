"""Reports of one article → groups that tell of one happening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from dotterel.merge.facts import Facts, facts_of
from dotterel.merge.rules import Rules, same_within
from dotterel.records import Report

R = TypeVar("R", bound=Report)

Group = tuple[tuple[Facts, R], ...]
"""Reports of one happening, each with what is compared of it."""

_REACH = 200
"""In an article with very many different reports each is compared with as many that follow it, and no more."""


def groups_of(reports: Iterable[R], rules: Rules) -> list[Group[R]]:
    """Return the groups in which the reports of one article belong, each in text order, whatever the order given.

    Two groups become one only when every report of one can be the same as every report of the other, so that a bare
    "the attack" joins one attack and does not tie two different ones together.
    """
    placed = sorted(reports, key=lambda report: (report.trigger.start, report.id))
    told = sorted(((facts_of(report), report) for report in placed), key=lambda pair: _kind(pair[0]))
    found = [group for _, same in groupby(told, key=lambda pair: _kind(pair[0])) for group in _join(list(same), rules)]
    return sorted(found, key=lambda group: (group[0][1].trigger.start, group[0][1].id))


def _kind(facts: Facts) -> tuple[str, str]:
    return facts.event, facts.status


def _join(told: Sequence[tuple[Facts, R]], rules: Rules) -> list[Group[R]]:
    """Join the reports of one event type and status."""
    first = {facts: report.trigger.start for facts, report in reversed(told)}
    distinct = sorted(first.items(), key=lambda pair: pair[1])
    owner = {facts: number for number, group in enumerate(_clusters(distinct, rules)) for facts in group}
    numbered = sorted((owner[facts], place) for place, (facts, _) in enumerate(told))
    return [tuple(told[place] for _, place in group) for _, group in groupby(numbered, key=lambda pair: pair[0])]


def _clusters(distinct: Sequence[tuple[Facts, int]], rules: Rules) -> list[list[Facts]]:
    """Join different facts, the most alike and nearest first, as long as all in a cluster fit one another."""
    clusters = [[facts] for facts, _ in distinct]
    at = list(range(len(distinct)))
    for one, other in _pairs(distinct, rules):
        a, b = at[one], at[other]
        if a != b and all(same_within(x, y, rules) is not None for x in clusters[a] for y in clusters[b]):
            clusters[a].extend(clusters[b])
            clusters[b].clear()
            at = [a if place == b else place for place in at]
    return [cluster for cluster in clusters if cluster]


def _pairs(distinct: Sequence[tuple[Facts, int]], rules: Rules) -> list[tuple[int, int]]:
    """Return the pairs that fit, best first: by how much agrees, then by nearness in the text."""
    pairs = [
        (-agreeing, distinct[j][1] - start, i, j)
        for i, (facts, start) in enumerate(distinct)
        for j in range(i + 1, min(i + 1 + _REACH, len(distinct)))
        if (agreeing := same_within(facts, distinct[j][0], rules)) is not None
    ]
    return [(i, j) for *_, i, j in sorted(pairs)]
