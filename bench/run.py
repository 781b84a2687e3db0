"""Measure everything and write it down: ``make bench`` adds a dated section to ``bench/results.md``.

Accuracy on the project's own gold always, on ``../shared/gold`` and ``../shared/articles`` when they are there; speed
and memory in the same run. ``--fast`` leaves speed out.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import score
import speed

from dotterel import __version__, knowledge
from dotterel.check import count

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.md")
SHARED = ROOT.parent / "shared"
TASKS = (
    ("article", "own examples", ROOT / "examples"),
    ("article", "mosul.txt", SHARED / "articles" / "mosul.txt"),
    ("pairs", "plover_pairs", SHARED / "gold" / "plover_pairs.jsonl"),
    ("spans", "actor_spans", SHARED / "gold" / "actor_spans.jsonl"),
    ("not-events", "not_events", SHARED / "gold" / "not_events.jsonl"),
)
HEAD = """# Figures

Written by `make bench`; newest first. Tasks and data are described in `bench/score.py`; hand-coded data outside the
project is used for measuring only.
"""


def figures() -> Iterator[tuple[str, str, Any]]:
    """Yield (task, figure, value) for every task whose data is there."""
    entries, senses = count()
    yield "knowledge", "entries", entries
    yield "knowledge", "distinct senses", senses
    for task, name, path in TASKS:
        if not path.exists():
            continue
        for figure, value in score.score(task, path).items():
            if isinstance(value, int | float):
                yield f"{task} ({name})", figure, value


def speeds() -> Iterator[tuple[str, str, Any]]:
    """Yield the figures of speed and memory."""
    for figure, value in speed.measure([str(ROOT / "examples")]).items():
        yield "speed (own examples)", figure, value


def section(rows: list[tuple[str, str, Any]]) -> str:
    """Return the figures of one run as a dated section."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    title = (
        f"## {today} · version {__version__} · knowledge {knowledge.load().hash} · Python {platform.python_version()}"
    )
    lines = [f"| {task} | {figure} | {shown(value)} |" for task, figure, value in rows]
    return "\n".join([title, "", "| task | figure | value |", "|---|---|---|", *lines, ""])


def shown(value: float) -> str:
    """Return a number as it is printed: whole ones whole, others to three places."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def main() -> None:
    """Measure, print and add to the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave speed and memory out")
    given = parser.parse_args()
    rows = list(figures())
    rows += [] if given.fast else list(speeds())
    text = section(rows)
    old = RESULTS.read_text(encoding="utf-8").removeprefix(HEAD) if RESULTS.exists() else ""
    RESULTS.write_text(f"{HEAD}\n{text}{old}", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
