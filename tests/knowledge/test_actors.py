"""The actor files are sound, names match as they are written in news, and a code holds on the article's day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.errors import KnowledgeError
from dotterel.knowledge.actor_check import check
from dotterel.knowledge.actor_names import fits, joined, letters, plural
from dotterel.knowledge.actor_rows import family_of, first_and_last
from dotterel.knowledge.actors import ActorEntry, Actors

OURS = Path(__file__).parents[2] / "src" / "dotterel" / "data" / "actors"
LEADERS = "id,name,code,sector,from,until\n"


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors.load([OURS])


def named(actors: Actors, text: str, day: str | None = None) -> ActorEntry | None:
    """Return what the whole text names on the day."""
    words = text.split()
    for count, entries in actors.names_at(words, 0):
        if count == len(words):
            return actors.best(entries, day)
    return None


def coded(actors: Actors, text: str, day: str | None = None) -> tuple[str | None, str | None] | None:
    """Return code and sector of what the text names."""
    entry = named(actors, text, day)
    return (entry.code, entry.sector) if entry else None


def user_folder(tmp_path: Path, name: str, text: str) -> Path:
    """Return a folder with one actor file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_our_files_have_no_problem() -> None:
    assert check(OURS) == []


def test_enough_rows_of_each_family(actors: Actors) -> None:
    least = {"leaders": 1500, "groups": 500, "organisations": 500, "parties": 400, "security": 400, "roles": 900}
    lines = dict.fromkeys(least, 0)
    for path in OURS.glob("*.csv"):
        if family_of(path) in lines:
            lines[family_of(path)] += len(path.read_text(encoding="utf-8").splitlines()) - 1
    assert [family for family, count in least.items() if lines[family] < count] == []
    assert actors.size > 9000


def test_files_are_sorted_and_end_with_a_newline() -> None:
    for path in OURS.glob("*.csv"):
        keys = [line.split(",")[0].lower() for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        assert keys == sorted(keys), path.name
        assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Nelson Mandela", "1992-03-01", ("ZAF", "OPP")),
        ("Nelson Mandela", "1996-03-01", ("ZAF", "GOV")),
        ("Nelson Mandela", "2003", ("ZAF", "ELI")),
        ("Taliban", "1995-05", ("AFG", "REB")),
        ("Taliban", "1999-05", ("AFG", "GOV")),
        ("Taleban", "2010-05", ("AFG", "REB")),
        ("the Taliban".removeprefix("the "), "2023-05", ("AFG", "GOV")),
        ("George Bush", "1990-08-02", ("USA", "GOV")),
        ("George Bush", "2003-03-20", ("USA", "GOV")),
        ("Kofi Annan", "2000", ("UNO", "GOV")),
        ("Kofi Annan", "2009", ("GHA", "ELI")),
        ("Vladimir Putin", "2010-06-01", ("RUS", "GOV")),
        ("Riek Machar", "2014-02-01", ("SSD", "REB")),
        ("Ahmed al-Sharaa", "2025-03-01", ("SYR", "GOV")),
        ("Abu Mohammed al-Jolani", "2016-03-01", ("SYR", "REB")),
        ("Rapid Support Forces", "2020", ("SDN", "PRM")),
        ("Rapid Support Forces", "2024", ("SDN", "REB")),
        ("Soviet Union", "1990", ("RUS", None)),
        ("Somaliland", None, ("SOM", "PRE")),
        ("Kosovo", None, ("KOS", None)),
        ("Kremlin", None, ("RUS", "GOV")),
        ("Isis", None, ("IMG", "REB")),
        ("Nato", None, ("IGO", "MIL")),
        ("Côte d'Ivoire", None, ("CIV", None)),
        ("Cote d’Ivoire", None, ("CIV", None)),
        ("U.S.", None, ("USA", None)),
        ("Kenya's", None, ("KEN", None)),
        ("al - Shabab", None, ("SOM", "REB")),
        ("Knesset", None, ("ISR", "LEG")),
        ("Shin Bet", None, ("ISR", "SPY")),
        ("Médecins Sans Frontières", None, ("NGO", "MED")),
        ("Labour Party", "2001", ("GBR", "PTY")),
    ],
)
def test_a_name_codes_by_the_day(
    actors: Actors, text: str, day: str | None, expected: tuple[str | None, str | None]
) -> None:
    assert coded(actors, text, day) == expected


