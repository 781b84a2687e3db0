"""What is wrong in a folder of actor files: everything at once, each with file and line, for ``dotterel check``."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge import actor_rows as rows
from dotterel.knowledge.actor_names import bare, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path


def check(folder: Path, base: Path | None = None) -> list[str]:
    """Return every problem of a folder as ``file:line: what; what to do``; ``base`` is the folder with our codes."""
    try:
        paths = rows.files(folder)
    except KnowledgeError as err:
        return [str(err)]
    found: list[str] = []
    read = [row for path in paths for row in _readable(path, found)]
    known = [*read, *(_readable(base / "codes.csv", found) if base else ())]
    codes = frozenset(row["code"] for row in known if row.family == "codes")
    found += [problem for row in read for problem in rows.problems(row, codes)]
    if not found:
        found += [*_same_ids(read), *_overlaps(read), *_shared_names(read), *_idle_marks(read)]
    return found


def _readable(path: Path, found: list[str]) -> list[rows.Row]:
    try:
        return list(rows.read(path))
    except KnowledgeError as err:
        found.append(str(err))
        return []


def _same_ids(read: Iterable[rows.Row]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for row in read:
        key = (row.path.name, row.id)
        if key in seen:
            yield row.problem(f"id '{row.id}' is used twice in this file; give one of them another.")
        seen.add(key)


def _overlaps(read: Iterable[rows.Row]) -> Iterator[str]:
    """Yield a person who holds one office twice on the same day, more than the day of handing over."""
    terms: defaultdict[tuple[str, str, str], list[rows.Row]] = defaultdict(list)
    for row in read:
        if row.family == "leaders":
            terms[row["name"], row["code"], row["office"]].append(row)
    for same in terms.values():
        for one, two in pairwise(sorted(same, key=_start)):
            if _end(one) > _start(two):
                yield two.problem(
                    f"'{two['name']}' is {two['office']} twice at once (see line {one.line}); part the dates."
                )


def _start(row: rows.Row) -> str:
    return rows.first_and_last(row["from"])[0] if row["from"] else ""


def _end(row: rows.Row) -> str:
    """Return the earliest day on which the period can have ended."""
    return rows.first_and_last(row["until"])[0] if row["until"] else "9999"


def _names(row: rows.Row) -> Iterator[tuple[str, bool]]:
    doubtful = row.many("ambiguous")
    columns = ("aliases", "seats", "adjectives") if row.family == "countries" else ("aliases",)
    for name in dict.fromkeys([row["name"], *(name for column in columns for name in row.many(column))]):
        yield name, name in doubtful


def _shared_names(read: Iterable[rows.Row]) -> Iterator[str]:
    """Yield a name that stands for two codes on one day without being marked in all rows but one."""
    holders: defaultdict[str, list[rows.Row]] = defaultdict(list)
    for row in read:
        if row.family not in ("codes", "roles"):
            for name, marked in _names(row):
                if not marked:
                    holders[joined(bare(name))].append(row)
    for name, same in holders.items():
        clash = _clash(same)
        if clash:
            one, two = clash
            yield two.problem(
                f"'{name}' is also a name of '{one.id}' ({one['code']}, {one.path.name}:{one.line}); "
                "write it in the column 'ambiguous' of the less usual one."
            )


def _clash(same: list[rows.Row]) -> tuple[rows.Row, rows.Row] | None:
    for i, one in enumerate(same):
        for two in same[i + 1 :]:
            if one["code"] != two["code"] and one["name"] != two["name"] and _meet(one, two):
                return one, two
    return None


def _meet(one: rows.Row, two: rows.Row) -> bool:
    return _start(one) < _end(two) and _start(two) < _end(one)


def _idle_marks(read: Iterable[rows.Row]) -> Iterator[str]:
    for row in read:
        own: Mapping[str, bool] = dict(_names(row))
        for name in row.many("ambiguous"):
            if name not in own and name not in (row["surname"], *row.many("adjectives")):
                yield row.problem(f"'{name}' in 'ambiguous' is no name of this row; correct or remove it.")
