"""Readers for lengths of time, for what comes again, and for now, then and soon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dotterel.coder.when import values as v

if TYPE_CHECKING:
    from dotterel.coder.when.hit import Hit
    from dotterel.coder.when.values import Value


def amount(hit: Hit) -> float | None:
    """Return how many units an expression counts; None when it does not say ("several", "years ago")."""
    half = 0.5 if hit.has("HALF") else 0.0
    if hit.has("NUM"):
        return _number(hit) + half
    if hit.has("VAGUE"):
        return hit.number("VAGUE") or None
    if hit.has("HALF"):
        return 1.5 if hit.said("and") else half
    return None if hit.has("UNITS") else 1.0


def _number(hit: Hit) -> float:
    """Return the number that digits or number words make: 1,200; twenty-five; two hundred."""
    first, end = hit.parts["NUM"]
    if re.search(r"\d", hit.doc[first].text):
        return float(re.sub(r"[^\d.]", "", hit.doc[first].text))
    total = 0
    for token in hit.doc[first:end]:
        if hit.words.has("NUMWORD", token.text):
            number = int(hit.words.value("NUMWORD", token.text))
            total = (total or 1) * number if number >= 100 else total + number
    return float(total)


def read_duration(hit: Hit) -> Value | None:
    """Return a length of time, unless it is an age; ``a day`` behind a number is how often something is."""
    if hit.has("LONG"):
        return v.duration(1, hit.code("LONG"))
    if _is_age(hit) or _is_part_of_name(hit):
        return None
    unit = _unit(hit)
    if unit is None or (unit in ("Q", "S", "WE") and not _is_unit(hit, unit)):
        return None
    count = amount(hit)
    if hit.has("ONEUNIT") and hit.lower()[0] in ("a", "an") and hit.end - hit.start == 2 and _is_rate(hit):
        return v.every(1, unit)
    return v.duration(count, unit)


def _unit(hit: Hit) -> str | None:
    name = next((name for name in ("ONEUNIT", "UNITS", "PERIOD") if hit.has(name)), None)
    return "H" if name is None else hit.code(name)


def _is_unit(hit: Hit, unit: str) -> bool:
    """True when ``quarter`` is no fourth part, ``second`` no number and ``weekend`` no date."""
    if unit == "Q":
        return hit.has("FILL") or (hit.has("UNITS") and hit.behind != "of")
    return hit.has("UNITS") or (unit == "S" and hit.has("NUM")) or unit == "WE"


def _is_age(hit: Hit) -> bool:
    behind = [token.lower_ for token in hit.doc[hit.end : hit.end + 2]]
    if behind[:1] in (["old"], ["olds"]) or behind in (["-", "old"], ["-", "olds"], ["of", "age"]):
        return True
    return hit.words.has("AGE", hit.before)


def _is_part_of_name(hit: Hit) -> bool:
    """True for ``the Six-Day War`` and ``Seven Days``: capitals behind a capital number."""
    words = hit.doc[hit.start : hit.end]
    return (
        words[-1].text.istitle() and words[0].text.istitle() and hit.start > 0 and not hit.doc[hit.start].is_sent_start
    )


def _is_rate(hit: Hit) -> bool:
    before = hit.before.lower()
    return before.isdigit() or hit.words.has("RATE", before) or bool(re.fullmatch(r"[\d.,]+[kmb]?", before))


def read_vague_span(hit: Hit) -> Value | None:
    """Return a length of unknown size: ``for months``, ``decades-long``."""
    if hit.said("long"):
        return v.duration(None if hit.has("UNITS") else 1, hit.code("UNITS" if hit.has("UNITS") else "ONEUNIT"))
    unit = hit.code("UNITS")
    if unit in ("Q", "S", "WE") or hit.doc[hit.start].text.istitle() or hit.before == "-":
        return None
    if hit.before.isdigit() or hit.words.has("NUMWORD", hit.before):
        return None
    if not (hit.words.has("SPANLEAD", hit.before) or hit.words.has("SPANBEHIND", hit.behind)):
        return None
    return v.duration(None, unit)


def read_whole(hit: Hit) -> Value:
    """Return the length of ``all day``, ``the whole year``."""
    unit = hit.code("PERIOD") if hit.has("PERIOD") else "D"
    return v.duration(1, unit)


def read_set(hit: Hit) -> Value | None:
    """Return how often something comes again."""
    if hit.has("FREQ"):
        word = hit.doc[hit.start]
        titled = word.text.istitle() and (word.pos_ == "PROPN" or hit.behind.istitle())
        return None if titled else v.every(1, hit.code("FREQ"))
    if hit.has("PART"):
        return v.Value(f"{v.UNKNOWN}T{hit.code('PART')}", type="SET")
    unit = hit.code("ONEUNIT") if hit.has("ONEUNIT") else hit.code("UNITS")
    if unit == "S" and not hit.has("UNITS"):
        return None
    return v.every(_every_nth(hit), unit)


def _every_nth(hit: Hit) -> float | None:
    if hit.said("other"):
        return 2
    if hit.said("few"):
        return None
    if hit.has("ORD"):
        return max(hit.number("ORD"), 1)
    return _number(hit) if hit.has("NUM") and hit.said("every", "each") and not hit.said("times") else 1


def read_fixed(hit: Hit) -> Value | None:
    """Return what the rule says the words mean."""
    word, last = hit.doc[hit.start].text, hit.doc[hit.end - 1].text
    if word.islower() and last.istitle():
        return None
    if hit.before.lower() == "as" and hit.behind.lower() == "as":
        return None
    if hit.behind == "-" or (word.istitle() and hit.behind.istitle() and hit.end - hit.start == 1):
        return None
    return v.reference(hit.rule.gives)


def read_the_past(hit: Hit) -> Value | None:
    """Return PAST_REF for ``the past``, unless a noun follows (``the past president``)."""
    if hit.behind[:1].isalnum() and not hit.words.has("FUNCTION", hit.behind):
        return None
    return v.Value("PAST_REF")
