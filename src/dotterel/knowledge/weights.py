"""How much each trait of a report says about whether its type is right, from ``data/learned/confidence.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: log-odds at the start, and what each trait adds."""

    start: float
    trait: Mapping[str, float]

    def probability(self, traits: Iterable[str]) -> float:
        """Return the probability, between 0 and 1, that a report with these traits has the right type."""
        return 1 / (1 + exp(-self.start - sum(self.trait.get(trait, 0.0) for trait in traits)))


def load(path: Path, name: str) -> Weights:
    """Return the weights of a file; raise KnowledgeError naming file and line."""
    parsed, _ = document(path, name)
    start, traits = parsed.get("start"), parsed.get("trait", {})
    numbers = isinstance(traits, dict) and all(isinstance(weight, int | float) for weight in traits.values())
    if not isinstance(start, int | float) or not numbers:
        raise KnowledgeError(f"{name}:1: write start = 0.0 and a [trait] table of numbers.")
    return Weights(float(start), {trait: float(weight) for trait, weight in traits.items()})
