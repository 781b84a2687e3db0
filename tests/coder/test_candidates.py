"""Which words of a sentence may name an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs import doc, entry, texts

from dotterel.coder.candidates import Candidates, find
from dotterel.knowledge.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERBS = {"attack": (entry("who attack whom", "attack"),), "launch": (entry("who launch what=raid", "launch"),)}
NOUNS = {
    "raid": (entry("who raid on whom", "raid", kind="noun"),),
    "attack": (entry("who attack on whom", "attack", kind="noun"),),
}
LIGHTS = {
    "carry": (entry("", "carry out", kind="light", effect="do"),),
    "come": (entry("", "come under", kind="light", effect="undergo"),),
}
LEXICON = Lexicon(VERBS, NOUNS, LIGHTS)
CARRIED = doc(
    "Rebels rebel NOUN NNS nsubj 1",
    "carried carry VERB VBD ROOT 1",
    "out out ADP RP prt 1",
    "a a DET DT det 4",
    "raid raid NOUN NN dobj 1",
    "on on ADP IN prep 4",
    "Gao Gao PROPN NNP pobj 5",
)
UNDERGONE = doc(
    "Convoys convoy NOUN NNS nsubj 1",
    "came come VERB VBD ROOT 1",
    "under under ADP IN prep 1",
    "attack attack NOUN NN pobj 2",
)


def candidates(parsed: Doc, lexicon: Lexicon = LEXICON) -> Candidates:
    def kinds(token: Token) -> frozenset[str]:
        return frozenset({"ACTOR"})

    return find(next(parsed.sents), lexicon, kinds)


def test_verbs_and_nouns_are_found_in_text_order() -> None:
    parsed = doc(
        "Raids raid NOUN NNS nsubj 1",
        "continued continue VERB VBD ROOT 1",
        "and and CCONJ CC cc 1",
        "rebels rebel NOUN NNS nsubj 4",
        "attacked attack VERB VBD conj 1",
        "Gao Gao PROPN NNP dobj 4",
    )
    assert texts(match.trigger for match in candidates(parsed).matches) == ["Raids", "attacked"]


def test_a_light_verb_carries_its_noun() -> None:
    [found] = candidates(CARRIED).matches
    assert found.trigger.text == "raid"
    assert found.anchor.text == "carried"
    assert (texts(found.who), texts(found.whom)) == (["Rebels"], ["Gao"])


def test_who_comes_under_attack_is_attacked() -> None:
    [found] = candidates(UNDERGONE).matches
    assert (texts(found.who), texts(found.whom)) == ([], ["Convoys"])


def test_a_light_verb_without_its_particle_carries_nothing() -> None:
    parsed = doc("Rebels rebel NOUN NNS nsubj 1", "carried carry VERB VBD ROOT 1", "raids raid NOUN NNS dobj 1")
    [found] = candidates(parsed).matches
    assert found.carrier is None


def test_a_verb_that_names_the_noun_takes_it_as_part() -> None:
    parsed = doc(
        "Rebels rebel NOUN NNS nsubj 1",
        "launched launch VERB VBD ROOT 1",
        "a a DET DT det 3",
        "raid raid NOUN NN dobj 1",
    )
    lexicon = Lexicon(VERBS, NOUNS, {"launch": (entry("", "launch", kind="light", effect="do"),)})
    found = candidates(parsed, lexicon)
    assert texts(match.trigger for match in found.matches) == ["launched"]
    assert texts(found.matches[0].what) == ["raid"]


def test_a_word_inside_a_name_is_no_trigger() -> None:
    parsed = doc("The the DET DT det 1 ORG", "Raid Raid PROPN NNP nsubj 2 ORG", "reported report VERB VBD ROOT 2")
    lexicon = Lexicon({}, {"raid": NOUNS["raid"]}, {})
    assert candidates(parsed, lexicon).matches == ()


def test_nothing_known_gives_nothing() -> None:
    parsed = doc("Snow snow NOUN NN nsubj 1", "fell fall VERB VBD ROOT 1")
    assert candidates(parsed).matches == ()
