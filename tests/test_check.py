"""``dotterel check``: our entries are well, and a user's mistakes are named by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dotterel import check
from dotterel.check import Given
from dotterel.knowledge import checks

if TYPE_CHECKING:
    from dotterel.walker import Walker

VERB = """
[[verb]]
lemma = "pique"
sense = "tease.pique"
frame = "who pique whom"
[[verb.says]]
text = "France piqued Germany on Monday."
who = "France"
"""
ONTOLOGY = '[sense]\n"tease" = "ACCUSE disapprove"\n'


def book(tmp_path: Path, verb: str = VERB, plover: str = ONTOLOGY) -> Path:
    folder = tmp_path / "book"
    for name, text in (("en/verbs/mine.toml", verb), ("ontology/plover.toml", plover)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def found(folder: Path) -> list[str]:
    return list(check.check(Given(str(folder))))


@pytest.mark.model
def test_a_good_entry_of_the_users_is_well(warm: None, tmp_path: Path) -> None:
    assert found(book(tmp_path)) == []


@pytest.mark.model
def test_an_entry_that_does_not_fire_is_named(warm: None, tmp_path: Path) -> None:
    [problem] = found(book(tmp_path, VERB.replace("France piqued Germany", "France thanked Germany")))
    assert problem.startswith("book/en/verbs/mine.toml:2: verb 'pique': it does not fire")


@pytest.mark.model
def test_all_wrong_entries_are_named_not_only_the_first(warm: None, tmp_path: Path) -> None:
    wrong = VERB.replace("who pique whom", "who pique whomever")
    first, second = found(book(tmp_path, wrong + wrong.replace("pique", "nag")))
    assert first.startswith("book/en/verbs/mine.toml:2: frame of 'pique'")
    assert second.startswith("book/en/verbs/mine.toml:10: frame of 'nag'")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    [problem] = found(book(tmp_path, "[[verb]\n"))
    assert problem.startswith("book/en/verbs/mine.toml:1: not valid TOML")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    [problem] = found(tmp_path / "gone")
    assert "no such codebook folder" in problem


@pytest.mark.model
def test_a_sample_of_our_own_entries_is_well(walker: Walker) -> None:
    cases = list(checks.cases(walker.know.lexicon.entries))[::40]
    assert list(check.problems(cases, walker)) == []


def test_count_gives_entries_and_senses(warm: None) -> None:
    entries, senses = check.count()
    assert entries >= 500
    assert 50 < senses < entries
