"""Records to keep: short articles about a made-up border town, as the coder would hand them on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dotterel.records import Article, Coded, Rejected, Report, Sentence, Skipped, Span, Status, Walked

TEXT = "Troops shelled the border town of Karvin on Monday."

BASE = Report(
    id="r-0",
    article="a-0",
    event="ASSAULT",
    sense="assault.shell",
    status=Status.ACTUAL,
    trigger=Span(7, 14, "shelled"),
    rule="verbs/assault.toml#shell",
    text=TEXT,
    text_info=Sentence(0, 0, 0, len(TEXT), TEXT),
)


@pytest.fixture
def walked() -> Callable[..., Walked]:
    """A function that makes a walked article with one report and one rejected word."""

    def make(name: str, **article: Any) -> Walked:
        report = replace(BASE, id=f"r-{name}", article=f"a-{name}")
        rejected = Rejected(f"a-{name}", Span(0, 6, "Troops"), "nouns/army.toml#troops", "names no act", 0)
        return Walked(Article(f"a-{name}", **{"text": TEXT, **article}), Coded(reports=(report,), rejected=(rejected,)))

    return make


@pytest.fixture
def skipped() -> Walked:
    """An input that could not be read."""
    return Walked(None, Coded(), Skipped("broken.html", "read", "it holds no text."))
