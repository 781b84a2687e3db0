"""TOML tables with the line on which each begins, so that a mistake can be named by file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rtoml

from dotterel.errors import KnowledgeError

_HEADER = re.compile(r"^\s*\[\[\s*([\w.]+)\s*\]\]")
_ERROR_LINE = re.compile(r" at line (\d+) column \d+")


@dataclass(frozen=True, slots=True)
class Table:
    """One ``[[kind]]`` table of a knowledge file."""

    kind: str
    values: dict[str, Any]
    file: str
    """Path below the knowledge folder, as it appears in ``rule``: ``en/verbs/assault.toml``."""
    line: int

    def wrong(self, what: str) -> KnowledgeError:
        """Return the error that says what is wrong with this table, with file and line."""
        return KnowledgeError(f"{self.file}:{self.line}: {what}")

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under ``key``; raise KnowledgeError when it is missing or no text."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f'[[{self.kind}]] needs {key} = "…".')
        return value.strip()

    def words(self, key: str) -> tuple[str, ...]:
        """Return the list of texts under ``key``, empty when it is not there."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f'{key} must be a list of texts, such as ["one", "two"].')
        return tuple(value)

    def only(self, *keys: str) -> None:
        """Raise KnowledgeError when the table has a key that is not among ``keys``."""
        unknown = sorted(set(self.values) - set(keys))
        if unknown:
            raise self.wrong(f"unknown key '{unknown[0]}' in [[{self.kind}]]; known ones are {', '.join(keys)}.")


@contextmanager
def told(problems: list[str] | None) -> Iterator[None]:
    """Go on after a KnowledgeError inside the block, with its message in ``problems``, when such a list is given."""
    try:
        yield
    except KnowledgeError as err:
        if problems is None:
            raise
        problems.append(str(err))


def document(path: Path, name: str) -> tuple[dict[str, Any], str]:
    """Return the parsed file and its text; raise KnowledgeError naming file and line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as err:
        raise KnowledgeError(f"{name}:1: cannot be read as UTF-8 text: {err}.") from err
    try:
        return rtoml.loads(text), text
    except rtoml.TomlParsingError as err:
        found = _ERROR_LINE.search(str(err))
        line = found.group(1) if found else "1"
        raise KnowledgeError(f"{name}:{line}: not valid TOML: {_ERROR_LINE.sub('', str(err)).strip()}.") from err


def tables(path: Path, name: str, kinds: tuple[str, ...]) -> Iterator[Table]:
    """Yield the ``[[kind]]`` tables of a file in its order; refuse any other top-level key."""
    parsed, text = document(path, name)
    lines = header_lines(text)
    for kind, items in parsed.items():
        if kind not in kinds or not isinstance(items, list):
            allowed = " or ".join(f"[[{k}]]" for k in kinds)
            raise KnowledgeError(f"{name}:{line_of(text, kind)}: '{kind}' is not known here; write {allowed}.")
        numbers = lines.get(kind, [])
        for number, values in enumerate(items):
            line = numbers[number] if len(numbers) == len(items) else line_of(text, kind)
            if not isinstance(values, dict):
                raise KnowledgeError(
                    f"{name}:{line}: '{kind}' holds {values!r}; write its entries as [[{kind}]] tables."
                )
            yield Table(kind, values, name, line)


def header_lines(text: str) -> dict[str, list[int]]:
    """Return, for each kind of ``[[kind]]`` header, the line numbers (from 1) where it stands."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            found.setdefault(header.group(1), []).append(number)
    return found


def line_of(text: str, key: str) -> int:
    """Return the number of the line that begins with a key or its header, or 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[*\s*{re.escape(key)}\b", line):
            return number
    return 1
