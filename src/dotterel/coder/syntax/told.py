"""What a clause says, as words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dotterel.coder.syntax.tree import children, has_to, is_verbal, negation

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHETHER = frozenset({"if", "whether", "unless"})
_SPEAKERS = frozenset({"i", "we"})
_ONE, _MANY = frozenset({"it", "he", "she"}), frozenset({"they"})


def told_by(verb: Token) -> frozenset[str]:
    """Return what a clause says: ``responsible  to blame  behind attack  bear blame  to fight against``.

    Nothing when it is denied or asked.
    """
    marks = (child for child in children(verb) if child.dep_ == "mark")
    if negation(verb) is not None or any(mark.lower_ in _WHETHER for mark in marks):
        return frozenset()
    return frozenset(_told_by(verb))


def _told_by(verb: Token) -> Iterator[str]:
    own = verb.lemma_.lower()
    yield own
    if has_to(verb):
        yield f"to {own}"
    for child in children(verb):
        dep = child.dep_
        if dep in ("acomp", "attr", "oprd") and negation(child) is None:
            yield child.lemma_.lower()
            yield from (told for inner in children(child) if inner.dep_ == "xcomp" for told in _told_by(inner))
        elif dep == "dobj":
            yield f"{own} {child.lemma_.lower()}"
            yield from (told for inner in children(child) if has_to(inner) for told in _told_by(inner))
        elif dep == "prep" and own == "be":
            yield from (f"{child.lower_} {inner.lemma_.lower()}" for inner in children(child))
        elif dep == "prep" and has_to(verb):
            yield f"to {own} {child.lower_}"
        elif is_verbal(child) and (dep == "conj" or (dep in ("xcomp", "advcl") and has_to(child))):
            yield from _told_by(child)


def may_stand_for(token: Token, others: Sequence[Token]) -> bool:
    """True when a pronoun may mean one of some nouns, as its number goes."""
    word = token.lower_
    if word in _SPEAKERS:
        return True
    many = len(others) > 1 or any(other.tag_ in ("NNS", "NNPS") or other.lower_ == "they" for other in others)
    return word in (_MANY if many else _ONE)
