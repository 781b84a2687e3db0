"""The sheet of time expressions: each case of tests/cases/dates.toml comes out as it says."""

from __future__ import annotations

import tomllib
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import spacy

import dotterel
from dotterel.coder.when import find_dates
from dotterel.knowledge import time_words
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from dotterel.knowledge.time_words import TimeWords

SHEET = Path(__file__).parent.parent / "cases" / "dates.toml"
GROUPS: list[dict[str, Any]] = tomllib.loads(SHEET.read_text(encoding="utf-8"))["group"]


@cache
def words() -> TimeWords:
    return time_words.load(Path(dotterel.__file__).parent / "data" / "en" / "dates.toml", "en/dates.toml")


@cache
def language(*, parsed: bool) -> spacy.language.Language:
    from dotterel.annotate import load_model

    return load_model() if parsed else spacy.blank("en")


def cases(*, tense: bool) -> list[Any]:
    return [
        pytest.param(case, group["published"] or None, id=f"{case[0]}:{case[1]}")
        for group in GROUPS
        if group.get("tense", False) is tense
        for case in group["cases"]
    ]


def check(case: list[str], published: str | None, *, parsed: bool) -> None:
    text, finds, *expected = case
    article = Article("t", text, published=published)
    page = Page(article, language(parsed=parsed)(text), array("I", range(len(text) + 1)))
    dates = [(w.text, w.value or "", w.date or "", w.enddate or "", w.precision) for w in find_dates(page, words())]
    if finds:
        assert (finds, *expected) in dates
    else:
        assert dates == []


@pytest.mark.parametrize(("case", "published"), cases(tense=False))
def test_case(case: list[str], published: str | None) -> None:
    check(case, published, parsed=False)


@pytest.mark.model
@pytest.mark.parametrize(("case", "published"), cases(tense=True))
def test_case_that_needs_the_tense(case: list[str], published: str | None) -> None:
    check(case, published, parsed=True)


def test_the_sheet_is_large_and_well_formed() -> None:
    rows = [case for group in GROUPS for case in group["cases"]]
    assert len(rows) >= 200
    assert all(len(row) == (6 if row[1] else 2) for row in rows)
    assert all(row[1] in row[0] for row in rows)
