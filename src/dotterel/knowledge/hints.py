"""Words that hint at something around an event: its modes, its context, or that the talk is of sport or film.

Each file has ``[label]`` tables with ``words = […]``: lemmas or phrases of lemmas, lower case; ``en/modes.toml`` has a
level more: ``[ASSAULT.explosives]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document, line_of


@dataclass(frozen=True, slots=True)
class Hints:
    """Labels by phrase, indexed by the phrase's first word."""

    index: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    """All labels, also those without words."""

    def found(self, lemmas: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, label) for each phrase in a row of lemmas, in order."""
        for i, lemma in enumerate(lemmas):
            for phrase, label in self.index.get(lemma, ()):
                if tuple(lemmas[i : i + len(phrase)]) == phrase:
                    yield i, i + len(phrase), label


def load(path: Path, name: str) -> Hints:
    """Return the hints of a file of ``[label]`` tables; raise KnowledgeError naming file and line."""
    parsed, text = document(path, name) if path.is_file() else ({}, "")
    return _indexed({label: _words(table, name, text, label) for label, table in parsed.items()})


def load_by_type(path: Path, name: str) -> Mapping[str, Hints]:
    """Return the hints of a file of ``[TYPE.label]`` tables, by type."""
    parsed, text = document(path, name) if path.is_file() else ({}, "")
    for event, labels in parsed.items():
        if not isinstance(labels, dict) or not all(isinstance(table, dict) for table in labels.values()):
            raise KnowledgeError(f'{name}:{line_of(text, event)}: write [{event}.mode] with words = ["…", …].')
    return {
        event: _indexed({label: _words(words, name, text, f"{event}.{label}") for label, words in labels.items()})
        for event, labels in parsed.items()
    }


def joined(base: Hints, more: Hints) -> Hints:
    """Return the hints of both."""
    found = {first: base.index.get(first, ()) + more.index.get(first, ()) for first in {**base.index, **more.index}}
    return Hints({first: _longest_first(pairs) for first, pairs in found.items()}, base.labels | more.labels)


def _words(table: Any, name: str, text: str, label: str) -> list[str]:
    words = table.get("words") if isinstance(table, dict) else None
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        line = next((n for n, row in enumerate(text.splitlines(), 1) if row.strip() == f"[{label}]"), 1)
        raise KnowledgeError(f'{name}:{line}: [{label}] needs words = ["…", …].')
    return words


def _indexed(labels: Mapping[str, Sequence[str]]) -> Hints:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for label, words in labels.items():
        for word in words:
            phrase = tuple(word.lower().split())
            index.setdefault(phrase[0], []).append((phrase, label))
    return Hints({first: _longest_first(found) for first, found in index.items()}, frozenset(labels))


def _longest_first(pairs: Iterable[tuple[tuple[str, ...], str]]) -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
