"""Places in sentences, and the place of an event: the sheet of cases, and what needs no model."""

from __future__ import annotations

import tomllib
from array import array
from math import cos, hypot, radians
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docs import VOCAB, doc, page
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from dotterel.coder import where
from dotterel.knowledge.places import Gazetteer
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from spacy.language import Language

    from dotterel.records import Place

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))
KM = 60.0
GAZETTEER = Gazetteer()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return GAZETTEER


@pytest.fixture(scope="module")
def nlp() -> Language:
    from dotterel.annotate import load_model

    return load_model()


def parsed(text: str, nlp: Language) -> Page:
    return Page(Article("t", text), nlp(text), array("I", range(len(text) + 1)))


def kilometres(place: Place, near: list[float]) -> float:
    assert place.lat is not None
    assert place.lon is not None
    return hypot((place.lat - near[0]) * 111.2, (place.lon - near[1]) * 111.3 * cos(radians(near[0])))


def named(case: dict[str, Any]) -> str:
    return f"{case.get('words') or case.get('trigger')}: {case['text'][:50]}"


@pytest.mark.model
@pytest.mark.parametrize("case", CASES["place"], ids=named)
def test_place_is_found_and_chosen(case: dict[str, Any], nlp: Language, gazetteer: Gazetteer) -> None:
    found = where.find_places(parsed(case["text"], nlp), gazetteer)
    place = next((p for p in found.all if p.extracted_place == case["words"]), None)
    assert place is not None, [p.extracted_place for p in found.all]
    assert case["text"][place.start : place.end] == case["words"]
    assert place.country_code == case.get("country", place.country_code)
    for field in ("resolution", "relation", "centroid"):
        assert getattr(place, field) == case.get(field, getattr(place, field))
    if "near" in case:
        assert kilometres(place, case["near"]) <= case.get("within", KM)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES["none"], ids=named)
def test_no_place(case: dict[str, Any], nlp: Language, gazetteer: Gazetteer) -> None:
    found = where.find_places(parsed(case["text"], nlp), gazetteer)
    at = case["text"].index(case["words"])
    assert [p.extracted_place for p in found.all if p.start < at + len(case["words"]) and p.end > at] == []


@pytest.mark.model
@pytest.mark.parametrize("case", CASES["event"], ids=named)
def test_place_of_event(case: dict[str, Any], nlp: Language, gazetteer: Gazetteer) -> None:
    read = parsed(case["text"], nlp)
    found = where.find_places(read, gazetteer)
    trigger = next(token for token in read.doc if token.text == case["trigger"])
    taken = {(at := case["text"].index(words), at + len(words)) for words in case.get("actors", [])}
    place = where.place_of(found, read, where.Sought(trigger, taken))
    assert (place.extracted_place if place else "") == case["place"]
    if place is not None:
        assert place.basis == case.get("basis", place.basis)
        assert place.relation == case.get("relation", place.relation)


@pytest.mark.model
def test_short_form_takes_the_fields_of_what_it_means(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Rebels entered Goma. Shops in the city stayed shut."
    found = where.find_places(parsed(text, nlp), gazetteer)
    short = next(spot.place for spot in found.spots if spot.place.extracted_place == "the city")
    assert (short.resolved_place, short.country_code) == ("Goma", "COD")
    assert text[short.start : short.end] == "the city"
    assert short not in found.all


@pytest.mark.model
def test_runners_up_are_kept(nlp: Language, gazetteer: Gazetteer) -> None:
    found = where.find_places(parsed("He lives in Tripoli.", nlp), gazetteer)
    assert "LBN" in {candidate.country_code for candidate in found.runners_up[0]}


@pytest.mark.model
def test_publisher_address_leans(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Two men were held in Lincoln."
    codes = []
    for url in ("https://news.example.co.uk/a", "https://news.example.com/a"):
        read = Page(Article("t", text, url=url), nlp(text), array("I", range(len(text) + 1)))
        codes.append(where.find_places(read, gazetteer).all[0].country_code)
    assert codes == ["GBR", "USA"]


WORDS = st.sampled_from(
    ["in", "of", "the", "Paris", "Georgia", ",", "(", ")", "CA", "U.S.", "'s", "-", "al", "NEAR", "\n\n", "—"]
)


@given(st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=12)), max_size=30))
def test_any_words_are_read_without_harm(words: list[str]) -> None:
    read = page(Doc(VOCAB, words=words))
    for place in where.find_places(read, GAZETTEER).all:
        assert read.article.text[place.start : place.end] == place.extracted_place


def test_page_without_names_has_no_places(gazetteer: Gazetteer) -> None:
    read = page(doc("He he PRON PRP nsubj 1", "left leave VERB VBD ROOT 1"))
    found = where.find_places(read, gazetteer)
    assert (found.all, found.dateline, found.spots) == ((), None, ())
    assert where.place_of(found, read, where.Sought(read.doc[1])) is None


def test_name_that_the_parser_missed_is_found_after_a_preposition(gazetteer: Gazetteer) -> None:
    read = page(
        doc(
            "Rebels rebel NOUN NNS nsubj 1",
            "fought fight VERB VBD ROOT 1",
            "in in ADP IN prep 1",
            "Qaraqosh Qaraqosh PROPN NNP pobj 2",
        )
    )
    found = where.find_places(read, gazetteer)
    assert [(p.extracted_place, p.country_code) for p in found.all] == [("Qaraqosh", "IRQ")]
    place = where.place_of(found, read, where.Sought(read.doc[1]))
    assert place is not None
    assert place.basis == "clause"
