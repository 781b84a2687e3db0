"""Who a bare last name is: the one person in office on the article's day whom everybody calls so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.actors import ActorEntry, Actors
    from dotterel.knowledge.reference import Reference

_JOINTS = frozenset({"-", "al", "el", "the"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", ""})


def in_office(
    head: Token, title: ActorEntry | None, actors: Actors, reference: Reference, day: str | None
) -> ActorEntry | None:
    """Return the person in office whose last name a word is, or None where it may mean another.

    With a title the office must be the one it says; without one it must lead a state or a world body, and the name
    must not be one that thousands bear.
    """
    last = _last_name(head, reference)
    if last is None:
        return None
    offices = reference.leading_offices
    if title is not None and title.name not in reference.plain_titles:
        return actors.in_office(last, day, lambda office: title.name in office)
    if last.lower() in reference.common_surnames:
        return None
    return actors.in_office(last, day, lambda office: office.lower() in offices)


def _last_name(head: Token, reference: Reference) -> str | None:
    """Return the word of a name that has nothing before it but titles and peoples (**Brown**, Prime Minister Brown)."""
    if head.pos_ != "PROPN" or head.ent_type_ not in _NAMED:
        return None
    before = [c for c in syntax.children(head) if c.i < head.i and c.dep_ in ("compound", "nmod", "amod", "flat")]
    names = [c for c in before if c.pos_ == "PROPN" and c.lower_ not in _JOINTS | reference.titles]
    if any(c.ent_type_ == "PERSON" or c.i == head.i - 1 for c in names):
        return None
    return head.text
