"""What hangs on a word: prepositional phrases, particles, and the clauses that complete it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dotterel.coder.syntax.nouns import conjuncts
from dotterel.coder.syntax.tree import children, has_to, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token


def preps(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, head of what it governs) for each prepositional phrase on a word; gerunds included."""
    for child in children(token):
        if child.dep_ in ("prep", "agent", "dative", "prt") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
            yield from _governed(child)


def _governed(prep: Token) -> Iterator[tuple[str, Token]]:
    for inner in children(prep):
        if inner.dep_ in ("pobj", "pcomp"):
            yield prep.lower_, inner
            for other in conjuncts(inner)[1:]:
                yield prep.lower_, other
        elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.pos_ == "ADP"):
            yield from _governed(inner)


def has_particle(verb: Token, particle: str) -> Token | None:
    """Return the particle (or bare preposition, or adverb) of a verb that has the given form, or None."""
    for child in children(verb):
        if child.lower_ == particle and child.dep_ in ("prt", "prep", "advmod", "agent", "npadvmod", "advcl", "aux"):
            if _own_phrase(child, verb):
                continue
            return child
        if child.dep_ == "dobj" and child.i < verb.i + 6:
            for inner in children(child):
                if inner.lower_ == particle and inner.dep_ == "prt":
                    return inner
    return None


def _own_phrase(prep: Token, verb: Token) -> bool:
    """True for a preposition that stands after the object with a phrase of its own: called elections **for** May."""
    if prep.dep_ != "prep" or not any(child.dep_ in ("pobj", "pcomp") for child in children(prep)):
        return False
    return any(child.dep_ == "dobj" and verb.i < child.i < prep.i for child in children(verb))


def objects_of_particle(particle: Token) -> tuple[Token, ...]:
    """Return the heads of what hangs on a particle, where the parser took it for a preposition or hung it there."""
    found = tuple(token for _, token in _governed(particle))
    return found or tuple(child for child in children(particle) if child.dep_ == "dobj")


def particles(verb: Token) -> Iterator[Token]:
    """Yield particles, adverbs and adjectives of a verb that may carry a phrase: fell back to …, said sorry to …"""
    for child in children(verb):
        if child.dep_ in ("prt", "advmod", "acomp", "oprd") and child.i > verb.i:
            yield child


def is_must(verb: Token) -> bool:
    """True when a verb says what has to be done (must, should, has to, needs to)."""
    for child in children(verb):
        if child.dep_ == "aux" and child.lower_ in ("must", "should", "ought"):
            return True
    return verb.dep_ == "xcomp" and has_to(verb) and verb.head.lemma_ in ("have", "need")


def complements(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield (``to`` | ``that`` | ``must`` | ``doing``, verb) for each clause that completes a verb."""
    for kind, clause in _clauses(verb):
        yield kind, clause
        if kind == "that":
            below = next((c for c in children(clause) if c.dep_ == "xcomp" and is_must(c)), clause)
            if is_must(below):
                yield "must", below


def clauses_of_predicate(word: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses that complete what a verb says of somebody: is **willing** to go."""
    if word.dep_ in ("acomp", "oprd"):
        yield from (verb for _, verb in _clauses(word))


def _clauses(word: Token) -> Iterator[tuple[str, Token]]:
    for child in children(word):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and (is_verbal(child) or child.dep_ != "advcl"):
            if has_to(child) or _bare_infinitive(child):
                yield "to", child
            elif child.dep_ in ("advcl", "acl"):
                continue
            elif child.tag_ == "VBG" and not any(c.dep_ == "aux" for c in children(child)):
                yield "doing", child
            elif child.dep_ == "ccomp" or is_verbal(child):
                yield "that", child
        elif child.dep_ in ("acomp", "oprd") and child.i > word.i:
            yield from _clauses(child)


def _bare_infinitive(verb: Token) -> bool:
    """True for ``go`` in ``let them go``."""
    return verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in children(verb))
