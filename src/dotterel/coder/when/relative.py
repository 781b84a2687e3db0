"""Readers for dates counted from the day of writing or the date told last: weekdays, last month, two days later."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dotterel.coder.when import values as v
from dotterel.coder.when.lengths import amount
from dotterel.coder.when.tense import Tense

if TYPE_CHECKING:
    from dotterel.coder.when.hit import Hit
    from dotterel.coder.when.values import Value

_NOTHING = v.Value(None)
_FINENESS = {"year": 0, "month": 1, "week": 2, "day": 3}
_BACK = frozenset({"earlier", "before", "previously"})
_BEFORE_AFTER = frozenset({"before", "after"})


def read_weekday(hit: Hit) -> Value | None:
    """Return the day that a weekday means, with the part of the day where one is named."""
    if _is_no_weekday(hit):
        return None
    day = _weekday(hit)
    if day is None:
        return v.Value(f"XXXX-WXX-{hit.number('WEEKDAY') + 1}")
    if hit.said("hours"):
        return v.of_time(day, "TMO")
    return v.of_time(day, clock_of(hit)) if hit.has("PART") else v.of_day(day)


def _is_no_weekday(hit: Hit) -> bool:
    """True for ``The Sun``, ``Wed`` and other short names that nothing makes a weekday."""
    text = hit.text("WEEKDAY")
    if not hit.words.has("DOUBTFUL", text):
        return hit.words.has("NAMED", hit.before) and hit.before[:1].isupper()
    return not hit.words.has("DAYLEAD", hit.before)


def _weekday(hit: Hit) -> date | None:
    weekday, now = hit.number("WEEKDAY"), hit.now.latest
    if hit.has("TOLD"):
        told = hit.now.told_day
        return None if told is None else _step(told, weekday, hit.number("TOLD"), same=False)
    if now is None:
        return None
    if hit.said("week"):
        return now + timedelta(days=7 * hit.number("REL") + weekday - now.weekday())
    if hit.has("REL") and hit.number("REL"):
        return _step(now, weekday, hit.number("REL"), same=False)
    ahead = hit.before.lower() in ("upcoming", "coming") or _ahead_of(hit) or hit.said("coming")
    back = hit.tense in (Tense.PAST, Tense.UNKNOWN) and not ahead
    return _step(now, weekday, -1 if back else 1, same=True)


def _ahead_of(hit: Hit) -> bool:
    return hit.start > 1 and hit.before.lower() == "of" and hit.doc[hit.start - 2].lower_ == "ahead"


def _step(day: date, weekday: int, way: int, *, same: bool) -> date:
    """Return the nearest such weekday before (-1) or after (1) a day; the day itself counts when ``same``."""
    if way == 0 or (same and day.weekday() == weekday):
        return day
    apart = (day.weekday() - weekday) % 7 or 7
    return day - timedelta(days=apart) if way < 0 else day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def clock_of(hit: Hit) -> str:
    """Return the part of the day that an expression names, as TimeML writes it."""
    return f"T{hit.code('PART')}"


def read_weekday_set(hit: Hit) -> Value:
    """Return the value of a weekday that comes again."""
    part = f"T{hit.code('PARTS')}" if hit.has("PARTS") else clock_of(hit) if hit.has("PART") else ""
    if hit.has("WEEKDAY") or hit.has("WEEKDAYS"):
        number = hit.number("WEEKDAY" if hit.has("WEEKDAY") else "WEEKDAYS") + 1
    else:
        number = 9 if hit.said("weekend") else 8
    return v.Value(f"XXXX-WXX-{ {8: 'WD', 9: 'WE', 10: 'WD'}.get(number, number) }{part}", type="SET")


def read_weekend(hit: Hit) -> Value | None:
    """Return a weekend: the last one, unless words or tense say otherwise."""
    now = hit.now.latest
    if hit.words.has("ANYONE", hit.before):
        return None
    if hit.has("TOLD"):
        told = hit.now.told_day
        return _NOTHING if told is None else v.of_weekend(told + timedelta(days=7 * hit.number("TOLD")))
    if now is None:
        return v.Value("XXXX-WXX-WE")
    weeks = hit.number("REL") if hit.has("REL") else 0
    if weeks == 0 and now.weekday() < 4 and hit.tense in (Tense.PAST, Tense.UNKNOWN):
        weeks = -1
    return v.of_weekend(now + timedelta(days=7 * weeks))


def read_today(hit: Hit) -> Value:
    """Return yesterday, today or tomorrow, with the part of the day where one is named."""
    if hit.now.day is None:
        return _NOTHING
    day = hit.now.day + timedelta(days=hit.number("DEICTIC"))
    return v.of_time(day, clock_of(hit)) if hit.has("PART") else v.of_day(day)


def read_fixed_day(hit: Hit) -> Value:
    """Return the day that lies so many days from today as the rule says."""
    return _NOTHING if hit.now.day is None else v.of_day(hit.now.day + timedelta(days=int(hit.rule.gives)))


def read_tonight(hit: Hit) -> Value:
    """Return the night of today."""
    return _NOTHING if hit.now.day is None else v.of_time(hit.now.day, "TNI")


def read_overnight(hit: Hit) -> Value | None:
    """Return the night that ends today, or begins today when it is still to come."""
    now = hit.now.scene
    if hit.behind == "-" or now is None:
        return None if now is not None else v.Value(None, type="TIME", clock="TNI")
    first = now if hit.tense is Tense.FUTURE else now - timedelta(days=1)
    return replace(v.of_time(first, "TNI"), enddate=(first + timedelta(days=1)).isoformat())


def read_day_part(hit: Hit) -> Value:
    """Return ``last night``, ``this morning``, ``the following evening``."""
    way = hit.number("TOLD") if hit.has("TOLD") else 0
    base = hit.now.told_day
    if hit.said("next"):
        way = 1
    elif hit.has("REL"):
        way, base = hit.number("REL"), hit.now.day
    if base is None:
        return v.Value(None, type="TIME")
    return v.of_time(base + timedelta(days=way), clock_of(hit))


def read_bare_part(hit: Hit) -> Value | None:
    """Return a part of the day that the story is about (``at dawn``, ``in the evening``)."""
    word = hit.doc[hit.end - 1].text
    if word.istitle() and hit.end > 1 and hit.before:
        return None
    led = hit.words.has("PARTLEAD", hit.before)
    if not led and (not hit.has("EDGE") or hit.counts_next):
        return None
    clock = f"T{hit.code('PART' if hit.has('PART') else 'SHARP')}"
    return v.of_time(hit.now.scene, clock) if hit.now.scene else v.Value(None, type="TIME", clock=clock)


def read_clock(hit: Hit) -> Value | None:
    """Return a time of day on the day that the story is about; its own day is joined to it afterwards."""
    time = _clock(hit)
    if time is None:
        return None
    clock = f"T{time[0]:02}:{time[1]:02}{_zone(hit)}"
    return v.of_time(hit.now.scene, clock) if hit.now.scene else v.Value(None, type="TIME", clock=clock)


def _clock(hit: Hit) -> tuple[int, int] | None:
    if hit.has("NUM") or hit.said("o'clock", "o’clock"):
        hour, minute = (amount(hit) or 0) if hit.has("NUM") else hit.number("HOUR"), 0
    else:
        name = next(n for n in ("COLON", "CLOCK", "CLOCKAMPM", "CLOCKH", "HHMM", "HHMMZ", "HOUR") if hit.has(n))
        digits = re.findall(r"\d+", hit.text(name))
        whole = len(digits) == 1 and len(digits[0]) == 4
        hour, minute = (int(digits[0][:2]), int(digits[0][2:])) if whole else (int(digits[0]), int((*digits, "0")[1]))
    return _on_dial(hit, int(hour), minute)


def _on_dial(hit: Hit, hour: int, minute: int) -> tuple[int, int] | None:
    words = "".join(hit.lower())
    evening = hit.has("PART") and hit.code("PART") in ("AF", "EV", "NI")
    if hit.has("AMPM") or "am" in words[-4:] or "pm" in words[-4:]:
        later = hit.number("AMPM") if hit.has("AMPM") else 12 * words.endswith("pm")
        return (hour % 12 + later, minute) if 1 <= hour <= 12 else None
    return (hour + 12 * (evening and hour < 12), minute) if hour <= 24 else None


def _zone(hit: Hit) -> str:
    """Return the offset from universal time: ``Z``, ``+08:00``, or nothing when no zone is named."""
    if hit.has("HHMMZ"):
        return "Z" if hit.text("HHMMZ")[4:] in ("Z", "GMT", "UTC") else ""
    if not hit.has("ZONE") and not hit.has("ZONESHIFT"):
        return ""
    minutes = hit.number("ZONE") if hit.has("ZONE") else 0
    shift = re.search(r"([+-])(\d+)", hit.text("SHIFT") if hit.has("SHIFT") else "")
    shift = shift or re.search(r"([+-])(\d+)", hit.text("ZONESHIFT") if hit.has("ZONESHIFT") else "")
    if shift:
        minutes += int(shift.group(1) + shift.group(2)) * 60
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def read_unit(hit: Hit) -> Value | None:
    """Return the week, month, year … that ``last``, ``this``, ``next`` or ``the following`` points at."""
    if hit.has("MONTH"):
        return _told_month(hit) if hit.has("TOLD") else None
    unit = hit.code("PERIOD")
    if hit.has("TOLD"):
        return _told_period(hit, unit, hit.number("TOLD"))
    article = hit.parts["REL"][0] > hit.start and hit.doc[hit.parts["REL"][0] - 1].lower_ == "the"
    if article and hit.said("last", "next"):
        return None
    return _NOTHING if hit.now.day is None else v.period(hit.now.day, hit.number("REL"), unit)


def _told_month(hit: Hit) -> Value:
    """Return the March before or after the date told last."""
    told, month = hit.now.told, hit.number("MONTH")
    if told is None or told.date is None:
        return _NOTHING
    year, told_month = int(told.date[:4]), int(told.date[5:7] or 12)
    if told.precision == "year":
        return v.of_month(year + hit.number("TOLD"), month)
    if hit.number("TOLD") > 0:
        return v.of_month(year + (month <= told_month), month)
    return v.of_month(year - (month >= told_month), month)


def _told_period(hit: Hit, unit: str, way: int) -> Value:
    base = _told_base(hit, unit)
    if base is None and way < 0:
        base = hit.now.day
    return _NOTHING if base is None else v.period(base, way, unit)


def _told_base(hit: Hit, unit: str) -> date | None:
    """Return the date told last when it is known finely enough to count such units from it."""
    told = hit.now.told
    if told is None or told.date is None:
        return None
    needed = {"Y": 0, "DE": 0, "CE": 0, "M": 1, "Q": 1}.get(unit, 2)
    if _FINENESS[told.precision] < needed:
        return hit.now.told_day if needed > 1 else None
    return date.fromisoformat(f"{told.date}-01-01"[:10] if len(told.date) == 4 else f"{told.date}-01"[:10])


def read_told_unit(hit: Hit) -> Value | None:
    """Return ``that day``, ``that same week``, ``later that year``."""
    that = next(hit.doc[i] for i in range(hit.start, hit.end) if hit.doc[i].lower_ == "that")
    if that.tag_ == "IN" and not hit.has("EDGE"):
        return None
    if not hit.has("PERIOD"):
        return _NOTHING if hit.now.told_day is None else v.of_day(hit.now.told_day)
    return _told_period(hit, hit.code("PERIOD"), 0)


def read_told_day(hit: Hit) -> Value | None:
    """Return ``the following day``, ``the day before`` … counted from the last day told."""
    told = hit.now.told_day
    if hit.has("TOLD") or hit.said("next"):
        way = hit.number("TOLD") if hit.has("TOLD") else 1
    elif not _stands_alone(hit):
        return None
    else:
        way = -1 if hit.said("before", "earlier") else 1
    return _NOTHING if told is None else v.of_day(told + timedelta(days=way))


def _stands_alone(hit: Hit) -> bool:
    """True when ``before`` or ``after`` at the end of an expression governs nothing (``two days before.``)."""
    last = hit.doc[hit.end - 1].lower_
    if last not in _BEFORE_AFTER:
        return True
    return not hit.behind or not (hit.behind[0].isalnum() or hit.behind[0] in "“\"'‘$") or hit.behind.lower() == "and"


def read_same_day(hit: Hit) -> Value | None:
    """Return ``the day``, ``later in the day``, ``the end of the year``."""
    last = hit.doc[hit.end - 1].lower_
    if hit.words.has("DEFINES", hit.behind) or (last == "day" and not _is_the_day(hit)):
        return None
    if last == "day":
        day = hit.now.told_day or hit.now.day
        return _NOTHING if day is None else v.of_day(day)
    unit = {"week": "W", "month": "M", "year": "Y"}[last]
    base = _told_base(hit, unit) if hit.has("EDGE") else None
    base = base or hit.now.day
    return _NOTHING if base is None else v.period(base, 0, unit)


def _is_the_day(hit: Hit) -> bool:
    if hit.has("EDGE") or hit.has("POINT"):
        return True
    led = hit.words.has("DAYBEFORE", hit.before)
    return hit.now.told_day is not None and led and not hit.counts_next


def read_year_ago(hit: Hit) -> Value:
    """Return the same period as the one told last, in another year."""
    told, now = hit.now.told, hit.now.day
    back = hit.number("REL") if hit.has("REL") else -1
    if now is None:
        return _NOTHING
    if told is None or told.date is None or told.value is None or told.precision == "year":
        return v.of_year(now.year + back)
    base = now.year if hit.has("REL") else int(told.date[:4])
    return _in_year(_coarse(told, hit), base + back)


def _coarse(told: Value, hit: Hit) -> Value:
    """Return the month of a day told last, where the words speak of months."""
    if told.precision == "day" and told.date and not hit.said("day"):
        return v.of_month(int(told.date[:4]), int(told.date[5:7]))
    return told


def _in_year(value: Value, year: int) -> Value:
    if value.value is None or value.date is None or not value.value.startswith(value.date[:4]):
        return _NOTHING
    by = year - int(value.date[:4])
    end = f"{int(value.enddate[:4]) + by:04}{value.enddate[4:]}" if value.enddate else None
    date.fromisoformat(f"{year:04}{value.date[4:]}-01-01"[:10])
    return replace(value, value=f"{year:04}{value.value[4:]}", date=f"{year:04}{value.date[4:]}", enddate=end)


def read_ago(hit: Hit) -> Value:
    """Return the date that lies so long before the day of writing."""
    now = hit.now.day
    unit = hit.code("ONEUNIT") if hit.has("ONEUNIT") else hit.code("UNITS") if hit.has("UNITS") else "Y"
    count = amount(hit)
    if count is None:
        return v.Value("PAST_REF")
    if now is None:
        return _NOTHING
    if hit.said("this") and hit.said("month", "week"):
        back = v.shifted(now, -1, "Y").date
        return v.of_month(int(back or 1), now.month) if hit.said("month") else v.of_week(now - timedelta(days=364))
    if hit.has("WEEKDAY"):
        moved = now - timedelta(days=int(count) * 7)
        return v.of_day(moved + timedelta(days=hit.number("WEEKDAY") - moved.weekday()))
    return _moved(now, -count, unit)


def _moved(day: date, count: float, unit: str) -> Value:
    """Return the date so many units away; half units are counted in the next smaller one."""
    if count == int(count):
        return v.shifted(day, int(count), unit)
    finer, times = v.FINER.get(unit, (unit, 1))
    return v.shifted(day, int(count * times), finer)


def read_from_now(hit: Hit) -> Value:
    """Return the date that lies so long after the day of writing."""
    unit = hit.code("ONEUNIT") if hit.has("ONEUNIT") else hit.code("UNITS")
    count = amount(hit)
    if count is None:
        return v.Value("FUTURE_REF")
    return _NOTHING if hit.now.day is None else _moved(hit.now.day, count, unit)


def read_later(hit: Hit) -> Value | None:
    """Return the date that lies so long before or after the date told last."""
    if not _stands_alone(hit):
        return None
    back = hit.said(*_BACK)
    unit = hit.code("ONEUNIT") if hit.has("ONEUNIT") else hit.code("UNITS")
    count = amount(hit)
    if count is None:
        return v.Value("PAST_REF" if back else "FUTURE_REF")
    base = _told_base(hit, unit)
    if base is None and back and unit in ("Y", "M", "Q"):
        base = hit.now.day
    return _NOTHING if base is None else _moved(base, -count if back else count, unit)
