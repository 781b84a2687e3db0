"""Entries: read from files, checked, and indexed by their trigger."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, lexicon

GOOD = """
[[verb]]
lemma = "storm"
sense = "assault.storm"
frame = "who storm whom"
[[verb.says]]
text = "Soldiers stormed the palace at dawn."
"""


def folder(tmp_path: Path, text: str, classes: str = "") -> Path:
    (tmp_path / "en" / "verbs").mkdir(parents=True)
    (tmp_path / "en" / "verbs" / "mine.toml").write_text(text, encoding="utf-8")
    if classes:
        (tmp_path / "en" / "classes.toml").write_text(classes, encoding="utf-8")
    return tmp_path


def test_load_indexes_by_first_word(tmp_path: Path) -> None:
    found = lexicon.load([(folder(tmp_path, GOOD), "mine/")])
    assert [entry.rule for entry in found.verbs["storm"]] == ["mine/en/verbs/mine.toml#storm"]


def test_load_fills_in_classes(tmp_path: Path) -> None:
    text = GOOD.replace("who storm whom", "who storm what=@palace")
    found = lexicon.load([(folder(tmp_path, text, '[class]\npalace = ["palace", "castle"]\n'), "")])
    assert found.verbs["storm"][0].patterns[0].after[0].words == {"palace", "castle"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("[[verb.says]]\ntext", "note"), r"mine.toml:2: needs an example"),
        (GOOD.replace('frame = "who storm whom"', ""), r"mine.toml:2: \[\[verb\]\] needs frame"),
        (GOOD.replace("whom", "@whom"), r"mine.toml:2: frame of 'storm'"),
        (GOOD.replace("whom", "what=@nobody"), "no class @nobody"),
        (GOOD + GOOD, "a second entry"),
        (GOOD.replace("sense =", "sence ="), "unknown key 'sence'"),
        (GOOD.replace("[[verb]]", "[[werb]]").replace("[[verb.says]]", "[[werb.says]]"), "'werb' is not known here"),
        ("lemma = = 3", "not valid TOML"),
    ],
)
def test_load_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        lexicon.load([(folder(tmp_path, text), "mine/")])


def test_load_collects_problems_when_asked(tmp_path: Path) -> None:
    problems: list[str] = []
    found = lexicon.load([(folder(tmp_path, GOOD + GOOD.replace("storm whom", "storm @whom")), "")], problems)
    assert len(found.entries) == 1
    assert len(problems) == 1


def test_our_own_entries_are_many_and_well() -> None:
    entries = lexicon.load([(DATA, "")]).entries
    assert len(entries) >= 500
    assert all(entry.says for entry in entries)
    assert all(entry.patterns or entry.kind == "light" for entry in entries)
