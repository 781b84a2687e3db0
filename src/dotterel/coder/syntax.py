"""What stands where around a word: the only module that knows the parser's labels (CLEAR style, as in en_core_web).

The functions answer in tokens: who is the subject of a verb however it is built (passive, participle, infinitive,
relative clause, conjunction), what is its object, which prepositions carry what, which words make a noun phrase.
"""

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
_MODIFIERS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "case", "advmod", "npadvmod"}
    | {"neg", "preconj", "intj", "subtok", "aux", "meta", "dep"}
)
_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "pledge", "offer", "agree", "refuse"})
_FROM_OBJECT = frozenset({"of", "from", "for", "into", "with", "over"})


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


_COLLECTIVES = frozenset(
    """group number majority crowd member dozen hundred thousand million score all some many most several part
    handful couple pair lot rest half band wave batch team contingent
    """.split()
)


def counted(token: Token) -> Token | None:
    """Return the noun that is counted in ``thousands of men``, ``a group of gunmen``, or None."""
    if token.pos_ != "NUM" and token.lemma_.lower() not in _COLLECTIVES:
        return None
    for child in children(token):
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in children(child) if inner.dep_ == "pobj"), None)
    return None


def is_participle(token: Token) -> bool:
    """True for a past participle (VBN), also where the parser takes a reduced one for a past tense."""
    return token.tag_ == "VBN"


def is_passive(verb: Token) -> bool:
    """True when what looks like the subject is acted on: a passive clause or a bare past participle."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in children(verb)):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if any(child.dep_ == "aux" and child.lower_ in _HAVE for child in children(verb)):
        return False
    if verb.dep_ == "conj" and is_verbal(verb.head):
        return is_passive(verb.head)
    return verb.dep_ in ("advcl", "relcl", "ROOT", "oprd", "xcomp", "ccomp", "pcomp") and not _own_subjects(verb)


_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d", "’ve", "’d"})


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the heads of what stands as (active or passive) subject of a verb, found through control and relatives."""
    own = _own_subjects(verb)
    if own:
        return _spread(own)
    if depth > 6:
        return ()
    return _inherited_subjects(verb, depth + 1)


def _own_subjects(verb: Token) -> list[Token]:
    return [child for child in children(verb) if child.dep_ in SUBJECT or child.dep_ in PASSIVE_SUBJECT]


def _inherited_subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    head, dep = verb.head, verb.dep_
    if dep == "conj" and is_verbal(head):
        return subjects(head, depth)
    if dep in ("acl", "amod"):
        return _noun_as_subject(verb, head, depth)
    if dep == "relcl":
        return () if _gap_taken(verb) else conjuncts(head)
    if dep == "xcomp" and is_verbal(head):
        return _controller(head, depth)
    if dep == "ccomp" and is_verbal(head) and has_to(verb):
        return _controller(head, depth)
    if dep in ("advcl", "dep", "ccomp") and is_verbal(head) and verb.tag_ in ("VBG", "VBN", "VB"):
        return subjects(head, depth)
    if dep == "pcomp" and head.dep_ == "prep":
        return _pcomp_subjects(head, depth)
    if dep == "xcomp" and head.pos_ in ("ADJ", "NOUN"):
        return subjects(head.head, depth) if is_verbal(head.head) else ()
    return ()


def _gap_taken(verb: Token) -> bool:
    """True when a relative clause without a subject cannot take its antecedent as one (it is the object)."""
    return any(child.dep_ in OBJECT and child.tag_ in RELATIVE for child in children(verb))


def _noun_as_subject(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if not has_to(verb):
        return conjuncts(noun)
    owners = [child for child in children(noun) if child.dep_ == "poss"]
    if owners:
        return _spread(owners)
    clause = governing_verb(noun)
    if noun.dep_ in ("dobj", "attr", "pobj") and clause is not None and clause.lemma_ in _HAVING:
        return subjects(clause, depth)
    return ()


_HAVING = frozenset(
    """have make take announce reach issue give get lose show express declare be win receive launch begin start seek
    """.split()
)


def _controller(head: Token, depth: int) -> tuple[Token, ...]:
    """Who does the infinitive under ``head``: its object (urged them to go), or its subject (agreed to go)."""
    if is_passive(head) or head.lemma_ in _SUBJECT_CONTROL:
        return subjects(head, depth)
    objects = [child for child in children(head) if child.dep_ in ("dobj", "dative")]
    if objects:
        return _spread(objects)
    for prep in children(head):
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "for", "to", "with"):
            found = [child for child in children(prep) if child.dep_ == "pobj"]
            if found and prep.i > head.i and prep.i - head.i <= 2:
                return _spread(found)
    return subjects(head, depth)


def _pcomp_subjects(prep: Token, depth: int) -> tuple[Token, ...]:
    """Who does the gerund after a preposition: accused X of bombing → X; ended the siege by leaving → the subject."""
    clause = prep.head
    if clause.pos_ in ("NOUN", "PROPN") and clause.dep_ in ("dobj", "nsubjpass", "pobj"):
        if prep.lower_ in _FROM_OBJECT and clause.ent_type_:
            return conjuncts(clause)
        above = governing_verb(clause)
        return subjects(above, depth) if above is not None else ()
    if not is_verbal(clause):
        return ()
    if prep.lower_ in _FROM_OBJECT:
        found = objects(clause)
        if found:
            return found
    return subjects(clause, depth)


