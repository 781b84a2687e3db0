"""Which words make a noun phrase, which nouns are joined, and what a relative pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dotterel.coder.syntax.tree import NOMINAL, RELATIVE, SUBJECT, children
from dotterel.knowledge.grammar import ours

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod"}
    | {"neg", "preconj", "intj", "subtok", "aux", "meta", "dep"}
)


def counted(token: Token) -> Token | None:
    """Return the noun that is counted in ``thousands of men``, ``a group of gunmen``, or None."""
    if token.pos_ != "NUM" and token.lemma_.lower() not in ours().counting:
        return None
    for child in children(token):
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in children(child) if inner.dep_ == "pobj"), None)
    return None


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Return a noun and the nouns joined to it after it by commas, ``and`` or ``or``."""
    found, queue = [token], [token]
    while queue:
        for child in children(queue.pop()):
            if child.dep_ == "conj" and child.pos_ in NOMINAL:
                found.append(child)
                queue.append(child)
    return tuple(sorted(found, key=lambda t: t.i))


def spread(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the nouns with those joined to them, each once; relative pronouns are replaced by what they stand for."""
    found: list[Token] = []
    for token in tokens:
        found += conjuncts(antecedent(token))
    return tuple(dict.fromkeys(found))


def antecedent(token: Token) -> Token:
    """Return the noun that a relative pronoun stands for; any other word is returned unchanged."""
    if token.tag_ not in RELATIVE:
        return token
    for ancestor in token.ancestors:
        if ancestor.dep_ == "relcl":
            return _agreeing(ancestor.head, token, ancestor)
    return token


def _agreeing(noun: Token, pronoun: Token, verb: Token) -> Token:
    """Return the noun just before ``which`` instead of the parser's choice when only that one agrees in number."""
    if pronoun.dep_ not in SUBJECT or pronoun.i < 2 or noun.tag_ not in ("NNS", "NNPS"):
        return noun
    finite = next((c for c in children(verb) if c.dep_ in ("aux", "auxpass")), verb)
    near = pronoun.nbor(-2) if pronoun.nbor(-1).text == "," else pronoun.nbor(-1)
    singular = finite.tag_ == "VBZ" or finite.lower_ == "was"
    return near if singular and near.tag_ in ("NN", "NNP") and near != noun else noun


def noun_phrase(head: Token) -> tuple[int, int]:
    """Return token start and end of the noun phrase of ``head``: modifiers and of-phrases, no clauses, no conjuncts."""
    start = end = head.i
    for child in head.lefts:
        if child.dep_ in _MODIFIERS:
            start = child.left_edge.i
            break
    for child in head.rights:
        if _belongs(child, head):
            end = max(end, _edge_without_clauses(child))
    while start < head.i and _is_aside(head.doc[start], head):
        start += 1
    if end > head.i and head.doc[end].dep_ == "case":
        end -= 1
    return start, end + 1


def _is_aside(token: Token, head: Token) -> bool:
    """True for a word before a noun that is not of its phrase; what measures a number is (**about** fifty men)."""
    return token.dep_ in ("punct", "cc", "preconj", "neg") or (token.dep_ == "advmod" and token.head == head)


def whole_phrase(head: Token, end: int) -> int:
    """Return the token end of all words that say who a noun is; ``end`` is that of its :func:`noun_phrase`.

    They are places it belongs to (police **in Lagos**), a short form in brackets, and a title or name in apposition.
    """
    doc = head.doc
    for child in head.rights:
        at = child.left_edge.i
        if child.dep_ == "prep" and at == end and child.lower_ in _OF_PLACE and not _is_time(child):
            end = _edge_without_clauses(child) + 1
        elif child.dep_ == "appos" and at == end + 1 and doc[end].text in ("(", ",") and _names(child, head):
            closes = doc[end].text == "("
            end = _edge_without_clauses(child) + 1
            end += closes and end < len(doc) and doc[end].text == ")"
    return end


_OF_PLACE = frozenset("of in at from near for to on outside inside around along across under".split())


def _is_time(prep: Token) -> bool:
    return any(inner.ent_type_ in ("DATE", "TIME") or inner.pos_ == "VERB" for inner in children(prep))


def _names(appositive: Token, head: Token) -> bool:
    """True for a name or title of a noun; a second country is one more of a list."""
    if appositive.pos_ not in ("NOUN", "PROPN") or appositive.ent_type_ in ("DATE", "TIME"):
        return False
    return not (head.ent_type_ == appositive.ent_type_ == "GPE")


def _belongs(child: Token, head: Token) -> bool:
    """True for what stands after a noun and is part of its phrase: of-phrases, names in close apposition."""
    dep = child.dep_
    if dep == "prep":
        return child.lower_ == "of"
    if dep == "appos":
        return child.pos_ == "PROPN" and child.left_edge.i == head.i + 1
    return dep in ("case", "nummod", "nmod", "compound", "subtok")


def _edge_without_clauses(token: Token) -> int:
    """Return the last token of a phrase, leaving off relative clauses and conjunct clauses at its end."""
    edge = token.i
    for child in token.rights:
        dep = child.dep_
        if dep not in _ASIDE or (dep == "conj" and token.dep_ in ("pobj", "conj")):
            edge = max(edge, _edge_without_clauses(child))
    return edge


_ASIDE = frozenset({"relcl", "acl", "appos", "punct", "cc", "advcl", "conj"})


def appositions(head: Token) -> tuple[Token, ...]:
    """Return the nouns in apposition to a noun, after it."""
    return tuple(child for child in children(head) if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"))


def premodifiers(noun: Token) -> Iterator[tuple[str, Token]]:
    """Yield (``poss`` | ``mod``, word) for what stands before a noun and may name its doer (Israel's, police)."""
    for child in children(noun):
        if child.i < noun.i:
            if child.dep_ == "poss":
                yield "poss", child
            elif child.dep_ in ("compound", "nmod", "npadvmod") or (
                child.dep_ == "amod" and child.pos_ in ("ADJ", "PROPN")
            ):
                yield "mod", child
