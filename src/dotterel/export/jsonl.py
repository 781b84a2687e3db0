"""JSON Lines: one record a line, with every field of the record, null where nothing is known."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO

from dotterel.export.whole import opened
from dotterel.records import as_dict

if TYPE_CHECKING:
    from pathlib import Path

    from dotterel.records import Report

SUFFIX = ".jsonl"
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Characters that JSON allows as they are but that terminals obey, or that some readers take for the end of a line."""


def write(records: Iterable[Report], out: Path | BinaryIO) -> int:
    """Write one JSON object a line, in UTF-8; return the number of records."""
    total = 0
    with opened(out) as file:
        for record in records:
            file.write(line(record).encode())
            total += 1
    return total


def line(record: Report) -> str:
    """Return a record as one line of JSON with its line end."""
    try:
        text = json.dumps(record, ensure_ascii=False, allow_nan=False, default=_fields)
    except ValueError:
        text = json.dumps(_without_nan(as_dict(record)), ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _fields(record: Any) -> dict[str, Any]:
    """Return the fields of a record inside a record, as ``as_dict`` would, but leave the rest to the encoder."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _without_nan(value: Any) -> Any:
    """Return plain data with null for ``nan`` and ``inf``, which JSON does not have."""
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_nan(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
