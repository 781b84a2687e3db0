"""Room 2: the tidied copy that the parser reads, and the way back to the article."""

from __future__ import annotations

import importlib.util
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dotterel import annotate
from dotterel.annotate.copy import MOJIBAKE
from dotterel.errors import ModelError
from dotterel.knowledge import DATA
from dotterel.records import Article, LeftOut

if TYPE_CHECKING:
    from dotterel.walker import Walker

SPACES = [" ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "\x1b"]
PIECES = st.sampled_from([*SPACES, "â€™", "Ã©", "\ufffd", "Troops left.", "BAGHDAD — ", "“"])
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join)


def article(text: str, *left_out: str) -> Article:
    spans = tuple(LeftOut(text.index(out), text.index(out) + len(out), out, "byline") for out in left_out)
    return Article("t", text, left_out=spans)


def tidied(text: str, *left_out: str) -> str:
    return annotate.tidy(article(text, *left_out)).text


def test_white_space_is_folded_and_paragraphs_are_kept() -> None:
    text = "  Troops\t left\r\nat  dawn. \n \n\n They \u00a0 came back.\n"
    assert tidied(text) == "Troops left at dawn.\n\nThey came back."


def test_what_was_left_out_is_not_read() -> None:
    assert tidied("By A. Writer\n\nTroops left.\n\nRead more", "By A. Writer", "Read more") == "Troops left."


def test_a_paragraph_wrapped_at_a_width_is_one() -> None:
    text = "Troops left the town at dawn on Tuesday\nafter a truce was agreed between them\nand the rebels."
    assert "\n" not in tidied(text)


def test_lines_that_are_paragraphs_stay_apart() -> None:
    line = "Troops left the town at dawn on Tuesday after a truce was agreed between them and the rebels, an aide said."
    assert tidied(f"{line}\n{line}") == f"{line}\n\n{line}"
    assert tidied("TRUCE HOLDS\n" + line) == f"Truce holds\n\n{line}"


def test_broken_encodings_are_mended_and_lead_back() -> None:
    text = "The cityâ€™s cafÃ© closed."
    copy = annotate.tidy(article(text))
    assert copy.text == "The city's café closed."
    assert [copy.origin[i] for i, char in enumerate(copy.text) if char == "T"] == [0]
    at = copy.text.index("closed")
    assert text[copy.origin[at] : copy.origin[at + 5] + 1] == "closed"


@given(text=TEXTS)
def test_every_character_leads_back_to_its_own(text: str) -> None:
    copy = annotate.tidy(article(text))
    assert len(copy.origin) == len(copy.text)
    assert list(copy.origin) == sorted(copy.origin)
    assert all(0 <= at < len(text) for at in copy.origin)
    plain = (pair for pair in zip(copy.text, copy.origin, strict=True) if pair[0].isascii() and pair[0].isalpha())
    if not MOJIBAKE.search(text):
        assert all(text[at].lower() == char.lower() for char, at in plain)


@given(text=TEXTS)
def test_paragraphs_do_not_overlap_and_have_no_white_space_at_their_ends(text: str) -> None:
    found = list(annotate.paragraphs(article(text)))
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in found)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(found))


def test_nothing_to_read_is_an_empty_copy() -> None:
    assert tidied("") == tidied(" \n\n ") == tidied("By A. Writer", "By A. Writer") == ""


def test_an_unknown_model_is_named_with_those_that_are_there() -> None:
    with pytest.raises(ModelError, match=r"^The model 'no_such_model' cannot be loaded; installed here: .+\.$"):
        annotate.load_model("no_such_model")


def test_a_folder_that_is_no_model_is_refused(tmp_path: object) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        annotate.load_model(str(tmp_path))


def test_a_model_without_a_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    monkeypatch.setattr(spacy, "load", lambda _, **__: spacy.blank("en"))
    with pytest.raises(ModelError, match="has no English parser"):
        annotate.load_model("blank")


def test_the_official_model_goes_before_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    asked: list[str] = []

    def load(name: str, **more: object) -> object:
        asked.append(name)
        raise OSError("not here")

    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    monkeypatch.setattr(spacy, "load", load)
    with pytest.raises(ModelError):
        annotate.load_model()
    assert asked == ["en_core_web_md"]


@pytest.mark.model
def test_pages_come_in_the_order_of_the_articles(walker: Walker) -> None:
    given_articles = [Article(str(n), f"Soldiers left town {n}.") for n in range(5)]
    pages = list(annotate.annotate(given_articles, walker.nlp, batch_size=2))
    assert [page.article.id for page in pages] == ["0", "1", "2", "3", "4"]


@pytest.mark.model
def test_paragraphs_and_datelines_begin_sentences(walker: Walker) -> None:
    text = "BAGHDAD, Nov 3 (Reuters) — Iraqi forces shelled the port\n\nThe army denied it"
    [page] = annotate.annotate([article(text)], walker.nlp)
    starts = [sent[0].text for sent in page.doc.sents]
    assert "Iraqi" in starts
    assert "The" in starts


@pytest.mark.model
def test_forms_that_the_model_does_not_know_have_their_lemma(walker: Walker) -> None:
    import tomllib

    forms = tomllib.loads((DATA / "en" / "lemmas.toml").read_text(encoding="utf-8"))["verb"]
    table = walker.nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")["verb"]  # type: ignore[attr-defined]
    assert {form: table[form] for form in forms} == {form: [lemma] for form, lemma in forms.items()}


@pytest.mark.model
@settings(deadline=None, max_examples=20)
@given(text=TEXTS)
def test_every_token_is_words_of_the_article(walker: Walker, text: str) -> None:
    given_article = article(text)
    [page] = annotate.annotate([given_article], walker.nlp)
    for token in page.doc:
        if not token.is_space:
            span = page.span(token.i, token.i + 1)
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
