"""Bare last names: who in office is meant, on hand-made parses with the real actor files and with one of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs import doc, page, word

from dotterel.coder.cast import Cast
from dotterel.coder.who import Reader
from dotterel.knowledge import DATA, reference
from dotterel.knowledge.actors import Actors
from dotterel.records import Entity

REFERENCE = reference.load(DATA / "en" / "reference.toml", "reference.toml")
LEADERS = """id,name,code,sector,from,until,office
odera,Amina Odera,KEN,GOV,1999,2009,president
odera2,Paul Odera,KEN,GOV,2009,2012,foreign minister
zulch,Max Zulch,DEU,GOV,2001,2020,president
zulch2,Eva Zulch,AUT,GOV,2001,2020,chancellor
khan,Bo Khan,TCD,GOV,2001,2020,president
"""


@pytest.fixture(scope="module")
def actors(tmp_path_factory: pytest.TempPathFactory) -> Actors:
    folder: Path = tmp_path_factory.mktemp("mine")
    (folder / "leaders_mine.csv").write_text(LEADERS, encoding="utf-8")
    return Actors.load([DATA / "actors", folder])


def meant(actors: Actors, *rows: str, head: str, day: str | None = "2005-01-01") -> Entity:
    parsed = doc(*rows)
    return Cast(Reader(page(parsed, day), actors, REFERENCE), {}).mention(word(parsed, head)).entity


def alone(actors: Actors, name: str, day: str | None = "2005-01-01", label: str = "PERSON") -> Entity:
    rows = (f"{name} {name} PROPN NNP nsubj 1 {label}", "spoke speak VERB VBD ROOT 1")
    return meant(actors, *rows, head=name, day=day)


def titled(actors: Actors, title: str, name: str) -> Entity:
    rows = (
        f"{title} {title} PROPN NNP compound 1",
        f"{name} {name} PROPN NNP nsubj 2 PERSON",
        "spoke speak VERB VBD ROOT 2",
    )
    return meant(actors, *rows, head=name)


def test_a_last_name_is_who_was_in_office(actors: Actors) -> None:
    found = alone(actors, "Odera")
    assert (found.name, found.code, found.sector) == ("Amina Odera", "KEN", "GOV")
    assert (found.basis or "").endswith("#odera in office")
    assert alone(actors, "Odera", "2011-01-01").name == "Paul Odera"


def test_nobody_in_office_is_nobody(actors: Actors) -> None:
    assert alone(actors, "Odera", "1990-01-01").code is None
    assert alone(actors, "Odera", "2015-01-01").code is None


def test_a_name_of_two_states_is_neither_without_a_title(actors: Actors) -> None:
    assert alone(actors, "Zulch").code is None
    assert titled(actors, "Chancellor", "Zulch").code == "AUT"


def test_a_common_name_needs_a_title(actors: Actors) -> None:
    assert alone(actors, "Khan").code is None
    assert titled(actors, "President", "Khan").code == "TCD"


def test_a_title_of_something_else_keeps_the_office_away(actors: Actors) -> None:
    assert titled(actors, "Sergeant", "Odera").code is None


def test_a_full_name_of_somebody_else_is_no_last_name(actors: Actors) -> None:
    rows = (
        "Zed Zed PROPN NNP compound 1 PERSON",
        "Odera Odera PROPN NNP nsubj 2 PERSON",
        "spoke speak VERB VBD ROOT 2",
    )
    assert meant(actors, *rows, head="Odera").code is None


def test_the_fuller_name_in_the_article_wins(actors: Actors) -> None:
    rows = (
        "Zed Zed PROPN NNP compound 1 PERSON",
        "Odera Odera PROPN NNP nsubj 2 PERSON",
        "spoke speak VERB VBD ROOT 2",
        ". . PUNCT . punct 2",
        "Odera Odera PROPN NNP nsubj 5 PERSON",
        "left leave VERB VBD ROOT 5",
    )
    parsed = doc(*rows)
    found = Cast(Reader(page(parsed, "2005-01-01"), actors, REFERENCE), {}).mention(parsed[4]).entity
    assert (found.code, found.antecedent.text if found.antecedent else None) == (None, "Zed Odera")


def test_without_a_day_one_state_in_all_years_is_enough(actors: Actors) -> None:
    assert alone(actors, "Odera", None).code == "KEN"
    assert alone(actors, "Zulch", None).code is None
