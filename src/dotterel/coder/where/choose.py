"""Which place on the map a name means in this article: every namesake is weighed against what else the article names.

Each name begins with how likely its namesakes are without any article (size, kind, whether it is the place's own name).
Then the names of the article vote: countries and provinces that are named, or in which other names lie, and places
near each other. Two rounds are enough, since a vote counts less the less certain the voter is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import cos, exp, hypot, log10, radians
from typing import TYPE_CHECKING

from dotterel.knowledge.places import name_key

if TYPE_CHECKING:
    from dotterel.knowledge.places import Candidate, Gazetteer

ROUNDS = 2
KEPT = 40
"""So many namesakes of a name go on after the first look."""
NEAR_KM = 120.0
VOTE_COUNTRY, VOTE_NEIGHBOUR, VOTE_PROVINCE, VOTE_DISTRICT, VOTE_NEAR = 3.0, 0.4, 2.2, 1.2, 2.4
EXACT, CAPITAL, ALIKE, WANTED, UNWANTED, CONTAINED = 1.4, 0.8, 0.4, 4.0, -2.0, 8.0
SHARPNESS = 1.6
"""How fast the share of a namesake falls with its score."""
_KIND = {"country": 7.8, "historic": 7.5, "continent": 8.0, "sea": 6.5, "region": 6.0, "province": 5.0, "strait": 5.5}
_KIND |= {"river": 5.2, "mountain": 5.0, "lake": 4.6, "island": 5.0, "desert": 5.0, "district": 1.2, "front": 4.5}
_SITE = 3.6
TOO_SMALL, WELL_KNOWN = 20_000, 2.0
"""A town of fewer people is not believed where the article has so many votes for other countries, none for its own."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands beside one mention: names of what contains it, kinds, countries of nationality words."""

    kinds: frozenset[str] = frozenset()
    within: tuple[Candidate, ...] = ()
    countries: frozenset[str] = frozenset()
    around: tuple[Candidate, ...] = ()
    """An area said to hold the place, where the gazetteer has no such place: all that is known of it."""
    unknown: bool = False
    """True for names that are in no gazetteer, or in every one: ``Highway 9``."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name with one hint, however often it is used, and its namesakes with their scores."""

    text: str
    hint: Hint
    uses: int
    scored: tuple[tuple[float, Candidate], ...]

    @property
    def shares(self) -> tuple[tuple[float, Candidate], ...]:
        """The namesakes with their shares of certainty, which add up to 1."""
        if not self.scored:
            return ()
        top = self.scored[0][0]
        weights = [(exp((score - top) * SHARPNESS), candidate) for score, candidate in self.scored]
        total = sum(weight for weight, _ in weights)
        return tuple((weight / total, candidate) for weight, candidate in weights)


@lru_cache(maxsize=50_000)
def prior(candidate: Candidate) -> float:
    """Return how likely a place is meant by its name when nothing else is known, on a scale of powers of ten."""
    size = log10(candidate.population + 10)
    base = _KIND.get(candidate.kind)
    if base is None:
        score = size if candidate.kind == "city" else _SITE + 0.2 * size
    elif candidate.kind in ("province", "district"):
        score = base + (0.15 if candidate.kind == "province" else 0.45) * size
    else:
        score = base + 0.1 * size
    return score + EXACT * candidate.exact + CAPITAL * candidate.capital


def choose(
    asked: Iterable[tuple[str, Hint, int]], places: Gazetteer, leaning: Mapping[str, float]
) -> dict[tuple[str, Hint], tuple[Candidate, ...]]:
    """Return for each (name, hint) its namesakes, the best first. ``leaning`` weighs countries before any vote."""
    names = [_first_look(text, hint, uses, places) for text, hint, uses in asked]
    for _ in range(ROUNDS):
        votes = Votes(names, places, leaning)
        names = [votes.applied(name) for name in names]
    votes = Votes(names, places, leaning)
    return {(name.text, name.hint): votes.ranked(name) for name in names}


def _first_look(text: str, hint: Hint, uses: int, places: Gazetteer) -> Name:
    found = places.candidates(text)
    if any(c.exact and c.kind == "country" for c in found):
        found = tuple(c for c in found if c.exact)
    seats = frozenset() if hint.kinds else frozenset(n for c in found if c.kind == "city" for n in (c.admin1, c.admin2))
    found = tuple(
        c for c in found if c.kind not in ("province", "district") or c.id not in seats or c.country_code == "USA"
    )
    scored = [(prior(c) + _hinted(c, hint) + _alike(text, c), c) for c in found]
    scored.sort(key=lambda item: (-item[0], item[1].id))
    return Name(text, hint, uses, tuple(scored[:KEPT]))


def _alike(text: str, candidate: Candidate) -> float:
    """Names that begin alike are spellings of one name; others are older names, nicknames or of another language."""
    asked, there = name_key(text), name_key(candidate.name)
    return ALIKE if asked[:2] == there[:2] else -ALIKE


