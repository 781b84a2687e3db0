"""Bylines, links to other stories and credits: found and listed, never cut.

What is no news must not be coded: "Read Iraq, Iran step up training" is a link, and no event of this article.
The patterns are data, in data/en/boilerplate.toml, each with its own examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.records import LeftOut

if TYPE_CHECKING:
    from dotterel.knowledge.toml_files import Table

FILE = "en/boilerplate.toml"
MAX_LINE = 300
"""A line longer than this is a paragraph of news; only parts of it can be left out."""
MIN_WRAPPED, MAX_WRAPPED = 45, 100
"""The width of lines in a text that is broken into lines for a screen or a teleprinter."""
MAX_LISTED = 20
"""Words in a headline of a list of links."""

_KINDS = ("piece", "line", "part")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_NAMED_PIECE = re.compile(r"<(\w+)>")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One kind of words that are no news."""

    name: str
    reason: str
    regex: re.Pattern[str]
    whole: bool
    """True when the whole line must fit, False for a part of a line."""
    first: bool
    """False when the first line of an article, its title, is never this."""
    heads_list: bool
    """True when the headlines under the line go with it."""
    leaves_out: tuple[str, ...]
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """All patterns, in the order of their file."""

    lines: tuple[Pattern, ...]
    parts: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and whether it is broken off from the line before."""

    start: int
    text: str
    first: bool
    broken: bool


def load(path: Path | None = None) -> Boilerplate:
    """Return the patterns of our own file, or of ``path``; raise KnowledgeError naming file and line."""
    from dotterel.knowledge.toml_files import tables

    ours = Path(str(files("dotterel").joinpath("data", FILE)))
    found = tuple(tables(path or ours, path.name if path else FILE, _KINDS))
    pieces = _pieces(found)
    patterns = [_pattern(table, pieces) for table in found if table.kind != "piece"]
    return Boilerplate(tuple(p for p in patterns if p.whole), tuple(p for p in patterns if not p.whole))


def _pieces(found: tuple[Table, ...]) -> Mapping[str, str]:
    pieces: dict[str, str] = {}
    for table in found:
        if table.kind == "piece":
            pieces = pieces | {table.text("name"): _written(table, pieces)}
    return pieces


def _pattern(table: Table, pieces: Mapping[str, str]) -> Pattern:
    table.only("name", "reason", "pattern", "case", "first", "heads_list", "leaves_out", "keeps")
    try:
        regex = re.compile(_written(table, pieces), 0 if table.values.get("case") else re.IGNORECASE)
    except re.error as err:
        raise table.wrong(f"the pattern is no regular expression: {err}.") from None
    return Pattern(
        name=table.text("name"),
        reason=table.text("reason"),
        regex=regex,
        whole=table.kind == "line",
        first=bool(table.values.get("first", True)),
        heads_list=bool(table.values.get("heads_list", False)),
        leaves_out=table.words("leaves_out"),
        keeps=table.words("keeps"),
    )


def _written(table: Table, pieces: Mapping[str, str]) -> str:
    """Return the pattern of ``table`` with the pieces it names, each of which stands before it in the file."""
    try:
        return _NAMED_PIECE.sub(lambda found: f"(?:{pieces[found[1]]})", table.text("pattern"))
    except KeyError as err:
        raise table.wrong(f"the pattern names <{err.args[0]}>, and no [[piece]] above is called so.") from None


def left_out(text: str, boilerplate: Boilerplate) -> tuple[LeftOut, ...]:
    """Return the words of ``text`` that are no news, in their order, none overlapping."""
    return tuple(_found(text, boilerplate))


def _found(text: str, boilerplate: Boilerplate) -> Iterator[LeftOut]:
    listing: Pattern | None = None
    for line in _lines(text):
        pattern = _whole(line, boilerplate)
        if pattern is None and listing is not None and _is_headline(line.text):
            pattern = listing
        elif pattern is None or pattern.heads_list:
            listing = pattern
        if pattern is not None:
            yield LeftOut(line.start, line.start + len(line.text), line.text, pattern.reason)
        else:
            yield from _parts(line, boilerplate)


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    found = [match for match in _LINE.finditer(text) if not match[0].isspace()]
    joined = [*(_is_joined(text, a, b) for a, b in pairwise(found)), False]
    wrapped = _is_wrapped(found, joined)
    for number, match in enumerate(found):
        line = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        runs_on = (number > 0 and joined[number - 1]) or (joined[number] and len(line) >= MIN_WRAPPED)
        yield _Line(start, line, number == 0, wrapped and runs_on)


def _is_joined(text: str, line: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether no blank line and no end of a sentence stands between two lines."""
    between = text[line.end() : after.start()].replace("\r\n", "\n")
    return len(between) == 1 and not _SENTENCE_END.search(line[0].rstrip()[-8:])


def _is_wrapped(found: list[re.Match[str]], joined: list[bool]) -> bool:
    """Return whether the text is broken into lines of one width, as on an old wire, and not into paragraphs."""
    wide = sum(len(match[0]) > MAX_WRAPPED for match in found)
    full = sum(goes_on and len(match[0]) >= MIN_WRAPPED for match, goes_on in zip(found, joined, strict=False))
    return full >= 3 and full > 0.4 * len(found) and wide < 0.05 * len(found)


def _whole(line: _Line, boilerplate: Boilerplate) -> Pattern | None:
    if line.broken or len(line.text) > MAX_LINE:
        return None
    fitting = (p for p in boilerplate.lines if (p.first or not line.first) and p.regex.fullmatch(line.text))
    return next(fitting, None)


def _is_headline(line: str) -> bool:
    return len(line) <= MAX_LINE and len(line.split()) <= MAX_LISTED and not _SENTENCE_END.search(line)


def _parts(line: _Line, boilerplate: Boilerplate) -> Iterator[LeftOut]:
    """Yield the credits inside a line of news."""
    found = sorted(
        (match.start(), match.end(), p.reason) for p in boilerplate.parts for match in p.regex.finditer(line.text)
    )
    done = 0
    for start, end, reason in found:
        if start >= done and end > start:
            yield LeftOut(line.start + start, line.start + end, line.text[start:end], reason)
            done = end


def problems(boilerplate: Boilerplate) -> Iterator[str]:
    """Yield a sentence for each pattern that fails on its own examples, or has none."""
    for pattern in boilerplate.lines + boilerplate.parts:
        where = f"{FILE}#{pattern.name}"
        if not pattern.leaves_out or not pattern.keeps:
            yield f"{where}: write at least one example under leaves_out and one under keeps."
        fits = pattern.regex.fullmatch if pattern.whole else pattern.regex.search
        yield from (f"{where}: does not leave out '{line}'." for line in pattern.leaves_out if not fits(line))
        yield from (f"{where}: leaves out '{line}', which is news." for line in pattern.keeps if fits(line))
