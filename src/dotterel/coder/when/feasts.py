"""Days of holidays in a year: fixed ones, those that go with Easter, and those of the Islamic calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dotterel.coder.when.values import Value, of_day, of_month, of_months

_ISLAMIC_EPOCH = 227_014
"""Ordinal of 1 Muharram of the year 1 in Python's calendar (19 July 622, civil epoch)."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def feast(on: str, year: int) -> Value | None:
    """Return the value of a holiday in a year (``on`` as in dates.toml), or None when its day is not known."""
    if on == "unknown":
        return None
    if on.startswith("islamic"):
        return _islamic(on, year)
    return of_day(_day(on, year))


def _day(on: str, year: int) -> date:
    if on.startswith(("easter", "orthodox")):
        sunday = easter(year) if on.startswith("easter") else orthodox_easter(year)
        return sunday + timedelta(days=int(on.removeprefix("easter").removeprefix("orthodox")))
    if " " in on:
        weekday, nth, month = on.split()
        return nth_weekday(year, int(month), _WEEKDAYS.index(weekday), int(nth))
    return date.fromisoformat(f"{year:04}-{on}")


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of a month (-1 the last); ValueError when there is none."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    found = [day for day in days if day.weekday() == weekday]
    if not -1 <= nth - 1 < len(found) and nth != -1:
        raise ValueError("the month has no such weekday")
    return found[nth - 1 if nth > 0 else -1]


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian rule)."""
    golden, century, rest = year % 19, year // 100, year % 100
    lunar = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - lunar - rest % 4) % 7
    shift = (golden + 11 * lunar + 22 * weekday) // 451
    month, day = divmod(lunar + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches, in today's calendar."""
    lunar = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7
    month, day = divmod(lunar + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _islamic(on: str, year: int) -> Value:
    """Return the month or months in which a day or month of the Islamic year falls.

    The tables may be a day off what was seen in the sky, so no day is given.
    """
    _, month, *days = on.split()
    first = min(start for start in _islamic_starts(int(month), year) if start.year == year)
    begin = first + timedelta(days=int(days[0]) - 1 if days else 0)
    end = begin if days else first + timedelta(days=28)
    if (begin.year, begin.month) == (end.year, end.month):
        return of_month(begin.year, begin.month)
    return of_months(begin.year, begin.month, end.year, end.month)


def _islamic_starts(month: int, year: int) -> list[date]:
    """Return the first days of an Islamic month that lie in or near a year, by the tables; none before 622."""
    near = (year - 622) * 33 // 32
    ordinals = (_islamic_ordinal(islamic, month) for islamic in range(near - 1, near + 4) if islamic > 0)
    return [date.fromordinal(ordinal) for ordinal in ordinals]


def _islamic_ordinal(year: int, month: int) -> int:
    past = (year - 1) * 354 + (3 + 11 * year) // 30
    return _ISLAMIC_EPOCH + past + (59 * (month - 1) + 1) // 2


def feast_years(on: str, year: int) -> list[Value]:
    """Return the holiday in the year before, the year itself and the year after, where it is known."""
    found = (feast(on, near) for near in (year - 1, year, year + 1))
    return [value for value in found if value is not None]