def test_not_yet_in_office_has_no_sector(actors: Actors) -> None:
    assert coded(actors, "Emmanuel Macron", "2010-01-01") == ("FRA", None)


def test_party_is_in_government_or_opposition_by_the_day(actors: Actors) -> None:
    for day, other in (("1990", ("OPP",)), ("2000", ("GOV",)), ("2015", ("OPP",))):
        entry = named(actors, "Labour Party", day)
        assert entry is not None
        assert entry.other_sectors == other


@pytest.mark.parametrize("text", ["us", "who", "is", "it", "kremlin", "turkey"])
def test_ordinary_words_are_no_names(actors: Actors, text: str) -> None:
    assert actors.names_at([text], 0) == []


def test_doubtful_acronym_is_not_taken_from_shouted_words(actors: Actors) -> None:
    assert actors.names_at(["THE", "MAN", "WHO", "FELL"], 2) == []
    assert actors.names_at(["The", "WHO", "said"], 1)


def test_longest_name_comes_first(actors: Actors) -> None:
    found = actors.names_at(["South", "Sudan", "said"], 0)
    assert [count for count, _ in found] == sorted((count for count, _ in found), reverse=True)
    assert found[0][0] == 2


def test_news_agency_is_marked(actors: Actors) -> None:
    entry = named(actors, "Xinhua")
    assert entry is not None
    assert entry.kind == "agency"


