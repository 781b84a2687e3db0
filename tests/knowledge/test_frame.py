"""The frame grammar: what it accepts, and how it says no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.knowledge.frame import PREPOSITIONS, ROLES, FrameError, parse


def test_parse_reads_roles_before_and_after_the_lemma() -> None:
    (pattern,) = parse("who storm whom", "storm")
    assert [e.role for e in pattern.before] == ["who"]
    assert [e.role for e in pattern.after] == ["whom"]


def test_parse_splits_alternatives() -> None:
    assert len(parse("who storm whom | who storm into where", "storm")) == 2


def test_parse_reads_prepositions_with_their_role() -> None:
    (pattern,) = parse("who accuse whom of what", "accuse")
    assert (pattern.after[1].prep, pattern.after[1].role) == ("of", "what")


def test_parse_reads_words_and_optional_parts() -> None:
    (pattern,) = parse("who take whom {hostage/captive} (in where)", "take")
    assert pattern.after[1].words == {"hostage", "captive"}
    assert [e.optional for e in pattern.after] == [False, False, True]


def test_parse_reads_clauses() -> None:
    (pattern,) = parse("who urge whom to do", "urge")
    assert pattern.after[1].kind == "to"


def test_parse_reads_what_a_clause_says() -> None:
    (pattern,) = parse("who say whom that={responsible/to blame}", "say")
    assert (pattern.after[1].kind, pattern.after[1].words) == ("that", frozenset({"responsible", "to blame"}))
    assert {"responsible", "blame"} in pattern.needs
    (pattern,) = parse("who urge whom to do=help/arm", "urge")
    assert (pattern.after[1].kind, pattern.after[1].words) == ("to", frozenset({"help", "arm"}))


def test_parse_reads_words_of_a_role_in_braces() -> None:
    (pattern,) = parse("what={car bomb/mine} kill whom", "kill")
    assert pattern.before[0].words == {"car bomb", "mine"}


def test_parse_takes_a_bare_preposition_for_a_particle() -> None:
    (pattern,) = parse("who speak out against whom", "speak")
    assert [e.kind for e in pattern.after] == ["particle", "role"]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ("who attack whom", "does not contain the lemma"),
        ("who storm whom |", "empty"),
        ("who storm whose", "is no role"),
        ("who storm (whom", "not closed"),
        ("who storm whom)", "do not match"),
        ("who storm what=", "no words"),
        ("who storm that=", "no words"),
    ],
)
def test_parse_says_what_is_wrong(frame: str, message: str) -> None:
    with pytest.raises(FrameError, match=message):
        parse(frame, "storm")


@given(st.text(alphabet="whomatre stof{}()|/=@", max_size=40))
def test_parse_never_fails_otherwise(frame: str) -> None:
    try:
        patterns = parse(frame, "storm")
    except FrameError:
        return
    for pattern in patterns:
        assert all(e.role in ("", *ROLES) for e in pattern.elements)
        assert all(e.prep in ("", *PREPOSITIONS) for e in pattern.elements)
