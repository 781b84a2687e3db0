"""What words say about the truth of what they govern."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, truth


def load(tmp_path: Path, text: str) -> truth.Truth:
    path = tmp_path / "status.toml"
    path.write_text(text, encoding="utf-8")
    return truth.load(path, "status.toml")


def test_words_are_kept_by_part_of_speech(tmp_path: Path) -> None:
    found = load(tmp_path, '[verb]\nfails = ["refuse"]\nopen = ["urge"]\n[modal]\nfuture = ["will"]\n')
    assert (found.verb, found.modal, found.noun) == ({"refuse": "fails", "urge": "open"}, {"will": "future"}, {})


def test_an_unknown_signature_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^status\.toml:1: \[order\] knows words, not 'fails'\.$"):
        load(tmp_path, '[order]\nfails = ["first"]\n')


@pytest.mark.parametrize("text", ["[verb", 'verb = "open"\n'])
def test_a_file_that_is_written_wrongly_is_a_knowledge_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^status\.toml:\d+: "):
        load(tmp_path, text)


def test_our_own_file_knows_the_main_words() -> None:
    found = truth.load(DATA / "en" / "status.toml", "status.toml")
    kinds = {word: found.verb.get(word) for word in ("refuse", "urge", "agree", "say", "condemn", "manage", "accuse")}
    assert kinds == {
        "refuse": "fails",
        "urge": "open",
        "agree": "coming",
        "say": "claimed",
        "condemn": "told",
        "manage": "holds",
        "accuse": "alleged",
    }
    assert (found.modal["will"], found.modal["may"], found.mark["if"]) == ("future", "open", "open")
