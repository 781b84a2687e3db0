"""Checked rows of the actor files: what a column may hold is decided here, and nowhere else.

A file's family is its name up to the first ``_`` or ``.``: ``leaders_africa.csv`` holds leaders. A cell with several
values parts them by ``|``. A date is ``2016``, ``2016-11`` or ``2016-11-01``; an empty one means always or unknown.
"""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

STATE_SECTORS = ("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK")
PEOPLE_SECTORS = ("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF")
SOCIAL_SECTORS = ("OPP", "PRE", "REL", "SOC")
SECTORS = frozenset(STATE_SECTORS + PEOPLE_SECTORS + SOCIAL_SECTORS)
NAMED = ("id", "name", "aliases", "code", "sector", "other", "from", "until", "ambiguous")
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "codes": ("code", "name"),
    "countries": (*NAMED, "adjectives", "seats"),
    "peoples": (*NAMED, "adjectives"),
    "roles": ("noun", "plural", "code", "sector", "other_sectors", "kind", "note"),
    "leaders": (*NAMED, "surname", "home", "office"),
    "groups": (*NAMED, "wikidata"),
    "organisations": (*NAMED, "kind"),
    "parties": NAMED,
    "security": NAMED,
}
"""Family of file → the columns it may have."""
NEEDED: Mapping[str, tuple[str, ...]] = {"codes": ("code", "name"), "roles": ("noun", "sector")}
"""Family → the columns it must have; the other families need ``id,name,code``."""
KEYS: Mapping[str, str] = {"codes": "code", "roles": "noun"}
"""Family → the column that is its key; the other families have ``id``."""
CHECKED = ("code", "home", "sector", "other", "other_sectors", "kind")
"""Columns that hold codes; rows that share all of them are checked once."""
ROLE_KINDS = ("person", "group", "organisation", "equipment")
ORGANISATION_KINDS = ("igo", "ngo", "court", "company", "media", "agency")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z")


class Row:
    """A line of an actor file, with its place. A plain class, because ten thousand are made at every start."""

    __slots__ = ("_cells", "_columns", "family", "id", "line", "path")

    def __init__(self, path: Path, line: int, family: str, columns: Mapping[str, int], cells: list[str]) -> None:
        """Keep the cells of a line; ``columns`` says which is where."""
        self.path, self.line, self.family = path, line, family
        self._columns, self._cells = columns, cells
        self.id = cells[columns["key"]]

    def __getitem__(self, column: str) -> str:
        at = self._columns.get(column)
        return "" if at is None else self._cells[at]

    @property
    def source(self) -> str:
        """``actors/leaders_africa.csv#mandela-1994``: what a record gives as its basis."""
        return f"{self.path.parent.name}/{self.path.name}#{self.id}"

    def many(self, column: str) -> list[str]:
        """Return the values of a cell that are parted by ``|``."""
        cell = self[column]
        return [value.strip() for value in cell.split("|")] if cell else []

    def problem(self, what: str) -> str:
        """Return a message that begins with file and line."""
        return f"{self.path}:{self.line}: {what}"


@lru_cache(maxsize=20_000)
def first_and_last(text: str) -> tuple[str, str]:
    """Return the first and last day that a date of the files can mean; ValueError when it is none."""
    found = DAY.match(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    low = date(year, month or 1, day or 1)
    high = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return low.isoformat(), high.isoformat()


def family_of(path: Path) -> str:
    """Return the family that a file's name says."""
    return re.split(r"[_.]", path.name, maxsplit=1)[0]


def files(folder: Path) -> list[Path]:
    """Return the actor files of a folder in order; KnowledgeError when the folder is none or holds none."""
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}:0: no such folder of actor files; give a folder that exists.")
    found = sorted(folder.glob("*.csv"))
    if not found:
        raise KnowledgeError(f"{folder}:0: no CSV file in this folder; add one, such as leaders.csv.")
    return found


