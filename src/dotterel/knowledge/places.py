"""The gazetteer: names of places → the places on the map that bear them.

The file ``data/places/places.sqlite`` is built by ``tools/build_places.py`` and only read here. A name is looked
up by its key (see :func:`name_key`), so that ``Sana'a``, ``Sanaa`` and ``SANAA`` are one name.
"""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dotterel.errors import KnowledgeError
from dotterel.knowledge import place_words

KINDS = (
    *(
        "country",
        "province",
        "district",
        "city",
        "historic",
        "continent",
        "region",
        "village",
        "camp",
        "base",
        "crossing",
    ),
    *(
        "quarter",
        "square",
        "airport",
        "island",
        "river",
        "lake",
        "sea",
        "strait",
        "mountain",
        "valley",
        "desert",
        "front",
    ),
)
"""What a place can be; the file keeps the number in this list."""
SCALE = 10_000
"""Coordinates are kept as whole ten-thousandths of a degree (11 metres)."""
MOST = 120
"""So many namesakes of one name are looked at, the largest first."""

LAYOUT = "1"
POINTS = frozenset({"city", "village", "camp", "base", "crossing", "quarter", "square", "airport"})
"""Kinds whose coordinates are a point; those of all others stand for an area or a line."""
_RESOLUTION = {
    "country": 1,
    "historic": 1,
    "continent": 1,
    "sea": 1,
    "strait": 1,
    "district": 3,
    "city": 4,
    "village": 4,
}
_SITES = {"camp": 4, "base": 4, "crossing": 4, "quarter": 5, "square": 5, "airport": 5}
_WIDE = 1
_PROVINCE = 2

_MARKS = re.compile(r"['`´‘’ʻʼʿʾ′.\"“”]")
_JOINS = re.compile(r"[\s\-‐-―/,_]+")
_ARTICLE = re.compile(r"^(?:the |al |el |a(?:sh(?= sh)|dh(?= dh)|th(?= th)|([rsdntz])(?= \1)) )(?=\S{2})")
_SHORT = ((re.compile(r"^(?:saint|ste) "), "st "), (re.compile(r"^mt "), "mount "), (re.compile(r"^ft "), "fort "))
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "ß": "ss", "ə": "a"}
)
_ACRONYM = re.compile(r"^(?:[A-Z]{2,5}|(?:[A-Z]\. ?){2,5})$")


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Return a name in lower case, without diacritics, apostrophes, full stops and hyphens."""
    bare = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    bare = "".join(char for char in bare if not unicodedata.combining(char)).casefold()
    return _JOINS.sub(" ", _MARKS.sub("", bare)).strip()


@lru_cache(maxsize=100_000)
def name_key(name: str) -> str:
    """Return the key under which a name is kept: plain, and without a leading article (``al-``, ``the``)."""
    bare = plain(name)
    for pattern, short in _SHORT:
        bare = pattern.sub(short, bare)
    return _ARTICLE.sub("", bare)


def acronym_key(name: str) -> str | None:
    """Return the key of an acronym (``U.S.`` → ``=us``), or None: acronyms count in capitals only."""
    return "=" + re.sub(r"[. ]", "", name).casefold() if _ACRONYM.match(name) else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place on the map that a name can mean."""

    id: int
    """Our key: the GeoNames id, or a negative number for a place of our own list."""
    geonameid: int | None
    name: str
    kind: str
    resolution: int
    lat: float | None
    lon: float | None
    city: str | None
    district: str | None
    province: str | None
    country: str | None
    country_code: str | None
    """ISO 3166 alpha-3, ``KOS``, or the code that a vanished country had."""
    population: int
    exact: bool
    """True when the name asked for is the place's own name, and no further name or spelling of it."""
    admin1: int | None
    """GeoNames id of the province."""
    admin2: int | None
    """GeoNames id of the district."""
    capital: bool = False

    @property
    def centroid(self) -> bool:
        """True when the coordinates stand for an area or a line."""
        return self.kind not in POINTS


_FIND = """
SELECT p.id, p.name, p.kind, p.country, p.province, p.district, p.lat, p.lon, p.population,
       a.name, b.name, c.name, n.name, n.capital
FROM name JOIN place p ON p.id = name.place LEFT JOIN place a ON a.id = p.province
LEFT JOIN place b ON b.id = p.district LEFT JOIN place c ON c.id = p.city LEFT JOIN country n ON n.code = p.country
WHERE name.key = ? ORDER BY p.population DESC, p.id LIMIT ?
"""


