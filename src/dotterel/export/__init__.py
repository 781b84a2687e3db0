"""Room 6a: records → a file. The suffix of its name picks the format; each format is one module.

A format has ``SUFFIX`` and ``write(records, out) -> int``, takes any stream of reports or events, and holds few of them
in memory at a time. A file appears under its name only when it is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import ExportError
from dotterel.export import csv, jsonl, parquet

if TYPE_CHECKING:
    from dotterel.records import Report

EXPORTS = (jsonl, csv, parquet)

__all__ = ["EXPORTS", "check", "write"]


def write(records: Iterable[Report], out: Path) -> int:
    """Write reports or events to ``out`` in the format that its suffix names; return their number.

    Raises ExportError when the suffix is not known or the file cannot be written; an old file is then as it was.
    """
    known: dict[str, Callable[[Iterable[Report], Path], int]] = {module.SUFFIX: module.write for module in EXPORTS}
    check(out)
    return known[out.suffix.lower()](records, out)


def check(out: Path) -> None:
    """Raise ExportError when nothing could be written to ``out``: call it before the work, not only after."""
    suffixes = [module.SUFFIX for module in EXPORTS]
    if out.suffix.lower() not in suffixes:
        raise ExportError(f"{out}: its ending names no known format; end the name in {', '.join(suffixes)}.")
    try:
        folder, parent = out.is_dir(), out.parent.is_dir()
    except OSError as err:
        raise ExportError(f"{out} cannot be written: {err.strerror}.") from err
    if folder:
        raise ExportError(f"{out} is a folder; name a file in it.")
    if "\0" in str(out):
        raise ExportError(f"{out}: a file's name cannot hold a null character; take another one.")
    if not parent:
        raise ExportError(f"{out}: the folder {out.parent} does not exist; make it first.")
