"""The cast of an article: pronouns and short forms led back to fuller words, on hand-made parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs import doc, page, word

from dotterel.coder.cast import Cast
from dotterel.coder.who import Reader
from dotterel.knowledge import DATA, reference
from dotterel.knowledge.actors import Actors
from dotterel.records import Entity, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc

REFERENCE = reference.load(DATA / "en" / "reference.toml", "reference.toml")


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load([DATA / "actors"])


def cast(parsed: Doc, actors: Actors, places: dict[int, Place] | None = None) -> Cast:
    return Cast(Reader(page(parsed, "2016-11-03"), actors, REFERENCE), places or {})


def entity(parsed: Doc, head: str, actors: Actors) -> Entity:
    return cast(parsed, actors).mention(word(parsed, head)).entity


def test_it_takes_the_country_named_before(actors: Actors) -> None:
    parsed = doc(
        "France France PROPN NNP nsubj 1 GPE",
        "said say VERB VBD ROOT 1",
        "it it PRON PRP nsubj 3",
        "withdrew withdraw VERB VBD ccomp 1",
    )
    found = entity(parsed, "it", actors)
    assert (found.text, found.code) == ("it", "FRA")
    assert found.antecedent is not None
    assert found.antecedent.text == "France"


def test_he_takes_a_person_and_not_a_country(actors: Actors) -> None:
    parsed = doc(
        "Odera Odera PROPN NNP nsubj 1 PERSON",
        "left leave VERB VBD ROOT 1",
        "Kenya Kenya PROPN NNP dobj 1 GPE",
        ". . PUNCT . punct 1",
        "He he PRON PRP nsubj 5",
        "resigned resign VERB VBD ROOT 5",
    )
    found = entity(parsed, "He", actors)
    assert found.antecedent is not None
    assert found.antecedent.text == "Odera"


def test_they_takes_several(actors: Actors) -> None:
    parsed = doc(
        "Soldiers soldier NOUN NNS nsubj 1",
        "met meet VERB VBD ROOT 1",
        "Odera Odera PROPN NNP dobj 1 PERSON",
        ". . PUNCT . punct 1",
        "They they PRON PRP nsubj 5",
        "left leave VERB VBD ROOT 5",
    )
    found = entity(parsed, "They", actors)
    assert (found.sector, found.antecedent.text if found.antecedent else None) == ("MIL", "Soldiers")


def test_two_that_fit_equally_leave_a_pronoun_unresolved(actors: Actors) -> None:
    parsed = doc(
        "Odera Odera PROPN NNP nsubj 3 PERSON",
        "and and CCONJ CC cc 0",
        "Wanjala Wanjala PROPN NNP conj 0 PERSON",
        "met meet VERB VBD ROOT 3",
        ". . PUNCT . punct 3",
        "He he PRON PRP nsubj 6",
        "left leave VERB VBD ROOT 6",
    )
    found = entity(parsed, "He", actors)
    if found.antecedent is None:
        assert (found.basis or "").startswith("unresolved: ")
    else:
        assert found.antecedent.text in ("Odera", "Wanjala")


def test_a_pronoun_looks_only_a_few_sentences_back(actors: Actors) -> None:
    rows = ["France France PROPN NNP nsubj 1 GPE", "fell fall VERB VBD ROOT 1"]
    for at in range(2, 12, 2):
        rows += [f"Snow snow NOUN NN nsubj {at + 1}", f"fell fall VERB VBD ROOT {at + 1}"]
    rows += ["It it PRON PRP nsubj 13", "withdrew withdraw VERB VBD ROOT 13"]
    assert entity(doc(*rows), "It", actors).antecedent is None


def test_a_pronoun_never_looks_ahead(actors: Actors) -> None:
    parsed = doc("It it PRON PRP nsubj 1", "left leave VERB VBD ROOT 1", "France France PROPN NNP dobj 1 GPE")
    assert entity(parsed, "It", actors).antecedent is None


def test_a_surname_takes_the_full_name(actors: Actors) -> None:
    parsed = doc(
        "Amina Amina PROPN NNP compound 1 PERSON",
        "Odera Odera PROPN NNP nsubj 2 PERSON",
        "spoke speak VERB VBD ROOT 2",
        ". . PUNCT . punct 2",
        "Odera Odera PROPN NNP nsubj 5 PERSON",
        "left leave VERB VBD ROOT 5",
    )
    found = cast(parsed, actors).mention(parsed[4]).entity
    assert found.antecedent is not None
    assert found.antecedent.text == "Amina Odera"


def test_their_fighters_belong_to_whom_the_pronoun_means(actors: Actors) -> None:
    parsed = doc(
        "Kenya Kenya PROPN NNP nsubj 1 GPE",
        "withdrew withdraw VERB VBD ROOT 1",
        "its its PRON PRP$ poss 3",
        "soldiers soldier NOUN NNS dobj 1",
    )
    found = entity(parsed, "soldiers", actors)
    assert (found.code, found.sector) == ("KEN", "MIL")
    assert (found.basis or "").startswith("its = ")


def test_the_country_of_a_town_is_taken_from_its_place(actors: Actors) -> None:
    parsed = doc("Farwell Farwell PROPN NNP nsubj 1 GPE", "voted vote VERB VBD ROOT 1")
    place = Place("Farwell", 0, 7, resolved_place="Farwell", country="Kenya", country_code="KEN")
    found = cast(parsed, actors, {0: place}).mention(parsed[0]).entity
    assert (found.code, found.basis) == ("KEN", "place Farwell in Kenya")


def test_mentions_are_those_that_may_act_in_text_order(actors: Actors) -> None:
    parsed = doc(
        "Soldiers soldier NOUN NNS nsubj 1",
        "crossed cross VERB VBD ROOT 1",
        "a a DET DT det 3",
        "bridge bridge NOUN NN dobj 1",
        "to to ADP IN prep 1",
        "Kenya Kenya PROPN NNP pobj 4 GPE",
    )
    assert [m.entity.text for m in cast(parsed, actors).mentions] == ["Soldiers", "Kenya"]


def test_kinds_say_what_a_phrase_is(actors: Actors) -> None:
    parsed = doc("Soldiers soldier NOUN NNS nsubj 1", "crossed cross VERB VBD ROOT 1", "bridges bridge NOUN NNS dobj 1")
    found = cast(parsed, actors)
    assert {"ACTOR", "MIL"} <= found.kinds(parsed[0])
    assert "THING" in found.kinds(parsed[2])
