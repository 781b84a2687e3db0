"""Values of time expressions, and the days of holidays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dotterel.coder.when import values as v
from dotterel.coder.when.feasts import easter, feast, nth_weekday, orthodox_easter

DAY = date(2016, 11, 3)


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [
        (2, "W", "P2W"),
        (30, "MIN", "PT30M"),
        (0.5, "H", "PT30M"),
        (0.5, "D", "PT12H"),
        (2.5, "Y", "P30M"),
        (0.5, "CE", "P50Y"),
        (1.5, "DE", "P15Y"),
        (1.5, "W", "P1.5W"),
        (2, "FN", "P4W"),
        (3, "DE", "P30Y"),
        (None, "Y", "PXY"),
        (None, "MIN", "PTXM"),
        (2_000_000, "Y", "P2000000Y"),
    ],
)
def test_lengths(count: float | None, unit: str, expected: str) -> None:
    assert v.length(count, unit) == expected


@pytest.mark.parametrize(
    ("count", "unit", "expected"),
    [(-1, "D", "2016-11-02"), (-1, "W", "2016-W43"), (2, "M", "2017-01"), (-4, "Q", "2015-Q4"), (-1, "DE", "2006")],
)
def test_shifted(count: int, unit: str, expected: str) -> None:
    assert v.shifted(DAY, count, unit).value == expected


def test_the_last_days_of_december_may_be_week_one() -> None:
    assert v.of_week(date(2014, 12, 30)).value == "2015-W01"


def test_months_carry_over_years() -> None:
    assert v.of_month(2016, 0).value == "2015-12"
    assert v.of_month(2016, 14).value == "2017-02"


@pytest.mark.parametrize("year", [0, -3, 10_000])
def test_years_outside_the_calendar_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match="no year"):
        v.of_year(year)


def test_rows_that_run_backwards_are_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        v.of_days(DAY, date(2016, 11, 2))
    with pytest.raises(ValueError, match="after"):
        v.of_years(2016, 2016)


def test_a_winter_is_only_as_precise_as_its_year() -> None:
    assert (v.of_season(2014, "WI").date, v.of_season(2014, "WI").precision) == ("2014", "year")


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (1916, "1916-04-23", "1916-04-23"),
        (2000, "2000-04-23", "2000-04-30"),
        (2016, "2016-03-27", "2016-05-01"),
        (2024, "2024-03-31", "2024-05-05"),
        (2025, "2025-04-20", "2025-04-20"),
    ],
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert easter(year).isoformat() == western
    assert orthodox_easter(year).isoformat() == eastern


@given(st.integers(min_value=1900, max_value=2100))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == orthodox_easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= orthodox_easter(year) <= date(year, 5, 10)


@pytest.mark.parametrize(
    ("on", "year", "value"),
    [
        ("12-25", 2016, "2016-12-25"),
        ("easter-2", 2016, "2016-03-25"),
        ("thursday 4 11", 2016, "2016-11-24"),
        ("monday -1 5", 2016, "2016-05-30"),
        ("islamic 9", 2016, "2016-06/2016-07"),
        ("islamic 9", 2022, "2022-04"),
        ("islamic 10 1", 2016, "2016-07"),
        ("islamic 12 10", 2016, "2016-09"),
    ],
)
def test_feasts(on: str, year: int, value: str) -> None:
    found = feast(on, year)
    assert found is not None
    assert found.value == value


def test_a_feast_of_another_calendar_has_no_date() -> None:
    assert feast("unknown", 2016) is None


def test_a_weekday_that_the_month_has_not_is_refused() -> None:
    with pytest.raises(ValueError, match="no such weekday"):
        nth_weekday(2016, 2, 6, 5)


def test_a_feast_before_its_calendar_began_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        feast("islamic 9", 1)
