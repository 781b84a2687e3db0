"""When two reports tell of one happening. A comparison answers True (agree), False (contradict) or None (not known)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.merge.facts import Facts, Party, Spot

KINDS = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes that name a kind of actor and not one actor."""

Agreement = tuple[bool | None, bool | None, bool | None, bool | None]
"""Whether actor, recipient, place and time agree."""
ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF"})
"""Sectors of which a story mostly has one body, so that "the rebels" are those it names."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How alike reports must be."""

    window_days: int = 1
    """Days between the dates of two articles' reports of one happening."""
    news_days: int = 7
    """Days that what is news on the day of writing can lie back: no older date in the same article is its date."""
    other_kind: int = 3
    """How many of actor, recipient, date and place must agree where sense or mode differ (bombed, killed)."""
    other_words: bool = True
    """Whether acts that are words (urged, called on) may differ in sense when actor and recipient agree."""


def same_within(a: Facts, b: Facts, rules: Rules) -> int | None:
    """Return how many fields agree in two reports of one article that tell of one happening, or None if they do not.

    They do when nothing contradicts, the kind of act is the same, and something agrees or one of them says nothing.
    What one of them does not say it may take from the other: this is how a headline joins its story.
    """
    agree = _agree(a, b, same_time(a, b, rules))
    if agree is None or not _kind_allows(a, b, agree, rules):
        return None
    return agree.count(True) if True in agree or _bare(a) or _bare(b) else None


def same_across(a: Facts, b: Facts, rules: Rules) -> bool | None:
    """Compare reports of two articles: True for one happening, False when it cannot be one, None between these.

    For True the actors must agree and the days be known and near; then either the places agree, or nothing speaks
    against the places, and both actors and recipients are known by their codes and agree.
    """
    agree = _agree(a, b, near(a, b, rules))
    if agree is None:
        return False
    actor, recipient, place, _ = agree
    if not actor or not _kind_allows(a, b, agree, rules):
        return None
    return True if place or (recipient and _coded(a) and _coded(b)) else None


def alike(a: Facts, b: Facts) -> int:
    """Return how many of actor, recipient and place agree."""
    sides = (same_side(a.actor, b.actor), same_side(a.recipient, b.recipient))
    return (*sides, same_place(a.place, b.place)).count(True)


def _agree(a: Facts, b: Facts, time: bool | None) -> Agreement | None:
    """Return whether actor, recipient, place and time agree, or None as soon as one contradicts."""
    if time is False:
        return None
    place = same_place(a.place, b.place)
    if place is False:
        return None
    recipient = same_side(a.recipient, b.recipient)
    if recipient is False:
        return None
    actor = same_side(a.actor, b.actor)
    return None if actor is False else (actor, recipient, place, time)


def _coded(facts: Facts) -> bool:
    return all(party.code for side in (facts.actor, facts.recipient) for party in side)


def _bare(facts: Facts) -> bool:
    """True for a mere word, such as "the attack", which says neither who nor whom nor when."""
    return not facts.actor and not facts.recipient and facts.first is None


def _kind_allows(a: Facts, b: Facts, agree: Agreement, rules: Rules) -> bool:
    if a.event != b.event or a.status != b.status:
        return False
    modes_differ = bool(a.mode and b.mode) and set(a.mode).isdisjoint(b.mode)
    if akin(a.sense, b.sense) and not modes_differ:
        return True
    if a.verbal:
        return rules.other_words and agree[:2] == (True, True)
    return agree.count(True) >= rules.other_kind


def akin(a: str, b: str) -> bool:
    """True when one sense is the other or holds it: ``assault`` and ``assault.bomb``."""
    return f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.")


def same_time(a: Facts, b: Facts, rules: Rules) -> bool | None:
    """Compare dates: they agree when one lies within the other, as 2 November 2016 does in November 2016.

    A day of writing is no date to agree with, but it contradicts one that is long past or to come.
    """
    if a.first is not None and a.last is not None and b.first is not None and b.last is not None:
        return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)
    dated, other = (b, a) if a.first is None else (a, b)
    if dated.first is None or dated.last is None or other.written is None:
        return None
    return None if dated.first - 1 <= other.written <= dated.last + rules.news_days else False


def near(a: Facts, b: Facts, rules: Rules) -> bool:
    """True when both dates are single days, and no more days apart than the rules allow."""
    if a.first is None or b.first is None or a.first != a.last or b.first != b.last:
        return False
    return abs(a.first - b.first) <= rules.window_days


def same_side(a: tuple[Party, ...], b: tuple[Party, ...]) -> bool | None:
    """Compare the parties of one side: they agree when each of the fewer is found among the more."""
    if not a or not b:
        return None
    if a == b:
        return True
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(same_party(one, other) for other in more) for one in fewer)


def same_party(a: Party, b: Party) -> bool:
    """True when two mentions can mean the same party."""
    if a.id is not None and a.id == b.id:
        return True
    if a.code is not None and b.code is not None:
        return a.code == b.code and _sectors_meet(a, b) and _names_meet(a, b)
    if a.name is not None and a.name == b.name:
        return True
    return within(a.words, b.words) or _described(a, b) or _described(b, a)


def _described(a: Party, b: Party) -> bool:
    """True when one is only a role (the rebels) that the other, who is known, has."""
    bare = a.code is None and a.name is None and b.code is not None
    return bare and not ARMED.isdisjoint(set(a.sectors) & set(b.sectors))


def _sectors_meet(a: Party, b: Party) -> bool:
    return not a.sectors or not b.sectors or not set(a.sectors).isdisjoint(b.sectors)


def _names_meet(a: Party, b: Party) -> bool:
    """True when two parties with one code can be the same by what else is known of them.

    A country stands for its organs (Germany, Angela Merkel), but of two named groups or people each is itself, and of
    two things that only belong to a country (a village, a hospital) the words must meet.
    """
    if a.name is not None and b.name is not None:
        country = a.code not in KINDS and not (a.sectors and b.sectors)
        return a.name == b.name or country or within(tuple(a.name.split()), tuple(b.name.split()))
    described = a.name or b.name or a.sectors or b.sectors
    return bool(described) or within(a.words, b.words)


def within(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True when the words of one are all among the words of the other."""
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    return bool(fewer) and all(word in more for word in fewer)


def same_place(a: Spot | None, b: Spot | None) -> bool | None:
    """Compare places: they agree when they are one, or one lies in the other; unknown where a name is on no map."""
    if a is None or b is None:
        return None
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return True
    depth = min(a.resolution or 1, b.resolution or 1, len(a.areas))
    for x, y in zip(a.areas[:depth], b.areas[:depth], strict=True):
        if x != y and x and y:
            return False
    if a.name == b.name:
        return True
    if a.resolution is None or b.resolution is None or not a.areas[0] or not b.areas[0]:
        return None
    if a.resolution == b.resolution and depth > 1:
        return False
    return True if a.areas[depth - 1] and b.areas[depth - 1] else None
