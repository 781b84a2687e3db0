"""Publication dates as people and programs write them → ISO day, or None.

Nothing is guessed: a date without a day, a day that is not in the calendar, and ``03/04/2016``, which is
March or April depending on the writer, all give None.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

YEARS = range(1800, 2101)
"""Years in which an article can have been published."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = (
    re.compile(rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-{_DAY}(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}[/.](?P<month>\d{{1,2}})[/.]{_DAY}(?!\d)"),
    re.compile(rf"^{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T\d{{4}}.*)?$"),
    re.compile(rf"(?<!\d){_DAY}\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)"),
    re.compile(rf"(?<![\w]){_DAY}(?:\s+of\s+|[\s-]+){_MONTH},?[\s-]+{_YEAR}(?!\d)"),
    re.compile(rf"(?<![A-Za-z]){_MONTH}\s+{_DAY}(?:,?|\s+\d\d?:[\d:]+(?:\s+\S{{1,6}})?)\s+{_YEAR}(?!\d)"),
)
_SLASHED = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})[/-]{_YEAR}(?!\d)")
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
_EPOCH_START = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_CHARS = 100


def day(value: object) -> str | None:
    """Return the one day that ``value`` (a date in words or figures, or seconds since 1970) stands for."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    if not text or len(text) > _MAX_CHARS:
        return None
    if _EPOCH.fullmatch(text):
        return _from_epoch(float(text))
    found = days(text)
    return found.pop() if len(found) == 1 else None


def days(text: str) -> set[str]:
    """Return every day of the calendar that is fully written out somewhere in ``text``."""
    found = {_made(**match.groupdict()) for pattern in _WRITTEN for match in pattern.finditer(text)}
    found |= {_slashed(**match.groupdict()) for match in _SLASHED.finditer(text)}
    return {made for made in found if made is not None}


def _made(year: str, month: str, day: str) -> str | None:
    """Return the ISO day of the three figures, when the calendar has it."""
    number = int(month) if month.isdecimal() else _month(month)
    if number is None or int(year) not in YEARS:
        return None
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _month(word: str) -> int | None:
    """Return the number of a month that is written out or cut short."""
    short = word.lower()
    numbers = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(short)]
    return numbers[0] if len(numbers) == 1 else 9 if short == "sept" else None


def _slashed(first: str, second: str, year: str) -> str | None:
    """Return the day of ``25/12/2016`` or ``12/25/2016``; of two small numbers only when they are equal."""
    days = {made for a, b in ((first, second), (second, first)) if (made := _made(year, a, b))}
    return days.pop() if len(days) == 1 else None


def _from_epoch(seconds: float) -> str | None:
    if seconds >= 1e11:
        seconds /= 1000
    found = (_EPOCH_START + timedelta(seconds=seconds)).date()
    return found.isoformat() if found.year in YEARS else None
