"""What a terminal shows, from made records; hostile text is defused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel import show
from dotterel.records import (
    Article,
    Claim,
    Coded,
    Entity,
    Event,
    LeftOut,
    Place,
    Rejected,
    Report,
    Sentence,
    Skipped,
    Span,
    Speaker,
    Status,
    Walked,
    When,
)

EVIL = "\x1b[31mred\x1b]0;title\x07 \u202egnp.exe\r\x9b2J"
TEXT = "Rebels shelled the port north of Farwell on Tuesday, officials said."
SENTENCE = Sentence(0, 0, 0, len(TEXT), TEXT)


def report(**more: Any) -> Report:
    return Report(**_fields(**more))


def _fields(**more: Any) -> dict[str, Any]:
    given_fields: dict[str, Any] = {
        "id": "r1",
        "article": "a",
        "event": "ASSAULT",
        "sense": "assault.shell",
        "status": Status.ACTUAL,
        "trigger": Span(7, 14, "shelled"),
        "rule": "en/verbs/x.toml#shell",
        "text": TEXT,
        "text_info": SENTENCE,
        "mode": ("heavy-weapons",),
        "cameo": "194",
        "actor": (Entity("Rebels", 0, 6, sector="REB"),),
        "recipient": (Entity("the port", 15, 23),),
        "according_to": (Speaker("officials", 53, 62, code="KEN", sector="GOV", cue=Span(63, 67, "said")),),
        "date": "2016-11-01",
        "date_basis": "text",
        "event_loc": Place(
            "Farwell", 33, 40, "Farwell", 1, -1.5, 36.0, country_code="KEN", relation="north of", basis="clause"
        ),
    }
    return {**given_fields, **more}


CODED = Coded(
    sentences=(SENTENCE,),
    actors=(Entity("they", 0, 4, antecedent=Span(0, 6, "Rebels"), sector="REB", basis="actors/roles.csv#rebel"),),
    places=(Place("Farwell", 33, 40), Place("Kenya", 33, 40, "Kenya", 1, 1.0, 38.0, country_code="KEN", centroid=True)),
    dates=(When("Tuesday", 44, 51, "2016-11-01", value="2016-11-01"), When("lately", 0, 6)),
    says=(Claim((), (Span(63, 67, "said"),), (Span(0, 51, TEXT[:51]),)),),
    reports=(report(), report(id="r2", within="r1", status=Status.HYPOTHETICAL, according_to=(), event_loc=None)),
    rejected=(Rejected("a", Span(7, 14, "shelled"), "en/verbs/x.toml#shell", "the passage is about sport", 0),),
)
ARTICLE = Article("a", TEXT, title="Port shelled", origin="story.txt", left_out=(LeftOut(0, 5, "By Me", "byline"),))


def printed(capsys: pytest.CaptureFixture[str], *records: Report) -> str:
    show.table(records)
    return capsys.readouterr().out


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x00", "\r", "\x9b", "\u202e", "\u200b", "\ud800"])
def test_control_characters_are_defused(char: str) -> None:
    assert show.plain(f"a{char}b") == "a·b"


def test_breaks_become_spaces_and_letters_stay() -> None:
    assert show.plain("a\nb\tc é “ 北") == "a b c é “ 北"


@given(text=st.text())
def test_what_is_plain_can_be_printed(text: str) -> None:
    assert show.plain(text).isprintable()


def test_the_table_tells_who_did_what_to_whom_where_when_and_who_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    out = " ".join(printed(capsys, report()).split())
    wanted = "2016-11-01", "Rebels (REB)", "ASSAULT", "heavy-weapons", "the port", "Farwell", "officials", "shelled"
    for part in wanted:
        assert part in out, part


def test_a_status_other_than_actual_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "(negated)" in printed(capsys, report(mode=(), status=Status.NEGATED))
    assert "(actual)" not in printed(capsys, report())


def test_an_event_of_several_reports_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert "×2" in printed(capsys, Event(**_fields(), reports=("r1", "r2"), articles=("a",)))


def test_no_events_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys) == "No events.\n"


def test_escapes_in_a_record_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = report(
        actor=(Entity(EVIL, 0, 6),),
        recipient=(Entity("x", 0, 6, antecedent=Span(0, 3, EVIL)),),
        event_loc=Place(EVIL, 0, 4, EVIL, country_code="KEN"),
        according_to=(Speaker(EVIL, 0, 4),),
        trigger=Span(0, 5, EVIL),
        date=EVIL,
    )
    out = printed(capsys, evil)
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out) is None
    assert "red" in out


def test_markup_in_a_record_is_only_text(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, report(actor=(Entity("[bold]x[/bold]", 0, 3), Entity(":bomb:", 0, 3))))
    assert "[bold]x[/bold]" in out.replace("\n", "")
    assert ":bomb:" in out


def rooms(capsys: pytest.CaptureFixture[str], walked: Walked) -> str:
    show.rooms(walked)
    return capsys.readouterr().out


def test_the_walk_has_every_room(capsys: pytest.CaptureFixture[str]) -> None:
    out = rooms(capsys, Walked(ARTICLE, CODED))
    for title in ("READ", "SENTENCES", "WHO", "WHERE", "WHEN", "SAYS", "REPORTS", "REJECTED"):
        assert re.search(rf"^{title}\b", out, re.M), title
    for part in (
        "left out  0–5 (byline): By Me",
        "published: (unknown)",
        "“they” → “Rebels” → REB  [actors/roles.csv#rebel]",
        "“Farwell” → unresolved",
        "(middle of an area)",
        "Tuesday → 2016-11-01 (date)",
        "lately → unresolved (date)",
        "(nobody named) — said — Rebels",
        "within report 1",
        "rule en/verbs/x.toml#shell, sense assault.shell, CAMEO 194",
        "shelled [en/verbs/x.toml#shell] sentence 0: the passage is about sport",
    ):
        assert part in out, part


def test_a_room_with_nothing_in_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert rooms(capsys, Walked(ARTICLE, Coded())).count("(nothing)") == 7


def test_a_skipped_input_says_why_and_stops(capsys: pytest.CaptureFixture[str]) -> None:
    out = rooms(capsys, Walked(None, Coded(), Skipped("x.txt", "read", "It is empty.")))
    assert out == "SKIPPED in read: It is empty.\n"


def test_escapes_in_an_article_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    evil = Article(EVIL, EVIL, title=EVIL, publisher=EVIL, origin=EVIL, left_out=(LeftOut(0, 3, EVIL, "credit"),))
    coded = Coded(
        sentences=(Sentence(0, 0, 0, 3, EVIL),),
        actors=(Entity(EVIL, 0, 3, name=EVIL, basis=EVIL),),
        dates=(When(EVIL, 0, 3, value=EVIL),),
        says=(Claim((Span(0, 3, EVIL),), (Span(0, 3, EVIL),), (Span(0, 3, EVIL),)),),
        reports=(report(trigger=Span(0, 3, EVIL), rule=EVIL),),
        rejected=(Rejected("a", Span(0, 3, EVIL), EVIL, EVIL, 0),),
    )
    out = rooms(capsys, Walked(evil, coded)) + rooms(capsys, Walked(None, Coded(), Skipped(EVIL, "read", EVIL)))
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out) is None


def test_messages_go_to_stderr_and_are_plain(capsys: pytest.CaptureFixture[str]) -> None:
    show.skipped(Skipped("a\x1b[2Jb.txt", "read", "It is empty."))
    show.summary(1, 2, 3, None)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "skipped a·[2Jb.txt: It is empty.\n1 article coded; 2 reports; 3 skipped.\n"


def test_progress_is_silent_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with show.progress("coding") as tick:
        tick()
    assert capsys.readouterr() == ("", "")


def test_progress_moves_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with show.progress("coding") as tick:
        tick()
    assert capsys.readouterr().out == ""
