"""Said is not done: the status of verbs and nouns under the words that govern them, on hand-made parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs import doc, word

from dotterel.coder.status import CERTAINTY, Truths
from dotterel.knowledge import DATA, truth
from dotterel.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORDS = truth.load(DATA / "en" / "status.toml", "status.toml")


def attacked(*rows: str) -> Doc:
    """Return a parse in which ``attack`` is a finite verb with a subject, under the given extra words."""
    return doc("Rebels rebel NOUN NNS nsubj 1", "attack attack VERB VBP ROOT 1", *rows)


def infinitive(governor: str, lemma: str, tag: str = "VBD", *rows: str) -> Doc:
    """Return ``They GOVERNOR to attack``."""
    return doc(
        "They they PRON PRP nsubj 1",
        f"{governor} {lemma} VERB {tag} ROOT 1",
        "to to PART TO aux 3",
        "attack attack VERB VB xcomp 1",
        *rows,
    )


def status(parsed: Doc, text: str = "attack") -> Status:
    return Truths(WORDS).status(word(parsed, text))


def test_a_plain_clause_happened() -> None:
    assert status(attacked()) is Status.ACTUAL


@pytest.mark.parametrize(
    ("aux", "wanted"),
    [
        ("will will AUX MD aux 1", Status.FUTURE),
        ("'ll will AUX MD aux 1", Status.FUTURE),
        ("may may AUX MD aux 1", Status.HYPOTHETICAL),
        ("must must AUX MD aux 1", Status.HYPOTHETICAL),
        ("would would AUX MD aux 1", Status.HYPOTHETICAL),
        ("not not PART RB neg 1", Status.NEGATED),
        ("never never ADV RB neg 1", Status.NEGATED),
        ("allegedly allegedly ADV RB advmod 1", Status.HYPOTHETICAL),
        ("quickly quickly ADV RB advmod 1", Status.ACTUAL),
    ],
)
def test_auxiliaries_and_adverbs_set_the_status(aux: str, wanted: Status) -> None:
    assert status(attacked(aux)) is wanted


def test_a_negated_future_will_not_happen() -> None:
    assert status(attacked("will will AUX MD aux 1", "not not PART RB neg 1")) is Status.NEGATED


def test_a_negated_possibility_stays_open() -> None:
    assert status(attacked("might might AUX MD aux 1", "not not PART RB neg 1")) is Status.HYPOTHETICAL


@pytest.mark.parametrize(
    ("governor", "lemma", "wanted"),
    [
        ("managed", "manage", Status.ACTUAL),
        ("began", "begin", Status.ACTUAL),
        ("refused", "refuse", Status.NEGATED),
        ("failed", "fail", Status.NEGATED),
        ("tried", "try", Status.HYPOTHETICAL),
        ("threatened", "threaten", Status.HYPOTHETICAL),
        ("agreed", "agree", Status.FUTURE),
        ("planned", "plan", Status.FUTURE),
        ("flummoxed", "flummox", Status.HYPOTHETICAL),
    ],
)
def test_a_governing_verb_says_what_becomes_of_its_content(governor: str, lemma: str, wanted: Status) -> None:
    assert status(infinitive(governor, lemma)) is wanted


def test_not_refusing_is_doing() -> None:
    parsed = doc(
        "They they PRON PRP nsubj 3",
        "did do AUX VBD aux 3",
        "not not PART RB neg 3",
        "refuse refuse VERB VB ROOT 3",
        "to to PART TO aux 5",
        "attack attack VERB VB xcomp 3",
    )
    assert status(parsed) is Status.ACTUAL


def test_what_is_said_is_put_forward_as_true() -> None:
    parsed = doc(
        "He he PRON PRP nsubj 1",
        "said say VERB VBD ROOT 1",
        "rebels rebel NOUN NNS nsubj 3",
        "attacked attack VERB VBD ccomp 1",
    )
    assert status(parsed, "attacked") is Status.ACTUAL


def test_a_will_told_in_the_past_is_still_to_come() -> None:
    parsed = doc(
        "He he PRON PRP nsubj 1",
        "said say VERB VBD ROOT 1",
        "rebels rebel NOUN NNS nsubj 4",
        "would would AUX MD aux 4",
        "attack attack VERB VB ccomp 1",
    )
    assert status(parsed) is Status.FUTURE


def test_what_is_denied_did_not_happen() -> None:
    parsed = doc(
        "France France PROPN NNP nsubj 1",
        "denied deny VERB VBD ROOT 1",
        "it it PRON PRP nsubj 3",
        "attacked attack VERB VBD ccomp 1",
    )
    assert status(parsed, "attacked") is Status.NEGATED


def test_a_condition_is_open() -> None:
    parsed = doc(
        "If if SCONJ IN mark 2",
        "rebels rebel NOUN NNS nsubj 2",
        "attack attack VERB VBP advcl 4",
        "troops troop NOUN NNS nsubj 4",
        "leave leave VERB VBP ROOT 4",
    )
    assert status(parsed) is Status.HYPOTHETICAL


def test_a_question_is_open() -> None:
    parsed = attacked("? ? PUNCT . punct 1")
    assert status(parsed) is Status.HYPOTHETICAL


def test_nobody_did_it() -> None:
    parsed = doc("Nobody nobody PRON NN nsubjpass 2", "was be AUX VBD auxpass 2", "killed kill VERB VBN ROOT 2")
    assert status(parsed, "killed") is Status.NEGATED


def test_without_negates_a_gerund() -> None:
    parsed = doc(
        "They they PRON PRP nsubj 1",
        "left leave VERB VBD ROOT 1",
        "without without ADP IN prep 1",
        "attacking attack VERB VBG pcomp 2",
    )
    assert status(parsed, "attacking") is Status.NEGATED


def test_a_second_verb_shares_the_modal_of_the_first() -> None:
    parsed = doc(
        "They they PRON PRP nsubj 2",
        "will will AUX MD aux 2",
        "come come VERB VB ROOT 2",
        "and and CCONJ CC cc 2",
        "attack attack VERB VB conj 2",
    )
    assert status(parsed) is Status.FUTURE


def test_a_second_verb_with_a_tense_of_its_own_stands_alone() -> None:
    parsed = doc(
        "They they PRON PRP nsubj 2",
        "may may AUX MD aux 2",
        "return return VERB VB ROOT 2",
        "and and CCONJ CC cc 2",
        "attacked attack VERB VBD conj 2",
    )
    assert status(parsed, "attacked") is Status.ACTUAL


def test_nouns_take_the_status_of_what_governs_them() -> None:
    averted = doc("They they PRON PRP nsubj 1", "averted avert VERB VBD ROOT 1", "attacks attack NOUN NNS dobj 1")
    condemned = doc("They they PRON PRP nsubj 1", "condemned condemn VERB VBD ROOT 1", "attacks attack NOUN NNS dobj 1")
    threat = doc(
        "threats threat NOUN NNS nsubj 3",
        "of of ADP IN prep 0",
        "attack attack NOUN NN pobj 1",
        "grew grow VERB VBD ROOT 3",
    )
    assert status(averted, "attacks") is Status.NEGATED
    assert status(condemned, "attacks") is Status.ACTUAL
    assert status(threat) is Status.HYPOTHETICAL


def test_no_attack_is_none() -> None:
    parsed = doc("No no DET DT det 1", "attack attack NOUN NN nsubj 2", "came come VERB VBD ROOT 2")
    assert status(parsed) is Status.NEGATED


@pytest.mark.parametrize(
    ("adjective", "wanted"), [("planned", "hypothetical"), ("foiled", "negated"), ("big", "actual")]
)
def test_an_adjective_before_a_noun_counts(adjective: str, wanted: str) -> None:
    parsed = doc(
        f"{adjective} {adjective} ADJ JJ amod 1", "attacks attack NOUN NNS nsubj 2", "shook shake VERB VBD ROOT 2"
    )
    assert status(parsed, "attacks") == wanted


def test_certainty_runs_from_minus_three_to_three() -> None:
    assert set(CERTAINTY) == set(Status)
    assert (min(CERTAINTY.values()), max(CERTAINTY.values())) == (-3.0, 3.0)
    assert Truths(WORDS).certainty(word(attacked(), "attack")) == 3.0
