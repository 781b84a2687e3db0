"""How a language tells time, from ``en/dates.toml``: words, forms of numbers, and patterns over both.

Each token of a text becomes one symbol, which stands for everything the token may be ("second" is a unit and a number).
A pattern is compiled to a regular expression over symbols, so that a text is searched by characters, not by words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from dotterel.knowledge.time_patterns import Alphabet, Pattern, literals
from dotterel.knowledge.toml_files import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

READERS = frozenset(
    {"date", "iso", "slashed", "days", "months", "month", "year", "years", "decade", "century", "quarter"}
    | {"half", "season", "nth", "fixed", "fixed_day", "holiday", "weekday", "weekday_set", "weekend", "today"}
    | {"tonight", "overnight", "day_part", "bare_part", "clock", "unit", "told_unit", "told_day"}
    | {"same_day", "year_ago", "ago", "from_now", "later", "duration", "vague_span", "whole", "set", "the_past"}
)
"""The readers that a rule may name; ``coder/when`` has one function for each."""

KINDS = ("words", "form", "macro", "rule")
OTHER = "."
_FIRST_SYMBOL = 0x80
"""Below 0x100, where the many-membered classes fall, sets of characters compile fast."""
_DIGIT = re.compile(r"\d")
_ON = re.compile(
    r"\d\d-\d\d|(?:easter|orthodox)[+-]\d+|islamic \d+(?: \d+)?|unknown"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day -?\d \d+"
)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One ``[[rule]]``: what it looks like, who reads it, and its own example."""

    name: str
    """``file#number``, as it appears in messages."""
    reads: str
    regex: re.Pattern[str]
    cased: bool
    on: str
    gives: str
    example: str
    finds: str
    means: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The checked content of ``dates.toml``."""

    plain: Mapping[str, str]
    """Word in lower case → symbol, for a token that begins with a small letter."""
    capital: Mapping[str, str]
    """Word in lower case → symbol, for a token that begins with a capital letter."""
    form: re.Pattern[str]
    form_symbols: Mapping[str, str]
    values: Mapping[tuple[str, str], int | str]
    """(class, word in lower case) → what the word stands for."""
    starts: Mapping[str, tuple[TimeRule, ...]]
    """Symbol → the rules that can begin with it."""
    alone: Mapping[str, tuple[TimeRule, ...]]
    """Symbol → the rules that it can fill by itself, for a word with no other word of time behind it."""
    rules: tuple[TimeRule, ...]

    def symbols(self, texts: Iterable[str]) -> str:
        """Return one symbol for each token text, ``.`` for a word that tells no time."""
        tokens = tuple(texts)
        known = {text: self.symbol(text) for text in frozenset(tokens)}
        return "".join(map(known.__getitem__, tokens))

    def rules_at(self, symbols: str, at: int) -> tuple[TimeRule, ...]:
        """Return the rules that may fit from the symbol at ``at`` on."""
        lonely = symbols[at + 1 : at + 2] in ("", OTHER)
        return (self.alone if lonely else self.starts).get(symbols[at], ())

    def symbol(self, text: str) -> str:
        """Return the symbol of one token."""
        words = self.capital if text[:1].isupper() else self.plain
        found = words.get(text)
        if found is None and not (text.isalpha() and text.islower()):
            found = words.get(bare(text))
        if found is not None:
            return found
        if not _DIGIT.search(text):
            return OTHER
        form = self.form.fullmatch(text)
        return self.form_symbols[form.lastgroup] if form is not None and form.lastgroup else OTHER

    def has(self, kind: str, text: str) -> bool:
        """True when a token is a word of the class ``kind``."""
        return (kind, bare(text)) in self.values

    def value(self, kind: str, text: str) -> int | str:
        """Return what a word of the class stands for; raises KeyError when it is none."""
        return self.values[kind, bare(text)]


def bare(text: str) -> str:
    """Return a word as the tables have it: lower case, straight apostrophe, no full stop at its end."""
    lower = text.lower().replace("’", "'").replace("‘", "'")
    return lower.rstrip(".") or lower


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of one class."""

    word: str
    kind: str
    value: int | str
    cased: bool


def load(path: Path, name: str) -> TimeWords:
    """Return the file's content; raise KnowledgeError naming file and line when something is wrong in it."""
    found = list(tables(path, name, KINDS))
    words = [word for table in found if table.kind == "words" for word in _words(table)]
    forms = [_form(table) for table in found if table.kind == "form"]
    macros = {table.text("name"): table.text("pattern") for table in found if table.kind == "macro"}
    rules = [table for table in found if table.kind == "rule"]
    plain, capital = _signatures(words, _literal_words(rules, macros))
    symbols = _symbols(chain(plain.values(), capital.values(), forms))
    alphabet = Alphabet(_charsets(symbols), macros)
    made = [_rule(table, number, alphabet) for number, table in enumerate(rules, 1)]
    return TimeWords(
        plain=MappingProxyType({word: symbols[kinds] for word, kinds in plain.items()}),
        capital=MappingProxyType({word: symbols[kinds] for word, kinds in capital.items()}),
        form=_form_regex([table for table in found if table.kind == "form"]),
        form_symbols=MappingProxyType({f"f{number}": symbols[kinds] for number, kinds in enumerate(forms)}),
        values=MappingProxyType({(word.kind, word.word): word.value for word in words}),
        starts=MappingProxyType(_starts(made)),
        alone=MappingProxyType(_starts([(rule, pattern) for rule, pattern in made if pattern.shortest == 1])),
        rules=tuple(rule for rule, _ in made),
    )


