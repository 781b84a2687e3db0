"""Score the coder on a hand-coded file: ``python bench/score.py TASK FILE [--json]``.

Each task is a function of one of the ``tasks_*.py`` beside this file, whose ``SCORES`` names them; ``article`` compares
one article with its gold. Each prints its figures, one a line, or one JSON object.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import article_gold
from rows import Figures, Scorer, read

from dotterel.settings import Settings
from dotterel.walker import Walker

HERE = Path(__file__).parent


def scorers() -> dict[str, Scorer]:
    """Return the function of each task, from every ``tasks_*.py`` beside this file."""
    modules = [importlib.import_module(path.stem) for path in sorted(HERE.glob("tasks_*.py"))]
    return {task: function for module in modules for task, function in module.SCORES.items()}


def score(
    task: str, path: Path, half: str | None = None, sample: int | None = None, walker: Walker | None = None
) -> Figures:
    """Return the figures of a task on a file; a sample is drawn with a fixed seed, so that it is always the same."""
    if task == "article":
        return article_gold.score(path, walker)
    rows = read(path, half)
    if sample is not None:
        rows = random.Random(0).sample(rows, min(sample, len(rows)))
    return scorers()[task](rows, walker or new_walker(keep=False))


def new_walker(*, keep: bool) -> Walker:
    """Return the walker of all tasks; ``keep`` looks up what was parsed in an earlier run."""
    kind: type[Walker] = importlib.import_module("parses").KeepingWalker if keep else Walker
    return kind(Settings(on_error="stop"), explain=True)


def main() -> None:
    """Print the figures of one task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=[*scorers(), "article"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--half", choices=["even", "odd"], help="score one half of the rows only")
    parser.add_argument("--sample", type=int, help="score so many rows, drawn with a fixed seed")
    parser.add_argument("--keep", action="store_true", help="keep the parses in bench/.parses for the next run")
    given = parser.parse_args()
    figures = score(given.task, given.file, given.half, given.sample, new_walker(keep=given.keep))
    if given.json:
        print(json.dumps(figures, indent=1))
        return
    for name, value in figures.items():
        print(f"{name:60} {value:.3f}" if isinstance(value, float) else f"{name:60} {value}")


if __name__ == "__main__":
    main()
