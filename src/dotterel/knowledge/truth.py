"""What words say about the truth of what they govern, from ``en/status.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document

SIGNATURES = ("holds", "fails", "open", "coming", "claimed", "alleged", "told")
_PARTS: Mapping[str, tuple[str, ...]] = {
    "verb": SIGNATURES,
    "noun": SIGNATURES,
    "adjective": ("open", "coming"),
    "modal": ("future", "open"),
    "mark": ("open",),
    "adverb": ("open", "fails"),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Signatures by part of speech and lemma; ``agree_to``-like keys are for one construction only."""

    verb: Mapping[str, str]
    noun: Mapping[str, str]
    adjective: Mapping[str, str]
    modal: Mapping[str, str]
    mark: Mapping[str, str]
    adverb: Mapping[str, str]


def load(path: Path, name: str) -> Truth:
    """Return the signatures of the file; raise KnowledgeError naming file and line."""
    parsed, _ = document(path, name)
    found: dict[str, dict[str, str]] = {}
    for part, allowed in _PARTS.items():
        lists = parsed.get(part, {})
        if not isinstance(lists, dict) or not all(isinstance(words, list) for words in lists.values()):
            raise KnowledgeError(f"{name}:1: [{part}] must hold lists of words.")
        unknown = sorted(set(lists) - set(allowed))
        if unknown:
            raise KnowledgeError(f"{name}:1: [{part}] knows {', '.join(allowed)}, not '{unknown[0]}'.")
        found[part] = {word: kind for kind, words in lists.items() for word in words}
    return Truth(**found)
