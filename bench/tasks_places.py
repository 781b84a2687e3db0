"""Places: are place names found in bare text, and put where the gold puts them?

The GeoVirus file as it was handed over lists no place name in any article; for such a file the task says so and gives
no figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from marks import quality
from rows import Figures, Row, Scorer, coded

from dotterel.score import Counts, spans

if TYPE_CHECKING:
    from dotterel.records import Place
    from dotterel.walker import Walker

NEAR_KM = 161.0
"""A hundred miles: the distance within which a place counts as the right one."""
_EARTH_KM = 6371.0
NO_GOLD = "No article of this file has a place name in its gold (every list of toponyms is empty): nothing to measure."


@dataclass(frozen=True, slots=True)
class Located:
    """A place name of the gold that has coordinates, and what the coder made of it."""

    found: bool
    """True when a recognised place shares a character with it."""
    km: float | None
    """Distance to the place that shares most with it; None when there is none, or it is on no map."""

    @property
    def near(self) -> bool:
        """True when the name was found and put within :data:`NEAR_KM` of its coordinates."""
        return self.km is not None and self.km <= NEAR_KM


def score_places(rows: list[Row], walker: Walker) -> Figures:
    """Recognition of place names, exact and overlapping, and how many were put within 161 km of their coordinates."""
    if not any(row["toponyms"] for row in rows):
        return {"articles": len(rows), "no figures": NO_GOLD}
    exact, overlap = Counts(), Counts()
    located: list[Located] = []
    for row, walked in zip(rows, coded((row["text"] for row in rows), walker), strict=True):
        gold = [(name["start"], name["end"]) for name in row["toponyms"]]
        found = [(place.start, place.end) for place in walked.coded.places]
        exact += spans(gold, found, exact=True)
        overlap += spans(gold, found, exact=False)
        located += locate(row, walked.coded.places)
    names = sum(len(row["toponyms"]) for row in rows)
    recognised = {**quality("recognition exact", exact), **quality("recognition overlap", overlap)}
    return {"articles": len(rows), "gold names": names, **recognised, **resolved(located)}


def resolved(located: Sequence[Located]) -> Figures:
    """Return the figures of resolution; each name says of what it is a share."""
    total, found, near = len(located), sum(n.found for n in located), sum(n.near for n in located)
    return {
        "gold names with coordinates": total,
        "found (of gold names with coordinates)": found / total if total else 0.0,
        "found and within 161 km (of gold names with coordinates)": near / total if total else 0.0,
        "within 161 km (of those found)": near / found if found else 0.0,
    }


def locate(row: Row, places: Sequence[Place]) -> Iterator[Located]:
    """Yield each gold name of an article that has coordinates with how far off it was put."""
    for name in row["toponyms"]:
        if name.get("lat") is None or name.get("lon") is None:
            continue
        place = best(places, name["start"], name["end"])
        point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
        km = None if point is None else distance(point, (float(name["lat"]), float(name["lon"])))
        yield Located(place is not None, km)


def best(places: Sequence[Place], start: int, end: int) -> Place | None:
    """Return the place that shares most characters with a range of the text; the first of several."""
    sharing = [place for place in places if place.start < end and start < place.end]
    return max(sharing, key=lambda place: min(place.end, end) - max(place.start, start), default=None)


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the kilometres between two points (latitude, longitude) along the surface of the earth."""
    (lat_a, lon_a), (lat_b, lon_b) = ((radians(lat), radians(lon)) for lat, lon in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


SCORES: dict[str, Scorer] = {"places": score_places}