@pytest.mark.parametrize(
    ("word", "code"),
    [("French", "FRA"), ("Iraqis", "IRQ"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("U.S.", "USA"),
     ("US-led", "USA"), ("Iran-backed", "IRN"), ("Congolese", "COD"), ("Dominican", "DOM"), ("Palestinian", "PSE"),
     ("North Korean", "PRK")],
)  # fmt: skip
def test_adjectives(actors: Actors, word: str, code: str) -> None:
    entry = actors.country_of_adjective(word)
    assert entry is not None
    assert entry.code == code


def test_no_country_in_other_adjectives(actors: Actors) -> None:
    assert actors.country_of_adjective("angry") is None


@pytest.mark.parametrize(
    ("phrase", "count", "sector"),
    [
        ("about 50 police officers", 2, "COP"),
        ("the deputy foreign ministers", 3, "GOV"),
        ("two soldiers", 1, "MIL"),
        ("masked gunmen", 2, "UAF"),
        ("a former president", 2, "ELI"),
        ("an ex-minister", 1, "ELI"),
        ("an ex - minister", 3, "ELI"),
        ("many children", 1, "CVL"),
        ("the drug cartel", 2, "CRM"),
    ],
)
def test_role_is_the_longest_phrase(actors: Actors, phrase: str, count: int, sector: str) -> None:
    found = actors.role(phrase.split())
    assert found is not None
    assert (found[0], found[1].sector) == (count, sector)


def test_no_role(actors: Actors) -> None:
    assert actors.role(["the", "weather"]) is None
    assert actors.role([]) is None


def test_surname(actors: Actors) -> None:
    assert {entry.name for entry in actors.surname("Xi")} == {"Xi Jinping"}
    assert actors.surname("mandela") == ()
    offices = actors.offices(actors.surname("Mandela")[0])
    assert [entry.since for entry in offices] == sorted(entry.since or "" for entry in offices)


def test_the_users_rows_win(tmp_path: Path) -> None:
    text = LEADERS + "mine,Nelson Mandela,ZMB,EDU,,\n"
    both = Actors.load([OURS, user_folder(tmp_path, "leaders_mine.csv", text)])
    entry = named(both, "Nelson Mandela", "1996-01-01")
    assert entry is not None
    assert (entry.code, entry.sector) == ("ZMB", "EDU")
    assert entry.source.endswith("/leaders_mine.csv#mine")


def test_two_persons_of_one_name_stay_open(tmp_path: Path) -> None:
    text = LEADERS + "a,Jo Double,FRA,GOV,2000,2010\nb,Jo Double,KEN,REB,2000,2010\n"
    both = Actors.load([OURS, user_folder(tmp_path, "leaders.csv", text)])
    assert named(both, "Jo Double", "2005-05-05") is None


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("leaders.csv", LEADERS + "a,A B,XXX,GOV,,\n", 2, "unknown code 'XXX'"),
        ("leaders.csv", LEADERS + "a,A B,FRA,GOV,,\nb,A B,FRA,ABC,,\n", 3, "unknown sector 'ABC'"),
        ("leaders.csv", LEADERS + "a,A B,FRA,GOV,2010-02-30,\n", 2, "is no date"),
        ("leaders.csv", LEADERS + "a,A B,FRA,GOV,320101,\n", 2, "is no date"),
        ("leaders.csv", LEADERS + "a,A B,FRA,GOV,2012,2010\n", 2, "is after until"),
        ("leaders.csv", LEADERS + "a,A B,FRA,GOV,,\na,C D,FRA,GOV,,\n", 3, "also in line 2"),
        ("leaders.csv", LEADERS + "a,A B,FRA\n", 2, "3 cells"),
        ("leaders.csv", LEADERS + ",A B,FRA,GOV,,\n", 2, "no id"),
        ("leaders.csv", "id,name,color\n", 1, "unknown column 'color'"),
        ("leaders.csv", "id,name\n", 1, "no column 'code'"),
        ("rulers.csv", LEADERS, 1, "no family 'rulers'"),
        ("roles.csv", "noun,sector,kind\nking,GOV,royal\n", 2, "unknown kind 'royal'"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    folder = user_folder(tmp_path, name, text)
    with pytest.raises(KnowledgeError) as caught:
        Actors.load([OURS, folder])
    assert str(caught.value).startswith(f"{folder / name}:{line}: ")
    assert words in str(caught.value)
    assert any(words in problem or "used twice" in problem for problem in check(folder, OURS))


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_bytes(b"id,name,code\n\xff\xfe\x00,x,y\n")
    with pytest.raises(KnowledgeError, match="UTF-8"):
        Actors.load([OURS, tmp_path])


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no CSV file"):
        Actors.load([tmp_path])
    assert "no such folder" in check(tmp_path / "none")[0]


def test_check_finds_overlaps_and_shared_names(tmp_path: Path) -> None:
    text = "id,name,aliases,code,sector,office,from,until,ambiguous\n"
    text += "a,A B,,FRA,GOV,mayor,2000,2010,\nb,A B,,FRA,GOV,mayor,2005,2012,\nc,C D,A B,KEN,GOV,,,,Nobody\n"
    problems = check(user_folder(tmp_path, "leaders.csv", text), OURS)
    assert any("twice at once" in problem for problem in problems)
    assert any("column 'ambiguous'" in problem for problem in problems)
    assert any("'Nobody' in 'ambiguous'" in problem for problem in problems)


def test_a_day_that_is_none_is_refused(actors: Actors) -> None:
    with pytest.raises(KnowledgeError, match="is no date"):
        named(actors, "Nelson Mandela", "next year")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_of_every_precision(day: date) -> None:
    text = day.isoformat()
    assert first_and_last(text) == (text, text)
    low, high = first_and_last(text[:7])
    assert low <= text <= high
    low, high = first_and_last(text[:4])
    assert low.endswith("-01-01")
    assert high.endswith("-12-31")


@given(st.text(max_size=12))
def test_other_text_is_no_date(text: str) -> None:
    try:
        low, high = first_and_last(text)
    except ValueError:
        return
    assert low <= high


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6))
def test_any_words_can_be_looked_up(actors: Actors, words: list[str]) -> None:
    for i in range(len(words)):
        for count, entries in actors.names_at(words, i):
            assert 1 <= count <= len(words) - i
            assert entries
    actors.role(words)
    actors.country_of_adjective(words[0])
    actors.surname(words[0])


def test_plurals_and_letters() -> None:
    assert [plural(noun) for noun in ("policeman", "army", "boss", "cow-boy", "thief")] == [
        "policemen", "armies", "bosses", "cow-boys", "thiefs",
    ]  # fmt: skip
    assert letters("Déby's") == "Deby"
    assert joined("al-Qaeda in Iraq") == "alQaedainIraq"
    assert fits("NATO", "Nato")
    assert not fits("US", "Us")
