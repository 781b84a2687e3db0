"""Words above and below a word, and what kind of word it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
OBJECT = frozenset({"dobj", "dative", "oprd", "attr"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})


def children(token: Token) -> Sequence[Token]:
    """Return the dependents of a word in text order, found once for the whole text: nothing is asked more often."""
    known = token.doc.user_data.get(_CHILDREN)
    if known is None:
        known = token.doc.user_data[_CHILDREN] = _all_children(token.doc)
    found: Sequence[Token] = known[token.i]
    return found


def forget(doc: Doc) -> None:
    """Drop what :func:`children` keeps on a text, when all is coded."""
    doc.user_data.pop(_CHILDREN, None)


def _all_children(doc: Doc) -> list[list[Token]]:
    found: list[list[Token]] = [[] for _ in doc]
    for token in doc:
        head = token.head.i
        if head != token.i:
            found[head].append(token)
    return found


_CHILDREN = "dotterel.children"


def is_verbal(token: Token) -> bool:
    """True for a verb that can carry a clause; False for an auxiliary of another verb.

    A root with a subject of its own is a verb even where the tagger takes it for a noun (``Vietnam and Laos plan …``).
    """
    if token.pos_ in VERBAL:
        return token.dep_ not in ("aux", "auxpass")
    return token.dep_ == "ROOT" and token.pos_ == "NOUN" and any(child.dep_ == "nsubj" for child in children(token))


def has_to(verb: Token) -> bool:
    """True when a verb is a ``to`` infinitive."""
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in children(verb))


def negation(token: Token) -> Token | None:
    """Return the word that negates a verb or noun directly (not, n't, never, no), or None."""
    for child in children(token):
        if child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj") and child.lower_ in _NEGATORS):
            return child
    return None


_NEGATORS = frozenset({"no", "neither", "never", "nor"})


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a word, or None."""
    for ancestor in token.ancestors:
        if is_verbal(ancestor):
            return ancestor
    return None


def clause_root(token: Token) -> Token:
    """Return the verb (or the root) of the clause in which a word stands."""
    if is_verbal(token):
        return token
    verb = governing_verb(token)
    return verb if verb is not None else token.sent.root


def below(token: Token, levels: int = 2) -> Iterator[Token]:
    """Yield the dependents of a word that are no subject and no clause of their own, ``levels`` deep."""
    for child in children(token):
        if child.dep_ in SUBJECT or child.dep_ in ("relcl", "ccomp", "advcl", "conj", "punct"):
            continue
        yield child
        if levels > 1:
            yield from below(child, levels - 1)
