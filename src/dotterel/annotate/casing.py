"""How words are written, and the words around them that tell: what ``en/truecase*.toml`` holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import rtoml

from dotterel.knowledge import DATA

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*", re.IGNORECASE)
"""``U.S.``, ``O'Brien``, ``5th``; what a hyphen joins are several words, and ``'s`` is a word by itself."""

_ENDS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e")),
    *(("ly", ""), ("ily", "y"), ("er", ""), ("ers", ""), ("ness", ""), ("ment", "")),
)
"""Endings of regular forms, and what stands in their place in the base."""

_PREFIXES = ("anti", "counter", "dis", "inter", "mis", "non", "out", "over", "pre", "re", "super", "un", "under")
_OF_NOUNS = ("tion", "tions", "ment", "ments", "ness", "ously", "ically", "ization", "isation")
_LONG = 8

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Casing:
    """Words in small letters, by how they are written or by what they say about their neighbours."""

    small: frozenset[str]
    either: frozenset[str]
    letters: frozenset[str]
    inner: Mapping[str, str]
    alike: frozenset[str]
    """Names that look like forms of a small word."""
    short: frozenset[str]
    """Names of a few letters."""
    first: frozenset[str]
    peoples: frozenset[str]
    phrases: Phrases
    """First word → the words of names as they are written, the longest names first."""
    lists: Mapping[str, frozenset[str]]
    """The lists of ``truecase.toml`` by name."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a list of ``truecase.toml``."""
        return self.lists[name]

    def is_common(self, word: str) -> bool:
        """True for a word that has small letters unless something speaks for a name."""
        return word in self.small or word in self.either or self._is_form(word)

    def _is_form(self, word: str) -> bool:
        """True for a regular form, or a compound, of a small word."""
        if word in self.alike:
            return False
        return not self.small.isdisjoint(bases(word)) or (
            len(word) > _LONG and (word.endswith(_OF_NOUNS) or any(rest in self.small for rest in _rests(word)))
        )


def bases(word: str) -> tuple[str, ...]:
    """Return what a word may be a regular form of: ``extradite`` for ``extraditing``."""
    found = (word[: -len(end)] + new for end, new in _ENDS if word.endswith(end) and len(word) - len(end) > 2)
    return tuple(found)


def _rests(word: str) -> Iterator[str]:
    """Yield what follows a prefix: ``revolutionary`` for ``counterrevolutionary``."""
    return (word.removeprefix(prefix) for prefix in _PREFIXES if word.startswith(prefix))


@cache
def load() -> Casing:
    """Return what the two files hold; they are read when the first paragraph needs them."""
    words = rtoml.loads((DATA / "en" / "truecase_words.toml").read_text(encoding="utf-8"))
    lists = rtoml.loads((DATA / "en" / "truecase.toml").read_text(encoding="utf-8"))
    few = {name: frozenset(text.split()) for name, text in lists.items()}
    small, either, letters = (frozenset(words[name].split()) for name in ("small", "either", "letters"))
    letters = frozenset(word.lower() for word in letters) | few["letters"]
    return Casing(
        small=(small | few["small"]) - letters,
        either=either - letters,
        letters=letters,
        alike=frozenset(words["alike"].split()),
        short=frozenset(words["short"].split()),
        inner={word.lower(): word for word in words["inner"].split()},
        first=frozenset(words["first"].split()) - small - either,
        peoples=frozenset(words["peoples"].split()),
        phrases=_phrases(words["names"].splitlines()),
        lists=few,
    )


def _phrases(names: Iterable[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(name.split())
        found.setdefault(words[0].lower(), []).append(words)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in found.items()}
