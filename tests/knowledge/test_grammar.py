"""Words by whose use a clause is built in its own way."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import grammar

NAMES = [field.name for field in fields(grammar.Grammar)]
ALL = "".join(f'{name} = ["{name}-word"]\n' for name in NAMES)


def load(tmp_path: Path, text: str) -> grammar.Grammar:
    path = tmp_path / "grammar.toml"
    path.write_text(text, encoding="utf-8")
    return grammar.load(path, "grammar.toml")


def test_every_list_is_read(tmp_path: Path) -> None:
    found = load(tmp_path, ALL)
    assert all(getattr(found, name) == {f"{name}-word"} for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_missing_list_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"^grammar\.toml:1: '{name}' must be a list of words\.$"):
        load(tmp_path, "".join(line for line in ALL.splitlines(keepends=True) if not line.startswith(f"{name} ")))


def test_an_unknown_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no list 'mine' is read"):
        load(tmp_path, ALL + 'mine = ["word"]\n')


def test_our_own_words_are_in_small_letters_and_read_once() -> None:
    assert grammar.ours() is grammar.ours()
    assert all(word == word.lower() for name in NAMES for word in getattr(grammar.ours(), name))
