"""Values of time expressions: what TimeML writes, and the ISO date or dates it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

Day = date

UNKNOWN = "XXXX-XX-XX"
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_LENGTHS = {
    **{"S": "T{}S", "MIN": "T{}M", "H": "T{}H"},
    **{"D": "{}D", "NI": "{}D", "W": "{}W", "M": "{}M", "Q": "{}Q", "Y": "{}Y"},
}
_FOLDED = {"FN": ("W", 2), "WE": ("WE", 1), "DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000)}
FINER = {
    **{"MIN": ("S", 60), "H": ("MIN", 60), "D": ("H", 24), "W": ("D", 7)},
    **{"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100)},
}
"""Unit → the smaller unit in which a half of it is counted, and how many of those it has."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression says: TimeML value and class, and the calendar dates (ISO, as precise as the words)."""

    value: str | None
    date: str | None = None
    enddate: str | None = None
    precision: str = "none"
    type: str = "DATE"
    clock: str = ""
    """For a time of day: what follows the day in ``value`` (``T14:30``, ``TMO``)."""

    @property
    def day(self) -> Day | None:
        """The first day, when the value is known to the day."""
        return Day.fromisoformat(self.date) if self.date and self.precision == "day" else None


def of_day(day: date) -> Value:
    """Return the value of one day."""
    return Value(day.isoformat(), day.isoformat(), precision="day")


def of_days(first: date, last: date) -> Value:
    """Return the value of the days from ``first`` to ``last``; ValueError when they run backwards."""
    if last < first:
        raise ValueError("the last day lies before the first")
    return Value(f"{first.isoformat()}/{last.isoformat()}", first.isoformat(), last.isoformat(), "day")


def of_time(day: date, clock: str) -> Value:
    """Return the value of a time on a day; ``clock`` is ``T14:30``, ``T14:30Z``, ``TMO`` and so on."""
    return Value(day.isoformat() + clock, day.isoformat(), precision="day", type="TIME", clock=clock)


def of_week(day: date) -> Value:
    """Return the value of the ISO week in which a day falls."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Value(f"{year}-W{week:02}", monday.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")


def of_weekend(day: date) -> Value:
    """Return the value of the Saturday and Sunday of the ISO week in which a day falls."""
    year, week, weekday = day.isocalendar()
    saturday = day + timedelta(days=6 - weekday)
    return Value(f"{year}-W{week:02}-WE", saturday.isoformat(), (saturday + timedelta(days=1)).isoformat(), "day")


def of_month(year: int, month: int) -> Value:
    """Return the value of a month; months beyond 12 or below 1 carry over to other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    text = f"{_checked(year):04}-{month:02}"
    return Value(text, text, precision="month")


def of_months(year: int, month: int, to_year: int, to_month: int) -> Value:
    """Return the value of a row of months."""
    first, last = of_month(year, month).date, of_month(to_year, to_month).date
    if first is None or last is None or last < first:
        raise ValueError("the last month lies before the first")
    return Value(f"{first}/{last}", first, last, "month")


def of_quarter(year: int, quarter: int) -> Value:
    """Return the value of a quarter; quarters beyond 4 or below 1 carry over to other years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    last = quarter * 3
    return Value(f"{_checked(year):04}-Q{quarter}", f"{year:04}-{last - 2:02}", f"{year:04}-{last:02}", "month")


def of_half(year: int, half: int) -> Value:
    """Return the value of the first or second half of a year."""
    if half not in (1, 2):
        raise ValueError("a year has two halves")
    first = 1 if half == 1 else 7
    return Value(f"{_checked(year):04}-H{half}", f"{year:04}-{first:02}", f"{year:04}-{first + 5:02}", "month")


def of_season(year: int, season: str) -> Value:
    """Return the value of a season. A winter belongs to two years, so it is only as precise as the year."""
    text = f"{_checked(year):04}-{season}"
    if season not in _SEASONS:
        return Value(text, f"{year:04}", precision="year")
    first, last = _SEASONS[season]
    return Value(text, f"{year:04}-{first:02}", f"{year:04}-{last:02}", "month")


def of_year(year: int) -> Value:
    """Return the value of a year."""
    return Value(f"{_checked(year):04}", f"{year:04}", precision="year")


def of_years(first: int, last: int) -> Value:
    """Return the value of a row of years; ValueError when they run backwards."""
    if last <= first:
        raise ValueError("the last year is not after the first")
    return Value(f"{_checked(first):04}/{_checked(last):04}", f"{first:04}", f"{last:04}", "year")


def of_decade(decade: int) -> Value:
    """Return the value of a decade, given as its first three digits (199)."""
    return Value(f"{decade:03}", f"{_checked(decade * 10):04}", f"{decade * 10 + 9:04}", "year")


def of_century(century: int) -> Value:
    """Return the value of a century, given as the first two digits of its years (20 for the 21st)."""
    return Value(f"{century:02}", f"{_checked(century * 100):04}", f"{century * 100 + 99:04}", "year")


def _checked(year: int) -> int:
    if not 1 <= year <= 9999:
        raise ValueError(f"{year} is no year of the calendar")
    return year


def reference(value: str) -> Value:
    """Return PRESENT_REF, PAST_REF or FUTURE_REF, or the value of a fixed day."""
    return of_day(date.fromisoformat(value)) if value[0].isdigit() else Value(value)


def duration(count: float | None, unit: str) -> Value:
    """Return the value of a length of time; ``count`` None means an unknown number."""
    return Value(length(count, unit), type="DURATION")


def every(count: float | None, unit: str) -> Value:
    """Return the value of something that comes again after each such length of time."""
    return Value(length(count, unit), type="SET")


def length(count: float | None, unit: str) -> str:
    """Return a length as ISO 8601 writes it: P2W, PT30M, PXY."""
    if count is not None and count != int(count):
        unit, count = _finer(count, unit)
    if unit in _FOLDED:
        unit, times = _FOLDED[unit]
        count = None if count is None else count * times
    number = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    return "P" + _LENGTHS.get(unit, "{}" + unit).format(number)


def _finer(count: float, unit: str) -> tuple[str, float]:
    """Return the next smaller unit when that makes the number whole (half a day → 12 hours)."""
    finer, times = FINER.get(unit, (unit, 1))
    return (finer, count * times) if count * times == int(count * times) else (unit, count)


def shifted(day: date, count: int, unit: str) -> Value:
    """Return the day, week, month … that lies ``count`` units from ``day``, in the precision of the unit."""
    if unit == "Q":
        return of_quarter(day.year, (day.month + 2) // 3 + count)
    if unit == "M":
        return of_month(day.year, day.month + count)
    if unit in ("Y", "DE", "CE", "ML"):
        return of_year(day.year + count * {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}[unit])
    days = {"W": 7, "FN": 14, "WE": 7, "D": 1, "NI": 1}.get(unit)
    if days is None:
        hours = count * {"H": 3600, "MIN": 60, "S": 1}[unit]
        return of_day(day + timedelta(days=int(hours / 86400)))
    moved = day + timedelta(days=count * days)
    return of_week(moved) if unit in ("W", "FN") else of_weekend(moved) if unit == "WE" else of_day(moved)


def period(day: date, count: int, unit: str) -> Value:
    """Return the period of the calendar that lies ``count`` periods from the one in which ``day`` falls."""
    if unit == "DE":
        return of_decade(day.year // 10 + count)
    if unit == "CE":
        return of_century(day.year // 100 + count)
    return shifted(day, count, unit)
