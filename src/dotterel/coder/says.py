"""Who says so: speakers, the words that mark them as such, and what they are said to have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dotterel.knowledge.speech import Speech
    from dotterel.records import Page


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim in token positions: head of the source, cue and content as (start, end) pairs."""

    source: Token | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    quoted: bool = False


def find(page: Page, speech: Speech) -> tuple[Attribution, ...]:
    """Return the attributions of a page, in text order."""
    return tuple(found for token in page.doc if (found := _by_verb(token, speech)) is not None)


def _by_verb(verb: Token, speech: Speech) -> Attribution | None:
    if not syntax.is_verbal(verb) or verb.lemma_.lower() not in speech.verbs:
        return None
    content = tuple(_range(clause) for kind, clause in syntax.complements(verb) if kind == "that")
    source = next(iter(syntax.subjects(verb)), None)
    return Attribution(source, (verb.i, verb.i + 1), content) if content else None


def _range(clause: Token) -> tuple[int, int]:
    return clause.left_edge.i, clause.right_edge.i + 1


def ranges(attributions: tuple[Attribution, ...]) -> Iterator[tuple[int, int]]:
    """Yield every content range."""
    for attribution in attributions:
        yield from attribution.content
