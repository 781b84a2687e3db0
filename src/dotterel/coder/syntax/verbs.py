"""Who does what a verb tells, and to whom, however the clause is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotterel.coder.syntax.nouns import conjuncts, spread
from dotterel.coder.syntax.tree import (
    OBJECT,
    PASSIVE_SUBJECT,
    RELATIVE,
    SUBJECT,
    children,
    governing_verb,
    has_to,
    is_verbal,
)
from dotterel.knowledge.grammar import ours

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM_OBJECT = frozenset({"of", "from", "for", "into", "with", "over"})


_PREDICATE = frozenset({"acomp", "oprd"})
_REDUCED = frozenset({"acl", "amod", "advcl", "relcl", "ROOT", "oprd", "acomp", "xcomp", "ccomp", "pcomp"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d", "’ve", "’d"})


def is_passive(verb: Token) -> bool:
    """True when what looks like the subject is acted on: a passive clause or a bare past participle."""
    if any(child.dep_ in ("auxpass", "nsubjpass", "csubjpass") for child in children(verb)):
        return not _is_set_on(verb)
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" and child.lower_ in _HAVE for child in children(verb)):
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    if verb.dep_ == "conj" and is_verbal(verb.head):
        return is_passive(verb.head)
    if verb.dep_ not in _REDUCED or (verb.dep_ == "acomp" and _is_set_on(verb)):
        return False
    return not own_subjects(verb) or _is_seen_so(verb)


def _is_set_on(verb: Token) -> bool:
    """True for ``is committed to opening``, ``is determined to leave``: the subject is not acted on."""
    if verb.tag_ != "VBN" or verb.lemma_ not in ours().set_on:
        return False
    aims = [
        child for child in children(verb) if child.dep_ in ("xcomp", "prep") and (child.lower_ == "to" or has_to(child))
    ]
    return any(child.lemma_ not in _STATES for child in aims) and not any(c.dep_ == "agent" for c in children(verb))


_STATES = frozenset({"be", "have"})
"""``was determined to be a bomb`` is a passive."""


def _is_seen_so(verb: Token) -> bool:
    """True for ``shot`` in ``saw the boy shot``: a clause of object and participle."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.lemma_ in ours().seen_so
        and not any(c.dep_ in ("aux", "mark") for c in children(verb))
    )


def subjects(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the heads of what stands as (active or passive) subject of a verb, found through control and relatives."""
    own = own_subjects(verb)
    if own:
        return spread(own)
    if depth > 6:
        return ()
    return _inherited_subjects(verb, depth + 1)


def own_subjects(verb: Token) -> list[Token]:
    """Return the subjects that hang on the verb itself."""
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
    if dep in _PREDICATE:
        return said_of(verb, depth)
    if dep == "xcomp" and head.pos_ in ("ADJ", "NOUN"):
        return said_of(head, depth)
    return ()


def said_of(word: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the heads of what an adjective, noun or participle is said of: **he** is guilty, found **him** guilty."""
    head = word.head
    if own := own_subjects(word):
        return spread(own)
    if depth > 6:
        return ()
    if word.dep_ == "conj" and head.pos_ in ("ADJ", "VERB"):
        return said_of(head, depth + 1)
    if not is_verbal(head):
        return conjuncts(head) if word.dep_ in ("amod", "acl", "relcl") else ()
    found = [child for child in children(head) if child.dep_ == "dobj" and child.i < word.i]
    return spread(found) if found and word.dep_ in _PREDICATE else subjects(head, depth + 1)


def _gap_taken(verb: Token) -> bool:
    """True when a relative clause without a subject cannot take its antecedent as one (it is the object)."""
    return any(child.dep_ in OBJECT and child.tag_ in RELATIVE for child in children(verb))


def _noun_as_subject(verb: Token, noun: Token, depth: int) -> tuple[Token, ...]:
    if not has_to(verb):
        return conjuncts(noun)
    owners = [child for child in children(noun) if child.dep_ == "poss"]
    if owners:
        return spread(owners)
    clause = governing_verb(noun)
    if noun.dep_ in ("dobj", "attr", "pobj") and clause is not None and clause.lemma_ in ours().having:
        return subjects(clause, depth)
    return ()


def _controller(head: Token, depth: int) -> tuple[Token, ...]:
    """Who does the infinitive under ``head``: its object (urged them to go), or its subject (agreed to go)."""
    if is_passive(head) or head.lemma_ in ours().of_the_subject:
        return subjects(head, depth)
    objects = [child for child in children(head) if child.dep_ in ("dobj", "dative")]
    if objects:
        return spread(objects)
    for prep in children(head):
        if prep.dep_ == "prep" and prep.lower_ in ("on", "upon", "for", "to", "with"):
            found = [child for child in children(prep) if child.dep_ == "pobj"]
            if found and prep.i > head.i and prep.i - head.i <= 2:
                return spread(found)
    return subjects(head, depth)


def _pcomp_subjects(prep: Token, depth: int) -> tuple[Token, ...]:
    """Who does the gerund after a preposition: accused X of bombing → X; ended the siege by leaving → the subject."""
    clause = prep.head
    if clause.pos_ in ("NOUN", "PROPN") and clause.dep_ in ("dobj", "nsubjpass", "pobj"):
        if prep.lower_ in _FROM_OBJECT and clause.ent_type_:
            return conjuncts(clause)
        above = governing_verb(clause)
        return subjects(above, depth) if above is not None else ()
    if clause.pos_ == "ADJ" or clause.dep_ in _PREDICATE:
        return said_of(clause, depth) if clause.lower_ in ours().of_own_deed else ()
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
        named = _named_inside(own[0])
        return spread([named]) if named is not None else spread(own)
    if (clause := small_clause(verb)) is not None:
        return spread(own_subjects(clause))
    if verb.dep_ == "relcl" and own_subjects(verb) and not _stranded(verb) and verb.head.i < verb.i:
        subject = own_subjects(verb)[0]
        return conjuncts(verb.head) if subject.tag_ not in RELATIVE else ()
    return _shared_object(verb)


def small_clause(verb: Token) -> Token | None:
    """Return what a verb makes of its object in a clause without a verb: found him **guilty**, deems it **murder**."""
    for child in children(verb):
        if child.dep_ == "ccomp" and child.i > verb.i and not is_verbal(child) and child.pos_ in _NAMES:
            inner = children(child)
            if inner and inner[0].dep_ == "nsubj" and not any(c.dep_ in ("mark", "aux", "cop") for c in inner):
                return child
    return None


_NAMES = frozenset({"ADJ", "NOUN", "PROPN"})


def _named_inside(noun: Token) -> Token | None:
    """Return the object that the parser took for part of what it is called: branded **the strikers** traitors."""
    if noun.head.lemma_ not in ours().naming:
        return None
    before = (child for child in children(noun) if child.dep_ == "compound" and child.tag_ == "NNS")
    return next(before, None) if noun.tag_ == "NNS" or noun.pos_ == "ADJ" else None


def second_objects(verb: Token, first: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the heads of what a verb gives or calls its first ones: granted them **asylum**, deems it **murder**."""
    found = [child for child in children(verb) if child.dep_ in ("dobj", "oprd", "attr") and child not in first]
    clause = small_clause(verb)
    if clause is not None and clause.pos_ != "ADJ":
        found.append(clause)
    return tuple(other for token in found for other in conjuncts(token))


def _passive_objects(verb: Token) -> tuple[Token, ...]:
    own = [child for child in children(verb) if child.dep_ in PASSIVE_SUBJECT]
    if own:
        return spread(own)
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
    return spread(found)
