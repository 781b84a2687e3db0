"""The gazetteer: keys, candidates, and files that are wrong."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.errors import KnowledgeError
from dotterel.knowledge import place_words
from dotterel.knowledge.places import KINDS, Gazetteer, acronym_key, name_key, plain

SHIPPED = 26_000_000
"""Bytes that the shipped file may have."""


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sana'a", "sanaa"),
        ("Al-Hasakah", "hasakah"),
        ("Ar Raqqah", "raqqah"),
        ("As Sulaymānīyah", "sulaymaniyah"),
        ("the Hague", "hague"),
        ("Saint Petersburg", "st petersburg"),
        ("St. Petersburg", "st petersburg"),
        ("Port-au-Prince", "port au prince"),
        ("Ft. Worth", "fort worth"),
        ("Łódź", "lodz"),
        ("Al", "al"),
    ],
)
def test_key_of_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "key"), [("U.S.", "=us"), ("US", "=us"), ("us", None), ("Us", None), ("IRAQIS", None)]
)
def test_acronyms_count_in_capitals_only(name: str, key: str | None) -> None:
    assert acronym_key(name) == key


@given(st.text(max_size=80))
def test_any_text_has_a_key_and_is_asked_safely(name: str) -> None:
    assert plain(name) == plain(plain(name))
    Gazetteer().candidates(name_key(name))


def test_largest_comes_first(places: Gazetteer) -> None:
    found = places.candidates("Springfield")
    assert len(found) > 5
    assert list(found) == sorted(found, key=lambda c: -c.population)


def test_candidate_knows_where_it_lies(places: Gazetteer) -> None:
    mosul = next(c for c in places.candidates("Mosul") if c.kind == "city")
    assert (mosul.geonameid, mosul.city, mosul.province, mosul.country, mosul.country_code) == (
        *(99072, "Mosul", "Nineveh", "Iraq", "IRQ"),
    )
    assert (mosul.resolution, mosul.centroid, mosul.exact) == (4, False, True)


def test_our_own_places_have_no_geonames_id(places: Gazetteer) -> None:
    donbas = places.candidates("Donbass")[0]
    assert (donbas.geonameid, donbas.country_code, donbas.centroid, donbas.resolution) == (None, "UKR", True, 2)


def test_square_lies_in_its_city(places: Gazetteer) -> None:
    tahrir = places.candidates("Tahrir Square")[0]
    assert (tahrir.city, tahrir.country_code, tahrir.resolution) == ("Cairo", "EGY", 5)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "USA"),
        ("Zaire", "COD"),
        ("Burma", "MMR"),
        ("Soviet Union", "SUN"),
        ("Kosovo", "KOS"),
        ("Holland", "NLD"),
    ],
)
def test_country_by_any_name(places: Gazetteer, name: str, code: str) -> None:
    country = places.country(name)
    assert country is not None
    assert (country.country_code, country.resolution, country.centroid) == (code, 1, True)


def test_capital_is_marked(places: Gazetteer) -> None:
    assert next(c for c in places.candidates("Baghdad") if c.kind == "city").capital
    assert not next(c for c in places.candidates("Basra") if c.kind == "city").capital


def test_names_and_risky_names(places: Gazetteer) -> None:
    assert places.is_place_name("Fallujah")
    assert not places.is_place_name("Xyzzyton")
    assert places.is_risky("March")
    assert places.is_risky("Reading")
    assert not places.is_risky("Baghdad")


def test_neighbours_and_nationalities(places: Gazetteer) -> None:
    assert {"IRN", "SYR", "TUR"} <= places.neighbours["IRQ"]
    assert places.peoples["iraqi"] == "IRQ"
    assert places.by_alpha2["gb"] == "GBR"


def test_gazetteer_travels_to_another_process(places: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(places))
    assert copy.candidates("Goma") == places.candidates("Goma")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_connection_is_not_shared_with_a_child(places: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    places.candidates("Goma")
    before = places._db
    monkeypatch.setattr(os, "getpid", lambda: -1)
    assert places.candidates("Uvira")
    assert places._db is not before


def test_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"places/none\.sqlite:1: cannot be read"):
        Gazetteer(tmp_path / "none.sqlite").candidates("Goma")


def test_file_that_is_no_database(tmp_path: Path) -> None:
    wrong = tmp_path / "places.sqlite"
    wrong.write_text("no database", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="build it anew"):
        Gazetteer(wrong).candidates("Goma")


def test_file_of_another_layout(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    with sqlite3.connect(old) as db:
        db.execute("CREATE TABLE meta (name TEXT, value TEXT)")
    db.close()
    with pytest.raises(KnowledgeError, match="another layout"):
        Gazetteer(old).candidates("Goma")


def test_wrong_words_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text("lists = 3", encoding="utf-8")
    (tmp_path / "risky.txt").write_text("", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"places/words\.toml:1:"):
        place_words.load(tmp_path, "places")


def test_shipped_file_is_small_and_whole(places: Gazetteer) -> None:
    assert places.path.stat().st_size < SHIPPED
    with sqlite3.connect(places.path) as db:
        kinds = {kind for (kind,) in db.execute("SELECT DISTINCT kind FROM place")}
        lost = db.execute("SELECT count(*) FROM name WHERE place NOT IN (SELECT id FROM place)").fetchone()
        wild = db.execute("SELECT count(*) FROM place WHERE abs(lat) > 900000 OR abs(lon) > 1800000").fetchone()
    db.close()
    assert kinds == set(range(len(KINDS)))
    assert (lost, wild) == ((0,), (0,))
