"""When two reports tell of one happening. A comparison answers True (agree), False (contradict) or None (not known)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.merge.facts import Facts, Party, Spot

KINDS = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes that name a kind of actor and not one actor."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How alike reports must be."""

    window_days: int = 1
    """Days between the dates of two articles' reports of one happening."""
    other_kind: int = 3
    """How many of actor, recipient, date and place must agree where sense or mode differ (bombed, killed)."""
    other_kind_verbal: int = 2
    """The same for acts that are words (urged, called on), where many senses say one thing."""


def same_within(a: Facts, b: Facts, rules: Rules) -> int | None:
    """Return how many fields agree in two reports of one article that tell of one happening, or None if they do not.

    They do when nothing contradicts and the kind of act is the same. What one of them does not say it may take from the
    other: this is how a headline joins its story.
    """
    agreeing = _agreeing(a, b, same_time(a, b))
    return agreeing if agreeing is not None and _kind_allows(a, b, agreeing, rules) else None


def same_across(a: Facts, b: Facts, rules: Rules) -> bool | None:
    """Compare reports of two articles: True for one happening, False when it cannot be one, None between these.

    For True the actors must agree and the days be known and near; then either the places agree, or nothing speaks
    against the places, and both actors and recipients are known by their codes and agree.
    """
    agreeing = _agreeing(a, b, near(a, b, rules))
    if agreeing is None:
        return False
    if not same_side(a.actor, b.actor) or not _kind_allows(a, b, agreeing, rules):
        return None
    parties = same_side(a.recipient, b.recipient) and all(_coded(facts) for facts in (a, b))
    return True if parties or same_place(a.place, b.place) else None


def alike(a: Facts, b: Facts) -> int:
    """Return how many of actor, recipient and place agree."""
    sides = (same_side(a.actor, b.actor), same_side(a.recipient, b.recipient))
    return (*sides, same_place(a.place, b.place)).count(True)


def _agreeing(a: Facts, b: Facts, time: bool | None) -> int | None:
    """Return how many of time, place, recipient and actor agree, or None as soon as one contradicts."""
    if time is False:
        return None
    place = same_place(a.place, b.place)
    if place is False:
        return None
    recipient = same_side(a.recipient, b.recipient)
    if recipient is False:
        return None
    actor = same_side(a.actor, b.actor)
    return None if actor is False else (time, place, recipient, actor).count(True)


def _coded(facts: Facts) -> bool:
    return all(party.code for side in (facts.actor, facts.recipient) for party in side)


def _kind_allows(a: Facts, b: Facts, agreeing: int, rules: Rules) -> bool:
    if a.event != b.event or a.status != b.status:
        return False
    modes_differ = bool(a.mode and b.mode) and set(a.mode).isdisjoint(b.mode)
    if akin(a.sense, b.sense) and not modes_differ:
        return True
    return agreeing >= (rules.other_kind_verbal if a.verbal else rules.other_kind)


def akin(a: str, b: str) -> bool:
    """True when one sense is the other or holds it: ``assault`` and ``assault.bomb``."""
    return f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}.")


def same_time(a: Facts, b: Facts) -> bool | None:
    """Compare dates: they agree when one lies within the other, as 2 November 2016 does in November 2016."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


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
    return within(a.words, b.words)


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
