"""Room 2: the case of letters, restored in texts of capitals, in texts of small letters, and in headlines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dotterel
from dotterel import annotate
from dotterel.annotate import casing
from dotterel.annotate.heads import dateline_end
from dotterel.annotate.recase import like
from dotterel.annotate.truecase import Kind, kind_of, restored
from dotterel.records import Article

SENTENCES = (
    "President Rosa Hill said on Monday that the army had killed ten rebels near Port Sudan.",
    "The United Nations sent aid to El Salvador and to the Democratic Republic of Congo in May.",
    "Police may march on the camp, the U.S. State Department said on 3 March.",
    "Al-Qaeda in Iraq took hostages in Mosul; the US embassy told us to leave.",
    "In Lima, Colonel Jose de la Cruz met the Supreme Court and the National Guard.",
    "The mayor's men didn't shoot at St. Louis Airport at 5 p.m., O'Brien told the BBC.",
    "The Liberty and Hope Front (LHF) attacked a bridge with an AK-47. The LHF denied it.",
    "NATO and EU troops left Sarajevo, and the Kosovo Liberation Army fired 30mm guns on the 5th brigade.",
)
HEADLINES = (
    ("Police Fire Tear Gas At Protesters In Cairo", "Police fire tear gas at protesters in Cairo"),
    ("UN Security Council Votes On Sudan Sanctions", "UN Security Council votes on Sudan sanctions"),
    ("Minister Quits Over Bath Protest", "Minister quits over bath protest"),
    ("Ten Killed as Bomb Hits Market in Kano", "Ten killed as bomb hits market in Kano"),
    ("NATO Chief Won't Send Troops to Mali", "NATO chief won't send troops to Mali"),
)
ORDINARY = (
    "Police fired tear gas at protesters in Cairo.",
    "The BBC said NATO, the UN and the EU met.",
    "“LEAVE NOW,” he shouted, and the soldiers left.",
    "BAGHDAD, Nov 3 (Reuters) — Troops left the town.",
    "Foreign Minister Jane Hill said:",
    "Ban Ki-moon, Kofi Annan, Boutros Boutros-Ghali",
    "",
    "UN",
)
TEXTS = st.lists(
    st.sampled_from([*SENTENCES, *(s.upper() for s in SENTENCES), *(h for h, _ in HEADLINES), "ǅ İSTANBUL ß ŉ ﬁre"])
    | st.text(max_size=20),
    max_size=6,
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("lose", [str.upper, str.lower], ids=["capitals", "small"])
def test_lost_case_comes_back(sentence: str, lose: object) -> None:
    assert restored([lose(sentence)]) == [sentence]  # type: ignore[operator]


@pytest.mark.parametrize(("headline", "meant"), HEADLINES)
def test_a_headline_with_capitals_is_read_as_a_sentence(headline: str, meant: str) -> None:
    assert restored([headline]) == [meant]
    assert restored([headline.upper()]) == [meant]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert restored([text]) == [text]
    assert restored([text, *SENTENCES]) == [text, *SENTENCES]


def test_what_a_paragraph_hides() -> None:
    assert kind_of("TROOPS LEFT THE TOWN") is Kind.CAPITALS
    assert kind_of("troops left the town") is Kind.SMALL
    assert kind_of("Troops Left the Town") is Kind.TITLED
    assert kind_of("Troops left the TOWN of Hope") is None
    assert kind_of("US, UK, EU, UN") is None


def test_each_paragraph_is_judged_by_itself() -> None:
    body = "Troops left Port Sudan on Monday after Kabul agreed to a truce."
    assert restored(["TROOPS LEAVE PORT SUDAN", body]) == ["Troops leave Port Sudan", body]
    assert restored([body, "Rebels Storm Army Base In Kabul"]) == [body, "Rebels storm army base in Kabul"]


def test_ordinary_paragraphs_tell_how_the_words_of_a_headline_are_written() -> None:
    body = "The Shields family met Mr. May in Lima, and Shields spoke with May about Kabul."
    assert restored(["SHIELDS AND MAY MEET IN LIMA", body])[0] == "Shields and May meet in Lima"
    assert restored(["SHIELDS GIVEN TO POLICE IN LIMA"]) == ["Shields given to police in Lima"]


def test_a_name_proved_once_is_known_in_the_whole_article() -> None:
    said = restored(["PRESIDENT BROWN LEFT FOR LIMA ON SUNDAY.", "A SPOKESMAN SAID BROWN WAS WELL."])
    assert said == ["President Brown left for Lima on Sunday.", "A spokesman said Brown was well."]
    assert restored(["THE HORSES WERE BROWN AND WELL."]) == ["The horses were brown and well."]


def test_short_forms_in_brackets_are_letters_everywhere() -> None:
    said = restored(
        ["THE ARENA [NATIONAL UNION OF FARMERS] MET THE POPULAR RELIEF UNION (PRU).", "ARENA AND THE PRU LEFT."]
    )
    assert said == [
        "The ARENA [National Union of Farmers] met the Popular Relief Union (PRU).",
        "ARENA and the PRU left.",
    ]


def test_small_items_of_an_ordinary_article_are_left_alone() -> None:
    assert restored([SENTENCES[0], "three tanks near kabul"])[1] == "three tanks near kabul"


def test_addresses_stay_as_they_are() -> None:
    assert restored(["SEE WWW.POST.EXAMPLE OR WRITE TO MAYOR@POST.EXAMPLE NOW"]) == [
        "See WWW.POST.EXAMPLE or write to MAYOR@POST.EXAMPLE now"
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("LIMA, 15 JAN 90 (EFE) -- [TEXT] THE POLICE FIRED.", "LIMA, 15 Jan 90 (EFE) -- [text] The police fired."),
        ("MANAGUA (NICARAGUA), 7 APR 89 -- TROOPS LEFT.", "MANAGUA (NICARAGUA), 7 Apr 89 -- Troops left."),
        ("lucknow: police fired in the air.", "LUCKNOW: Police fired in the air."),
        ("REPORTER: DID TROOPS FIRE?", "REPORTER: Did troops fire?"),
        ("MR. HILL: WE FIRED.", "MR. HILL: We fired."),
        ("WE REPEAT: ALL MEN FLED.", "We repeat: all men fled."),
        ("IRAQ, WHICH DENIED IT -- THEN LEFT.", "Iraq, which denied it -- then left."),
    ],
)
def test_datelines_and_labels_keep_their_capitals(text: str, meant: str) -> None:
    assert restored([text]) == [meant]


def test_where_the_text_behind_a_dateline_begins() -> None:
    text = "LIMA, 15 Jan 90 (EFE) -- [text] The police fired."
    assert dateline_end(text, 0) == text.index("The")
    assert dateline_end("BAGHDAD, Nov 3 (Reuters) — Troops left", 0) == 27
    assert dateline_end("NATO, which left -- said so", 0) is None
    assert dateline_end("REPORTER: Did troops fire?", 0) == 10
    assert dateline_end("Reporter: Did troops fire?", 0) is None


@given(given=st.text(max_size=12), form=st.text(max_size=12))
def test_letters_never_become_more_or_fewer(given: str, form: str) -> None:
    assert len(like(given, form)) == len(given)


@settings(deadline=None)
@given(texts=TEXTS)
def test_only_the_case_changes(texts: list[str]) -> None:
    for text, new in zip(texts, restored(texts), strict=True):
        assert len(text) == len(new)
        assert all(a == b or a.casefold() == b.casefold() for a, b in zip(text, new, strict=True))
    assert restored(texts) == restored(texts)


@settings(deadline=None)
@given(texts=TEXTS)
def test_every_character_still_leads_back(texts: list[str]) -> None:
    text = "\n\n".join(texts)
    copy = annotate.tidy(Article("t", text))
    assert len(copy.origin) == len(copy.text)
    assert list(copy.origin) == sorted(copy.origin)
    assert all(0 <= at < len(text) for at in copy.origin)


def test_the_lists_are_there_and_do_not_contradict_each_other() -> None:
    found = casing.load()
    assert not found.small & found.either
    assert not (found.small | found.either) & found.letters
    assert not found.small & found.alike
    assert {"police", "troops", "killed", "the"} <= found.small
    assert found.phrases["united"]
    source = "".join(p.read_text(encoding="utf-8") for p in (Path(dotterel.__file__).parent / "annotate").glob("*.py"))
    assert set(re.findall(r"casing\[\"(\w+)\"\]", source)) <= set(found.lists)


@pytest.mark.parametrize(("form", "base"), [("seized", "seize"), ("armies", "army"), ("extraditing", "extradite")])
def test_bases_of_regular_forms(form: str, base: str) -> None:
    assert base in casing.bases(form)
