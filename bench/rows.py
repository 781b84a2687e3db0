"""The rows of a hand-coded file, and each text walked as an article: what every ``tasks_*.py`` starts from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dotterel.records import Article, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

Row = dict[str, Any]
Figures = dict[str, Any]
Scorer = Callable[[list[Row], "Walker"], Figures]


def read(path: Path, half: str | None = None) -> list[Row]:
    """Return the rows of a JSONL file, or one of its halves (``even`` or ``odd``)."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return rows if half is None else rows[half == "odd" :: 2]


def coded(texts: Iterable[str], walker: Walker, published: str | None = None) -> Iterator[Walked]:
    """Yield each text walked as an article of its own."""
    return walker.code(Article(f"a{n}", text, published=published, origin=f"row {n}") for n, text in enumerate(texts))