def objects(verb: Token) -> tuple[Token, ...]:
    """Return the heads of what a verb is done to: direct objects, passive subjects, antecedents of relatives."""
    if is_passive(verb):
        return _passive_objects(verb)
    own = [child for child in children(verb) if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
    if own:
        return _spread(own)
    if verb.dep_ == "relcl" and _own_subjects(verb) and not _stranded(verb) and verb.head.i < verb.i:
        subject = _own_subjects(verb)[0]
        return conjuncts(verb.head) if subject.tag_ not in RELATIVE else ()
    return _shared_object(verb)


def _passive_objects(verb: Token) -> tuple[Token, ...]:
    own = [child for child in children(verb) if child.dep_ in PASSIVE_SUBJECT]
    if own:
        return _spread(own)
    return subjects(verb)


def _stranded(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in children(verb))


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """The object of ``attacked and killed X``, which the parser hangs on the last verb only."""
    for child in children(verb):
        if child.dep_ == "conj" and is_verbal(child) and child.i - verb.i <= 3 and not is_passive(child):
            return objects(child)
    return ()


def agents(verb: Token) -> tuple[Token, ...]:
    """Return the heads of the by-phrase of a passive."""
    found = [p for child in children(verb) if child.dep_ == "agent" for p in children(child) if p.dep_ == "pobj"]
    if not found and is_passive(verb):
        found = [p for child in children(verb) if child.lower_ == "by" for p in children(child) if p.dep_ == "pobj"]
    if not found and verb.dep_ == "conj" and is_verbal(verb.head) and is_passive(verb) and is_passive(verb.head):
        return ()
    if not found:
        later = (c for c in children(verb) if c.dep_ == "conj" and is_verbal(c) and is_passive(c))
        found = [token for conj in later for token in agents(conj)] if is_passive(verb) else []
    return _spread(found)


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


def has_to(verb: Token) -> bool:
    """True when a verb is a ``to`` infinitive."""
    return any(child.tag_ == "TO" for child in children(verb))


def _bare_infinitive(verb: Token) -> bool:
    """True for ``go`` in ``let them go``."""
    return verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(child.dep_ == "aux" for child in children(verb))


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


def _clauses(verb: Token) -> Iterator[tuple[str, Token]]:
    for child in children(verb):
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl") and (is_verbal(child) or child.dep_ != "advcl"):
            if has_to(child) or _bare_infinitive(child):
                yield "to", child
            elif child.dep_ in ("advcl", "acl"):
                continue
            elif child.tag_ == "VBG" and not any(c.dep_ == "aux" for c in children(child)):
                yield "doing", child
            elif child.dep_ == "ccomp" or is_verbal(child):
                yield "that", child


def negation(token: Token) -> Token | None:
    """Return the word that negates a verb or noun directly (not, n't, never, no), or None."""
    for child in children(token):
        if child.dep_ == "neg" or (child.dep_ in ("det", "advmod", "preconj") and child.lower_ in _NEGATORS):
            return child
    return None


_NEGATORS = frozenset({"no", "neither", "never", "nor"})


def conjuncts(token: Token) -> tuple[Token, ...]:
    """Return a noun and the nouns joined to it after it by commas, ``and`` or ``or``."""
    found, queue = [token], [token]
    while queue:
        for child in children(queue.pop()):
            if child.dep_ == "conj" and child.pos_ in NOMINAL:
                found.append(child)
                queue.append(child)
    return tuple(sorted(found, key=lambda t: t.i))


def _spread(tokens: list[Token]) -> tuple[Token, ...]:
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


def governing_verb(token: Token) -> Token | None:
    """Return the nearest verb above a word, or None."""
    for ancestor in token.ancestors:
        if is_verbal(ancestor):
            return ancestor
    return None


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
    while start < head.i and head.doc[start].dep_ in ("punct", "cc", "preconj", "advmod", "neg"):
        start += 1
    if end > head.i and head.doc[end].dep_ == "case":
        end -= 1
    return start, end + 1


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
        if dep not in _ASIDE or (dep == "conj" and token.dep_ == "pobj"):
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


def below(token: Token, levels: int = 2) -> Iterator[Token]:
    """Yield the dependents of a word that are no subject and no clause of their own, ``levels`` deep."""
    for child in children(token):
        if child.dep_ in SUBJECT or child.dep_ in ("relcl", "ccomp", "advcl", "conj", "punct"):
            continue
        yield child
        if levels > 1:
            yield from below(child, levels - 1)


def clause_root(token: Token) -> Token:
    """Return the verb (or the root) of the clause in which a word stands."""
    if is_verbal(token):
        return token
    verb = governing_verb(token)
    return verb if verb is not None else token.sent.root
