"""Words that hint at a mode, a context or a topic."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, hints

TWO = '[sport]\nwords = ["Cup", "cup final"]\n\n[screen]\nwords = ["film"]\n'


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_phrases_are_found_in_order_longest_first(tmp_path: Path) -> None:
    found = hints.load(file(tmp_path, TWO), "mine.toml").found(["a", "film", "of", "the", "cup", "final"])
    assert list(found) == [(1, 2, "screen"), (4, 6, "sport"), (4, 5, "sport")]


def test_a_phrase_needs_all_its_words(tmp_path: Path) -> None:
    assert list(hints.load(file(tmp_path, TWO), "mine.toml").found(["final", "cup"])) == [(1, 2, "sport")]


def test_a_file_that_is_not_there_hints_at_nothing(tmp_path: Path) -> None:
    assert list(hints.load(tmp_path / "gone.toml", "gone.toml").found(["cup"])) == []
    assert hints.load_by_type(tmp_path / "gone.toml", "gone.toml") == {}


def test_hints_by_type(tmp_path: Path) -> None:
    found = hints.load_by_type(file(tmp_path, '[ASSAULT.explosives]\nwords = ["bomb"]\n'), "mine.toml")
    assert list(found["ASSAULT"].found(["bomb"])) == [(0, 1, "explosives")]


@pytest.mark.parametrize("words", ['"cup"', "[1]", '[""]', "[[]]"])
def test_words_must_be_texts(tmp_path: Path, words: str) -> None:
    with pytest.raises(KnowledgeError, match=r'^mine\.toml:2: \[sport\] needs words = \["…", …\]\.$'):
        hints.load(file(tmp_path, f"\n[sport]\nwords = {words}\n"), "mine.toml")


def test_our_own_files_are_well() -> None:
    assert {"sport", "screen"} <= {
        label for phrases in hints.load(DATA / "en/topics.toml", "t").index.values() for _, label in phrases
    }
    assert "ASSAULT" in hints.load_by_type(DATA / "en/modes.toml", "m")
