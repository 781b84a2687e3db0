"""Tables know their file and line, so that a mistake can be named by it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import Table, document, header_lines, tables

TWO = '# words\n\n[[verb]]\nlemma = "storm"\n\n[[verb.says]]\ntext = "x"\n\n[[verb]]\nlemma = "raid"\n'


def file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "mine.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def test_tables_know_the_line_on_which_they_begin(tmp_path: Path) -> None:
    found = list(tables(file(tmp_path, TWO), "mine.toml", ("verb",)))
    assert [(t.kind, t.line, t.values["lemma"]) for t in found] == [("verb", 3, "storm"), ("verb", 9, "raid")]


def test_header_lines_are_kept_by_kind() -> None:
    assert header_lines(TWO) == {"verb": [3, 9], "verb.says": [6]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 1\nb = = 2\n", r"^mine\.toml:2: not valid TOML: "),
        (b"\xff\xfe\x00", r"^mine\.toml:1: cannot be read as UTF-8 text"),
        ("\n\n[[noun]]\nlemma = 'x'\n", r"^mine\.toml:3: 'noun' is not known here; write \[\[verb\]\]\.$"),
        ("\nverb = 3\n", r"^mine\.toml:2: 'verb' is not known here"),
    ],
)
def test_mistakes_are_named_by_file_and_line(tmp_path: Path, text: str | bytes, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        list(tables(file(tmp_path, text), "mine.toml", ("verb",)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^mine\.toml:1: cannot be read"):
        document(tmp_path / "gone.toml", "mine.toml")


def table(**values: object) -> Table:
    return Table("verb", values, "mine.toml", 7)


def test_text_is_stripped_and_has_a_default() -> None:
    assert table(lemma=" storm ").text("lemma") == "storm"
    assert table().text("sense", "light") == "light"


@pytest.mark.parametrize("value", [None, 3, "", "  "])
def test_text_that_is_none_is_a_mistake(value: object) -> None:
    with pytest.raises(KnowledgeError, match=r"^mine\.toml:7: \[\[verb\]\] needs lemma"):
        table(lemma=value).text("lemma")


def test_words_are_a_list_of_texts() -> None:
    assert table(mode=["a", "b"]).words("mode") == ("a", "b")
    assert table().words("mode") == ()
    for wrong in ("a", [1]):
        with pytest.raises(KnowledgeError, match=r"^mine\.toml:7: mode must be a list of texts"):
            table(mode=wrong).words("mode")


def test_an_unknown_key_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"unknown key 'sence' in \[\[verb\]\]; known ones are lemma, sense\."):
        table(lemma="x", sence="y").only("lemma", "sense")


@given(text=st.text(st.sampled_from('[]verbnou."=\n #1'), max_size=60))
def test_no_text_gives_anything_but_tables_or_a_knowledge_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = file(tmp_path_factory.getbasetemp(), text)
    with suppress(KnowledgeError):
        assert all(found.line >= 1 for found in tables(path, "mine.toml", ("verb", "noun")))
