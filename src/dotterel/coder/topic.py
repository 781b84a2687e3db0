"""What a passage is about, where its words of conflict may mean something else: sport, film, games, markets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dotterel.knowledge.hints import Hints

_TOPIC_WORDS = 3
_TOPIC_DENSITY = 0.02
_SURE_WORDS = 2


def topic_of(paragraph: Sequence[str], article: Mapping[str, float], topics: Hints, sure: Hints) -> str | None:
    """Return the topic of a passage that uses words of conflict for something else (``sport``), or None.

    Words of the topic settle it where the whole article has many of them; words that are ``sure`` settle it alone.
    """
    certain = _distinct(paragraph, sure)
    found = Counter(label for *_, label in certain | _distinct(paragraph, topics))
    if _has_score(paragraph):
        found["sport"] += 1
    for *_, label in certain:
        if found[label] >= _SURE_WORDS:
            return label
    for topic, count in found.most_common(1):
        if count >= _TOPIC_WORDS and article.get(topic, 0.0) >= _TOPIC_DENSITY / 2:
            return topic
    return next((topic for topic, density in article.items() if density >= _TOPIC_DENSITY), None)


def densities(lemmas: Sequence[str], topics: Hints) -> dict[str, float]:
    """Return, for each topic with at least four different words in an article, its words per word."""
    hits: dict[str, list[tuple[str, ...]]] = {}
    for start, end, label in topics.found(lemmas):
        hits.setdefault(label, []).append(tuple(lemmas[start:end]))
    return {label: len(words) / len(lemmas) for label, words in hits.items() if len(set(words)) >= _TOPIC_WORDS + 1}


def _distinct(lemmas: Sequence[str], topics: Hints) -> set[tuple[str, str, str]]:
    return {(lemmas[start], lemmas[end - 1], label) for start, end, label in topics.found(lemmas)}


def _has_score(lemmas: Sequence[str]) -> bool:
    """True for ``2-0`` and ``6-4``, in one word or in three."""
    rows = (lemmas[i : i + 3] for i in range(len(lemmas) - 2))
    parted = any(row[1] in "-–" and _is_goals(row[0]) and _is_goals(row[2]) for row in rows)
    return parted or any(_is_goals(a) and _is_goals(b) for a, dash, b in (w.partition("-") for w in lemmas) if dash)


def _is_goals(word: str) -> bool:
    return word.isdecimal() and len(word) < 3
