"""Whatever the encoding, the text is the same."""

from __future__ import annotations

import io

import pytest

from dotterel.read.decode import Lines, decode

WORDS = "The café owners’ strike in Málaga is “over” — said the mayor, and 5 million people were glad."
RUSSIAN = "Президент сообщил во вторник, что войска вошли в город и остановились на берегу реки."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"],
)
def test_encodings_of_english(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_encodings_of_other_alphabets(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + WORDS.encode("utf-16-be")) == WORDS


def test_stated_encoding_is_used_when_it_fits() -> None:
    assert decode("Škoda žluť".encode("cp1250"), "cp1250") == "Škoda žluť"
    assert decode(WORDS.encode(), "cp1252") == WORDS


@pytest.mark.parametrize("stated", ["no-such-encoding", "ascii", "utf-16", "rot13", "hex", ""])
def test_stated_encoding_that_is_wrong_is_passed_over(stated: str) -> None:
    assert decode(WORDS.encode("cp1252"), stated) == WORDS


def test_one_broken_byte_does_not_garble_the_rest() -> None:
    assert decode(WORDS.encode() + b"\xff end") == f"{WORDS}\ufffd end"


def test_nulls_are_spaces() -> None:
    assert decode(b"Rebels took\0the town.\0") == "Rebels took the town. "


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_lines_in_any_encoding(encoding: str) -> None:
    given = f"{WORDS}\nsecond\r\nthird {WORDS}"
    lines = Lines(io.BytesIO(given.encode(encoding)))
    assert "".join(lines) == given
    assert lines.number == 3


def test_lines_split_at_line_ends_only() -> None:
    assert list(Lines(io.BytesIO("a\u2028b\x0bc\x85d\n".encode()))) == ["a\u2028b\x0bc\x85d\n"]
