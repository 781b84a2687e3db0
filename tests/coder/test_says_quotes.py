"""Quotation marks: where direct speech begins and ends."""

from __future__ import annotations

import pytest
import spacy

from dotterel.coder import quotes

NLP = spacy.blank("en")


def quoted(text: str) -> list[list[str]]:
    """Return the pieces of each quotation of a text."""
    parsed = NLP(text)
    words = [token.text for token in parsed]
    marked = quotes.find(parsed, words, quotes.paragraphs(words))
    return [[parsed[start:end].text for start, end in quote.ranges] for quote in marked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No marks here.", []),
        ("He said “no” and left.", [["“no”"]]),
        ('He said "no" and left.', [['"no"']]),
        ('"No," he said, "never."', [['"No,"'], ['"never."']]),
        ("He said 'no' and left.", [["'no'"]]),
        ("‘Leave,’ she said.", [["‘Leave,’"]]),
        ("The rebels' camp and the officers' mess.", []),
        ("She said “he told me ‘never’ and left”.", [["“he told me ‘never’ and left”"]]),
        ("“One.\n\n“Two.”\n\nThree.", [["“One.", "“Two.”"]]),
        ("“One.\n\nTwo.\n\n“Three.”", [["“One."], ["“Three.”"]]),
        ("“One “two” three.", [["“One"], ["“two”"]]),
        ("Unopened” and then “quoted”.", [["“quoted”"]]),
    ],
)
def test_find(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("“terrorists”", False), ("“so-called state”", False), ("“Never.”", True), ("“We will fight them here”", True)],
)
def test_terms_are_no_speech(text: str, expected: bool) -> None:
    parsed = NLP(text)
    assert quotes.is_speech(parsed, quotes.Quote(((0, len(parsed)),))) is expected


def test_inside_marks_the_tokens_of_quotations() -> None:
    assert quotes.inside(5, [quotes.Quote(((1, 3),))]) == b"\x00\x01\x01\x00\x00"


def test_paragraphs_leave_blank_lines_out() -> None:
    assert quotes.paragraphs(["One", "\n\n", "Two", "three"]) == ((0, 1), (2, 4))
    assert quotes.paragraphs([]) == ()
