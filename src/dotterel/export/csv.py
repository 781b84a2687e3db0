"""CSV: one record a row, in columns that are always the same and always in this order.

Lists are joined with ``"; "``. Where a record has several actors, recipients or speakers, all columns of that side have
as many parts, empty ones too, so that the second code belongs to the second name. Text that a spreadsheet would take
for a formula begins with ``'``; control characters, and those that turn the direction of writing, are left out.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, BinaryIO

from dotterel.export.whole import opened

if TYPE_CHECKING:
    from pathlib import Path

    from dotterel.records import Report

SUFFIX = ".csv"

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAK = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and how its value is read from a record."""

    name: str
    read: Callable[[Any], Any]


def write(records: Iterable[Report], out: Path | BinaryIO) -> int:
    """Write a header and one row a record, in UTF-8; return the number of records."""
    total = 0
    with opened(out) as file:
        file.write(_line([column.name for column in COLUMNS]))
        for record in records:
            file.write(_line([cell(column.read(record)) for column in COLUMNS]))
            total += 1
    return total


def cell(value: Any) -> str:
    """Return a value as the text of a cell: numbers as they are, text made harmless, nothing for None."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple | list):
        return harmless("; ".join(part(item) for item in value)) if any(part(item) for item in value) else ""
    return harmless(str(value))


def harmless(text: str) -> str:
    """Return text on one line, without control characters, and with ``'`` before what would begin a formula."""
    plain = _CONTROL.sub("", _BREAK.sub(" ", text))
    return f"'{plain}" if plain.lstrip().startswith(_FORMULA) else plain


def part(item: Any) -> str:
    """Return one item of a list; a semicolon inside it becomes a comma, so that the list can be taken apart again."""
    return cell(item).replace(";", ",")


def _line(cells: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()


def _plain(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, attrgetter(name)) for name in names)


def _side(side: str, fields: Sequence[str]) -> tuple[Column, ...]:
    """Columns of a list of entities: its words under its own name, the rest as ``actor_code`` and so on."""
    return tuple(Column(side if field == "text" else f"{side}_{field}", _each(side, field)) for field in fields)


def _each(side: str, field: str) -> Callable[[Any], list[Any]]:
    read = attrgetter(field)
    return lambda record: [read(entity) for entity in getattr(record, side)]


def _of(owner: str, name: str, field: str) -> Column:
    """A column of a record inside the record, empty where that is None."""
    outer, inner = attrgetter(owner), attrgetter(field)
    return Column(name, lambda record: None if outer(record) is None else inner(outer(record)))


def _cues(record: Any) -> list[str | None]:
    return [speaker.cue.text if speaker.cue else None for speaker in record.according_to]


def _antecedents(side: str) -> Column:
    def read(record: Any) -> list[str | None]:
        return [entity.antecedent.text if entity.antecedent else None for entity in getattr(record, side)]

    return Column(f"{side}_antecedent", read)


def _listed(name: str) -> Column:
    """A column that only events have."""
    return Column(name, lambda record: getattr(record, name, ()))


_ENTITY = ("text", "name", "code", "sector", "id", "count")
_PLACE = (
    *("resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country", "country_code"),
    "resolution",
)
_SIZES = ("dead", "injured", "arrested", "participants")

COLUMNS: tuple[Column, ...] = (
    *_plain("id", "event", "mode", "context", "quad_code", "event_scale", "cameo", "sense", "status", "within"),
    *_side("actor", _ENTITY),
    _antecedents("actor"),
    *_side("recipient", _ENTITY),
    _antecedents("recipient"),
    *_side("according_to", ("text", "name", "code", "sector", "id", "quoted")),
    _antecedents("according_to"),
    Column("according_to_cue", _cues),
    *_plain("date", "enddate", "date_precision", "date_basis"),
    _of("date_text", "date_text", "text"),
    _of("event_loc", "place", "extracted_place"),
    *(_of("event_loc", name, name) for name in _PLACE),
    _of("event_loc", "place_relation", "relation"),
    _of("event_loc", "place_centroid", "centroid"),
    _of("event_loc", "place_basis", "basis"),
    *(_of(f"size.{kind}", f"{kind}_{field}", field) for kind in _SIZES for field in ("low", "high", "text")),
    _of("trigger", "trigger", "text"),
    _of("trigger", "trigger_start", "start"),
    _of("trigger", "trigger_end", "end"),
    *_plain("rule", "text"),
    _of("text_info", "sentence", "number"),
    _of("text_info", "text_start", "start"),
    _of("text_info", "text_end", "end"),
    *_plain("article", "confidence", "coder", "knowledge", "codebook"),
    _listed("reports"),
    _listed("articles"),
)
"""All columns in their order; ``reports`` and ``articles`` are empty for what is no event."""