_HAS = "SELECT 1 FROM name WHERE key = ? LIMIT 1"


class Gazetteer:
    """Names → candidates. Opens its file read-only at the first question, once for each process."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or Path(str(files("dotterel") / "data" / "places" / "places.sqlite"))
        self._db: sqlite3.Connection | None = None
        self._owner = 0
        self._find = lru_cache(maxsize=20_000)(self._candidates)
        self._known = lru_cache(maxsize=100_000)(self._has_name)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.path,)

    @cached_property
    def words(self) -> place_words.PlaceWords:
        """The words around names: kinds, relations, abbreviations, names that need more evidence."""
        return place_words.load(files("dotterel") / "data" / "places", "places")

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Return all places of that name, the largest first."""
        return self._find(name)

    def country(self, name: str) -> Candidate | None:
        """Return the country of that name, or None."""
        return next((c for c in self._find(name) if c.kind in ("country", "historic")), None)

    def is_place_name(self, name: str) -> bool:
        """True when some place bears that name."""
        return self._known(name)

    def has_acronym(self, name: str) -> bool:
        """True for ``UAE`` and ``U.S.``; False for other words in capitals."""
        return bool(self._rows(_HAS, acronym_key(name) or ""))

    def is_risky(self, name: str) -> bool:
        """True for a name that is also a common word, first name or surname: it needs evidence to be a place."""
        return name_key(name) in self.words.risky

    @cached_property
    def neighbours(self) -> dict[str, frozenset[str]]:
        """The countries that share a border, by alpha-3 code."""
        return {code: frozenset(others.split()) for code, others in self._rows("SELECT code, neighbours FROM country")}

    @cached_property
    def by_alpha2(self) -> dict[str, str]:
        """Alpha-3 codes by alpha-2 code in lower case, as web addresses end."""
        return {alpha2.lower(): code for code, alpha2 in self._rows("SELECT code, alpha2 FROM country")}

    @cached_property
    def peoples(self) -> dict[str, str]:
        """Nationality adjectives in plain form → alpha-3 code: ``iraqi`` → ``IRQ``."""
        return dict(self._rows("SELECT adjective, code FROM people"))

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        short = acronym_key(name)
        rows = self._rows(_FIND, short, MOST) if short else []
        if rows:
            return tuple(_candidate(row, exact=True) for row in rows)
        asked = plain(name)
        return tuple(_candidate(row, exact=plain(row[1]) == asked) for row in self._rows(_FIND, name_key(name), MOST))

    def _has_name(self, name: str) -> bool:
        return any(self._rows(_HAS, key) for key in (acronym_key(name), name_key(name)) if key)

    def _rows(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        try:
            return self._open().execute(query, values).fetchall()
        except sqlite3.Error as err:
            why = f"cannot be read: {err}; build it anew with tools/build_places.py."
            raise KnowledgeError(f"places/{self.path.name}:1: {why}") from err

    def _open(self) -> sqlite3.Connection:
        if self._db is None or self._owner != os.getpid():
            self._db = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._owner = os.getpid()
            if self._db.execute("SELECT value FROM meta WHERE name = 'layout'").fetchone() != (LAYOUT,):
                raise sqlite3.DatabaseError("it has another layout")
        return self._db


def _candidate(row: tuple[Any, ...], *, exact: bool) -> Candidate:
    place, name, kind, code, admin1, admin2, lat, lon, people, province, district, city, country, capital = row
    what = KINDS[kind]
    return Candidate(
        id=place,
        geonameid=place if place > 0 else None,
        name=name,
        kind=what,
        resolution=_RESOLUTION.get(what) or _SITES.get(what) or (_PROVINCE if code else _WIDE),
        lat=None if lat is None else lat / SCALE,
        lon=None if lon is None else lon / SCALE,
        city=name if what in ("city", "village", "camp") else city,
        district=name if what == "district" else district,
        province=name if what == "province" else province,
        country=country or (name if what == "historic" else None),
        country_code=code or None,
        population=people,
        exact=exact or what not in ("province", "district", "city"),
        admin1=place if what == "province" else admin1,
        admin2=place if what == "district" else admin2,
        capital=place == capital,
    )
