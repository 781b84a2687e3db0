"""Full dates in a form that no rule has (``11-Nov-2016``): what the parser calls a date, dateparser reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dotterel.coder.when.values import Value, of_day

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FULL = re.compile(r"(?=.*(?:1[89]|20)\d\d)(?=.*[A-Za-z]{3})(?=.*\b\d{1,2}\b)")
"""A year, letters that may be a month, and a day: dateparser is asked about nothing less."""
_MAX_CHARS = 40
_SETTINGS = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}


def odd_dates(doc: Doc, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Value]]:
    """Yield start, end and value of full dates that the parser marked and no rule has read."""
    for ent in doc.ents:
        if ent.label_ != "DATE" or len(ent.text) > _MAX_CHARS or not _FULL.search(ent.text):
            continue
        if not any(start < ent.end and ent.start < end for start, end in taken):
            value = _parsed(ent.text)
            if value is not None:
                yield ent.start, ent.end, value


def _parsed(text: str) -> Value | None:
    import dateparser

    found = dateparser.parse(text, languages=["en"], settings=_SETTINGS)
    return of_day(found.date()) if found is not None else None
