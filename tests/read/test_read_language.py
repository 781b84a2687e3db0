"""English goes on; other languages are named."""

from __future__ import annotations

import pytest

from dotterel.read import language
from dotterel.read.language import Languages, why_not_english

TROOPS = "Government troops took the town on Tuesday after three days of fighting, and the people fled to the north."


@pytest.fixture(scope="module")
def languages() -> Languages:
    return language.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Les troupes ont pris la ville mardi après trois jours de combats, et les habitants ont fui.", "French (fr)"),
        ("Die Truppen haben am Dienstag die Stadt eingenommen, und die Bewohner flohen in die Berge.", "German (de)"),
        ("De troepen hebben dinsdag de stad ingenomen en de bewoners zijn over de weg gevlucht.", "Dutch (nl)"),
        ("Las tropas tomaron la ciudad el martes y los vecinos huyeron hacia el norte por la costa.", "Spanish (es)"),
        ("Войска вошли в город.", "Russian (ru)"),
        ("دخلت القوات المدينة يوم الثلاثاء.", "Arabic (ar)"),
    ],
)
def test_other_languages_are_named(text: str, name: str, languages: Languages) -> None:
    assert why_not_english(text, None, languages) == f"The text is in {name}, and only English is coded."


def test_clear_english_needs_no_library(languages: Languages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identified", lambda _: pytest.fail("asked"))
    assert why_not_english(TROOPS, None, languages) is None
    assert why_not_english(TROOPS.upper(), None, languages) is None
    assert why_not_english(TROOPS, "fr", languages) is None


@pytest.mark.parametrize(
    "text", ["Rebels took Farwell.", "Police kill 3 in Kabul", "Ankara, Damascus sign deal", "Raid"]
)
def test_short_headlines_are_read(text: str, languages: Languages) -> None:
    assert why_not_english(text, None, languages) is None


@pytest.mark.parametrize("stated", ["en", "EN-gb", "eng", "English", "en_US"])
def test_short_text_that_is_said_to_be_english(stated: str, languages: Languages) -> None:
    assert why_not_english("Les troupes ont pris la ville.", stated, languages) is None


def test_what_the_record_states_decides_where_the_text_does_not(languages: Languages) -> None:
    assert "French" in str(why_not_english("Attaque Paris", "fr-FR", languages))


def test_numbers_are_no_language(languages: Languages) -> None:
    assert why_not_english("12 345 --- 6", "en", languages) == "It holds no words."
