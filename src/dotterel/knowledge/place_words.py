"""Words around place names, from ``data/places/words.toml`` and ``data/places/risky.txt``."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dotterel.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What the words around a name say about it."""

    kinds: Mapping[str, frozenset[str]]
    """Common noun beside a name → the kinds of place that it announces."""
    lists: Mapping[str, frozenset[str]]
    """The lists of the file by name: ``features``, ``before``, ``titles``, …"""
    relations: frozenset[str]
    """Words before a place that move the point: ``on the outskirts of``."""
    short_forms: Mapping[str, str]
    """``city`` in "the city" → kind of the place meant before."""
    short: Mapping[str, tuple[str, str]]
    """``Calif.`` → (name, country) of a province."""
    postal: Mapping[str, tuple[str, str]]
    """``CA``, which counts only after a comma and a name → (name, country) of a province."""
    telling: Mapping[str, str]
    """Words that tell in which country an article is at home → alpha-3 code."""
    risky: frozenset[str]
    """Keys of place names that are also common words, first names or surnames."""

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return one of the lists."""
        return self.lists[name]


def load(folder: Traversable, name: str) -> PlaceWords:
    """Return the words of the folder's two files; raise KnowledgeError naming the file when one is wrong."""
    try:
        table = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
        risky = (folder / "risky.txt").read_text(encoding="utf-8")
        return _words(table, risky)
    except (
        OSError,
        UnicodeDecodeError,
        tomllib.TOMLDecodeError,
        KeyError,
        AttributeError,
        TypeError,
        ValueError,
    ) as err:
        raise KnowledgeError(f"{name}/words.toml:1: cannot be used: {err!r}; compare it with the one we ship.") from err


def _words(table: dict[str, Any], risky: str) -> PlaceWords:
    kinds = defaultdict(set)
    for kind, nouns in table["kinds"].items():
        for noun in nouns:
            kinds[noun].add(kind)
    states = [(*row.split("|"), country) for country, rows in table["short"].items() for row in rows]
    return PlaceWords(
        kinds={noun: frozenset(found) for noun, found in kinds.items()},
        lists={key: frozenset(items) for key, items in table["lists"].items()},
        relations=frozenset(table["lists"]["relations"]),
        short_forms={noun: kind for kind, nouns in table["short_forms"].items() for noun in nouns},
        short={short: (name, country) for name, short, _, country in states if short.endswith(".")},
        postal={postal: (name, country) for name, _, postal, country in states},
        telling={word: country for country, words in table["telling"].items() for word in words},
        risky=frozenset(line for line in risky.splitlines() if line and not line.startswith("#")),
    )
