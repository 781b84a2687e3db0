"""Measure everything and write it down: ``make bench`` adds a dated section to ``bench/results.md``.

Accuracy on the project's own gold always, on ``../shared`` when it is there, each task as ``floors.json`` lists it, and
the gate over all of it; speed and memory in the same run. ``--fast`` leaves speed out. Ends with 1 when a figure has
fallen below its floor.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import gate
import score
import speed

from dotterel import __version__, knowledge
from dotterel.check import count

if TYPE_CHECKING:
    from rows import Figures

ROOT = Path(__file__).resolve().parents[1]
RESULTS = Path(__file__).with_name("results.md")
HEAD = """# Figures

Written by `make bench`; newest first. Tasks and data are described in the `bench/tasks_*.py` files; hand-coded data
outside the project is used for measuring only.
"""
Line = tuple[str, str, Any]


def measured(*, fresh: bool) -> Iterator[tuple[gate.Gate, Figures]]:
    """Yield every task whose data is there with its figures."""
    walker = score.new_walker(keep=not fresh)
    for one in gate.chosen(gate.load(), own=False):
        print(f"{one.name} …", file=sys.stderr)
        yield one, gate.measure(one, walker)


def lines(found: Sequence[tuple[gate.Gate, Figures]]) -> Iterator[Line]:
    """Yield (task, figure, value) for everything that was measured."""
    entries, senses = count()
    yield "knowledge", "entries", entries
    yield "knowledge", "distinct senses", senses
    for one, figures in found:
        for figure, value in figures.items():
            if isinstance(value, int | float):
                yield one.name, figure, value


def speeds() -> Iterator[Line]:
    """Yield the figures of speed and memory."""
    for figure, value in speed.measure([str(ROOT / "examples")]).items():
        yield "speed (own examples)", figure, value


def section(rows: Sequence[Line]) -> str:
    """Return the figures of one run as a dated section."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    title = (
        f"## {today} · version {__version__} · knowledge {knowledge.load().hash} · Python {platform.python_version()}"
    )
    table = [f"| {task} | {figure} | {shown(value)} |" for task, figure, value in rows]
    return "\n".join([title, "", "| task | figure | value |", "|---|---|---|", *table, ""])


def shown(value: float) -> str:
    """Return a number as it is printed: whole ones whole, others to three places."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def written(text: str, old: str) -> str:
    """Return the file of results with a new section at its head."""
    _, _, sections = old.partition("\n## ")
    return f"{HEAD}\n{text}" + (f"\n## {sections}" if sections else "")


def main() -> None:
    """Measure, print, add to the results, and say what has fallen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave speed and memory out")
    parser.add_argument("--fresh", action="store_true", help="parse everything afresh")
    given = parser.parse_args()
    found = list(measured(fresh=given.fresh))
    text = section([*lines(found), *(() if given.fast else speeds())])
    old = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    RESULTS.write_text(written(text, old), encoding="utf-8")
    print(text)
    sys.exit(gate.report(found))


if __name__ == "__main__":
    main()
