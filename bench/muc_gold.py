"""Incident templates of the MUC data as records: dates as ranges, places as chains, strings with their alternatives.

A filler is written ``"A" / "B"`` (either name will do), may begin with ``?`` (need not be found), and may have the
string it belongs to after a colon: ``"MAYOR": "ROSA DIAZ"``, ``6: "NUNS"``. ``"-"`` is no string.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
_DAY = re.compile(r"(-\s*)?\b(\d{1,2}) (" + "|".join(MONTHS) + r")[A-Z]* (\d\d)\b", re.IGNORECASE)
_SMALL = frozenset("the a an of in on at for from to and by with his her their its this that".split())
_COUNT = re.compile(r"\??\s*([~<>-]?)\s*(\d+)(?:\s*(-)\s*(\d+)?)?|\??\s*(PLURAL)")

_AFTER_NOUN = re.compile(r",| (?:of|in|from|who|that|which|at|on|with|for|belonging|wearing|by|near)\b", re.IGNORECASE)
_MANY = frozenset("people police children population personnel others public clergy".split())

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Filler:
    """One thing that a slot names: any of some strings, and whether it must be found."""

    strings: tuple[str, ...]
    needed: bool = True
    number: tuple[int, int | None] | None = None
    """How many people are meant, where the gold says so: least and most (None: no upper bound)."""


@dataclass(frozen=True, slots=True)
class Range:
    """Days on which an incident may have been; ``first`` is None where only the latest day is known."""

    first: Day | None
    last: Day


@dataclass(frozen=True, slots=True)
class Incident:
    """One template, or one incident of ours in the same shape."""

    type: str
    stages: frozenset[str]
    dates: tuple[Range, ...] = ()
    places: tuple[tuple[str, ...], ...] = ()
    """Chains from the country down to the finest place; several where the gold allows several."""
    individuals: tuple[Filler, ...] = ()
    organisations: tuple[Filler, ...] = ()
    people: tuple[Filler, ...] = ()
    needed: bool = True


def incidents(row: dict[str, Any]) -> tuple[Incident, ...]:
    """Return the templates of a row."""
    return tuple(_incident(template) for template in row["templates"])


def _incident(template: dict[str, list[str]]) -> Incident:
    return Incident(
        type=template["INCIDENT: TYPE"][0],
        stages=frozenset(template["INCIDENT: STAGE OF EXECUTION"][0].split(" / ")),
        dates=tuple(found for text in template["INCIDENT: DATE"] for found in ranges(text)),
        places=tuple(chain for text in template["INCIDENT: LOCATION"] for chain in chains(text)),
        individuals=fillers(template["PERP: INDIVIDUAL ID"]),
        organisations=fillers(template["PERP: ORGANIZATION ID"]),
        people=tuple(_people(template)),
        needed="OPTIONAL" not in template["MESSAGE: TEMPLATE"][0],
    )


def _people(template: dict[str, list[str]]) -> Iterator[Filler]:
    """Yield the human targets: people by name, any of whose titles will do too, and people who are only described."""
    described = [_parts(text) for text in template["HUM TGT: DESCRIPTION"]]
    for text in template["HUM TGT: NAME"]:
        titles = tuple(
            t for left, right in described if set(_strings(right)) & set(_strings(text)) for t in _strings(left)
        )
        yield from _counted(Filler((*_strings(text), *titles), _needed(text)), template)
    for left, right in described:
        if not right:
            yield from _counted(Filler(_strings(left), _needed(left)), template)


def _counted(filler: Filler, template: dict[str, list[str]]) -> Iterator[Filler]:
    if filler.strings:
        numbers = [_parts(text) for text in template["HUM TGT: NUMBER"]]
        counts = (number(left) for left, right in numbers if set(_strings(right)) & set(filler.strings))
        yield replace(filler, number=next((count for count in counts if count is not None), None))


def fillers(texts: Sequence[str]) -> tuple[Filler, ...]:
    """Return the fillers of a slot."""
    found = (Filler(_strings(text), _needed(text)) for text in texts)
    return tuple(filler for filler in found if filler.strings)


def _needed(text: str) -> bool:
    return not text.lstrip().startswith("?")


def _strings(text: str) -> tuple[str, ...]:
    strings = (found.replace("\\", "").strip() for found in _STRING.findall(text))
    return tuple(string for string in strings if string not in ("", "-"))


def _parts(text: str) -> tuple[str, str]:
    """Return what stands before and after the colon that is in no string."""
    bare = _STRING.sub(lambda found: "x" * len(found.group()), text)
    at = bare.find(":")
    return (text, "") if at < 0 else (text[:at], text[at + 1 :])


def number(text: str) -> tuple[int, int | None] | None:
    """Return the least and the most that a number can mean: ``6``, ``-15`` (up to), ``~50`` (about), ``PLURAL``."""
    found = _COUNT.match(text.strip())
    if found is None:
        return None
    if found.group(5):
        return 2, None
    sign, count, dash, top = found.group(1), int(found.group(2)), found.group(3), found.group(4)
    if sign == "-":
        return 0, count
    if sign == "~":
        return count - count // 5, count + count // 5
    return count, (int(top) if top else None) if dash else count


def ranges(text: str) -> Iterator[Range]:
    """Yield the ranges of days that a date slot allows: ``12 MAY 89``, ``- 12 MAY 89`` (by then), ``A - B / C``."""
    for part in text.replace("(", "").replace(")", "").split("/"):
        found = list(_DAY.finditer(part))
        every = [_day(match) for match in found]
        known = [day for day in every if day is not None]
        if len(known) == 2:
            yield Range(known[0], known[1])
        elif len(known) == 1:
            yield Range(None if found[0].group(1) else known[0], known[0])


def _day(match: re.Match[str]) -> Day | None:
    try:
        return Day(1900 + int(match.group(4)), MONTHS.index(match.group(3).upper()[:3]) + 1, int(match.group(2)))
    except ValueError:
        return None


def days(date: str) -> tuple[Day, Day]:
    """Return the first and last day of an ISO date of any precision."""
    year, month, day = (*(int(part) for part in date.split("-")), 0, 0)[:3]
    if not month:
        return Day(year, 1, 1), Day(year, 12, 31)
    if not day:
        after = Day(year + month // 12, month % 12 + 1, 1)
        return Day(year, month, 1), after - datetime.timedelta(days=1)
    return Day(year, month, day), Day(year, month, day)


def chains(text: str) -> Iterator[tuple[str, ...]]:
    """Yield place chains from the country down: ``PERU: AYACUCHO (CITY) - LIMA (CITY)`` has two."""
    for part in re.sub(r"\((?=[A-Z ]+:)|(?<=\))\)", "", text.lstrip("? ")).split(" / "):
        levels = [level.split(" - ") for level in part.split(":")]
        for last in levels[-1]:
            chain = (*(level[0] for level in levels[:-1]), last)
            yield tuple(_bare(name) for name in chain)


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)?", "", name).strip()


def plain(text: str) -> list[str]:
    """Return the words of a string in plain lower-case letters, without the small ones."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [_singular(word) for word in re.findall(r"[a-z0-9]+", letters) if word not in _SMALL]


def _singular(word: str) -> str:
    for ending, instead in (("men", "man"), ("ies", "y"), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


def same(one: str, other: str) -> bool:
    """True when two strings name the same by their head words, or one has all words of the other."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    return set(a) <= set(b) or set(b) <= set(a) or head(one) == head(other)


def head(text: str) -> str:
    """Return the head word of a phrase: the last word before a preposition, relative or comma."""
    words = plain(_noun(text)) or plain(text)
    return words[-1] if words else ""


def _noun(text: str) -> str:
    return _AFTER_NOUN.split(text, maxsplit=1)[0]


def is_plural(text: str) -> bool:
    """True when the head word of a phrase is a plural, or the name of many people."""
    found = re.findall(r"[a-z]+", _noun(text).lower())
    return bool(found) and (found[-1] in _MANY or _singular(found[-1]) != found[-1])


def found_in(filler: Filler, strings: Sequence[str]) -> bool:
    """True when one of our strings names the filler."""
    return any(same(string, ours) for string in filler.strings for ours in strings)
