"""Patterns of ``dates.toml`` → regular expressions over symbols.

Grammar: a pattern is items one after another; ``|`` gives choices inside round brackets (or at the top); ``?`` behind
an item makes it optional; ``{name}`` is a macro; CAPITALS name a class, with a digit behind for a second of the same
class; anything else is a word or sign that stands for itself. NUM is a number in digits or in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dotterel.knowledge.toml_files import Table

_ITEM = re.compile(r"\{\w+\}|[^\s{}]+")
_CLASS = re.compile(r"([A-Z]+)\d?")
_SIGNS = ("(", ")", "|", ")?")
_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled piece: its regular expression, the symbols it can begin with, and the fewest tokens it can take."""

    regex: str
    first: frozenset[str]
    shortest: int


@dataclass(frozen=True, slots=True)
class Alphabet:
    """What the names in patterns mean: the symbols of each class and word, and the macros."""

    charsets: Mapping[str, frozenset[str]]
    macros: Mapping[str, str]

    def pattern(self, table: Table) -> Pattern:
        """Return the compiled pattern of a rule; raise KnowledgeError when it is not well formed."""
        try:
            made = _Parser(self, tuple(self._items(table.text("pattern")))).whole()
            made = replace(made, regex=_numbered(made.regex))
            re.compile(made.regex)
        except (ValueError, re.error) as err:
            raise table.wrong(f"pattern is not well formed: {err}.") from err
        if made.shortest == 0:
            raise table.wrong("pattern would match nothing at all; at least one item must not be optional.")
        return made

    def _items(self, text: str) -> Iterator[str]:
        for item in _ITEM.findall(text):
            if not item.startswith("{"):
                yield item
            elif item[1:-1] in self.macros:
                yield from ("(", *self._items(self.macros[item[1:-1]]), ")")
            else:
                raise ValueError(f"there is no macro {item}")

    def atom(self, name: str) -> Pattern:
        """Return the piece for a class name or a word."""
        if name == "NUM":
            words, signs = self._set("NUMWORD"), self._set("DASH")
            regex = f"(?P<NUM>{self._set('DIGITS')}|{words}(?:{signs}?{words})*)"
            return Pattern(regex, self._symbols("DIGITS") | self._symbols("NUMWORD"), 1)
        known = _CLASS.fullmatch(name)
        if known is None:
            return Pattern(self._set(f"={name}"), self._symbols(f"={name}"), 1)
        return Pattern(f"(?P<{name}>{self._set(known.group(1))})", self._symbols(known.group(1)), 1)

    def _symbols(self, kind: str) -> frozenset[str]:
        if kind not in self.charsets:
            raise ValueError(f"there is no class or word '{kind.lstrip('=')}'")
        return self.charsets[kind]

    def _set(self, kind: str) -> str:
        symbols = self._symbols(kind)
        return "".join(symbols) if len(symbols) == 1 else "[" + "".join(sorted(symbols)) + "]"


@dataclass(frozen=True, slots=True)
class _Parser:
    """Recursive descent over the items; every method takes a position and returns the next one with its piece."""

    alphabet: Alphabet
    items: tuple[str, ...]

    def whole(self) -> Pattern:
        at, made = self._choices(0)
        if at != len(self.items):
            raise ValueError(f"there is a '{self.items[at]}' too many")
        return made

    def _choices(self, at: int) -> tuple[int, Pattern]:
        at, first = self._sequence(at)
        found = [first]
        while at < len(self.items) and self.items[at] == "|":
            at, other = self._sequence(at + 1)
            found.append(other)
        if len(found) == 1:
            return at, first
        regex = "(?:" + "|".join(piece.regex for piece in found) + ")"
        return at, Pattern(regex, frozenset().union(*(p.first for p in found)), min(p.shortest for p in found))

    def _sequence(self, at: int) -> tuple[int, Pattern]:
        made = Pattern("", frozenset(), 0)
        while at < len(self.items) and self.items[at] not in ("|", ")", ")?"):
            at, piece = self._item(at)
            first = made.first if made.shortest else made.first | piece.first
            made = Pattern(made.regex + piece.regex, first, made.shortest + piece.shortest)
        return at, made

    def _item(self, at: int) -> tuple[int, Pattern]:
        if self.items[at] == "(":
            at, piece = self._choices(at + 1)
            if at == len(self.items):
                raise ValueError("a bracket is not closed")
            optional = self.items[at] == ")?"
        else:
            name = self.items[at]
            optional = len(name) > 1 and name.endswith("?")
            piece = self.alphabet.atom(name.removesuffix("?") if optional else name)
        return at + 1, Pattern(f"(?:{piece.regex})?", piece.first, 0) if optional else piece


def _numbered(regex: str) -> str:
    """Return the expression with a number in each group's name, since a class may stand in several choices."""
    numbers = count()
    return _GROUP.sub(lambda group: f"(?P<{group.group(1)}_{next(numbers)}>", regex)


def literals(pattern: str) -> Iterator[str]:
    """Yield the words and signs of a pattern that stand for themselves."""
    for item in _ITEM.findall(pattern):
        name = item.removesuffix("?") if len(item) > 1 else item
        if item not in _SIGNS and not item.startswith("{") and not _CLASS.fullmatch(name):
            yield name
