"""Participles, adjectives and the clauses that hang on them, on hand-made parses."""

from __future__ import annotations

from docs import doc, texts

from dotterel.coder import syntax

REPORTS = doc(
    "Reports report NOUN NNS nsubj 6",
    "that that SCONJ IN mark 4",
    "police police NOUN NNS nsubj 4",
    "had have AUX VBD aux 4",
    "shot shoot VERB VBN acl 0",
    "fishermen fisherman NOUN NNS dobj 4",
    "spread spread VERB VBP ROOT 6",
)
WILLING = doc(
    "Norway Norway PROPN NNP nsubj 1 GPE",
    "is be AUX VBZ ROOT 1",
    "willing willing ADJ JJ acomp 1",
    "to to PART TO aux 4",
    "supply supply VERB VB xcomp 2",
    "tents tent NOUN NNS dobj 4",
)
GUILTY = doc(
    "The the DET DT det 1",
    "general general NOUN NN nsubj 2",
    "is be AUX VBZ ROOT 2",
    "guilty guilty ADJ JJ acomp 2",
    "of of ADP IN prep 3",
    "killing kill VERB VBG pcomp 4",
    "villagers villager NOUN NNS dobj 5",
)
CRITICAL = doc(
    "Ghana Ghana PROPN NNP nsubj 1 GPE",
    "is be AUX VBZ ROOT 1",
    "critical critical ADJ JJ acomp 1",
    "of of ADP IN prep 2",
    "jailing jail VERB VBG pcomp 3",
    "poets poet NOUN NNS dobj 4",
)
SET_ON = doc(
    "Ghana Ghana PROPN NNP nsubjpass 2 GPE",
    "is be AUX VBZ auxpass 2",
    "committed commit VERB VBN ROOT 2",
    "to to ADP IN prep 2",
    "opening open VERB VBG pcomp 3",
    "markets market NOUN NNS dobj 4",
)
FOUND_TO_BE = doc(
    "It it PRON PRP nsubjpass 2",
    "was be AUX VBD auxpass 2",
    "determined determine VERB VBN ROOT 2",
    "to to PART TO aux 4",
    "be be AUX VB xcomp 2",
    "arson arson NOUN NN attr 4",
)
SEEN = doc(
    "Witnesses witness NOUN NNS nsubj 1",
    "saw see VERB VBD ROOT 1",
    "a a DET DT det 3",
    "boy boy NOUN NN nsubj 4",
    "shot shoot VERB VBN ccomp 1",
    "by by ADP IN agent 4",
    "police police NOUN NNS pobj 5",
)
DEPLOYED = doc(
    "Soldiers soldier NOUN NNS nsubj 1",
    "remain remain VERB VBP ROOT 1",
    "deployed deploy VERB VBN acomp 1",
)
GUILTY_OF_IT = doc(
    "Judges judge NOUN NNS nsubj 1",
    "found find VERB VBD ROOT 1",
    "him he PRON PRP nsubj 3",
    "guilty guilty ADJ JJ ccomp 1",
)
BRANDED = doc(
    "He he PRON PRP nsubj 1",
    "branded brand VERB VBD ROOT 1",
    "the the DET DT det 3",
    "strikers striker NOUN NNS compound 4",
    "traitors traitor NOUN NNS dobj 1",
)
ALLY = doc(
    "Hungary Hungary PROPN NNP nsubj 1 GPE",
    "considers consider VERB VBZ ROOT 1",
    "Romania Romania PROPN NNP nsubj 4 GPE",
    "an an DET DT det 4",
    "ally ally NOUN NN ccomp 1",
)


def test_a_participle_with_have_is_no_passive() -> None:
    shot = REPORTS[4]
    assert not syntax.is_passive(shot)
    assert texts(syntax.subjects(shot)) == ["police"]
    assert texts(syntax.objects(shot)) == ["fishermen"]


def test_an_infinitive_under_an_adjective_completes_the_verb() -> None:
    assert [(kind, verb.text) for kind, verb in syntax.complements(WILLING[1])] == [("to", "supply")]
    assert texts(syntax.clauses_of_predicate(WILLING[2])) == ["supply"]
    assert texts(syntax.subjects(WILLING[4])) == ["Norway"]


def test_who_is_guilty_did_the_deed() -> None:
    assert texts(syntax.subjects(GUILTY[5])) == ["general"]


def test_who_is_critical_did_not() -> None:
    assert texts(syntax.subjects(CRITICAL[4])) == []


def test_who_is_committed_to_something_is_not_acted_on() -> None:
    committed = SET_ON[2]
    assert not syntax.is_passive(committed)
    assert texts(syntax.subjects(committed)) == ["Ghana"]
    assert texts(syntax.subjects(SET_ON[4])) == ["Ghana"]


def test_what_is_determined_to_be_something_is_acted_on() -> None:
    assert syntax.is_passive(FOUND_TO_BE[2])


def test_who_is_seen_shot_is_acted_on() -> None:
    shot = SEEN[4]
    assert syntax.is_passive(shot)
    assert texts(syntax.objects(shot)) == ["boy"]
    assert texts(syntax.agents(shot)) == ["police"]


def test_a_participle_after_a_copula_is_said_of_its_subject() -> None:
    deployed = DEPLOYED[2]
    assert syntax.is_passive(deployed)
    assert texts(syntax.said_of(deployed)) == ["Soldiers"]
    assert texts(syntax.objects(deployed)) == ["Soldiers"]


def test_who_is_found_guilty_is_the_object() -> None:
    assert texts(syntax.objects(GUILTY_OF_IT[1])) == ["him"]
    assert syntax.second_objects(GUILTY_OF_IT[1], syntax.objects(GUILTY_OF_IT[1])) == ()


def test_what_somebody_is_called_is_the_second_object() -> None:
    first = syntax.objects(ALLY[1])
    assert (texts(first), texts(syntax.second_objects(ALLY[1], first))) == (["Romania"], ["ally"])


def test_the_object_is_found_inside_what_it_is_called() -> None:
    first = syntax.objects(BRANDED[1])
    assert (texts(first), texts(syntax.second_objects(BRANDED[1], first))) == (["strikers"], ["traitors"])
