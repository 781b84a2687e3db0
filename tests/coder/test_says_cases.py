"""The sheet of speakers: each case of tests/cases/says.toml comes out as it says."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dotterel import annotate
from dotterel.coder import says
from dotterel.knowledge import DATA, speech
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from dotterel.coder.says import Attribution
    from dotterel.knowledge.speech import Speech
    from dotterel.walker import Walker

SHEET = Path(__file__).parent.parent / "cases" / "says.toml"
CASES: list[dict[str, Any]] = tomllib.loads(SHEET.read_text(encoding="utf-8"))["case"]
USUAL = {"source": "", "quoted": False, "claim": True, "depth": 0}


@cache
def words() -> Speech:
    return speech.load(DATA / "en" / "speech.toml", "en/speech.toml")


def cases() -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["text"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in CASES
    ]


def told(page: Page, claim: Attribution) -> dict[str, Any]:
    return {
        "cue": page.span(*claim.cue).text,
        "source": page.span(*claim.words).text if claim.words else "",
        "content": [page.span(*span).text for span in claim.content],
        "quoted": claim.quoted,
        "claim": claim.claim,
        "depth": claim.depth,
    }


@pytest.mark.model
@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any], walker: Walker) -> None:
    page = next(annotate.annotate([Article("case", case["text"])], walker.nlp))
    assert [told(page, claim) for claim in says.find(page, words())] == [{**USUAL, **item} for item in case["says"]]


def test_sheet_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert sum("fails" in case for case in CASES) < 0.05 * len(CASES)
