"""The counting of places, on tiny made articles; no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_places

from dotterel.records import Article, Coded, Place, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

TEXT = "A ferry left Old Harwick for Lund on Monday."
LUND = (55.7, 13.19)


def place(words: str, lat: float | None = None, lon: float | None = None) -> Place:
    start = TEXT.index(words)
    return Place(words, start, start + len(words), lat=lat, lon=lon)


def name(words: str, lat: float | None = None, lon: float | None = None) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "phrase": words, "lat": lat, "lon": lon}


def walker(*places: Place) -> Walker:
    class Fake:
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            for article in articles:
                yield Walked(article, Coded(places=places))

    return cast("Walker", Fake())


def figures(names: list[dict[str, Any]], *places: Place) -> dict[str, Any]:
    return tasks_places.score_places([{"text": TEXT, "toponyms": names}], walker(*places))


def test_names_count_exactly_and_by_overlap() -> None:
    found = figures([name("Old Harwick"), name("Lund")], place("Harwick"), place("Lund"), place("Monday"))
    assert found["recognition exact P"] == pytest.approx(1 / 3)
    assert found["recognition exact R"] == 0.5
    assert found["recognition overlap P"] == pytest.approx(2 / 3)
    assert found["recognition overlap R"] == 1.0


def test_a_name_is_right_within_161_km() -> None:
    near, far = (LUND[0] + 1.4, LUND[1]), (LUND[0] + 1.5, LUND[1])
    assert figures([name("Lund", *LUND)], place("Lund", *near))["within 161 km (of those found)"] == 1.0
    assert figures([name("Lund", *LUND)], place("Lund", *far))["within 161 km (of those found)"] == 0.0


def test_found_and_within_counts_names_that_were_not_found_or_not_placed() -> None:
    names = [name("Old Harwick", 51.9, 1.3), name("Lund", *LUND), name("Monday", 1, 1)]
    found = figures(names, place("Old Harwick"), place("Lund", *LUND))
    assert found["gold names with coordinates"] == 3
    assert found["found (of gold names with coordinates)"] == pytest.approx(2 / 3)
    assert found["found and within 161 km (of gold names with coordinates)"] == pytest.approx(1 / 3)
    assert found["within 161 km (of those found)"] == 0.5


def test_a_name_without_coordinates_counts_for_recognition_only() -> None:
    found = figures([name("Old Harwick"), name("Lund", *LUND)], place("Lund", *LUND))
    assert (found["gold names"], found["gold names with coordinates"]) == (2, 1)
    assert found["found and within 161 km (of gold names with coordinates)"] == 1.0


def test_the_place_that_shares_most_is_compared() -> None:
    short, whole = place("Old"), place("Old Harwick")
    assert tasks_places.best([short, whole], whole.start, whole.end) is whole
    assert tasks_places.best([short, whole], 0, 3) is None


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [((0, 0), (0, 1), 111.2), ((10, 179.5), (10, -179.5), 109.5), ((90, 0), (-90, 0), 20015.1), (LUND, LUND, 0.0)],
)
def test_distance_follows_the_surface_of_the_earth(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert tasks_places.distance(a, b) == pytest.approx(km, abs=0.1)


def test_a_file_without_gold_says_so() -> None:
    found = figures([], place("Lund"))
    assert found == {"articles": 1, "no figures": tasks_places.NO_GOLD}
