"""One of 30 sub-types for each snippet, from our senses by the mapping of ``fine.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import Evidence, longest, senses, told
from rows import Figures, Row, Scorer, coded

from dotterel.score import accuracy, by_label, macro_f1

if TYPE_CHECKING:
    from dotterel.walker import Walker

MAPPING = Path(__file__).with_name("fine.toml")
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Fine:
    """The mapping: senses, manners, who does it, pairs, and the order of choice."""

    order: tuple[str, ...]
    sense: Mapping[str, str]
    mode: Mapping[str, str]
    state: Mapping[str, str]
    other: Mapping[str, str]
    state_sectors: frozenset[str]
    together: tuple[tuple[frozenset[str], str], ...]

    def label(self, told_of: Evidence) -> str | None:
        """Return the sub-type of one piece of evidence."""
        label = longest(told_of.sense, self.sense)
        modes = told_of.report.mode if told_of.report else ()
        if label in ("ATTACK", "ARMED_CLASH"):
            label = next((self.mode[mode] for mode in modes if mode in self.mode), label)
        by_whom = self.state if told_of.sectors & self.state_sectors else self.other
        return by_whom.get(label or "", label)

    def choose(self, evidence: Sequence[Evidence]) -> str | None:
        """Return the sub-type of a snippet: of actual acts if there are any, else of whatever is told of."""
        for chosen in (self.labels(e for e in evidence if e.actual), self.labels(evidence)):
            if chosen:
                return min(chosen, key=self.order.index)
        return None

    def labels(self, evidence: Iterable[Evidence]) -> set[str]:
        """Return every sub-type of some evidence, with those that two others make."""
        found = {label for e in evidence if (label := self.label(e)) not in (None, NOTHING)}
        found |= {made for both, made in self.together if both <= found}
        return {label for label in found if label is not None}


def load(path: Path = MAPPING) -> Fine:
    """Return the mapping of a file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    state = dict(raw["state"])
    sectors = frozenset(state.pop("sectors"))
    together = tuple((frozenset(pair["both"]), pair["make"]) for pair in raw["together"])
    return Fine(tuple(raw["order"]), raw["sense"], raw["mode"], state, raw["other"], sectors, together)


def weighted_f1(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Return the mean F1 over the sub-types, each weighted by how often the gold has it."""
    counts = by_label(pairs)
    return sum(counts[gold].f1 for gold, _ in pairs) / len(pairs) if pairs else 0.0


def score_fine(rows: list[Row], walker: Walker) -> Figures:
    """Weighted F1 over the sub-types."""
    fine, sense_of = load(), senses(walker.know)
    found = coded((row["text"] for row in rows), walker)
    pairs = [(row["type"], fine.choose(list(told(w, sense_of)))) for row, w in zip(rows, found, strict=True)]
    return {
        "rows": len(rows),
        "weighted F1": weighted_f1(pairs),
        "macro F1": macro_f1(pairs),
        "accuracy": accuracy(pairs),
        "nothing coded": sum(p is None for _, p in pairs) / len(pairs),
        "by type": {label: round(counts.f1, 3) for label, counts in by_label(pairs).items()},
    }


SCORES: dict[str, Scorer] = {"fine": score_fine}
