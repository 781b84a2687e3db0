"""What of a report is compared when reports are merged: who, whom, when, where, and what kind of act.

Everything is a tuple or plain text, so that equal facts hash equal and a table can hold them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.records import Entity, Place, Report

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_LONG = 4
"""Letters of a word that counts in a phrase; shorter ones are mostly articles and prepositions."""
_LONG_ALONE = 5
"""Letters of a word that counts by itself; shorter ones are mostly pronouns."""
OF_WRITING = ("published", "dateline")
"""Where a date comes from that is the day of writing and stands in the text of no clause."""
_UNIDENTIFIED = "UNK"
VERBAL = (1, 3)
"""Quad codes of acts that are words."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on one side, by all that may show that two are the same."""

    id: str | None
    name: str | None
    code: str | None
    sectors: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the areas that hold it; names are case-folded."""

    geonameid: int | None
    name: str
    areas: tuple[str | None, ...]
    """Country code, province, district, city."""
    resolution: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at."""

    event: str
    status: str
    sense: str
    verbal: bool
    mode: tuple[str, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    first: int | None
    """Number of the first day that the date can mean, or None when it is unknown."""
    last: int | None
    written: int | None
    """Day of writing, where the report's date is no more than that: it contradicts no other day of the same article."""
    place: Spot | None


def facts_of(report: Report) -> Facts:
    """Return what is compared of a report."""
    first, last = days(report.date, report.enddate)
    written = first if report.date_basis in OF_WRITING else None
    if written is not None:
        first = last = None
    return Facts(
        event=report.event,
        status=str(report.status),
        sense=report.sense,
        verbal=report.quad_code in VERBAL,
        mode=tuple(sorted(set(report.mode))),
        actor=side(report.actor),
        recipient=side(report.recipient),
        first=first,
        last=last,
        written=written,
        place=spot(report.event_loc),
    )


def side(entities: tuple[Entity, ...]) -> tuple[Party, ...]:
    """Return the parties of one side that say who is meant; a pronoun that stands for nobody known does not."""
    return tuple(party for entity in entities if (party := _party(entity)) is not None)


def _party(entity: Entity) -> Party | None:
    sectors = (entity.sector, *entity.other_sectors)
    party = Party(
        id=entity.id,
        name=entity.name.casefold() if entity.name else None,
        code=entity.code,
        sectors=tuple(sorted({sector for sector in sectors if sector and sector != _UNIDENTIFIED})),
        words=words(entity.antecedent.text if entity.antecedent else entity.text),
    )
    known = party.id or party.name or party.code or party.sectors or party.words
    return party if known else None


def words(text: str) -> tuple[str, ...]:
    """Return the words of a phrase that say who is meant: long ones, and short ones in capitals (``US troops``)."""
    found = [_POSSESSIVE.sub("", word) for word in _WORD.findall(text)]
    long = _LONG if len(found) > 1 else _LONG_ALONE
    kept = (word for word in found if not word[:1].isdigit() and (len(word) >= long or word.isupper()))
    return tuple(sorted({word.casefold() for word in kept if len(word) > 1}))


def days(start: str | None, end: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last day that a date can mean, as numbers: ``2016-11`` goes from its 1st to its 30th."""
    first, last = _days(start)
    _, later = _days(end)
    if first is None or last is None or later is None:
        return first, last
    return first, max(last, later)


def _days(text: str | None) -> tuple[int | None, int | None]:
    """Return the first and last day of ``2016``, ``2016-11`` or ``2016-11-02``; none for what no calendar has."""
    if text is None or not _DATE.fullmatch(text):
        return None, None
    year, month, day = (int(part) if part else 0 for part in (text[:4], text[5:7], text[8:]))
    try:
        first = date(year, month or 1, day or 1)
        return first.toordinal(), (first if day else _end(first, whole_year=not month)).toordinal()
    except ValueError:
        return None, None


def _end(first: date, *, whole_year: bool) -> date:
    return first.replace(month=12, day=31) if whole_year else first.replace(day=monthrange(first.year, first.month)[1])


def spot(place: Place | None) -> Spot | None:
    """Return the place with its areas, or None when there is none."""
    if place is None:
        return None
    return Spot(
        geonameid=place.geonameid,
        name=(place.resolved_place or place.extracted_place).casefold(),
        areas=(place.country_code, _folded(place.province), _folded(place.district), _folded(place.city)),
        resolution=place.resolution,
    )


def _folded(name: str | None) -> str | None:
    return name.casefold() if name else None
