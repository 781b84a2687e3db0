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
NOUN = """
[[noun]]
lemma = "piquing"
sense = "tease.piquing"
frame = "piquing of whom by who"
[[noun.says]]
text = "The piquing of Germany by France went on."
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


@pytest.mark.model
def test_only_what_is_given_is_checked(warm: None, tmp_path: Path) -> None:
    lines = check.check(Given(str(book(tmp_path, VERB.replace('who = "France"\n', "") + NOUN))))
    with pytest.raises(StopIteration) as done:
        next(lines)
    assert done.value.value == 2


@pytest.mark.model
def test_only_keeps_to_some_files(warm: None, tmp_path: Path) -> None:
    folder = book(tmp_path, VERB.replace("France piqued", "France thanked"))
    assert found(folder) != []
    assert list(check.check(Given(str(folder), only="nouns"))) == []


@pytest.mark.model
def test_an_entry_that_is_wrong_is_not_coded(warm: None, tmp_path: Path) -> None:
    [problem] = found(
        book(tmp_path, VERB.replace("tease.pique", "asault.pique"), '[sense]\n"accuse.mine" = "ACCUSE"\n')
    )
    assert problem.startswith("book/en/verbs/mine.toml:2: verb 'pique': sense 'asault.pique' has no code")


def test_a_sense_that_no_entry_has_is_told(tmp_path: Path) -> None:
    folder = book(tmp_path, "", '[sense]\n"asault.bomb" = "ASSAULT"\n"agree.mine" = "AGREE"\n"zzz" = "AGREE"\n')
    first, second = found(folder)
    assert first == (
        "book/ontology/plover.toml:2: no entry has the sense 'asault.bomb' or a finer one; "
        "perhaps you mean 'assault.bomb'."
    )
    assert second.startswith("book/ontology/plover.toml:4: no entry has the sense 'zzz' or a finer one; correct it")


def test_an_ontology_of_the_users_own_is_checked(tmp_path: Path) -> None:
    folder = book(tmp_path, "", '[sense]\n"agree.mine" = "AGREE"\n')
    path = folder / "ontology" / "mine.toml"
    path.write_text('[sense]\n"assault.bomb" = "X"\n"assault.kill" = 3\n"protest.stryke" = "Y"\n', encoding="utf-8")
    wrong = "mine.toml:3: sense 'assault.kill': the code must be a text."
    idle = "mine.toml:4: no entry has the sense 'protest.stryke' or a finer one; perhaps you mean 'protest.strike'."
    assert found(folder) == [f"book/ontology/{wrong}", f"book/ontology/{idle}"]
    lines = list(check.check(Given(ontology=str(path))))
    assert lines == [f"{path.parent}/{wrong}", f"{path.parent}/{idle}"]


def test_actors_are_checked_without_the_examples_of_verbs(tmp_path: Path) -> None:
    (tmp_path / "groups_mine.csv").write_text("id,name,code\na,Lanterns,XXQ\nb,Moths,XXQ\n", encoding="utf-8")
    problems = list(check.check(Given(actors=str(tmp_path))))
    assert [problem.rpartition("/")[2].partition(" ")[0] for problem in problems] == [
        "groups_mine.csv:2:",
        "groups_mine.csv:3:",
    ]


def test_a_sense_is_not_looked_for_in_entries_that_could_not_be_read(tmp_path: Path) -> None:
    [problem] = found(book(tmp_path, "[[verb]\n"))
    assert problem.startswith("book/en/verbs/mine.toml:1: not valid TOML")
