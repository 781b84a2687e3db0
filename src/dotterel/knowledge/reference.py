"""Words that refer back, from ``en/reference.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Reference:
    """Word lists, all in lower case; see the data file for what each is for."""

    person_pronouns: frozenset[str]
    group_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    speaker_pronouns: frozenset[str]
    open_pronouns: frozenset[str]
    quantities: frozenset[str]
    groups: frozenset[str]
    states: frozenset[str]
    persons: frozenset[str]
    voices: frozenset[str]
    titles: frozenset[str]
    documents: frozenset[str]
    leading_offices: frozenset[str]
    plain_titles: frozenset[str]
    common_surnames: frozenset[str]

    @property
    def pronouns(self) -> frozenset[str]:
        """Every pronoun that may stand for somebody."""
        return (
            self.person_pronouns
            | self.group_pronouns
            | self.thing_pronouns
            | self.speaker_pronouns
            | self.open_pronouns
        )


def load(path: Path, name: str) -> Reference:
    """Return the word lists of the file; raise KnowledgeError when one is missing or is no list of texts."""
    parsed, _ = document(path, name)
    lists: dict[str, frozenset[str]] = {}
    for field in fields(Reference):
        words = parsed.get(field.name)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise KnowledgeError(f"{name}:1: '{field.name}' must be a list of words.")
        lists[field.name] = frozenset(words)
    return Reference(**lists)
