"""Time expressions of a page: spans, ranges, the day of writing, and that nothing is invented. No model is needed."""

from __future__ import annotations

from array import array
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

import dotterel
from dotterel.coder.when import find_dates
from dotterel.knowledge import time_words
from dotterel.knowledge.time_words import READERS, TimeWords
from dotterel.records import Article, Page, When

DATA = Path(dotterel.__file__).parent / "data" / "en" / "dates.toml"


@cache
def words() -> TimeWords:
    return time_words.load(DATA, "en/dates.toml")


@cache
def blank() -> spacy.language.Language:
    return spacy.blank("en")


def page(text: str, published: str | None = "2016-11-03") -> Page:
    return Page(Article("t", text, published=published), blank()(text), array("I", range(len(text) + 1)))


def found(text: str, published: str | None = "2016-11-03") -> tuple[When, ...]:
    return find_dates(page(text, published), words())


def values(text: str, published: str | None = "2016-11-03") -> list[tuple[str, str | None]]:
    return [(when.text, when.value) for when in found(text, published)]


def test_every_reader_of_the_data_has_its_function() -> None:
    from dotterel.coder.when import find

    assert set(find.READERS) == READERS


def test_every_rule_reads_its_own_example() -> None:
    wrong = {
        rule.name: values(rule.example)
        for rule in words().rules
        if (rule.finds, rule.means) not in values(rule.example)
    }
    assert not wrong


def test_spans_point_at_their_words() -> None:
    text = "On Tuesday the dam fell; two weeks earlier, in mid-October, it held."
    for when in found(text):
        assert text[when.start : when.end] == when.text


def test_spans_point_into_the_article_when_the_parser_read_a_tidied_copy() -> None:
    text = "By Our Staff\nThe dam fell  on   Tuesday."
    copy = "The dam fell on Tuesday."
    origin = array("I", [text.index("The") + shift(i) for i in range(len(copy) + 1)])
    (when,) = find_dates(Page(Article("t", text, published="2016-11-03"), blank()(copy), origin), words())
    assert (when.text, text[when.start : when.end]) == ("Tuesday", "Tuesday")


def shift(at: int) -> int:
    """Offset in the untidied sentence of character ``at`` of the tidied one: two and then three spaces were folded."""
    return at + (at >= len("The dam fell ")) + 2 * (at >= len("The dam fell on "))


def test_both_ends_of_a_range_are_expressions_and_the_first_has_the_end() -> None:
    first, last = found("They met between Monday and Wednesday.")
    assert (first.date, first.enddate) == ("2016-10-31", "2016-11-02")
    assert (last.date, last.enddate) == ("2016-11-02", None)


def test_times_on_one_day_are_not_a_range_of_days() -> None:
    first, last = found("They met from 10 a.m. to 2 p.m. on Tuesday.")
    assert (first.value, last.value) == ("2016-11-01T10:00", "2016-11-01T14:00")
    assert (first.enddate, last.enddate) == (None, None)


def test_basis_says_where_a_date_is_from() -> None:
    line, day, length = found("LIMA, 3 JAN 90 -- [TEXT] A bus was burnt yesterday for two hours.", None)
    assert [line.basis, day.basis, length.basis] == ["dateline", "text", "none"]


def test_a_dateline_counts_before_the_publication_date() -> None:
    dates = found("BAGHDAD, Nov 2 (Reuters) - A bus was burnt yesterday.", "2016-11-03")
    assert [when.date for when in dates] == ["2016-11-02", "2016-11-01"]


def test_an_old_story_put_out_late_counts_weekdays_from_its_dateline() -> None:
    dates = found("BAGHDAD, March 3, 2003 (Reuters) - A bus was burnt on Sunday.", "2016-11-03")
    assert dates[-1].date == "2003-03-02"


@pytest.mark.parametrize("published", [None, "", "soon", "2016-13-45", "03-02-2009"])
def test_without_a_day_of_writing_nothing_is_invented(published: str | None) -> None:
    dates = found("On Wednesday, in June, yesterday, last week and two days ago a bus was burnt.", published)
    assert len(dates) == 5
    assert {(when.date, when.enddate, when.precision, when.basis) for when in dates} == {(None, None, "none", "none")}


def test_impossible_days_keep_their_words_and_have_no_date() -> None:
    (when,) = found("He left on 31 February 2016.")
    assert (when.text, when.value, when.date) == ("31 February 2016", "XXXX-XX-XX", None)


def test_a_time_of_day_means_the_day_told_last() -> None:
    assert values("On Tuesday he flew. At dawn he left.")[-1] == ("dawn", "2016-11-01TMO")


def test_a_time_of_day_does_not_mean_a_day_long_past() -> None:
    assert values("He was born on 3 May 1971. He spoke at noon.")[-1] == ("noon", "2016-11-03T12:00")


def test_the_same_words_give_the_same_dates() -> None:
    text = "From 3 to 6 May, and again last week, they met at noon on Tuesday."
    assert found(text) == found(text)


def test_types_are_those_of_timeml() -> None:
    text = "He spoke on Tuesday at 10:30, every week, for two hours."
    assert [when.type for when in found(text)] == ["TIME", "SET", "DURATION"]


PIECES = (
    "the a last next of on in at 3 31 12 1999 2016 00 May March Tuesday Sun. week years ago later day days before 9/11 "
    "two half and - – 10:30 p.m. GMT ( ) +8 early mid-June Easter Ramadan 1990s 's ' quarter second first every hours "
    "2016-02-31 99/99/9999 20,000,000 same following year ² ١٢ \n\n , . -- Reuters"
)
DAYS = [None, "2016-11-03", "0001-01-01", "9999-12-31"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=25),
    st.sampled_from([None, "2016-11-03", "0001-01-01", "9999-12-31"]),
)
def test_no_row_of_words_breaks_it(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    end = 0
    for when in found(text, published):
        assert text[when.start : when.end] == when.text
        assert when.start >= end
        assert (when.date is None) == (when.precision == "none") == (when.basis == "none")
        end = when.end


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    for when in found(text):
        assert text[when.start : when.end] == when.text
