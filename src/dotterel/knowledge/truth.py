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
    "adjective": SIGNATURES,
    "modal": ("future", "open", "able"),
    "mark": ("open", "time", "awaited"),
    "adverb": ("open", "fails"),
    "preposition": ("holds",),
    "change": ("from", "to"),
    "order": ("words",),
    "event": ("nouns",),
}


@dataclass(frozen=True, slots=True)
class Truth:
    """Signatures by part of speech and lemma; ``agree_to``-like keys are for one construction only.

    ``lemma_to`` ``lemma_doing`` ``lemma_that`` name the complement, ``lemma_from`` a preposition before a gerund or a
    noun, ``lemma_noun`` an object, ``lemma_off`` a particle; before ``_to`` may stand ``_being`` (is going to),
    ``_passive`` (is said to) or ``_past`` (had to).
    """

    verb: Mapping[str, str]
    noun: Mapping[str, str]
    adjective: Mapping[str, str]
    modal: Mapping[str, str]
    mark: Mapping[str, str]
    adverb: Mapping[str, str]
    preposition: Mapping[str, str]
    """``holds`` before a gerund that tells of a deed: after leaving, by leaving."""
    change: Mapping[str, str]
    """Verbs of change (``from``) and the results that an infinitive after them tells (``to``)."""
    order: Mapping[str, str]
    """``first``, ``last``, ``only``: an infinitive after them tells what was done."""
    event: Mapping[str, str]
    """Nouns that tell of something that happens, beside those of the entries: their certainty is given too."""


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
