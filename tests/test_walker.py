"""Rooms 1–3 in order: what comes out of an article, and that nothing that comes in ends the run."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dotterel
from dotterel import annotate, coder
from dotterel.doors import explained
from dotterel.errors import DotterelError, ModelError, ReadError, SettingsError
from dotterel.records import Article, Skipped, Walked, as_dict
from dotterel.settings import Settings
from dotterel.walker import Walker, explain, walk

EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html", ".jsonl", ".csv"))
TEXT = "Rebels killed twelve soldiers in Mosul on Tuesday, officials said."
ODD = ["", " ", "\n\n", ".", "\x00", "\x1b[2J", "a" * 5000, "🐦" * 50, "( [ “ ’ —", "said said said", "I\u0307" * 9]
KEYS = {"article", "sentences", "actors", "places", "dates", "says", "predicates", "reports", "rejected", "skipped"}


def like(walker: Walker, chosen: Settings) -> Walker:
    """Return a walker that explains, with other settings and the model and knowledge of this one."""
    other = Walker(chosen, walker.know, explain=True)
    other._nlp = walker.nlp
    return other


@pytest.fixture(scope="module")
def examples(walker: Walker) -> list[Walked]:
    """Every example article, walked once and explained."""
    return list(like(walker, walker.settings).walk(STORIES))


def spans(part: Any) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and words of everything inside a JSON object that points at words."""
    if isinstance(part, dict):
        words = str(part.get("text", part.get("extracted_place")))
        if isinstance(part.get("start"), int):
            yield part["start"], part["end"], words
        for value in part.values():
            yield from spans(value)
    elif isinstance(part, list):
        for value in part:
            yield from spans(value)


# --- what comes out


@pytest.mark.model
def test_every_example_is_coded(examples: list[Walked]) -> None:
    assert len(examples) >= 18
    assert [walked.skipped for walked in examples if walked.skipped] == []
    assert all(walked.coded.reports for walked in examples)


@pytest.mark.model
def test_an_article_is_one_object_with_the_keys_of_the_design(examples: list[Walked]) -> None:
    for walked in examples:
        found = json.loads(json.dumps(explained(walked)))
        assert set(found) == KEYS
        assert found["skipped"] is None


@pytest.mark.model
def test_every_offset_of_every_record_points_at_its_words(examples: list[Walked]) -> None:
    for walked in examples:
        found = explained(walked)
        text = found["article"]["text"]  # type: ignore[index]
        wrong = [(a, b, words) for a, b, words in spans(found) if text[a:b] != words or a >= b]
        assert wrong == [], walked.article.origin if walked.article else None


@pytest.mark.model
def test_records_hold_together(examples: list[Walked]) -> None:
    for walked in examples:
        coded, article = walked.coded, walked.article
        assert article is not None
        ids = [report.id for report in coded.reports]
        assert len(set(ids)) == len(ids)
        for report in coded.reports:
            assert report.article == article.id
            assert report.text_info in coded.sentences
            assert report.text_info.start <= report.trigger.start < report.trigger.end <= report.text_info.end
            assert report.within is None or report.within in ids
            assert report.within != report.id
            assert "#" in report.rule
            assert (report.date is None) is (report.date_precision == "none")


@pytest.mark.model
def test_sentences_are_numbered_and_do_not_overlap(examples: list[Walked]) -> None:
    for walked in examples:
        found = walked.coded.sentences
        assert [sentence.number for sentence in found] == list(range(len(found)))
        assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@pytest.mark.model
def test_predicates_are_certain_between_minus_three_and_three(examples: list[Walked]) -> None:
    found = [p for walked in examples for p in walked.coded.predicates]
    assert len(found) > 100
    assert all(-3 <= p.certainty <= 3 for p in found)


@pytest.mark.model
def test_only_who_explains_keeps_all_predicates(walker: Walker, warm: None) -> None:
    [walked] = Walker(Settings(), walker.know).code([Article("a", TEXT)])
    assert (walked.coded.predicates, len(walked.coded.reports)) == ((), 1)


@pytest.mark.model
def test_what_is_left_out_is_in_no_sentence(examples: list[Walked]) -> None:
    for walked in examples:
        out = walked.article.left_out if walked.article else ()
        assert not [s for s in walked.coded.sentences for o in out if s.start < o.end and o.start < s.end]


# --- the same again


@pytest.mark.model
def test_the_same_input_gives_the_same_records_in_batches_of_any_size(walker: Walker, examples: list[Walked]) -> None:
    wanted = [json.dumps(explained(walked)) for walked in examples]
    for size in (1, 5):
        other = like(walker, replace(walker.settings, batch_size=size))
        assert [json.dumps(explained(walked)) for walked in other.walk(STORIES)] == wanted


@pytest.mark.model
def test_an_article_is_coded_the_same_whatever_comes_before(walker: Walker) -> None:
    alone = list(walker.code([Article("a", TEXT, published="2016-11-03")]))
    after = list(walker.code([Article("b", "He left."), Article("a", TEXT, published="2016-11-03")]))
    assert as_dict(alone[0].coded) == as_dict(after[1].coded)


# --- from Python


