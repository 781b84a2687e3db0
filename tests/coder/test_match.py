"""Which frame fits a use of a word, and which words play which part, on hand-made parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs import doc, entry, texts, word

from dotterel.coder.match import best_noun, best_verb
from dotterel.coder.slots import Slots, Words, forms

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTIVE = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "attacked attack VERB VBD ROOT 1",
    "the the DET DT det 3",
    "village village NOUN NN dobj 1",
    "with with ADP IN prep 1",
    "mortars mortar NOUN NNS pobj 4",
)
PASSIVE = doc(
    "The the DET DT det 1",
    "village village NOUN NN nsubjpass 3",
    "was be AUX VBD auxpass 3",
    "attacked attack VERB VBN ROOT 3",
    "by by ADP IN agent 3",
    "rebels rebel NOUN NNS pobj 4",
)
CALLED_OFF = doc(
    "Ministers minister NOUN NNS nsubj 1",
    "called call VERB VBD ROOT 1",
    "off off ADP RP prt 1",
    "the the DET DT det 4",
    "talks talk NOUN NNS dobj 1",
)
CALLED_ON = doc(
    "France France PROPN NNP nsubj 1",
    "called call VERB VBD ROOT 1",
    "on on ADP IN prep 1",
    "Iran Iran PROPN NNP pobj 2",
    "to to PART TO aux 5",
    "withdraw withdraw VERB VB xcomp 1",
)
MEN = doc(
    "Police police NOUN NNS nsubj 1",
    "arrested arrest VERB VBD ROOT 1",
    "thousands thousand NOUN NNS dobj 1",
    "of of ADP IN prep 2",
    "men man NOUN NNS pobj 3",
)
GRANTED = doc(
    "Iran Iran PROPN NNP nsubj 1",
    "granted grant VERB VBD ROOT 1",
    "inspectors inspector NOUN NNS dative 1",
    "access access NOUN NN dobj 1",
)
OFFENSIVE = doc(
    "Israel Israel PROPN NNP poss 2",
    "'s 's PART POS case 0",
    "raid raid NOUN NN nsubj 5",
    "on on ADP IN prep 2",
    "Gaza Gaza PROPN NNP pobj 3",
    "ended end VERB VBD ROOT 5",
)
BLAMED = doc(
    "Officials official NOUN NNS nsubj 1",
    "said say VERB VBD ROOT 1",
    "Iran Iran PROPN NNP nsubj 3 GPE",
    "is be AUX VBZ ccomp 1",
    "to to PART TO aux 5",
    "blame blame VERB VB xcomp 3",
)
CLAIMED = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "said say VERB VBD ROOT 1",
    "they they PRON PRP nsubj 3",
    "were be AUX VBD ccomp 1",
    "responsible responsible ADJ JJ acomp 3",
)


def kinds(token: Token) -> frozenset[str]:
    """Everybody named here acts, except the things."""
    return frozenset({"THING"} if token.text in ("village", "mortars", "talks", "access") else {"ACTOR"})


def test_an_active_verb_gives_its_parts() -> None:
    found = best_verb([entry("who attack whom", "attack")], ACTIVE[1], kinds)
    assert found is not None
    assert (texts(found.who), texts(found.whom)) == (["Rebels"], ["village"])


def test_a_passive_verb_gives_the_same_parts() -> None:
    found = best_verb([entry("who attack whom", "attack")], PASSIVE[3], kinds)
    assert found is not None
    assert (texts(found.who), texts(found.whom)) == (["rebels"], ["village"])


def test_what_the_frame_asks_for_must_be_there() -> None:
    assert best_verb([entry("who attack whom from where", "attack")], ACTIVE[1], kinds) is None


def test_what_stands_in_brackets_may_be_missing() -> None:
    found = best_verb([entry("who attack whom (from where)", "attack")], ACTIVE[1], kinds)
    assert found is not None
    assert found.where == ()


def test_a_bare_who_may_be_missing() -> None:
    parsed = doc("arrested arrest VERB VBN ROOT 0", "today today NOUN NN npadvmod 0")
    found = best_verb([entry("who arrest (whom)", "arrest")], parsed[0], kinds)
    assert found is not None
    assert found.who == ()


@pytest.mark.parametrize(
    ("words", "fitting"), [("village/town", True), ("THING", True), ("ACTOR", False), ("bank", False)]
)
def test_words_and_kinds_of_a_role_must_fit(words: str, fitting: bool) -> None:
    found = best_verb([entry(f"who attack whom={words}", "attack")], ACTIVE[1], kinds)
    assert (found is not None) is fitting


def test_the_more_specific_frame_wins() -> None:
    plain = entry("who attack whom", "attack", "assault")
    finer = entry("who attack whom with what=mortar/shell", "attack", "assault.shell")
    for entries in ([plain, finer], [finer, plain]):
        found = best_verb(entries, ACTIVE[1], kinds)
        assert found is not None
        assert found.entry.sense == "assault.shell"
        assert texts(found.what) == ["mortars"]


def test_a_particle_of_the_lemma_is_part_of_the_trigger() -> None:
    entries = [entry("who call whom", "call", "other"), entry("who call off what", "call off", "reject.talks")]
    found = best_verb(entries, CALLED_OFF[1], kinds)
    assert found is not None
    assert found.entry.lemma == "call off"
    assert (texts(found.parts), texts(found.what)) == (["off"], ["talks"])


def test_without_its_particle_an_entry_does_not_fit() -> None:
    assert best_verb([entry("who call off what", "call off")], CALLED_ON[1], kinds) is None


def test_a_phrase_and_a_clause_are_found() -> None:
    found = best_verb([entry("who call on whom to do", "call", "request")], CALLED_ON[1], kinds)
    assert found is not None
    assert (texts(found.who), texts(found.whom), texts(found.content)) == (["France"], ["Iran"], ["withdraw"])


def test_who_is_blamed_is_the_subject_of_what_is_said() -> None:
    blame = entry("who say whom that={responsible/to blame}", "say")
    found = best_verb([blame], BLAMED[1], kinds)
    assert found is not None
    assert (texts(found.who), texts(found.whom), texts(found.content)) == (["Officials"], ["Iran"], ["is"])
    assert best_verb([entry("who say whom that=guilty", "say")], BLAMED[1], kinds) is None


def test_what_the_speaker_says_of_himself_does_not_fit() -> None:
    assert best_verb([entry("who say whom that=responsible", "say")], CLAIMED[1], kinds) is None


def test_fixed_words_must_stand_near() -> None:
    assert best_verb([entry("who attack {village}", "attack")], ACTIVE[1], kinds) is not None
    assert best_verb([entry("who attack {bridge}", "attack")], ACTIVE[1], kinds) is None


def test_counted_people_fit_by_the_noun_that_is_counted() -> None:
    found = best_verb([entry("who arrest whom=man/woman", "arrest")], MEN[1], kinds)
    assert found is not None
    assert texts(found.whom) == ["thousands"]


def test_two_objects_fill_two_roles() -> None:
    found = best_verb([entry("who grant whom what=access", "grant")], GRANTED[1], kinds)
    assert found is not None
    assert (texts(found.whom), texts(found.what)) == (["inspectors"], ["access"])


def test_a_noun_takes_its_owner_and_its_phrases() -> None:
    found = best_noun([entry("who raid on whom", "raid", kind="noun")], OFFENSIVE[2], kinds)
    assert found is not None
    assert (texts(found.who), texts(found.whom)) == (["Israel"], ["Gaza"])


def test_a_noun_may_stand_alone() -> None:
    alone = doc("Raids raid NOUN NNS nsubj 1", "continued continue VERB VBD ROOT 1")
    found = best_noun([entry("who raid on whom", "raid", kind="noun")], alone[0], kinds)
    assert found is not None
    assert found.who == found.whom == ()


def test_a_noun_needs_the_words_that_its_frame_fixes() -> None:
    assert best_noun([entry("raid on what=bank", "raid", kind="noun")], OFFENSIVE[2], kinds) is None


def test_a_noun_of_two_words_needs_both() -> None:
    strikes = doc("Air air NOUN NN compound 1", "strikes strike NOUN NNS nsubj 2", "killed kill VERB VBD ROOT 2")
    entries = [entry("who air strike on whom", "air strike", kind="noun")]
    found = best_noun(entries, strikes[1], kinds)
    assert found is not None
    assert texts(found.parts) == ["Air"]
    assert best_noun(entries, word(OFFENSIVE, "raid"), kinds) is None


def test_forms_know_compounds_with_and_without_hyphen() -> None:
    hyphen = doc("cease cease NOUN NN nmod 2", "- - PUNCT HYPH punct 2", "fires fire NOUN NNS ROOT 2")
    open_form = doc("peace peace NOUN NN compound 1", "deals deal NOUN NNS ROOT 1")
    assert "cease-fire" in forms(hyphen[2])
    assert "peace deal" in forms(open_form[1])


def test_no_words_fit_everything() -> None:
    assert Slots(ACTIVE[1], kinds, Words(ACTIVE[:])).fits(ACTIVE[0], frozenset())
