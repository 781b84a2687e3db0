"""What is no news is listed with its reason; what is news stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.errors import KnowledgeError
from dotterel.read import clean

OURS = clean.load()
SAMPLES = Path(__file__).parents[1] / "samples"


def left_out(text: str) -> list[tuple[str, str]]:
    return [(found.text, found.reason) for found in clean.left_out(text, OURS)]


def test_every_pattern_keeps_its_own_examples() -> None:
    assert list(clean.problems(OURS)) == []


@pytest.mark.parametrize("pattern", OURS.lines + OURS.parts, ids=lambda pattern: pattern.name)
def test_no_pattern_takes_what_another_keeps(pattern: clean.Pattern) -> None:
    for line in pattern.keeps:
        assert left_out(f"Quiet night at Farwell\n\n{line}\n\nThe end came late.") == []


@pytest.mark.parametrize("pattern", OURS.lines, ids=lambda pattern: pattern.name)
def test_every_example_is_left_out_of_an_article(pattern: clean.Pattern) -> None:
    for line in pattern.leaves_out:
        text = f"Quiet night at Farwell\n\n{line}\n\nThe end came late."
        assert [words for words, _ in left_out(text)] == [line]


def test_a_whole_article() -> None:
    text = (SAMPLES / "text/harbour.txt").read_text(encoding="utf-8")
    assert left_out(text) == [
        ("By Jane Doe", "byline"),
        ("Read  Fishermen demand an end to the night curfew", "link to another story"),
        ("(Reporting by Jane Doe; Editing by Ann Poe)", "credit"),
        ("Harbour Post contributed to this report.", "credit"),
    ]


@pytest.mark.parametrize(
    "news", ["By Tuesday evening, rebels had taken the town.", "Read out in court, the letter lied."]
)
def test_sentences_that_begin_like_a_credit_are_news(news: str) -> None:
    assert left_out(f"Title\n\n{news}\n") == []


def test_a_credit_inside_a_line_leaves_the_rest() -> None:
    text = "Men clear the rubble. (AP Photo/Jane Doe) The search goes on.\n"
    assert left_out(text) == [("(AP Photo/Jane Doe)", "picture credit")]


def test_headlines_under_a_list_of_links_go_with_it() -> None:
    links = "Related stories\nArmy fires missile\nNavy sinks boat"
    text = f"Rebels took the town.\n\n{links}\n\nThe mayor fled on Monday.\nAid came late"
    assert [words for words, _ in left_out(text)] == links.split("\n")


def test_lines_of_a_wrapped_text_are_not_taken_for_bylines() -> None:
    text = (
        "FARWELL, 3 NOV 16 -- THE ARMY SAID TODAY THAT A BRIDGE HAD BEEN BLOWN UP\n"
        "BY UNKNOWN MEN, WHO THEN FLED TO THE HILLS ABOVE THE TOWN IN TWO STOLEN\n"
        "LORRIES. THE MAYOR SAID THE MEN HAD ALSO TAKEN FOUR SHEPHERDS WITH THEM\n"
        "BY FORCE. THE NEXT ATTACK ON THE BRIDGE OVER THE RIVER IS EXPECTED ON\n"
        "16 NOVEMBER 2016\n"
    )
    assert left_out(text) == []


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from([line for p in OURS.lines + OURS.parts for line in p.leaves_out + p.keeps]),
            st.sampled_from(["", " ", "\t", "\u00a0"]),
        ),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", " "]),
)
def test_spans_hold_their_words_in_order(lines: list[str], end: str) -> None:
    text = end.join(lines)
    done = 0
    for found in clean.left_out(text, OURS):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= done
        done = found.end


def written(tmp_path: Path, text: str) -> clean.Boilerplate:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return clean.load(path)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    mine = written(tmp_path, '[[line]]\nname = "weather"\nreason = "weather"\npattern = "weather: .*"\n')
    assert [found.reason for found in clean.left_out("Weather: rain\nBy Jane Doe", mine)] == ["weather"]
    assert list(clean.problems(mine)) == [
        "en/boilerplate.toml#weather: write at least one example under leaves_out and one under keeps."
    ]


def test_a_pattern_that_fails_its_examples(tmp_path: Path) -> None:
    entry = 'name = "w"\nreason = "w"\npattern = "a+"\nleaves_out = ["b"]\nkeeps = ["aa"]\n'
    missed, taken = clean.problems(written(tmp_path, f"[[line]]\n{entry}"))
    assert missed.endswith("does not leave out 'b'.")
    assert taken.endswith("leaves out 'aa', which is news.")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\n[[line]]\nname = "w"\nreason = "w"\npattern = "("\n', 2, "no regular expression"),
        ('[[line]]\nname = "w"\nreason = "w"\npattern = "<nobody>"\n', 1, "<nobody>"),
        ('[[line]]\nname = "w"\nreason = "w"\n', 1, "pattern"),
        ('[[line]]\nname = "w"\nreason = "w"\npattern = "x"\ncolour = 3\n', 1, "colour"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(KnowledgeError, match=words) as caught:
        written(tmp_path, text)
    assert str(caught.value).startswith(f"mine.toml:{line}:")
