"""The date of an event: which expression it gets, and when it gets none."""

from __future__ import annotations

import tomllib
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docs import doc, page

import dotterel
from dotterel.annotate import load_model
from dotterel.coder.when import date_of, find_dates
from dotterel.knowledge import time_words
from dotterel.records import Article, Page, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.time_words import TimeWords

SHEET = Path(__file__).parent.parent / "cases" / "event_dates.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(SHEET.read_text(encoding="utf-8"))["group"]
STORY = When("Monday", 0, 6, "2016-10-31", None, "day", "text", "2016-10-31")


@cache
def words() -> TimeWords:
    return time_words.load(Path(dotterel.__file__).parent / "data" / "en" / "dates.toml", "en/dates.toml")


@cache
def language() -> Any:
    return load_model()


def parsed(text: str, published: str | None) -> Page:
    return Page(Article("t", text, published=published), language()(text), array("I", range(len(text) + 1)))


def event(story: Page, trigger: str, day: When | None = None) -> When:
    return date_of(find_dates(story, words()), story, word(story, trigger), day)


def word(story: Page, text: str) -> Token:
    return next(token for token in story.doc if token.text == text)


def cases() -> list[Any]:
    return [
        pytest.param(case, group["published"] or None, id=f"{case[0]}:{case[1]}")
        for group in GROUPS
        for case in group["cases"]
    ]


@pytest.mark.model
@pytest.mark.parametrize(("case", "published"), cases())
def test_case(case: list[str], published: str | None) -> None:
    text, trigger, *expected = case
    when = event(parsed(text, published), trigger)
    assert [when.date or "", when.enddate or "", when.basis, when.text] == expected


@pytest.mark.model
def test_words_of_an_event_date_are_words_of_the_article() -> None:
    story = parsed("Troops clashed between Monday and Wednesday.", "2016-11-03")
    when = event(story, "clashed")
    assert story.article.text[when.start : when.end] == when.text


@pytest.mark.model
def test_the_dateline_dates_what_is_told_in_the_present() -> None:
    story = parsed("LIMA, 3 JAN 90 -- Troops are shelling the port.", None)
    when = event(story, "shelling")
    assert (when.date, when.basis, when.text) == ("1990-01-03", "dateline", "3 JAN 90")


PAST = ("Rebels rebel NOUN NNS nsubj 1", "attacked attack VERB VBD ROOT 1", "towns town NOUN NNS dobj 1")
BEFORE = (
    "Rebels rebel NOUN NNS nsubj 2",
    "had have AUX VBD aux 2",
    "attacked attack VERB VBN ROOT 2",
    "towns town NOUN NNS dobj 2",
)


def test_the_storys_day_dates_a_plain_past_event_without_a_date() -> None:
    assert event(page(doc(*PAST), "2016-11-03"), "attacked", STORY) == STORY


def test_the_storys_day_does_not_date_what_had_happened_before() -> None:
    assert event(page(doc(*BEFORE), "2016-11-03"), "attacked", STORY).basis == "none"


def test_a_past_event_without_a_date_has_none() -> None:
    when = event(page(doc(*PAST), "2016-11-03"), "attacked")
    assert (when.date, when.basis, when.text) == (None, "none", "")
