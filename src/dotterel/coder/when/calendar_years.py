"""Readers for years and what is counted by them: decades, centuries, quarters, halves, seasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dotterel.coder.when import values as v

if TYPE_CHECKING:
    from datetime import date

    from dotterel.coder.when.hit import Hit
    from dotterel.coder.when.values import Value

_OLD_YEARS = 1850
"""Numbers below this are years only after a word that says so."""
_LAST_YEAR = 2100
_NUMBERS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT", "PRODUCT", "FAC", "LOC", "GPE", "NORP", "PERSON"})
"""What the parser may take a number for when it is no year."""


def century_of(short: int, near: int | None) -> int:
    """Return the full year for its last two digits: the one nearest to ``near``, else 1950–2049."""
    if near is None:
        return short + (1900 if short >= 50 else 2000)
    return min((near // 100 * 100 + step + short for step in (-100, 0, 100)), key=lambda year: abs(year - near))


def read_year(hit: Hit) -> Value | None:
    """Return a year, unless the number seems to count something or to be part of a name."""
    if hit.has("EDGEYEAR") or hit.has("FISCAL"):
        digits = re.sub(r"\D", "", hit.text("EDGEYEAR" if hit.has("EDGEYEAR") else "FISCAL"))
        return v.of_year(int(digits) if len(digits) == 4 else century_of(int(digits), None))
    if hit.said("year", "fiscal", "financial", "academic", "calendar", "model"):
        return v.of_year(hit.number("YEAR"))
    token = hit.doc[hit.parts["YEAR"][0]]
    return v.of_year(hit.number("YEAR")) if _is_year(hit, token.ent_type_) else None


def _is_year(hit: Hit, label: str) -> bool:
    words = hit.words
    leads = words.has("LEAD", hit.before) or hit.has("EDGE") or hit.has("POINT")
    sure = words.has("YEARLEAD", hit.before)
    if words.has("AMOUNT", hit.before) or words.has("AMOUNT", hit.behind) or hit.number("YEAR") > _LAST_YEAR:
        return False
    if hit.number("YEAR") < _OLD_YEARS and not sure:
        return False
    if label == "DATE":
        return not hit.counts_next or leads
    if label in _NUMBERS:
        return sure and not hit.counts_next
    return leads and (not hit.counts_next or words.has("YEAROWNER", hit.before))


def read_years(hit: Hit) -> Value | None:
    """Return a row of years; ``2010-11`` is a year and the next, or a month where it cannot be that."""
    if hit.has("YEARPAIR"):
        first, last = re.findall(r"\d+", hit.text("YEARPAIR"))
        end = int(last) if len(last) == 4 else int(first) // 100 * 100 + int(last)
        return v.of_years(int(first), end)
    year = hit.number("YEAR")
    if hit.has("YEAR2"):
        return v.of_years(year, hit.number("YEAR2"))
    end = year // 100 * 100 + hit.number("YY")
    if hit.said("to", "through"):
        return None
    if end > year and (end == year + 1 or hit.number("YY") > 12):
        return v.of_years(year, end)
    return v.of_month(year, hit.number("YY")) if hit.number("YY") <= 12 else None


def read_decade(hit: Hit) -> Value | None:
    """Return a decade, unless it is somebody's age."""
    if hit.words.has("POSS", hit.before):
        return None
    if hit.has("DECADEWORD"):
        return v.of_decade(hit.number("DECADEWORD")) if hit.said("the") or hit.has("EDGE") else None
    if hit.has("YEAR"):
        return v.of_decade(hit.number("YEAR") // 10) if hit.number("YEAR") % 10 == 0 else None
    digits = re.sub(r"\D", "", hit.text("DECADE"))
    if len(digits) == 4:
        return v.of_decade(int(digits) // 10)
    return v.of_decade(century_of(int(digits), 1960) // 10) if _is_decade(hit) else None


def _is_decade(hit: Hit) -> bool:
    leads = hit.said("the") or hit.has("EDGE") or hit.has("APOS") or hit.has("EDGED")
    return leads or hit.before.lower() in ("and", "or") or hit.doc[hit.start].ent_type_ == "DATE"


def read_century(hit: Hit) -> Value:
    """Return a century."""
    return v.of_century(hit.number("ORD") - 1)


def read_quarter(hit: Hit) -> Value | None:
    """Return a quarter: of the year given, else the last one that had begun or is meant by the tense."""
    number = int(hit.text("QUARTER")[1]) if hit.has("QUARTER") else hit.number("ORD")
    now = hit.now.day
    if hit.has("YEAR"):
        return v.of_quarter(hit.number("YEAR"), number) if number > 0 else v.of_quarter(hit.number("YEAR"), 4)
    if number == -1:
        return None if now is None else v.period(now, -1, "Q")
    if number > 4:
        return None
    if hit.has("REL"):
        return None if now is None else v.of_quarter(now.year + hit.number("REL"), number)
    if now is None:
        return v.Value(f"XXXX-Q{number}")
    year = now.year - (number > (now.month + 2) // 3) if hit.way <= 0 else now.year
    return v.of_quarter(year, number)


def read_half(hit: Hit) -> Value | None:
    """Return a half of a year."""
    half = 2 if hit.number("ORD") == -1 else hit.number("ORD")
    if hit.has("YEAR"):
        return v.of_half(hit.number("YEAR"), half)
    if hit.now.day is None:
        return None
    return v.of_half(hit.now.day.year + (hit.number("REL") if hit.has("REL") else 0), half)


def read_season(hit: Hit) -> Value | None:
    """Return a season, with the year the words give or the tense asks for."""
    season, now = hit.code("SEASON"), hit.now.day
    if hit.has("YEAR"):
        return v.of_season(hit.number("YEAR"), season)
    if not hit.has("REL") and not _is_season(hit):
        return None
    if now is None:
        return v.Value(f"XXXX-{season}")
    if hit.said("year"):
        return v.of_season(now.year + hit.number("REL"), season)
    way = hit.number("REL") if hit.has("REL") else hit.way
    return v.of_season(_season_year(now, season, way, told=hit.has("REL")), season)


def _is_season(hit: Hit) -> bool:
    leads = hit.has("EDGE") or hit.has("POINT") or hit.words.has("SEASONLEAD", hit.before)
    return leads and not hit.counts_next and hit.behind.lower() not in ("of", "-", "–") and hit.behind != "'s"


def _season_year(now: date, season: str, way: int, *, told: bool) -> int:
    """Return the year of a season; ``last`` and ``next`` never mean the one that is going on."""
    last_month = {"SP": 5, "SU": 8, "FA": 11, "WI": 14}[season]
    begun, over = now.month >= last_month - 2, now.month > last_month
    if way > 0:
        return now.year + (begun if told else over)
    if way < 0:
        return now.year - (not over if told else not begun)
    return now.year
