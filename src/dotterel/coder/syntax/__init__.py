"""What stands where around a word: the only package that knows the parser's labels (CLEAR style, as in en_core_web).

The functions answer in tokens: who is the subject of a verb however it is built (passive, participle, infinitive,
relative clause, conjunction), what is its object, which prepositions carry what, which words make a noun phrase.
"""

from dotterel.coder.syntax.nouns import (
    antecedent,
    appositions,
    conjuncts,
    counted,
    noun_phrase,
    premodifiers,
    whole_phrase,
)
from dotterel.coder.syntax.phrases import (
    clauses_of_predicate,
    complements,
    has_particle,
    is_must,
    objects_of_particle,
    particles,
    preps,
)
from dotterel.coder.syntax.told import may_stand_for, told_by
from dotterel.coder.syntax.tree import (
    NOMINAL,
    OBJECT,
    PASSIVE_SUBJECT,
    RELATIVE,
    SUBJECT,
    VERBAL,
    below,
    children,
    clause_root,
    forget,
    governing_verb,
    has_to,
    is_verbal,
    negation,
)
from dotterel.coder.syntax.verbs import agents, is_passive, objects, own_subjects, said_of, second_objects, subjects

__all__ = [
    "NOMINAL",
    "OBJECT",
    "PASSIVE_SUBJECT",
    "RELATIVE",
    "SUBJECT",
    "VERBAL",
    "agents",
    "antecedent",
    "appositions",
    "below",
    "children",
    "clause_root",
    "clauses_of_predicate",
    "complements",
    "conjuncts",
    "counted",
    "forget",
    "governing_verb",
    "has_particle",
    "has_to",
    "is_must",
    "is_passive",
    "is_verbal",
    "may_stand_for",
    "negation",
    "noun_phrase",
    "objects",
    "objects_of_particle",
    "own_subjects",
    "particles",
    "premodifiers",
    "preps",
    "said_of",
    "second_objects",
    "subjects",
    "told_by",
    "whole_phrase",
]
