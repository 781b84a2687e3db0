"""Room 2: the tidied copy that the parser reads, and the way back to the article."""

from __future__ import annotations

import importlib.util
import itertools
import re
import subprocess
import sys
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


def test_items_of_a_list_are_paragraphs_without_their_bullets() -> None:
    items = [
        "Rebels took the bridge at dawn on Monday.",
        "The army shelled the port of Hope all day.",
        "A truce failed.",
    ]
    for marks in ("•••", "---", "***", ("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("1)", "2)", "3)")):
        text = "\n".join(f"{mark} {item}" for mark, item in zip(marks, items, strict=True))
        assert tidied(text).split("\n\n") == items
    assert tidied("•Rebels left.") == "Rebels left."


def test_a_dash_or_a_number_in_a_wrapped_paragraph_is_none_of_a_list() -> None:
    text = "Troops left the town of Hope at dawn on May\n15. The rebels came back at once and took it, he said."
    assert tidied(text) == text.replace("\n", " ")
    text = "Troops left the town -- which rebels had taken\n- as an aide said on Monday of last week -- at dawn."
    assert "\n" not in tidied(text)


def test_initials_and_numbers_that_begin_a_sentence_are_words() -> None:
    for text in ("A. Hill was shot.", "5,000 men marched.", "10 men were shot.", "M-16 rifles were found."):
        assert tidied(text) == text


def test_each_speaker_of_a_transcript_begins_a_paragraph() -> None:
    lines = ["REPORTER: Did soldiers fire at the crowd?", "GEN. HILL: They fired in the air, and left."]
    assert tidied("\n".join(lines)).split("\n\n") == lines
    assert tidied("Q: Did soldiers fire at the crowd?\nA: They fired in the air.") == (
        "Did soldiers fire at the crowd?\n\nThey fired in the air."
    )


def test_a_headline_of_capitals_is_parted_from_the_text_below() -> None:
    text = (
        "TROOPS FIRE AT CROWD IN KABUL AS TALKS FAIL\nTroops fired at a crowd in Kabul on Monday, after\ntalks failed."
    )
    assert tidied(text).split("\n\n") == [
        "Troops fire at crowd in Kabul as talks fail",
        "Troops fired at a crowd in Kabul on Monday, after talks failed.",
    ]


def test_short_lines_with_a_capital_each_are_headlines() -> None:
    assert tidied("Rebels take Hope\nArmy shells port\nTruce fails").count("\n\n") == 2


def test_a_signed_quotation_stays_with_its_name() -> None:
    assert tidied("“We will not leave.”\n— Jane Hill, mayor") == "“We will not leave.” — Jane Hill, mayor"


def test_what_is_left_out_inside_a_line_does_not_part_the_sentence() -> None:
    text = "He said the army [words missing] left the port."
    copy = annotate.tidy(article(text, "[words missing]"))
    assert copy.text == "He said the army left the port."
    at = copy.text.index("left")
    assert text[copy.origin[at] : copy.origin[at + 3] + 1] == "left"


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Ukraine, Russia swap prisoners", "Ukraine and Russia swap prisoners"),
        ("US, Iran agree to swap prisoners", "US and Iran agree to swap prisoners"),
        ("Sudan, rebels sign peace deal", "Sudan and rebels sign peace deal"),
        ("India, China Troops Clash At Border", "India and China troops clash at border"),
        ("Today, rebels sign peace deal", "Today, rebels sign peace deal"),
        ("Paris, France braces for strike", "Paris, France braces for strike"),
        ("In Cairo, police fire tear gas", "In Cairo, police fire tear gas"),
        ("Ukraine, Russia swap prisoners.", "Ukraine, Russia swap prisoners."),
        ("Obama, Democrats from Hope, win", "Obama, Democrats from Hope, win"),
    ],
)
def test_a_comma_of_a_headline_that_means_and(headline: str, read: str) -> None:
    copy = annotate.tidy(article(headline))
    assert copy.text == read
    assert headline[copy.origin[read.index(" ")]] == headline[len(read.split()[0])]
    assert list(copy.origin) == sorted(copy.origin)
    assert len(copy.origin) == len(read)


def test_broken_encodings_are_mended_and_lead_back() -> None:
    text = "The cityâ€™s cafÃ© closed."
    copy = annotate.tidy(article(text))
    assert copy.text == "The city's café closed."
    assert [copy.origin[i] for i, char in enumerate(copy.text) if char == "T"] == [0]
    at = copy.text.index("closed")
    assert text[copy.origin[at] : copy.origin[at + 5] + 1] == "closed"


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("â€œWe left,â€\ufffd he said.", '"We left," he said.'),
        ("â€œWe left,â€ he said.", '"We left," he said.'),
        ("Troops left.Â Â They fled Â today.", "Troops left. They fled today."),
        ("They don\ufffdt fire.", "They don't fire."),
        ("SÃ£o Paulo â€” 3 menâ€™s lives", "São Paulo — 3 men's lives"),
        ("Ângela saw Âge d'or.", "Ângela saw Âge d'or."),
    ],
)
def test_what_is_left_of_broken_marks_is_mended(broken: str, meant: str) -> None:
    copy = annotate.tidy(article(broken))
    assert copy.text == meant
    for word in re.findall("[A-Za-z]{4,}", meant):
        at = meant.index(word)
        assert broken[copy.origin[at] : copy.origin[at + len(word) - 1] + 1] == word


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


@pytest.mark.model
def test_loading_spares_the_command_line_of_spacy_and_leaves_it_usable() -> None:
    code = (
        "import sys; from dotterel.annotate import load_model; load_model()\n"
        "assert 'weasel' not in sys.modules\n"
        "import spacy; assert spacy.info(silent=True)\n"
        "import spacy.cli; assert spacy.cli.download"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