@pytest.mark.model
def test_walk_yields_reports(warm: None, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    [report] = list(dotterel.walk(path, published="2016-11-03"))
    assert isinstance(report, dotterel.Report)
    assert (report.event, report.date, report.event_loc.country_code if report.event_loc else None) == (
        "ASSAULT",
        "2016-11-01",
        "IRQ",
    )
    assert [r.id for r in dotterel.walk(str(path), "2016-11-03")] == [report.id]
    assert [r.id for r in walk([path], settings=Settings(published="2016-11-03"))] == [report.id]


@pytest.mark.model
def test_walk_takes_several_inputs_and_passes_over_what_cannot_be_read(warm: None, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert len(list(walk([tmp_path / "gone.txt", path], "2016-11-03"))) == 1


@pytest.mark.model
def test_without_a_day_of_publication_no_date_is_invented(warm: None, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    [report] = list(walk(path))
    assert (report.date, report.date_basis != "published") == (None, True)


def test_a_wrong_day_is_told_before_anything_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="'3rd November' is not a date"):
        next(iter(walk(tmp_path, published="3rd November")))


@pytest.mark.model
def test_explain_reads_what_it_is_given(warm: None) -> None:
    [walked] = explain("-", Settings(published="2016-11-03"), io.BytesIO(TEXT.encode()))
    assert len(walked.coded.reports) == 1


# --- what goes wrong


@pytest.mark.model
def test_skipped_inputs_keep_their_place(walker: Walker) -> None:
    skipped = Skipped("x.txt", "read", "It is empty.")
    found = list(walker.code([skipped, Article("a", TEXT), skipped]))
    assert [(w.article.id if w.article else None, w.skipped) for w in found] == [
        (None, skipped),
        ("a", None),
        (None, skipped),
    ]


def test_skipped_inputs_alone_load_no_model(walker: Walker) -> None:
    cold = Walker(Settings(), walker.know)
    assert len(list(cold.code([Skipped("x.txt", "read", "It is empty.")]))) == 1
    assert cold._nlp is None


def test_an_unknown_model_is_told_before_anything_is_read(walker: Walker) -> None:
    with pytest.raises(ModelError, match=r"^The model 'no_such_model' cannot be loaded; installed here: "):
        Walker(Settings(model="no_such_model"), walker.know)


@pytest.mark.model
def test_an_article_that_breaks_the_coder_is_a_row(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    code = coder.code

    def breaks(page: Any, *rest: Any, **more: Any) -> Any:
        if page.article.id == "bad":
            raise IndexError("no such token")
        return code(page, *rest, **more)

    monkeypatch.setattr(coder, "code", breaks)
    first, bad, last = walker.code([Article("a", TEXT), Article("bad", TEXT, origin="bad.txt"), Article("c", TEXT)])
    assert first.coded.reports
    assert last.coded.reports
    assert bad.skipped is not None
    assert (bad.skipped.origin, bad.skipped.room, bad.skipped.article) == ("bad.txt", "coder", "bad")
    assert "IndexError: no such token" in bad.skipped.reason


@pytest.mark.model
def test_an_article_that_breaks_the_parser_takes_no_other_with_it(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tidy = annotate.tidy

    def breaks(article: Article) -> Any:
        if article.id == "bad":
            raise RuntimeError("too deep")
        return tidy(article)

    monkeypatch.setattr(annotate, "tidy", breaks)
    first, bad, last = walker.code([Article("a", TEXT), Article("bad", TEXT), Article("c", TEXT)])
    assert first.coded.reports
    assert last.coded.reports
    assert bad.skipped is not None
    assert (bad.skipped.room, bad.skipped.origin) == ("annotate", "bad")


@pytest.mark.model
def test_a_run_that_is_to_stop_stops_at_the_first_failure(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*parts: object, **more: object) -> Any:
        raise IndexError("no such token")

    monkeypatch.setattr(coder, "code", breaks)
    strict = like(walker, Settings(on_error="stop"))
    with pytest.raises(DotterelError, match=r"^a: the coder room failed: IndexError"):
        list(strict.code([Article("a", TEXT)]))


def test_a_run_that_is_to_stop_stops_at_the_first_bad_input(walker: Walker, tmp_path: Path) -> None:
    strict = Walker(Settings(on_error="stop"), walker.know)
    with pytest.raises(ReadError, match="no such file"):
        list(strict.walk(tmp_path / "gone.txt"))


@pytest.mark.model
@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_walked(walker: Walker, text: str) -> None:
    [walked] = walker.code([Article("a", text)])
    assert walked.skipped is None
    assert [(a, b) for a, b, words in spans(as_dict(walked.coded)) if text[a:b] != words] == []


@pytest.mark.model
def test_a_long_sentence_is_walked(walker: Walker) -> None:
    text = "Rebels attacked Mosul and " * 120 + "fled."
    [walked] = walker.code([Article("a", text)])
    assert walked.skipped is None


WORDS = st.sampled_from(
    """Rebels attacked France Germany urged to withdraw from Mosul on Tuesday said that they had not killed him “ ” . ,
    - ' 's the a who which by talks with Mr. Putin will may refused agreed 12 soldiers were arrested in 2015 , officials
    said : — ( ) ; ? \n \n\n protest against police and it condemned the bombing near Gaza if never €5m 3,000 U.S. No
    """.split(" ")
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=30).map(" ".join) | st.text(max_size=80)


@pytest.mark.model
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(TEXTS, min_size=1, max_size=3), published=st.none() | st.just("2016-11-03"))
def test_no_text_breaks_the_walk(walker: Walker, texts: list[str], published: str | None) -> None:
    articles = [Article(str(n), text, published=published) for n, text in enumerate(texts)]
    for walked, text in zip(walker.code(articles), texts, strict=True):
        assert walked.skipped is None
        assert [(a, b) for a, b, words in spans(as_dict(walked.coded)) if text[a:b] != words] == []
