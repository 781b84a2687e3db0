"""Fit the weights of ``data/learned/confidence.toml`` on hand-coded data: ``python tools/build_confidence.py FOLDER``.

FOLDER holds ``plover_pairs.jsonl`` (the report about each pair is right when its root is the pair's) and
``not_events.jsonl`` (an actual report of material conflict is wrong there). Prints the reliability table, measured on
five folds that the fit had not seen, and writes the weights of all rows. No sentence is kept, only weights of traits.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from rows import coded, read  # noqa: E402
from tasks_pairs import best_for, root  # noqa: E402

from dotterel.coder.confidence import traits  # noqa: E402
from dotterel.records import Report, Status  # noqa: E402
from dotterel.settings import Settings  # noqa: E402
from dotterel.walker import Walker  # noqa: E402

OUT = ROOT / "src" / "dotterel" / "data" / "learned" / "confidence.toml"
FOLDS, STEPS, RATE, RIDGE = 5, 4000, 0.5, 0.002
FEW = 8
"""A trait seen in fewer reports than this has no weight."""


def judged(folder: Path) -> list[tuple[Report, bool]]:
    """Return reports of the hand-coded data, each with whether its type is right."""
    walker = Walker(Settings(on_error="stop"))
    pairs = read(folder / "plover_pairs.jsonl")
    found = []
    for row, walked in zip(pairs, coded((row["text"] for row in pairs), walker), strict=True):
        best = best_for(walked.coded.reports, row)
        if best is not None:
            found.append((best, root(best) == row["root"]))
    for walked in coded((row["text"] for row in read(folder / "not_events.jsonl")), walker):
        wrong = (r for r in walked.coded.reports if r.quad_code == 4 and r.status is Status.ACTUAL)
        found += [(report, False) for report in wrong]
    return found


def fitted(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic model with a ridge, by plain descent; the first column is the start."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        error = 1 / (1 + np.exp(-rows @ weights)) - right
        weights -= RATE * (rows.T @ error / len(rows) + RIDGE * np.r_[0, weights[1:]])
    return weights


def table(rows: np.ndarray, right: np.ndarray) -> str:
    """Return the reliability table of probabilities given to folds that the fit had not seen."""
    given = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = np.arange(len(rows)) % FOLDS == fold
        given[held] = 1 / (1 + np.exp(-rows[held] @ fitted(rows[~held], right[~held])))
    lines = ["| confidence given | reports | mean given | right |", "|---|---|---|---|"]
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (given >= low) & (given < low + 0.1)
        if inside.any():
            lines.append(
                f"| {low:.1f}–{low + 0.1:.1f} | {inside.sum()} "
                f"| {given[inside].mean():.2f} | {right[inside].mean():.2f} |"
            )
    off = np.abs(given - right).mean()
    square = ((given - right) ** 2).mean()
    return "\n".join(
        [*lines, "", f"Brier score {square:.3f} (always the mean: {right.var():.3f}), mean error {off:.3f}"]
    )


def main() -> None:
    """Fit, print the table, write the weights."""
    found = judged(Path(sys.argv[1]))
    seen: dict[str, int] = {}
    for report, _ in found:
        for trait in traits(report):
            seen[trait] = seen.get(trait, 0) + 1
    names = sorted(trait for trait, count in seen.items() if count >= FEW)
    column = {name: n for n, name in enumerate(names, 1)}
    rows = np.zeros((len(found), len(names) + 1))
    rows[:, 0] = 1
    for number, (report, _) in enumerate(found):
        rows[number, [column[t] for t in traits(report) if t in column]] = 1
    right = np.array([float(good) for _, good in found])
    weights = fitted(rows, right)
    lines = [f'"{name}" = {weight:.3f}' for name, weight in zip(names, weights[1:], strict=True)]
    head = "# Made by tools/build_confidence.py; docs/why/accuracy.md tells how, and how well it holds.\n"
    OUT.write_text(f"{head}start = {weights[0]:.3f}\n\n[trait]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(found)} reports, {right.mean():.3f} right\n\n{table(rows, right)}\n")


if __name__ == "__main__":
    main()
