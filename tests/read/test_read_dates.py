"""Publication dates: read when they are written out, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.read.dates import day


@pytest.mark.parametrize(
    "written",
    [
        "2016-11-03",
        "2016-11-3",
        "2016-11-03T23:59:59-05:00",
        "2016-11-03 10:00:00 UTC",
        "20161103",
        "20161103T1000Z",
        "2016/11/03",
        "2016.11.03",
        "03.11.2016",
        "3 November 2016",
        "3rd of November 2016",
        "3-Nov-2016",
        "November 3, 2016",
        "Nov. 3, 2016 10:15 am EDT",
        "NOVEMBER 3 2016",
        "Thu, 03 Nov 2016 10:00:00 GMT",
        "Thu Nov  3 10:00:00 2016",
        "Thu Nov 03 10:00:00 +0000 2016",
        "Published on Thursday 3rd November, 2016",
        " 2016-11-03\n",
        1478167200,
        1478167200000,
        1478167200.5,
        "1478167200",
        20161103,
    ],
)
def test_written_forms(written: object) -> None:
    assert day(written) == "2016-11-03"


def test_slashes_when_only_one_reading_is_a_day() -> None:
    assert day("25/12/2016") == day("12/25/2016") == "2016-12-25"
    assert day("04/04/2016") == "2016-04-04"


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2016",
        "2016-13-45",
        "2016-02-30",
        "31 February 2016",
        "2016",
        "2016-11",
        "November 2016",
        "yesterday",
        "Thursday",
        "3/11/16",
        "0000-01-01",
        "9999-01-01",
        "from 2016-11-03 to 2016-11-05",
        "x" * 1_000,
        "",
        None,
        True,
        3,
        -5,
        99999999999999999999,
        float("nan"),
        ["2016-11-03"],
    ],
)
def test_what_is_no_single_day_is_not_guessed(written: object) -> None:
    assert day(written) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.from_regex(r"[0-9 /.\-a-zA-Z]{0,30}")))
def test_nothing_breaks_it(written: object) -> None:
    found = day(written)
    assert found is None or len(found) == 10
