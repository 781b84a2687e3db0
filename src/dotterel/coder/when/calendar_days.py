"""Readers for dates that the calendar names: days, months, years and longer, holidays, with or without a year."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dotterel.coder.when import values as v
from dotterel.coder.when.calendar_years import century_of
from dotterel.coder.when.feasts import feast, feast_years, nth_weekday

if TYPE_CHECKING:
    from dotterel.coder.when.hit import Hit
    from dotterel.coder.when.values import Value

_SLACK = timedelta(days=2)
"""A past date may lie so much after the day of publication: clocks differ, and pages are dated early."""
_YEARS_BACK = 6
"""How far back a weekday may help to find the year of a date without one."""


def read_date(hit: Hit) -> Value | None:
    """Return a day, with the year the words give or the tense asks for."""
    month, day = hit.number("MONTH"), hit.number("DAY")
    if _is_no_month(hit):
        return None
    if hit.has("REL"):
        return None if hit.now.day is None else v.of_day(date(hit.now.day.year + hit.number("REL"), month, day))
    if hit.has("YEAR"):
        return v.of_day(date(hit.number("YEAR"), month, day))
    if hit.has("YY"):
        return _two_digits(hit, month, day)
    return None if hit.counts_next and not hit.has("WEEKDAY") and _counted(hit) else _without_year(hit, month, day)


def _counted(hit: Hit) -> bool:
    """True for ``in May 30 people``: a number behind a month that counts what follows."""
    return hit.parts["DAY"][0] > hit.parts["MONTH"][0] and hit.before.lower() in ("in", "since", "by", "last")


def _is_no_month(hit: Hit) -> bool:
    """True for a small ``may`` or ``march`` that nothing makes a month."""
    text = hit.text("MONTH")
    if not text[0].islower() or not hit.words.has("DOUBTFUL", text):
        return False
    return not hit.words.has("MONTHLEAD", hit.before) or not (hit.has("DAY") or hit.has("YEAR"))


def _two_digits(hit: Hit, month: int, day: int) -> Value | None:
    near = hit.now.day.year if hit.now.day else None
    year = century_of(hit.number("YY"), near)
    sure = hit.number("YY") > 31 or (near is not None and 0 <= near - year <= 1) or "'" in hit.lower()
    if hit.counts_next or (hit.behind[:1].isalpha() and not sure):
        return None
    return v.of_day(date(year, month, day))


def _without_year(hit: Hit, month: int, day: int) -> Value:
    now = hit.now.latest
    if day > monthrange(2000, month)[1]:
        raise ValueError("the month has no such day")
    if now is None:
        return v.Value(f"XXXX-{month:02}-{day:02}")
    if hit.has("WEEKDAY"):
        for year in range(now.year + 1, now.year - _YEARS_BACK, -1):
            if day <= monthrange(year, month)[1] and date(year, month, day).weekday() == hit.number("WEEKDAY"):
                return v.of_day(date(year, month, day))
    return v.of_day(_nearest_day(now, month, day, hit.way))


def _nearest_day(now: date, month: int, day: int, way: int) -> date:
    years = [year for year in range(now.year - 4, now.year + 5) if day <= monthrange(year, month)[1]]
    days = [date(year, month, day) for year in years]
    if way < 0:
        return max(found for found in days if found <= now + _SLACK)
    if way > 0:
        return min(found for found in days if found >= now)
    return min(days, key=lambda found: abs(found - now))


def read_iso(hit: Hit) -> Value:
    """Return the day of ``2016-11-01``, with its time of day when one is glued to it."""
    year, month = hit.number("YEAR"), hit.number("MONTHNUM")
    if not hit.has("DAYCLOCK"):
        return v.of_day(date(year, month, hit.number("DAY")))
    day, _, clock = hit.text("DAYCLOCK").partition("T")
    return v.of_time(date(year, month, int(day)), f"T{clock[:5]}{'Z' if clock.endswith('Z') else ''}")


def read_slashed(hit: Hit) -> Value:
    """Return the day of ``28/03/2011``; only the year when day and month cannot be told apart."""
    first, second, third = (int(number) for number in re.findall(r"\d+", hit.text("SLASHED")))
    if first > 31:
        return v.of_day(date(first, second, third))
    if third < 100:
        third = century_of(third, hit.now.day.year if hit.now.day else None)
    if first > 12 or first == second or "." in hit.text("SLASHED"):
        return v.of_day(date(third, second, first))
    if second > 12:
        return v.of_day(date(third, first, second))
    return v.Value(f"{third:04}-XX-XX", f"{third:04}", precision="year")


def read_days(hit: Hit) -> Value | None:
    """Return a row of days of one month."""
    if _is_no_month(hit) or (hit.counts_next and not hit.has("YEAR")):
        return None
    if hit.has("DAYPAIR"):
        first, last = (int(number) for number in re.findall(r"\d+", hit.text("DAYPAIR")))
    else:
        first, last = hit.number("DAY"), hit.number("DAY2")
    month = hit.number("MONTH")
    if first >= last:
        return None
    if hit.has("YEAR"):
        return v.of_days(date(hit.number("YEAR"), month, first), date(hit.number("YEAR"), month, last))
    begin = _without_year(hit, month, first).day
    if begin is None:
        return v.Value(f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}")
    return v.of_days(begin, begin.replace(day=last))


def read_months(hit: Hit) -> Value | None:
    """Return a row of months; the first lies in the year before when it is later in the year than the last."""
    first, last, year = hit.number("MONTH"), hit.number("MONTH2"), hit.number("YEAR")
    if _is_no_month(hit):
        return None
    return v.of_months(year - (first > last), first, year, last)


def read_month(hit: Hit) -> Value | None:
    """Return a month, with the year the words give or the tense asks for."""
    month, now = hit.number("MONTH"), hit.now.latest
    if _is_no_month(hit):
        return None
    if hit.has("YEAR"):
        return v.of_month(hit.number("YEAR"), month)
    if hit.said("year"):
        return None if now is None else v.of_month(now.year + hit.number("REL"), month)
    if not _may_stand_alone(hit):
        return None
    if now is None:
        return v.Value(f"XXXX-{month:02}")
    if hit.has("REL"):
        return v.of_month(*_month_by_word(now, month, hit.number("REL")))
    return v.of_month(*_nearest_month(now, month, hit.way))


def _may_stand_alone(hit: Hit) -> bool:
    token = hit.doc[hit.parts["MONTH"][0]]
    if token.text[0].islower() and not hit.words.has("MONTHLEAD", hit.before):
        return False
    acts = token.dep_ in ("nsubj", "nsubjpass", "poss")
    named = (
        acts or token.ent_type_ == "PERSON" or (hit.before.istitle() and not hit.has("EDGE") and token.pos_ == "PROPN")
    )
    if named and not hit.words.has("MONTHLEAD", hit.before):
        return False
    short = hit.words.has("DOUBTFUL", token.text) or len(token.text.rstrip(".")) <= 4
    return not short or hit.has("REL") or hit.has("EDGE") or hit.has("POINT") or _leads(hit, token.text)


def _leads(hit: Hit, text: str) -> bool:
    """True when a word such as "in" makes a short or doubtful name a month."""
    whole = text.lower() in ("june", "july")
    return whole or hit.words.has("MONTHLEAD", hit.before) or hit.doc[hit.start].ent_type_ == "DATE"


def _month_by_word(now: date, month: int, way: int) -> tuple[int, int]:
    if way == 0:
        return now.year, month
    if way < 0:
        return now.year - (month >= now.month), month
    return now.year + (month <= now.month), month


def _nearest_month(now: date, month: int, way: int) -> tuple[int, int]:
    if way < 0:
        return now.year - (month > now.month), month
    if way > 0:
        return now.year + (month < now.month), month
    return min(((year, month) for year in (now.year - 1, now.year, now.year + 1)), key=lambda m: _apart(now, m))


def _apart(now: date, month: tuple[int, int]) -> int:
    return abs((month[0] - now.year) * 12 + month[1] - now.month)


def read_nth(hit: Hit) -> Value | None:
    """Return the nth weekday, day or week of a month."""
    if _is_no_month(hit):
        return None
    base = read_month_of(hit)
    if base is None or base.date is None:
        return base
    year, month = (int(part) for part in base.date.split("-"))
    nth = hit.number("ORD")
    if hit.has("WEEKDAY"):
        return v.of_day(nth_weekday(year, month, hit.number("WEEKDAY"), nth))
    last = monthrange(year, month)[1]
    if hit.said("day"):
        return v.of_day(date(year, month, nth if nth > 0 else last))
    if hit.said("weekend"):
        return v.of_weekend(nth_weekday(year, month, 5, nth))
    return v.of_week(date(year, month, min(nth * 7 - 3, last) if nth > 0 else last - 3))


def read_month_of(hit: Hit) -> Value | None:
    """Return the month in which a counted day lies."""
    month, now = hit.number("MONTH"), hit.now.latest
    if hit.has("YEAR"):
        return v.of_month(hit.number("YEAR"), month)
    return v.Value(f"XXXX-{month:02}") if now is None else v.of_month(*_nearest_month(now, month, hit.way))


def read_holiday(hit: Hit) -> Value | None:
    """Return the day of a holiday, with the year the words give or the tense asks for."""
    now, rule = hit.now.latest, hit.rule
    if hit.has("YEAR"):
        return feast(rule.on, hit.number("YEAR")) or v.Value(v.UNKNOWN)
    if now is None or rule.on == "unknown":
        return v.Value(v.UNKNOWN)
    found = feast_years(rule.on, now.year)
    way = hit.number("REL") if hit.has("REL") and hit.number("REL") else hit.way
    if way < 0:
        return max((f for f in found if f.date and f.date <= now.isoformat()), key=lambda f: f.date or "")
    if way > 0:
        return min((f for f in found if _end(f) >= now.isoformat()[: len(_end(f))]), key=_end)
    return min(found, key=lambda f: _distance(f, now))


def _end(value: Value) -> str:
    return value.enddate or value.date or ""


def _distance(value: Value, now: date) -> int:
    return abs((date.fromisoformat(f"{value.date}-15"[:10]) - now).days)
