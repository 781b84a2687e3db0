"""One of 30 sub-types for each snippet, from our senses by the mapping of ``fine.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence import Evidence, longest, sectors, senses, told
from rows import Figures, Row, Scorer, coded

from dotterel.score import accuracy, by_label, macro_f1

if TYPE_CHECKING:
    from dotterel.walker import Walker

MAPPING = Path(__file__).with_name("fine.toml")
NOTHING = "none"
OPEN = ("ATTACK", "ARMED_CLASH")
"""Sub-types of attacks whose manner decides."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sub-type that becomes another by who does it, to whom, or what is told beside it."""

    label: str
    to: str
    doer: frozenset[str]
    hit: frozenset[str]
    beside: str | None

    def fits(self, label: str, evidence: Evidence, labels: Iterable[str]) -> bool:
        """True when the change is due."""
        doers = evidence.sectors or frozenset({"nobody"})
        hit = sectors(evidence.report.recipient) if evidence.report else frozenset()
        return (
            label == self.label
            and (not self.doer or doers <= self.doer)
            and (not self.hit or not hit.isdisjoint(self.hit))
            and (self.beside is None or self.beside in labels)
        )


@dataclass(frozen=True, slots=True)
class Fine:
    """The mapping: senses, manners, instruments and rules to sub-types, changes, and the order of choice."""

    order: tuple[str, ...]
    sense: Mapping[str, str]
    mode: Mapping[str, str]
    instrument: Mapping[str, Mapping[str, str]]
    rule: Mapping[str, str]
    changes: tuple[Change, ...]

    def label(self, told_of: Evidence) -> str:
        """Return the sub-type of one piece of evidence by itself."""
        by_rule = next((label for file, label in self.rule.items() if told_of.rule.startswith(file)), None)
        if by_rule is not None:
            return by_rule
        label = longest(told_of.sense, self.sense) or NOTHING
        modes = told_of.report.mode if told_of.report else ()
        if label in OPEN:
            label = next((self.mode[mode] for mode in modes if mode in self.mode), label)
        named = self.instrument.get(label, {})
        return next((named[word] for word in re.findall(r"\w+", told_of.text.lower()) if word in named), label)

    def choose(self, evidence: Sequence[Evidence]) -> str | None:
        """Return the sub-type of a snippet: of actual reports, else of any actual act, else of whatever is told."""
        plain = [self.label(e) for e in evidence]
        labels = [(e, self._changed(label, e, plain)) for label, e in zip(plain, evidence, strict=True)]
        reports = [label for e, label in labels if e.actual and e.report is not None]
        actual = [label for e, label in labels if e.actual]
        for some in (reports, actual, [label for _, label in labels]):
            found = set(some) - {NOTHING}
            if found:
                return min(found, key=self.order.index)
        return None

    def _changed(self, label: str, evidence: Evidence, labels: Sequence[str]) -> str:
        return next((change.to for change in self.changes if change.fits(label, evidence, labels)), label)


def load(path: Path = MAPPING) -> Fine:
    """Return the mapping of a file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    changes = tuple(_change(change, raw["sectors"]) for change in raw["change"])
    return Fine(tuple(raw["order"]), raw["sense"], raw["mode"], raw["instrument"], raw["rule"], changes)


def _change(raw: dict[str, Any], named: Mapping[str, list[str]]) -> Change:
    def expanded(words: list[str]) -> frozenset[str]:
        return frozenset(sector for word in words for sector in named.get(word.removeprefix("@"), [word]))

    doer, hit = expanded(raw.get("doer", [])), expanded(raw.get("hit", []))
    return Change(raw["label"], raw["to"], doer, hit, raw.get("beside"))


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