def _words(table: Table) -> Iterator[_Word]:
    table.only("class", "cased", "words", "values")
    kind, values = table.text("class"), table.values.get("values", dict.fromkeys(table.words("words"), 1))
    if not kind.isalpha() or not kind.isupper():
        raise table.wrong(f"class '{kind}' must be written in capital letters only.")
    if not isinstance(values, dict) or not values:
        raise table.wrong('write words = ["…"], or [words.values] with what each word stands for.')
    cased = _flag(table, "cased")
    for word, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise table.wrong(f"'{word}' stands for {value!r}; write a number or a text.")
        if word != bare(word):
            raise table.wrong(f"write '{word}' as '{bare(word)}': small letters, no full stop at the end.")
        yield _Word(word, kind, value, cased)


def _flag(table: Table, key: str) -> bool:
    value = table.values.get(key, False)
    if not isinstance(value, bool):
        raise table.wrong(f"{key} must be true or false.")
    return value


def _form(table: Table) -> frozenset[str]:
    table.only("pattern", "classes")
    try:
        re.compile(table.text("pattern"))
    except re.error as err:
        raise table.wrong(f"pattern is no regular expression: {err}.") from err
    classes = table.words("classes")
    if not classes:
        raise table.wrong('classes must name at least one class, such as ["DAY"].')
    return frozenset(classes)


def _form_regex(forms: list[Table]) -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<f{number}>{table.text('pattern')})" for number, table in enumerate(forms)) or "(?!)"
    )


def _literal_words(rules: list[Table], macros: Mapping[str, str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(literals(p) for p in (*macros.values(), *(r.text("pattern") for r in rules))))


def _signatures(
    words: list[_Word], literal: frozenset[str]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return, for each word, everything it may be when it begins small, and when it begins with a capital."""
    names = {word.word for word in words} | literal
    pairs = {(word.word, word.kind, word.cased) for word in words}
    kinds = {kind for _, kind, _ in pairs}
    plain = {name: frozenset(k for k in kinds if (name, k, False) in pairs) for name in names}
    capital = {name: plain[name] | {k for k in kinds if (name, k, True) in pairs} for name in names}
    own = {name: frozenset({f"={name}"} if name in literal else ()) for name in names}
    small = {name: plain[name] | own[name] for name in names if plain[name] or own[name]}
    return small, {name: capital[name] | own[name] for name in names}


def _symbols(signatures: Iterable[frozenset[str]]) -> dict[frozenset[str], str]:
    distinct = sorted({tuple(sorted(kinds)) for kinds in signatures}, key=lambda kinds: (kinds[0][0] == "=", kinds))
    return {frozenset(kinds): chr(_FIRST_SYMBOL + number) for number, kinds in enumerate(distinct)}


def _charsets(symbols: Mapping[frozenset[str], str]) -> dict[str, frozenset[str]]:
    kinds = frozenset(chain.from_iterable(symbols))
    return {kind: frozenset(symbol for holds, symbol in symbols.items() if kind in holds) for kind in kinds}


def _rule(table: Table, number: int, alphabet: Alphabet) -> tuple[TimeRule, Pattern]:
    table.only("reads", "pattern", "gives", "on", "cased", "example", "finds", "means")
    reads, on = table.text("reads"), table.values.get("on", "")
    if reads not in READERS:
        raise table.wrong(f"reads = '{reads}' is not known; known ones are {', '.join(sorted(READERS))}.")
    if (reads == "holiday") != bool(on) or (on and not _ON.fullmatch(str(on))):
        raise table.wrong('on = "…" must say the day of a holiday, such as "12-25", "easter+1" or "unknown".')
    if reads in ("fixed", "fixed_day") and not table.values.get("gives"):
        raise table.wrong(f'reads = "{reads}" needs gives = "…".')
    if table.text("finds") not in table.text("example"):
        raise table.wrong("finds must be words of the example.")
    pattern = alphabet.pattern(table)
    rule = TimeRule(
        name=f"{table.file}#{number}",
        reads=reads,
        regex=re.compile(pattern.regex),
        cased=_flag(table, "cased"),
        on=str(on),
        gives=str(table.values.get("gives", "")),
        example=table.text("example"),
        finds=table.text("finds"),
        means=table.text("means"),
    )
    return rule, pattern


def _starts(made: list[tuple[TimeRule, Pattern]]) -> dict[str, tuple[TimeRule, ...]]:
    symbols = frozenset(chain.from_iterable(pattern.first for _, pattern in made))
    return {symbol: tuple(rule for rule, pattern in made if symbol in pattern.first) for symbol in symbols}
