"""The day of writing that an article gives itself: ``BAGHDAD, Nov 3 (Reuters) —``, or a date alone at its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dotterel.coder.when.calendar_years import century_of
from dotterel.coder.when.hit import Hit, Now, parts_of
from dotterel.knowledge.time_words import OTHER

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dotterel.knowledge.time_words import TimeWords

_WITHIN = 400
"""Tokens in which a dateline with place and agency is looked for."""
_ALONE_WITHIN = 60
"""Tokens in which a date that stands alone is looked for."""
_MARK_WITHIN = 8
"""Tokens behind the date in which the agency or the dash must come."""
_LABELS = frozenset({":", "|", "·", "•", "updated", "published", "posted"})


@dataclass(frozen=True, slots=True)
class Dateline:
    """The day of writing and the token where its date begins; nothing and -1 when the article gives none."""

    day: date | None = None
    start: int = -1


def find_dateline(doc: Doc, symbols: str, words: TimeWords, published: date | None) -> Dateline:
    """Return the first date at the top of an article that is the day of writing."""
    for hit in _dates(doc, symbols[:_WITHIN], words):
        if _has_mark(hit) or (hit.has("YEAR") and hit.start < _ALONE_WITHIN and _stands_alone(hit)):
            day = _day(hit, published)
            if day is not None:
                return Dateline(day, hit.start)
    return Dateline()


def _dates(doc: Doc, symbols: str, words: TimeWords) -> Iterator[Hit]:
    """Yield what looks like a day with its month, longest reading first."""
    end = 0
    for at, symbol in enumerate(symbols):
        if symbol == OTHER or at < end:
            continue
        rules = [rule for rule in words.rules_at(symbols, at) if rule.reads == "date"]
        matches = [(match.end(), rule, match) for rule in rules if (match := rule.regex.match(symbols, at))]
        if matches:
            end, rule, match = max(matches, key=lambda found: found[0])
            yield Hit(doc, words, rule, at, end, parts_of(match), Now(None, None))


def _has_mark(hit: Hit) -> bool:
    """True when a place stands before the date, and an agency in brackets or a dash behind it."""
    if hit.before != "," and not _at_line_start(hit):
        return False
    if hit.before == "," and not _place_before(hit):
        return False
    for token in hit.doc[hit.end : hit.end + _MARK_WITHIN]:
        if hit.words.has("DASH", token.text):
            return True
        if hit.words.has("AGENCY", token.text) and token.text[0].isupper():
            return True
        if token.text[:1].islower() or token.text == ".":
            return False
    return False


def _place_before(hit: Hit) -> bool:
    word = hit.doc[hit.start - 2].text if hit.start > 1 else ""
    return word[:1].isupper() or word in (")", "]")


def _at_line_start(hit: Hit) -> bool:
    before = hit.doc[hit.start - 1] if hit.start else None
    return before is None or "\n" in before.text or before.text in _LABELS or before.lower_ in _LABELS


def _stands_alone(hit: Hit) -> bool:
    """True when a full date is part of no sentence: on a line of its own, or between headline and text."""
    behind = hit.doc[hit.end] if hit.end < len(hit.doc) else None
    closed = behind is None or "\n" in behind.text or behind.text in ("|", "-", "–", "—", "--")
    if _at_line_start(hit):
        return closed or (behind is not None and hit.words.has("COLON", behind.text))
    if hit.words.has("LEAD", hit.before) or hit.words.has("FUNCTION", hit.before) or hit.before in (",", "(", ":"):
        return False
    return closed or (behind is not None and (behind.text[0].isupper() or behind.text[0] in "“\"'‘`"))


def _day(hit: Hit, published: date | None) -> date | None:
    month, day = hit.number("MONTH"), hit.number("DAY")
    near = published.year if published else None
    try:
        if hit.has("YEAR"):
            return date(hit.number("YEAR"), month, day)
        if hit.has("YY"):
            return date(century_of(hit.number("YY"), near), month, day)
        if published is None:
            return None
        years = (published.year - 1, published.year, published.year + 1)
        return min((date(year, month, day) for year in years), key=lambda found: abs(found - published))
    except ValueError:
        return None
