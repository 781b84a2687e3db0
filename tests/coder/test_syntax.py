"""Subjects, objects and phrases in every construction, on hand-made parses."""

from __future__ import annotations

from docs import doc, texts

from dotterel.coder import syntax

ACTIVE = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "attacked attack VERB VBD ROOT 1",
    "the the DET DT det 3",
    "village village NOUN NN dobj 1",
)
PASSIVE = doc(
    "The the DET DT det 1",
    "village village NOUN NN nsubjpass 3",
    "was be AUX VBD auxpass 3",
    "attacked attack VERB VBN ROOT 3",
    "by by ADP IN agent 3",
    "rebels rebel NOUN NNS pobj 4",
)
CONTROL = doc(
    "He he PRON PRP nsubj 1",
    "urged urge VERB VBD ROOT 1",
    "them they PRON PRP dobj 1",
    "to to PART TO aux 4",
    "fight fight VERB VB xcomp 1",
)
SUBJECT_CONTROL = doc(
    "They they PRON PRP nsubj 1",
    "agreed agree VERB VBD ROOT 1",
    "to to PART TO aux 3",
    "withdraw withdraw VERB VB xcomp 1",
)
RELATIVE = doc(
    "Soldiers soldier NOUN NNS nsubj 4",
    "who who PRON WP nsubj 2",
    "shot shoot VERB VBD relcl 0",
    "protesters protester NOUN NNS dobj 2",
    "fled flee VERB VBD ROOT 4",
)
OBJECT_RELATIVE = doc(
    "The the DET DT det 1",
    "town town NOUN NN nsubj 5",
    "that that PRON WDT dobj 4",
    "rebels rebel NOUN NNS nsubj 4",
    "captured capture VERB VBD relcl 1",
    "burned burn VERB VBD ROOT 5",
)
PARTICIPLE = doc(
    "forces force NOUN NNS ROOT 0",
    "attacking attack VERB VBG acl 0",
    "Mosul Mosul PROPN NNP dobj 1",
)
JOINED = doc(
    "Russia Russia PROPN NNP nsubj 3",
    "and and CCONJ CC cc 0",
    "China China PROPN NNP conj 0",
    "vetoed veto VERB VBD ROOT 3",
    "it it PRON PRP dobj 3",
)
SHARED = doc(
    "Police police NOUN NNS nsubj 1",
    "beat beat VERB VBD ROOT 1",
    "and and CCONJ CC cc 1",
    "arrested arrest VERB VBD conj 1",
    "students student NOUN NNS dobj 3",
)
ACCUSED = doc(
    "He he PRON PRP nsubj 1",
    "accused accuse VERB VBD ROOT 1",
    "Iran Iran PROPN NNP dobj 1",
    "of of ADP IN prep 1",
    "bombing bomb VERB VBG pcomp 3",
    "ships ship NOUN NNS dobj 4",
)


def test_subjects_and_objects_of_an_active_verb() -> None:
    assert texts(syntax.subjects(ACTIVE[1])) == ["Rebels"]
    assert texts(syntax.objects(ACTIVE[1])) == ["village"]
    assert not syntax.is_passive(ACTIVE[1])


def test_a_passive_subject_is_the_object() -> None:
    assert syntax.is_passive(PASSIVE[3])
    assert texts(syntax.objects(PASSIVE[3])) == ["village"]
    assert texts(syntax.agents(PASSIVE[3])) == ["rebels"]


def test_the_object_does_the_infinitive_it_is_urged_to_do() -> None:
    assert texts(syntax.subjects(CONTROL[4])) == ["them"]


def test_the_subject_does_the_infinitive_it_agrees_to_do() -> None:
    assert texts(syntax.subjects(SUBJECT_CONTROL[3])) == ["They"]


def test_a_relative_pronoun_gives_its_antecedent() -> None:
    assert texts(syntax.subjects(RELATIVE[2])) == ["Soldiers"]
    assert texts(syntax.objects(OBJECT_RELATIVE[4])) == ["town"]
    assert texts(syntax.subjects(OBJECT_RELATIVE[4])) == ["rebels"]


def test_a_participle_takes_its_noun_as_subject() -> None:
    assert texts(syntax.subjects(PARTICIPLE[1])) == ["forces"]


def test_all_members_of_a_conjunction_are_found() -> None:
    assert texts(syntax.subjects(JOINED[3])) == ["Russia", "China"]


def test_two_verbs_share_subject_and_object() -> None:
    assert texts(syntax.subjects(SHARED[3])) == ["Police"]
    assert texts(syntax.objects(SHARED[1])) == ["students"]


def test_the_accused_does_the_gerund() -> None:
    assert texts(syntax.subjects(ACCUSED[4])) == ["Iran"]
    assert [(prep, token.text) for prep, token in syntax.preps(ACCUSED[1])] == [("of", "bombing")]


def test_noun_phrase_has_modifiers_and_of_phrases() -> None:
    phrase = doc(
        "about about ADV RB advmod 1",
        "50 50 NUM CD nummod 3",
        "police police NOUN NN compound 3",
        "officers officer NOUN NNS ROOT 3",
        "of of ADP IN prep 3",
        "Lagos Lagos PROPN NNP pobj 4",
        "who who PRON WP nsubj 7",
        "fled flee VERB VBD relcl 3",
    )
    start, end = syntax.noun_phrase(phrase[3])
    assert (phrase[start:end].text, start) == ("about 50 police officers of Lagos", 0)


def test_whole_phrase_goes_on_through_places_brackets_and_titles() -> None:
    phrase = doc(
        "envoys envoy NOUN NNS ROOT 0",
        "in in ADP IN prep 0",
        "Chad Chad PROPN NNP pobj 1 GPE",
        "on on ADP IN prep 0",
        "Sunday Sunday PROPN NNP pobj 3 DATE",
    )
    assert syntax.whole_phrase(phrase[0], 1) == 3
    phrase = doc(
        "Congress Congress PROPN NNP ROOT 0 ORG",
        "( ( PUNCT -LRB- punct 0",
        "NLC NLC PROPN NNP appos 0 ORG",
        ") ) PUNCT -RRB- punct 0",
    )
    assert syntax.whole_phrase(phrase[0], 1) == 4


def test_a_second_country_is_no_name_of_the_first() -> None:
    phrase = doc(
        "Chad Chad PROPN NNP ROOT 0 GPE",
        ", , PUNCT , punct 0",
        "Mali Mali PROPN NNP appos 0 GPE",
    )
    assert syntax.whole_phrase(phrase[0], 1) == 1
