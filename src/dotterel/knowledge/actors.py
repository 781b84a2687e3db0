"""Who a name is: countries, people in office, groups, organisations and roles, each with the days it holds for.

The files and their columns are described in ``data/actors/SOURCES.md``. A row of the user's folder wins over ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge import actor_rows as rows
from dotterel.knowledge.actor_names import bare, first_piece, fits, joined, last_piece, letters, people_plural, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

KINDS = {
    "countries": "country",
    "peoples": "people",
    "roles": "role",
    "leaders": "person",
    "groups": "group",
    "organisations": "organisation",
    "parties": "party",
    "security": "organisation",
}
OFFICES = frozenset({"GOV", "JUD", "LEG", "MIL", "COP", "SPY"})
"""Sectors that a person leaves with the office, to become ELI."""
LOWER = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One row of the actor files as the coder uses it."""

    id: str
    name: str
    code: str | None
    sector: str | None
    other_sectors: tuple[str, ...]
    kind: str
    """``country person group organisation party agency people role seat``; an ``agency`` reports, it does not act."""
    since: str | None
    until: str | None
    source: str
    """``actors/leaders_africa.csv#mandela-1994``."""
    detail: str = ""
    """The office of a person; ``person group organisation equipment`` for a role; the kind of an organisation."""
    home: str | None = None
    """Country of a person who heads an international body, for the time after it."""
    sure: bool = True
    """False where the words often mean somebody else (column ``ambiguous``)."""
    rank: int = 0
    """Number of the folder it came from: the user's is above ours."""


Found = tuple[str, ActorEntry]
Names = dict[str, dict[str, list[Found]]]


