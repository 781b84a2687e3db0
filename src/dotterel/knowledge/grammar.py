"""Words by whose use a clause is built in its own way, from ``en/grammar.toml``."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists, all lemmas in lower case; see the data file for what each is for."""

    counting: frozenset[str]
    of_the_subject: frozenset[str]
    having: frozenset[str]
    set_on: frozenset[str]
    of_own_deed: frozenset[str]
    seen_so: frozenset[str]
    naming: frozenset[str]


def load(path: Path, name: str) -> Grammar:
    """Return the word lists of the file; raise KnowledgeError when one is missing, unknown or no list of texts."""
    parsed, _ = document(path, name)
    known = [field.name for field in fields(Grammar)]
    unknown = sorted(set(parsed) - set(known))
    if unknown:
        raise KnowledgeError(f"{name}:1: no list '{unknown[0]}' is read; write one of {', '.join(known)}.")
    lists: dict[str, frozenset[str]] = {}
    for key in known:
        words = parsed.get(key)
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise KnowledgeError(f"{name}:1: '{key}' must be a list of words.")
        lists[key] = frozenset(words)
    return Grammar(**lists)


@cache
def ours() -> Grammar:
    """Return our word lists, read once: syntax is asked about single words, which know no lists."""
    return load(Path(str(files("dotterel") / "data")) / "en" / "grammar.toml", "en/grammar.toml")