def read(path: Path) -> Iterator[Row]:
    """Yield the rows of a file; KnowledgeError for what cannot be read as one."""
    family = family_of(path)
    if family not in FAMILIES:
        known = ", ".join(sorted(FAMILIES))
        raise KnowledgeError(f"{path}:1: no family '{family}'; begin the file's name with one of: {known}.")
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(path, family, csv.reader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as err:
        raise KnowledgeError(f"{path}:0: cannot be read as CSV in UTF-8: {err}; save it as such.") from err


def _rows(path: Path, family: str, reader: Iterator[list[str]]) -> Iterator[Row]:
    header = next(reader, [])
    _check_header(path, family, header)
    columns = {column: at for at, column in enumerate(header)}
    columns["key"] = columns[KEYS.get(family, "id")]
    for cells in reader:
        line: int = reader.line_num  # type: ignore[attr-defined]
        if not cells:
            continue
        if len(cells) != len(header):
            raise KnowledgeError(
                f"{path}:{line}: {len(cells)} cells where the header has {len(header)}; "
                "add the missing commas or quote a cell that holds one."
            )
        yield Row(path, line, family, columns, cells)


def _check_header(path: Path, family: str, header: list[str]) -> None:
    known = FAMILIES[family]
    for column in header:
        if column not in known:
            raise KnowledgeError(f"{path}:1: unknown column '{column}'; known ones are: {', '.join(known)}.")
    for column in NEEDED.get(family, ("id", "name", "code")):
        if column not in header:
            raise KnowledgeError(f"{path}:1: no column '{column}'; add it to the header.")


def checked(path: Path, codes: frozenset[str]) -> Iterator[Row]:
    """Yield the rows of a file; KnowledgeError at the first row that is wrong or has the id of another."""
    seen: dict[str, int] = {}
    sound: set[tuple[str, ...]] = set()
    for row in read(path):
        values = tuple([row[column] for column in CHECKED])
        known = values in sound and row.id and (row["name"] or row["noun"])
        for problem in _date_problems(row) if known else problems(row, codes):
            raise KnowledgeError(problem)
        sound.add(values)
        if row.id in seen:
            raise KnowledgeError(
                row.problem(f"id '{row.id}' is also in line {seen[row.id]}; give one of them another.")
            )
        seen[row.id] = row.line
        yield row


def problems(row: Row, codes: frozenset[str]) -> Iterator[str]:
    """Yield what is wrong in one row by itself: empty cells, unknown codes and sectors, impossible dates."""
    if not row.id or not (row["name"] or row["noun"]):
        yield row.problem("no id or no name; fill both.")
    if row.family == "codes":
        return
    for column in ("code", "home"):
        if row[column] and row[column] not in codes:
            yield row.problem(
                f"unknown {column} '{row[column]}'; use ISO alpha-3, KOS or one of the codes of codes.csv."
            )
    for sector in (row["sector"], *row.many("other"), *row.many("other_sectors")):
        if sector and sector not in SECTORS:
            yield row.problem(f"unknown sector '{sector}'; use one of: {' '.join(sorted(SECTORS))}.")
    kinds = ROLE_KINDS if row.family == "roles" else ORGANISATION_KINDS
    if row["kind"] and row["kind"] not in kinds:
        yield row.problem(f"unknown kind '{row['kind']}'; use one of: {', '.join(kinds)}.")
    yield from _date_problems(row)


def _date_problems(row: Row) -> list[str]:
    ends, found = [], []
    for column in ("from", "until"):
        if row[column]:
            try:
                ends.append(first_and_last(row[column]))
            except ValueError:
                found.append(
                    row.problem(f"'{row[column]}' in '{column}' is no date; write 2016, 2016-11 or 2016-11-01.")
                )
    if len(ends) == 2 and ends[0][0] > ends[1][1]:
        found.append(row.problem(f"from {row['from']} is after until {row['until']}; swap or correct them."))
    return found