def _hinted(candidate: Candidate, hint: Hint) -> float:
    score = 0.0
    if hint.kinds:
        score += WANTED if candidate.kind in hint.kinds else UNWANTED
    if hint.within:
        score += CONTAINED if any(contains(area, candidate) for area in hint.within) else 0.0
    if hint.countries:
        score += CONTAINED / 2 if candidate.country_code in hint.countries else 0.0
    return score


def contains(area: Candidate, place: Candidate) -> bool:
    """True when a country, province or district holds a place."""
    if area.id == place.id:
        return False
    if area.kind == "country":
        return area.country_code == place.country_code
    if area.kind == "province":
        return area.admin1 == place.admin1
    if area.kind == "district":
        return area.admin2 == place.admin2
    return False


class Votes:
    """What the names of an article say together about where it plays."""

    def __init__(self, names: list[Name], places: Gazetteer, leaning: Mapping[str, float]) -> None:
        self.places = places
        self.country: dict[str, float] = defaultdict(float, leaning)
        self.province: dict[int, float] = defaultdict(float)
        self.district: dict[int, float] = defaultdict(float)
        self.spots: list[tuple[str, float, float, float]] = []
        self.own: dict[tuple[str, Hint], dict[tuple[str, object], float]] = {}
        for name in names:
            self._cast(name)
        self.all_countries = sum(self.country.values())

    def _cast(self, name: Name) -> None:
        weight = 1.0 + 0.3 * min(name.uses - 1, 4)
        own: dict[tuple[str, object], float] = defaultdict(float)
        for share, place in name.shares[:8]:
            if share < 0.02:
                break
            vote = weight * share
            if place.country_code:
                own["country", place.country_code] += vote * (1.5 if place.kind == "country" else 1.0)
            if place.admin1 is not None:
                own["province", place.admin1] += vote * (1.5 if place.kind == "province" else 1.0)
            if place.admin2 is not None:
                own["district", place.admin2] += vote
            if place.lat is not None and place.lon is not None and place.resolution >= 3:
                self.spots.append((name.text, place.lat, place.lon, share))
        for (kind, key), vote in own.items():
            getattr(self, kind)[key] += vote
        self.own[name.text, name.hint] = own

    def ranked(self, name: Name) -> tuple[Candidate, ...]:
        """Return the namesakes, best first; none when the best is a small place in a land of which nobody speaks."""
        found = tuple(candidate for _, candidate in name.scored)
        if not found or name.hint.within or found[0].kind != "city" or found[0].population > TOO_SMALL:
            return found
        own = self.own[name.text, name.hint]
        code = found[0].country_code or ""
        others = self.all_countries - sum(vote for (kind, _), vote in own.items() if kind == "country")
        there = self.country.get(code, 0.0) - own.get(("country", code), 0.0)
        return () if others > WELL_KNOWN and there < 0.02 * others else found

    def applied(self, name: Name) -> Name:
        """Return the name with its namesakes weighed anew; a name has no vote on itself."""
        if len(name.scored) < 2:
            return name
        own = self.own[name.text, name.hint]
        scored = []
        for _, candidate in name.scored:
            score = prior(candidate) + _hinted(candidate, name.hint) + _alike(name.text, candidate)
            scored.append((score + self._support(candidate, own) + self._near(name.text, candidate), candidate))
        scored.sort(key=lambda item: (-item[0], item[1].id))
        return Name(name.text, name.hint, name.uses, tuple(scored[:KEPT]))

    def _support(self, place: Candidate, own: Mapping[tuple[str, object], float]) -> float:
        score = 0.0
        if place.country_code:
            there = self.country.get(place.country_code, 0.0) - own.get(("country", place.country_code), 0.0)
            score += VOTE_COUNTRY * _level(there)
            score += VOTE_NEIGHBOUR * max((_level(self.country.get(c, 0.0)) for c in self._beside(place)), default=0.0)
        if place.admin1 is not None:
            score += VOTE_PROVINCE * _level(
                self.province.get(place.admin1, 0.0) - own.get(("province", place.admin1), 0.0)
            )
        if place.admin2 is not None:
            score += VOTE_DISTRICT * _level(
                self.district.get(place.admin2, 0.0) - own.get(("district", place.admin2), 0.0)
            )
        return score

    def _beside(self, place: Candidate) -> frozenset[str]:
        return self.places.neighbours.get(place.country_code or "", frozenset())

    def _near(self, text: str, place: Candidate) -> float:
        """Return how close other places of the article are: one nearby counts nearly as much as several."""
        if place.lat is None or place.lon is None or place.resolution < 3:
            return 0.0
        total = 0.0
        for other, lat, lon, share in self.spots:
            if other != text and abs(lat - place.lat) < 4.0:
                total += share * exp(-distance(lat, lon, place.lat, place.lon) / NEAR_KM)
        return VOTE_NEAR * _level(total)


def _level(vote: float) -> float:
    """Return a vote on a scale from 0 to 1: the first voices count most."""
    return vote / (vote + 1.0) if vote > 0 else 0.0


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Return kilometres between two points, close enough for neighbours."""
    return hypot((lat - lat2) * 111.2, (((lon - lon2) + 180) % 360 - 180) * 111.3 * cos(radians((lat + lat2) / 2)))