class Actors:
    """The actor knowledge, indexed by first word. Load it once; it never changes."""

    def __init__(self, entries: Iterable[tuple[ActorEntry, rows.Row]]) -> None:
        """Index entries with the rows they came from; see :meth:`load`."""
        self._names: Names = {}
        self._surnames: dict[str, list[ActorEntry]] = {}
        self._roles: Names = {}
        self._countries: dict[str, ActorEntry] = {}
        self._people: dict[tuple[str, str], list[ActorEntry]] = {}
        self.size = 0
        """How many rows were loaded."""
        for entry, row in entries:
            self.size += 1
            if row.family == "roles":
                self._add_role(entry, row)
            else:
                self._add_named(entry, row)

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Actors:
        """Return the actors of the folders, ours first, then the user's; KnowledgeError names file and line."""
        return cls(_entries(folders))

    def _add_named(self, entry: ActorEntry, row: rows.Row) -> None:
        doubtful = row.many("ambiguous")
        kinds = {"countries": self._add_country, "peoples": self._add_people, "leaders": self._add_person}
        for name in {entry.name: 0, **dict.fromkeys(row.many("aliases"))}:
            self._add(name, replace(entry, sure=False) if name in doubtful else entry)
        if row.family in kinds:
            kinds[row.family](entry, row, doubtful)

    def _add(self, name: str, entry: ActorEntry) -> None:
        name = bare(name)
        form = joined(name)
        forms = self._names.setdefault(first_piece(name.split()[0]), {}).setdefault(form.lower(), [])
        if not any(known.source == entry.source and known.kind == entry.kind for _, known in forms):
            forms.append((form, entry))

    def _add_country(self, entry: ActorEntry, row: rows.Row, doubtful: list[str]) -> None:
        for name in (entry.name, *row.many("aliases")):
            self._set_country(name, entry, name in doubtful)
        people = replace(entry, kind="people", sector=entry.sector)
        for name in row.many("adjectives"):
            self._set_country(name, entry, name in doubtful)
            self._add_forms(name, replace(people, sure=False) if name in doubtful else people)
        seat = replace(entry, kind="seat", sector="GOV")
        for name in row.many("seats"):
            self._add(name, replace(seat, sure=False) if name in doubtful else seat)

    def _set_country(self, name: str, entry: ActorEntry, doubtful: bool) -> None:
        key = joined(bare(name))
        known = self._countries.get(key)
        if known is None or entry.rank > known.rank or (not known.sure and not doubtful):
            self._countries[key] = replace(entry, sure=False) if doubtful else entry

    def _add_people(self, entry: ActorEntry, row: rows.Row, doubtful: list[str]) -> None:
        for name in (entry.name, *row.many("adjectives")):
            self._add_forms(name, replace(entry, sure=False) if name in doubtful else entry)

    def _add_forms(self, name: str, entry: ActorEntry) -> None:
        self._add(name, entry)
        many = people_plural(name)
        if many:
            self._add(many, entry)

    def _add_person(self, entry: ActorEntry, row: rows.Row, doubtful: list[str]) -> None:
        self._people.setdefault((entry.name, entry.home or entry.code or ""), []).append(entry)
        surname = row["surname"] or re.split(r"[\s-]", entry.name)[-1]
        weak = surname in doubtful
        self._surnames.setdefault(joined(surname).lower(), []).append(replace(entry, sure=False) if weak else entry)

    def _add_role(self, entry: ActorEntry, row: rows.Row) -> None:
        for form in {entry.name: 0, row["plural"] or plural(entry.name): 0}:
            self._roles.setdefault(last_piece(form.split()[-1]), {})[joined(form).lower()] = [(form, entry)]

    def names_at(self, words: Sequence[str], i: int) -> list[tuple[int, tuple[ActorEntry, ...]]]:
        """Return all names that begin at word ``i``: how many words, and the rows that have this name, longest first.

        Case counts (``US`` is not ``us``), accents, dots, hyphens and a possessive ``'s`` do not. Where all words are
        in capitals, an acronym marked ambiguous (``WHO``) is not taken.
        """
        known = self._names.get(first_piece(words[i]))
        if not known:
            return []
        found = []
        for count, seen in _beginnings(words, i, max(map(len, known))):
            entries = _allowed(known.get(seen.lower(), ()), seen, words, i)
            if entries:
                found.append((count, entries))
        found.reverse()
        return found

    def role(self, words: Sequence[str], end: int | None = None) -> tuple[int, ActorEntry] | None:
        """Return the longest role phrase whose last word is just before ``end``, and how many words it has."""
        end = len(words) if end is None else end
        known = self._roles.get(last_piece(words[end - 1])) if end else None
        if not known:
            return None
        best, seen, most = None, "", max(map(len, known))
        for start in range(end - 1, -1, -1):
            seen = letters(words[start]).lower() + seen
            if len(seen) > most:
                break
            if seen in known and letters(words[start]):
                best = (end - start, known[seen][0][1])
        return best

    def country_of_adjective(self, word: str) -> ActorEntry | None:
        """Return the country of ``French``, ``Iraqi``, ``Iraqis``, ``US`` or ``Iran-backed``; None when it has none."""
        for part in (word, word.split("-")[0]):
            key = joined(part)
            found = self._countries.get(key) or (self._countries.get(key[:-1]) if key.endswith("s") else None)
            if found:
                return found
        return None

    def surname(self, word: str) -> tuple[ActorEntry, ...]:
        """Return the rows of all persons with this last name; use it only where a title or the article allows it."""
        if not word[:1].isupper():
            return ()
        return tuple(self._surnames.get(letters(word).lower(), ()))

    def best(self, entries: Sequence[ActorEntry], day: str | None) -> ActorEntry | None:
        """Return the row that holds on the day (unknown day: the newest), or None where two are equally good.

        The user's rows win over ours and sure names over ambiguous ones. A person out of office gets the sector ELI
        and the home country; one not yet in office has no sector.
        """
        entries = _preferred(entries)
        if day is None:
            return _only(_newest(entries))
        span = _span(day)
        now = [entry for entry in entries if _holds(entry, span)]
        if now:
            return _only(_newest([e for e in now if e.since] or now))
        past = [entry for entry in entries if entry.until and _last(entry) < span[0]]
        if past:
            return _left(_only(_newest(past)))
        return _ahead(_only(_newest(entries)))

    def offices(self, entry: ActorEntry) -> tuple[ActorEntry, ...]:
        """Return all rows of the person of this row, in order of their first day."""
        known = self._people.get((entry.name, entry.home or entry.code or ""), ())
        return tuple(sorted(known, key=lambda e: e.since or ""))


