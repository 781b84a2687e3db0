"""Words that attribute what is said to a speaker, from ``en/speech.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document


@dataclass(frozen=True, slots=True)
class Speech:
    """Cues: verbs that take a claim, and phrases such as ``according to``."""

    verbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]


def load(path: Path, name: str) -> Speech:
    """Return the cues of the file; raise KnowledgeError naming file and line."""
    parsed, _ = document(path, name)
    verbs, phrases = parsed.get("verbs"), parsed.get("phrases")
    if not isinstance(verbs, list) or not isinstance(phrases, list):
        raise KnowledgeError(f"{name}:1: needs verbs = […] and phrases = […].")
    return Speech(frozenset(verbs), tuple(tuple(phrase.split()) for phrase in phrases))
