"""What a passage is about, where its words of conflict may mean something else: sport, film, games, markets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dotterel.knowledge.hints import Hints

_TOPIC_WORDS = 3
_TOPIC_DENSITY = 0.02


def topic_of(paragraph: Sequence[str], article: Mapping[str, float], topics: Hints) -> str | None:
    """Return the topic of a passage that uses words of conflict for something else (``sport``), or None."""
    found = Counter(label for _, _, label in _distinct(paragraph, topics))
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
