"""What a clause says, on hand-made parses."""

from __future__ import annotations

from docs import doc

from dotterel.coder import syntax

BLAMED = doc(
    "Iran Iran PROPN NNP nsubj 1",
    "is be AUX VBZ ROOT 1",
    "to to PART TO aux 3",
    "blame blame VERB VB xcomp 1",
)
BEHIND = doc(
    "Iran Iran PROPN NNP nsubj 1",
    "was be AUX VBD ROOT 1",
    "behind behind ADP IN prep 1",
    "attacks attack NOUN NNS pobj 2",
)
NOT_GUILTY = doc(
    "Iran Iran PROPN NNP nsubj 1",
    "is be AUX VBZ ROOT 1",
    "not not PART RB neg 1",
    "guilty guilty ADJ JJ acomp 1",
)
BOUGHT = doc(
    "States state NOUN NNS nsubj 1",
    "bought buy VERB VBD ROOT 1",
    "arms arm NOUN NNS dobj 1",
    "to to PART TO aux 4",
    "fight fight VERB VB relcl 2",
    "against against ADP IN prep 4",
    "us we PRON PRP pobj 5",
)


def test_a_clause_says_its_verb_and_what_stands_after_be() -> None:
    assert {"be", "to blame"} <= syntax.told_by(BLAMED[1])
    assert "behind attack" in syntax.told_by(BEHIND[1])


def test_a_clause_says_its_object_and_what_that_is_for() -> None:
    assert {"buy", "buy arm", "to fight", "to fight against"} <= syntax.told_by(BOUGHT[1])


def test_what_is_denied_is_not_said() -> None:
    assert syntax.told_by(NOT_GUILTY[1]) == frozenset()


def test_a_pronoun_may_stand_for_a_noun_of_its_number() -> None:
    us, states = BOUGHT[6], BOUGHT[0]
    they, it = doc("they they PRON PRP ROOT 0"), doc("it it PRON PRP ROOT 0")
    assert syntax.may_stand_for(they[0], [states])
    assert not syntax.may_stand_for(it[0], [states])
    assert syntax.may_stand_for(it[0], [BLAMED[0]])
    assert not syntax.may_stand_for(us, [states])
