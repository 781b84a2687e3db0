"""dates.toml: what the loader makes of it, and how it says no."""

from __future__ import annotations

from pathlib import Path

import pytest

import dotterel
from dotterel.errors import KnowledgeError
from dotterel.knowledge import time_words

DATA = Path(dotterel.__file__).parent / "data" / "en" / "dates.toml"

GOOD = """
[[words]]
class = "UNIT"
words = ["week", "second"]

[[words]]
class = "ORD"
values = { first = 1, second = 2 }

[[words]]
class = "NAME"
cased = true
words = ["may"]

[[form]]
pattern = '\\d+'
classes = ["DIGITS"]

[[macro]]
name = "lead"
pattern = "( the | a )?"

[[rule]]
reads = "duration"
pattern = "{lead} ORD UNIT"
example = "It was the first week."
finds = "the first week"
means = "P1W"
"""


def load(tmp_path: Path, text: str) -> time_words.TimeWords:
    path = tmp_path / "dates.toml"
    path.write_text(text, encoding="utf-8")
    return time_words.load(path, "en/dates.toml")


def test_the_shipped_file_is_right() -> None:
    words = time_words.load(DATA, "en/dates.toml")
    assert len(words.rules) > 100
    assert words.value("MONTH", "Sept.") == 9


def test_a_word_may_be_several_things() -> None:
    words = time_words.load(DATA, "en/dates.toml")
    assert words.value("ORD", "second") == 2
    assert words.value("ONEUNIT", "second") == "S"


def test_other_words_have_no_symbol(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert words.symbols(["It", "was", "?"]) == "..."
    assert "." not in words.symbols(["the", "first", "week", "42"])


def test_a_cased_word_needs_its_capital(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert words.symbol("may") == time_words.OTHER
    assert words.symbol("May") != time_words.OTHER


def test_rules_are_found_by_what_they_can_begin_with(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    (rule,) = words.rules
    symbols = words.symbols(["the", "first", "week", "ends"])
    assert words.rules_at(symbols, 0) == words.rules_at(symbols, 1) == (rule,)
    assert words.rules_at(symbols, 2) == ()
    assert rule.regex.match(symbols).end() == 3  # type: ignore[union-attr]


def test_a_word_alone_has_only_the_rules_that_it_can_fill(tmp_path: Path) -> None:
    words = load(tmp_path, GOOD)
    assert words.rules_at(words.symbols(["first", "of"]), 0) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('class = "UNIT"', 'class = "Unit"', r"dates.toml:2: class 'Unit'"),
        ('words = ["week", "second"]', "", r"dates.toml:2: write words"),
        ('words = ["week", "second"]', "words = [1]", r"dates.toml:2: words must be a list"),
        ('words = ["week", "second"]', 'words = ["Week"]', r"dates.toml:2: write 'Week' as 'week'"),
        ("first = 1", "first = true", r"dates.toml:6: 'first' stands for True"),
        ("cased = true", 'cased = "yes"', r"dates.toml:10: cased must be"),
        ("'\\d+'", "'(\\d+'", r"dates.toml:15: pattern is no regular expression"),
        ('classes = ["DIGITS"]', "classes = []", r"dates.toml:15: classes must name"),
        ('reads = "duration"', 'reads = "tea"', r"dates.toml:23: reads = 'tea' is not known"),
        ('reads = "duration"', 'reads = "fixed"', r'dates.toml:23: reads = "fixed" needs gives'),
        ('reads = "duration"', 'reads = "holiday"', r"dates.toml:23: on = "),
        ('finds = "the first week"', 'finds = "a week"', r"dates.toml:23: finds must be words"),
        ("{lead} ORD UNIT", "{head} ORD UNIT", r"dates.toml:23: pattern .* no macro \{head\}"),
        ("{lead} ORD UNIT", "ORD TIME", r"dates.toml:23: pattern .* no class or word 'TIME'"),
        ("{lead} ORD UNIT", "( ORD | UNIT", r"dates.toml:23: pattern .* bracket is not closed"),
        ("{lead} ORD UNIT", "ORD ) UNIT", r"dates.toml:23: pattern .* '\)' too many"),
        ("{lead} ORD UNIT", "ORD?", r"dates.toml:23: pattern would match nothing"),
        ("[[macro]]", "[[makro]]", r"'makro' is not known here"),
        ('name = "lead"', 'name = "lead', r"not valid TOML"),
        ('means = "P1W"', 'means = "P1W"\nmeaning = 1', r"dates.toml:23: unknown key 'meaning'"),
    ],
)
def test_mistakes_are_named_by_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(KnowledgeError, match=message):
        load(tmp_path, GOOD.replace(old, new))
