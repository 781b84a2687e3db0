"""Kept parses are the same as fresh ones, and are looked up by everything that they depend on."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from parses import Kept, identity
from spacy.language import Language
from spacy.tokens import Doc


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("sentencizer")
    return made


def test_a_parse_is_kept_and_given_again(nlp: Language, tmp_path: Path) -> None:
    texts = ["Rebels fled. They came back.", "Nobody came."]
    first = [doc.to_json() for doc in Kept(nlp, tmp_path).pipe(texts)]
    again = Kept(nlp, tmp_path)
    nlp.remove_pipe("sentencizer")
    assert [doc.to_json() for doc in again.pipe(texts)] == first


def test_pairs_keep_their_context_and_order(nlp: Language, tmp_path: Path) -> None:
    kept = Kept(nlp, tmp_path)
    list(kept.pipe(["One."]))
    found = list(kept.pipe([(nlp.make_doc("Two."), "b"), (nlp.make_doc("One."), "a")], as_tuples=True))
    assert [(doc.text, context) for doc, context in found] == [("Two.", "b"), ("One.", "a")]


def test_given_sentence_starts_are_part_of_the_key(nlp: Language, tmp_path: Path) -> None:
    kept = Kept(nlp, tmp_path)

    def made(start: bool) -> Doc:
        doc = nlp.make_doc("LIMA Nuns left")
        doc[1].is_sent_start = start
        return doc

    (one,), (other,) = list(kept.pipe([made(start=True)])), list(kept.pipe([made(start=False)]))
    assert (len(list(one.sents)), len(list(other.sents))) == (2, 1)


def test_what_the_pipeline_has_is_there(nlp: Language, tmp_path: Path) -> None:
    kept = Kept(nlp, tmp_path)
    assert kept.pipe_names == ["sentencizer"]
    assert "sentencizer" in identity(nlp)


def test_the_folder_keeps_itself_out_of_version_control(nlp: Language, tmp_path: Path) -> None:
    Kept(nlp, tmp_path / "new")
    assert (tmp_path / "new" / ".gitignore").read_text(encoding="utf-8") == "*\n"
