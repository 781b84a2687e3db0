"""All time expressions of a page, in order, each with its value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from dotterel.coder.when import calendar_days as days
from dotterel.coder.when import calendar_years as years
from dotterel.coder.when import lengths, relative
from dotterel.coder.when import values as v
from dotterel.coder.when.dateline import find_dateline
from dotterel.coder.when.hit import Hit, Now, parts_of
from dotterel.coder.when.odd import odd_dates
from dotterel.knowledge.time_words import OTHER
from dotterel.records import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dotterel.coder.when.values import Value
    from dotterel.knowledge.time_words import TimeRule, TimeWords
    from dotterel.records import Page

_DELAY_DAYS = 7
_TELLING = re.compile(f"[^{re.escape(OTHER)}]")
"""The symbol of any word that may tell a time."""

Reader = Callable[[Hit], "Value | None"]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "date": days.read_date,
        "iso": days.read_iso,
        "slashed": days.read_slashed,
        "days": days.read_days,
        "months": days.read_months,
        "month": days.read_month,
        "nth": days.read_nth,
        "holiday": days.read_holiday,
        "year": years.read_year,
        "years": years.read_years,
        "decade": years.read_decade,
        "century": years.read_century,
        "quarter": years.read_quarter,
        "half": years.read_half,
        "season": years.read_season,
        "weekday": relative.read_weekday,
        "weekday_set": relative.read_weekday_set,
        "weekend": relative.read_weekend,
        "today": relative.read_today,
        "fixed_day": relative.read_fixed_day,
        "tonight": relative.read_tonight,
        "overnight": relative.read_overnight,
        "day_part": relative.read_day_part,
        "bare_part": relative.read_bare_part,
        "clock": relative.read_clock,
        "unit": relative.read_unit,
        "told_unit": relative.read_told_unit,
        "told_day": relative.read_told_day,
        "same_day": relative.read_same_day,
        "year_ago": relative.read_year_ago,
        "ago": relative.read_ago,
        "from_now": relative.read_from_now,
        "later": relative.read_later,
        "duration": lengths.read_duration,
        "vague_span": lengths.read_vague_span,
        "whole": lengths.read_whole,
        "set": lengths.read_set,
        "fixed": lengths.read_fixed,
        "the_past": lengths.read_the_past,
    }
)
"""Name in dates.toml → the function that reads the words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: its tokens, its value, and the rule that read it."""

    start: int
    end: int
    value: Value
    rule: TimeRule


def find_dates(page: Page, words: TimeWords) -> tuple[When, ...]:
    """Return all time expressions of a page with their values, counted from dateline and publication date."""
    texts = [token.text for token in page.doc]
    symbols = words.symbols(texts)
    published = _published(page)
    dateline = find_dateline(page.doc, symbols, words, published)
    now = Now(dateline.day or published, _latest(published, dateline.day))
    found = list(_ranges(list(_walk(page.doc, symbols, words, now)), page.doc, words))
    odd = odd_dates(page.doc, [(item.start, item.end) for item in found])
    placed = sorted([*((item.start, item.end, item.value) for item in found), *odd], key=lambda item: item[0])
    return tuple(_when(page, *item, dateline.start) for item in placed)


def _published(page: Page) -> date | None:
    try:
        return date.fromisoformat((page.article.published or "")[:10])
    except ValueError:
        return None


def _latest(published: date | None, dateline: date | None) -> date | None:
    """Return the day up to which weekdays lie; a page put out long after it was written counts from its dateline."""
    if published is None or dateline is None:
        return published or dateline
    return published if 0 <= (published - dateline).days <= _DELAY_DAYS else dateline


def _walk(doc: Doc, symbols: str, words: TimeWords, now: Now) -> Iterator[Found]:
    """Yield the expressions in order; a time of day and the day beside it are one expression."""
    held: Found | None = None
    end = 0
    for mark in _TELLING.finditer(symbols):
        at = mark.start()
        item = _read(doc, symbols, words, now, at) if at >= end else None
        if item is None:
            continue
        end = item.end
        joined = _joined(held, item, doc, words) if held else None
        if held is not None and joined is None:
            yield held
        held = joined or item
        now = now.after(held.value)
    if held is not None:
        yield held


def _read(doc: Doc, symbols: str, words: TimeWords, now: Now, at: int) -> Found | None:
    """Return the longest expression that begins at a token and that its reader accepts."""
    rules = words.rules_at(symbols, at)
    matches = [(match.end(), rule, match) for rule in rules if (match := rule.regex.match(symbols, at))]
    for end, rule, match in sorted(matches, key=lambda found: -found[0]):
        hit = Hit(doc, words, rule, at, end, parts_of(match), now)
        if rule.cased and not doc[at + hit.has("REL")].text[0].isupper():
            continue
        value = _value(hit)
        if value is not None:
            return Found(at, end, value, rule)
    return None


def _value(hit: Hit) -> Value | None:
    """Return what a reader makes of the words; a day that no calendar has (31 February) is an unknown one."""
    try:
        return READERS[hit.rule.reads](hit)
    except (ValueError, OverflowError):
        return v.Value(v.UNKNOWN)


def _joined(left: Found, right: Found, doc: Doc, words: TimeWords) -> Found | None:
    """Return one expression for ``at 10 a.m. on Tuesday`` or ``Tuesday at 10 a.m.``; None when they stand apart."""
    if right.start - left.end > 3 or not (left.value.clock or right.value.clock):
        return None
    if not all(words.has("GLUE", token.text) for token in doc[left.end : right.start]):
        return None
    clock, day = (left, right) if left.value.clock else (right, left)
    if not clock.value.clock or day.value.clock or day.value.type != "DATE" or not _names_day(day):
        return None
    if day.value.day is None:
        text = day.value.value and day.value.value + clock.value.clock
        value = replace(day.value, value=text, type="TIME", clock=clock.value.clock)
        return replace(day, start=left.start, end=right.end, value=value)
    return replace(day, start=left.start, end=right.end, value=v.of_time(day.value.day, clock.value.clock))


def _names_day(item: Found) -> bool:
    value = item.value
    if value.day is not None:
        return value.enddate is None
    return value.date is None and item.rule.reads in ("weekday", "date", "today", "told_day")


def _ranges(found: list[Found], doc: Doc, words: TimeWords) -> Iterator[Found]:
    """Yield the expressions; the first of ``between Monday and Wednesday`` gets the second as its end."""
    skip = False
    for left, right in zip(found, [*found[1:], None], strict=False):
        if skip:
            skip = False
            continue
        ends = _range(left, right, doc, words) if right is not None else None
        if ends is None:
            yield left
        else:
            yield from ends
            skip = True


def _range(left: Found, right: Found, doc: Doc, words: TimeWords) -> tuple[Found, Found] | None:
    if right.start - left.end != 1 or not words.has("JOIN", doc[left.end].text):
        return None
    if doc[left.end].lower_ == "and" and (left.start == 0 or doc[left.start - 1].lower_ != "between"):
        return None
    if left.value.clock or right.value.clock:
        return _hours(left, right)
    if left.value.enddate or right.value.enddate or left.value.precision != right.value.precision:
        return None
    first, last = left.value.date, right.value.date
    if first is None or last is None:
        return None
    if last < first and right.rule.reads == "weekday" and left.value.day is not None and right.value.day is not None:
        moved = left.value.day + timedelta(days=(right.value.day - left.value.day).days % 7)
        right = replace(right, value=v.of_day(moved))
        last = moved.isoformat()
    return (replace(left, value=replace(left.value, enddate=last)), right) if first < last else None


def _hours(left: Found, right: Found) -> tuple[Found, Found] | None:
    """Give the first hour of ``from 10 a.m. to 2 p.m. on Tuesday`` the day of the second."""
    if left.rule.reads != "clock" or right.value.day is None:
        return None
    return replace(left, value=v.of_time(right.value.day, left.value.clock)), right


def _when(page: Page, start: int, end: int, value: Value, dateline: int) -> When:
    span = page.span(start, end)
    basis = "none" if value.date is None else "dateline" if start == dateline else "text"
    return When(
        text=span.text,
        start=span.start,
        end=span.end,
        date=value.date,
        enddate=value.enddate,
        precision=value.precision if value.date else "none",
        basis=basis,
        value=value.value,
        type=value.type,
    )