def _entries(folders: Sequence[Path]) -> Iterator[tuple[ActorEntry, rows.Row]]:
    codes: frozenset[str] = frozenset()
    for rank, folder in enumerate(folders):
        paths = rows.files(folder)
        codes |= {row["code"] for path in paths if rows.family_of(path) == "codes" for row in rows.read(path)}
        for path in paths:
            if rows.family_of(path) != "codes":
                yield from _file_entries(path, codes, rank)


def _file_entries(path: Path, codes: frozenset[str], rank: int) -> Iterator[tuple[ActorEntry, rows.Row]]:
    seen: dict[str, int] = {}
    for row in rows.read(path):
        for problem in rows.problems(row, codes):
            raise KnowledgeError(problem)
        if row.id in seen:
            raise KnowledgeError(
                row.problem(f"id '{row.id}' is also in line {seen[row.id]}; give one of them another.")
            )
        seen[row.id] = row.line
        yield _entry(row, rank), row


def _entry(row: rows.Row, rank: int) -> ActorEntry:
    kind = "agency" if row["kind"] in ("agency", "media") else KINDS[row.family]
    return ActorEntry(
        id=row.id,
        name=row["name"] or row["noun"],
        code=row["code"] or None,
        sector=row["sector"] or None,
        other_sectors=tuple(row.many("other") or row.many("other_sectors")),
        kind=kind,
        since=row["from"] or None,
        until=row["until"] or None,
        source=row.source,
        detail=row["office"] or row["kind"],
        home=row["home"] or None,
        rank=rank,
    )


def _beginnings(words: Sequence[str], i: int, most: int) -> Iterator[tuple[int, str]]:
    seen = ""
    for count, word in enumerate(words[i:], start=1):
        piece = letters(word)
        seen += piece
        if len(seen) > most:
            return
        if piece:
            yield count, seen


def _allowed(forms: Sequence[Found], seen: str, words: Sequence[str], i: int) -> tuple[ActorEntry, ...]:
    shouted = seen.isupper() and not any(LOWER.search(word) for word in words[max(0, i - 4) : i + 5])
    return tuple(
        entry for form, entry in forms if fits(form, seen) and (entry.sure or not (shouted and form.isupper()))
    )


def _preferred(entries: Sequence[ActorEntry]) -> list[ActorEntry]:
    top = max((entry.rank for entry in entries), default=0)
    kept = [entry for entry in entries if entry.rank == top]
    return [entry for entry in kept if entry.sure] or kept


def _span(day: str) -> tuple[str, str]:
    try:
        return rows.first_and_last(day[:10])
    except ValueError:
        raise KnowledgeError(f"'{day}' is no date; write it as 2016, 2016-11 or 2016-11-01.") from None


def _first(entry: ActorEntry) -> str:
    return rows.first_and_last(entry.since)[0] if entry.since else ""


def _last(entry: ActorEntry) -> str:
    return rows.first_and_last(entry.until)[1] if entry.until else "9999"


def _holds(entry: ActorEntry, span: tuple[str, str]) -> bool:
    return _first(entry) <= span[1] and _last(entry) >= span[0]


def _newest(entries: Sequence[ActorEntry]) -> list[ActorEntry]:
    """Return the rows that began last, one for each name."""
    latest: dict[tuple[str, str], ActorEntry] = {}
    for entry in sorted(entries, key=lambda e: (_first(e), _last(e))):
        latest[entry.name, entry.home or entry.code or ""] = entry
    return list(latest.values())


def _only(entries: list[ActorEntry]) -> ActorEntry | None:
    """Return the entry when all say the same country and sector, else None."""
    said = {(entry.code, entry.sector) for entry in entries}
    return entries[-1] if len(said) == 1 else None


def _left(entry: ActorEntry | None) -> ActorEntry | None:
    if entry is None or entry.kind != "person":
        return entry
    sector = "ELI" if entry.sector in OFFICES or entry.home else entry.sector
    return replace(entry, code=entry.home or entry.code, sector=sector, other_sectors=())


def _ahead(entry: ActorEntry | None) -> ActorEntry | None:
    if entry is None or entry.kind != "person" or entry.sector not in OFFICES:
        return entry
    return replace(entry, code=entry.home or entry.code, sector=None, other_sectors=())
