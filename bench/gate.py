"""Fail when accuracy has fallen: ``python bench/gate.py`` compares figures with the floors of ``floors.json``.

``--own`` measures only the project's own gold (``examples/`` and ``tests/cases``), as ``make test`` does; without it
hand-coded data beside the project is measured too, where it is there. Ends with 1 and names each figure that is below
its floor (or above its ceiling). Floors are only raised, by ``--raise``, to a little under what is reached; to lower
one, edit the file and say why in the commit.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

import own_cases
import score

if TYPE_CHECKING:
    from rows import Figures

    from dotterel.walker import Walker

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01
"""How far under what is reached a floor is set, for parses that differ a little between machines."""
PLACES = 3
KINDS = (".json", ".jsonl", ".toml", ".txt", ".html", ".csv")


@dataclass(frozen=True, slots=True)
class Gate:
    """One task on one file or folder: the data's fingerprint, and what its figures must not fall below or exceed."""

    task: str
    data: str
    """A path from the project's root."""
    sample: int | None = None
    fingerprint: str = ""
    floors: Mapping[str, float] = field(default_factory=dict)
    ceilings: Mapping[str, float] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the data is."""
        return ROOT / self.data

    @property
    def own(self) -> bool:
        """True for the project's own gold."""
        return not self.data.startswith("..")

    @property
    def name(self) -> str:
        """Task and data as they stand in messages and results."""
        drawn = f", {self.sample} of it" if self.sample else ""
        return f"{self.task} ({self.path.stem}{drawn})"


def load(path: Path = FLOORS) -> tuple[Gate, ...]:
    """Return the gates of a file."""
    return tuple(Gate(**gate) for gate in json.loads(path.read_text(encoding="utf-8")))


def save(gates: Iterable[Gate], path: Path = FLOORS) -> None:
    """Write gates to a file, without what is empty."""
    kept = [{key: value for key in Gate.__slots__ if (value := getattr(gate, key))} for gate in gates]
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def fingerprint(path: Path) -> str:
    """Return a hash of a file, or of all data files of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256()
    for file in sorted(p for p in path.rglob("*") if p.suffix in KINDS):
        digest.update(file.relative_to(path).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def measure(gate: Gate, walker: Walker) -> Figures:
    """Return the figures of a gate's task on its data."""
    if gate.task == "cases":
        return own_cases.score(walker)
    return score.score(gate.task, gate.path, sample=gate.sample, walker=walker)


def problems(gate: Gate, figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line for each figure that is worse than it may be."""
    for name, floor in gate.floors.items():
        if figures.get(name, 0.0) < floor:
            yield f"{gate.name}: {name} is {figures.get(name, 0.0):.{PLACES}f}, below its floor of {floor}."
    for name, ceiling in gate.ceilings.items():
        if figures.get(name, 0.0) > ceiling:
            yield f"{gate.name}: {name} is {figures.get(name, 0.0):.{PLACES}f}, above its ceiling of {ceiling}."


def notes(gate: Gate) -> Iterator[str]:
    """Yield a line when the data of a gate has changed since its floors were set."""
    if gate.fingerprint != fingerprint(gate.path):
        yield f"{gate.name}: {gate.data} has changed since its floors were set; `--raise` takes note of it."


def raised(gate: Gate, figures: Mapping[str, Any]) -> Gate:
    """Return a gate with floors and ceilings moved to a little beside what is reached; never to something easier."""
    floors = {name: max(floor, round(figures[name] - MARGIN, PLACES)) for name, floor in gate.floors.items()}
    ceilings = {name: min(top, round(figures[name] * (1 + MARGIN), PLACES)) for name, top in gate.ceilings.items()}
    return replace(gate, floors=floors, ceilings=ceilings, fingerprint=fingerprint(gate.path))


def chosen(gates: Sequence[Gate], *, own: bool) -> Iterator[Gate]:
    """Yield the gates whose data is there: all of them, or the project's own."""
    for gate in gates:
        if gate.own or (not own and gate.path.exists()):
            yield gate


def main() -> None:
    """Measure, compare, and end with 1 when something has fallen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", action="store_true", help="measure the project's own gold only")
    parser.add_argument("--fresh", action="store_true", help="parse everything afresh")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what is reached")
    given = parser.parse_args()
    gates = load()
    walker = score.new_walker(keep=not given.fresh)
    found = [(gate, measure(gate, walker)) for gate in chosen(gates, own=given.own)]
    if given.lift:
        measured = {gate.name: raised(gate, figures) for gate, figures in found}
        save(measured.get(gate.name, gate) for gate in gates)
    sys.exit(report(found))


def report(found: Sequence[tuple[Gate, Figures]]) -> bool:
    """Print what has changed and what has fallen; return True when anything has fallen."""
    wrong = [line for gate, figures in found for line in problems(gate, figures)]
    for line in (*(note for gate, _ in found for note in notes(gate)), *wrong):
        print(line)
    print(
        f"Gate: {len(found)} tasks measured, {len(wrong)} figures have fallen."
        if wrong
        else "Gate: nothing has fallen."
    )
    return bool(wrong)


if __name__ == "__main__":
    main()
