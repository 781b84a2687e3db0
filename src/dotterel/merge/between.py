"""Happenings of single articles → happenings of the collection.

Cases come sorted by event type, status and day, so only those of the last days are held: memory does not grow with the
collection. Among them a case is compared with those that share an actor and do not lie in another country.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count
from typing import TYPE_CHECKING

from dotterel.merge.facts import Facts  # noqa: TC001 (a table of cases is made from these hints)
from dotterel.merge.rules import Rules, alike, same_across

if TYPE_CHECKING:
    from dotterel.merge.facts import Party
    from dotterel.records import Report

_ANYWHERE = "*"
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Case:
    """One happening as one article tells it: the best known facts of its reports."""

    number: int
    """Its place among all cases of a merging."""
    id: str
    """The least id of its reports: the same whatever the order of input."""
    article: str
    event: str
    status: str
    day: int
    facts: Facts


@dataclass(slots=True)
class _Cluster:
    serial: int
    leader: int
    cases: list[Facts] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)


def case_of(number: int, group: Sequence[tuple[Facts, Report]]) -> Case | None:
    """Return the case of a group of reports, or None when its day is not known, so that it stands alone."""
    known = [facts for facts, _ in group]
    day = next(chain(_days(known), (facts.written for facts in known if facts.written is not None)), None)
    if day is None:
        return None
    facts = replace(known[0] if len(known) == 1 else _best_known(known), first=day, last=day)
    least, article = min(report.id for _, report in group), group[0][1].article
    return Case(number, least, article, facts.event, facts.status, day, facts)


def _days(known: Sequence[Facts]) -> Iterator[int]:
    return (facts.first for facts in known if facts.first is not None and facts.first == facts.last)


def _best_known(known: Sequence[Facts]) -> Facts:
    """Return one set of facts for several reports of one happening."""
    places = [facts.place for facts in known if facts.place]
    return replace(
        known[0],
        sense=max((facts.sense for facts in known), key=lambda sense: (sense.count("."), sense)),
        mode=tuple(sorted({mode for facts in known for mode in facts.mode})),
        actor=_fullest([facts.actor for facts in known]),
        recipient=_fullest([facts.recipient for facts in known]),
        place=max(places, key=lambda place: place.resolution or 0, default=None),
    )


def _fullest(sides: Sequence[tuple[Party, ...]]) -> tuple[Party, ...]:
    """Return the side of which most is known; the first of several."""
    return max(sides, key=lambda side: (sum(1 for p in side if p.code) + sum(1 for p in side if p.name), len(side)))


def order(case: Case) -> tuple[str, str, int, str]:
    """Return what cases must be sorted by; :data:`ORDER` says the same in SQL."""
    return case.event, case.status, case.day, case.id


ORDER = "event, status, day, id"


def leaders(cases: Iterable[Case], rules: Rules) -> Iterator[tuple[int, int]]:
    """Yield for each case its number and that of the first of its happening; cases come sorted by :func:`order`."""
    window = _Window(rules)
    for case in cases:
        yield case.number, window.place(case)


class _Window:
    """The clusters that a coming case may still join, by the day of their first case and by what finds them."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._kind = ("", "")
        self._serial = count()
        self._days: dict[int, dict[tuple[str, str], dict[int, _Cluster]]] = {}

    def place(self, case: Case) -> int:
        """Add a case to the cluster that it fits best, or to a new one; return the number of that one's first case."""
        self._forget(case)
        fitting = [cluster for cluster in self._candidates(case) if self._fits(case, cluster)]
        cluster = max(fitting, key=lambda found: (self._alike(case, found), -found.serial), default=None)
        if cluster is None:
            cluster = _Cluster(next(self._serial), case.number)
        if case.facts not in cluster.cases:
            cluster.cases.append(case.facts)
        cluster.articles.add(case.article)
        self._index(case, cluster)
        return cluster.leader

    def _forget(self, case: Case) -> None:
        kind = (case.event, case.status)
        same = kind == self._kind
        self._days = {d: held for d, held in self._days.items() if same and d >= case.day - self._rules.window_days}
        self._kind = kind

    def _candidates(self, case: Case) -> list[_Cluster]:
        keys = _keys(case.facts, asking=True)
        found = {n: c for held in self._days.values() for key in keys for n, c in held.get(key, {}).items()}
        return [found[number] for number in sorted(found)]

    def _fits(self, case: Case, cluster: _Cluster) -> bool:
        if case.article in cluster.articles:
            return False
        answers = {same_across(case.facts, other, self._rules) for other in cluster.cases}
        return True in answers and False not in answers

    def _alike(self, case: Case, cluster: _Cluster) -> int:
        return max(alike(case.facts, other) for other in cluster.cases)

    def _index(self, case: Case, cluster: _Cluster) -> None:
        held = self._days.setdefault(case.day, {})
        for key in _keys(case.facts, asking=False):
            held.setdefault(key, {})[cluster.serial] = cluster


def _keys(facts: Facts, *, asking: bool) -> set[tuple[str, str]]:
    """Return the keys under which a case stands, or, when ``asking``, those under which it looks for others."""
    country = facts.place.areas[0] if facts.place else None
    stands = (country or _UNKNOWN, _ANYWHERE)
    seeks = (country, _UNKNOWN) if country else (_ANYWHERE,)
    where = seeks if asking else stands
    return {(who, place) for party in facts.actor for who in _names(party) for place in where}


def _names(party: Party) -> set[str]:
    known = {f"id {party.id}" if party.id else "", f"code {party.code}" if party.code else ""}
    known |= {f"name {party.name}" if party.name else ""}
    return {name for name in (*known, *party.words) if name}
