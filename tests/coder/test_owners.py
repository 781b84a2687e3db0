"""Whose somebody is: one owner in a phrase, or several of one role, on hand-made parses with the real actor files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docs import doc, page, word

from dotterel.coder.who import Reader
from dotterel.knowledge import DATA, reference
from dotterel.knowledge.actors import Actors

if TYPE_CHECKING:
    from spacy.tokens import Doc

REFERENCE = reference.load(DATA / "en" / "reference.toml", "reference.toml")


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load([DATA / "actors"])


def shares(parsed: Doc, head: str, actors: Actors) -> list[tuple[str, str | None, str | None]]:
    members = Reader(page(parsed, "2016-11-03"), actors, REFERENCE).members(word(parsed, head))
    return [(m.entity.text, m.entity.code, m.entity.sector) for m in members]


def test_two_peoples_before_a_role_are_two(actors: Actors) -> None:
    parsed = doc(
        "The the DET DT det 4",
        "Kenyan kenyan ADJ JJ amod 4 NORP",
        "and and CCONJ CC cc 1",
        "Ugandan ugandan ADJ JJ conj 1 NORP",
        "governments government NOUN NNS nsubj 5",
        "met meet VERB VBD ROOT 5",
    )
    assert shares(parsed, "governments", actors) == [
        ("The Kenyan", "KEN", "GOV"),
        ("Ugandan governments", "UGA", "GOV"),
    ]


def test_countries_after_a_role_are_one_each(actors: Actors) -> None:
    parsed = doc(
        "Envoys envoy NOUN NNS nsubj 7",
        "from from ADP IN prep 0",
        "Chad Chad PROPN NNP pobj 1 GPE",
        ", , PUNCT , punct 2",
        "Niger Niger PROPN NNP conj 2 GPE",
        "and and CCONJ CC cc 4",
        "Mali Mali PROPN NNP conj 4 GPE",
        "met meet VERB VBD ROOT 7",
    )
    assert shares(parsed, "Envoys", actors) == [
        ("Envoys from Chad", "TCD", "GOV"),
        ("Niger", "NER", "GOV"),
        ("Mali", "MLI", "GOV"),
    ]


def test_a_list_that_the_parser_cut_off_belongs_to_the_role(actors: Actors) -> None:
    parsed = doc(
        "US US PROPN NNP npadvmod 5 GPE",
        "and and CCONJ CC cc 0",
        "French french ADJ JJ conj 0 NORP",
        "troops troop NOUN NNS nsubj 4",
        "left leave VERB VBD ROOT 4",
        "early early ADV RB advmod 4",
    )
    assert shares(parsed, "troops", actors) == [("US", "USA", "MIL"), ("French troops", "FRA", "MIL")]


def test_one_owner_named_twice_is_one(actors: Actors) -> None:
    parsed = doc(
        "Kenyan kenyan ADJ JJ amod 1 NORP",
        "soldiers soldier NOUN NNS nsubj 4",
        "in in ADP IN prep 1",
        "Kenya Kenya PROPN NNP pobj 2 GPE",
        "died die VERB VBD ROOT 4",
    )
    assert shares(parsed, "soldiers", actors) == []


def test_two_peoples_without_a_joint_are_no_list(actors: Actors) -> None:
    parsed = doc(
        "Kenyan kenyan ADJ JJ amod 3 NORP",
        "born bear VERB VBN amod 3",
        "Ugandan ugandan ADJ JJ amod 3 NORP",
        "officials official NOUN NNS nsubj 4",
        "met meet VERB VBD ROOT 4",
    )
    assert shares(parsed, "officials", actors) == []
