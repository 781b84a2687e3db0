"""Words that refer back."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, reference

NAMES = [field.name for field in fields(reference.Reference)]
ALL = "".join(f'{name} = ["{name}-word"]\n' for name in NAMES)


def load(tmp_path: Path, text: str) -> reference.Reference:
    path = tmp_path / "reference.toml"
    path.write_text(text, encoding="utf-8")
    return reference.load(path, "reference.toml")


def test_every_list_is_read(tmp_path: Path) -> None:
    found = load(tmp_path, ALL)
    assert all(getattr(found, name) == {f"{name}-word"} for name in NAMES)


def test_all_pronouns_are_pronouns(tmp_path: Path) -> None:
    wanted = {f"{name}-word" for name in NAMES if name.endswith("_pronouns")}
    assert load(tmp_path, ALL).pronouns == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_list_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^reference\.toml:1: '{name}' must be a list of words\.$"):
        load(tmp_path, "".join(line for line in ALL.splitlines(keepends=True) if not line.startswith(f"{name} ")))


def test_a_list_must_hold_words(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="'groups' must be a list of words"):
        load(tmp_path, ALL.replace('["groups-word"]', "[1]"))


def test_our_own_words_are_in_small_letters() -> None:
    found = reference.load(DATA / "en" / "reference.toml", "reference.toml")
    assert {"he", "they", "it", "we"} <= found.pronouns
    assert all(word == word.lower() for name in NAMES for word in getattr(found, name))
