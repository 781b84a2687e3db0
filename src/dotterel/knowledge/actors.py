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
    from collections.abc import Callable, Iterable, Iterator, Sequence
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


class Named:
    """A row as one kind of name leads to it; the entry is made when it is first asked for."""

    __slots__ = ("_entry", "kind", "rank", "row", "sure")

    def __init__(self, row: rows.Row, rank: int, kind: str, sure: bool) -> None:
        """Keep the row with the number of its folder, what the name is, and whether it is surely this row's."""
        self.row, self.rank, self.kind, self.sure = row, rank, kind, sure
        self._entry: ActorEntry | None = None

    @property
    def entry(self) -> ActorEntry:
        """The row as the coder uses it."""
        if self._entry is None:
            self._entry = self._made()
        return self._entry

    def _made(self) -> ActorEntry:
        row, seat = self.row, self.kind == "seat"
        return ActorEntry(
            id=row.id,
            name=row["name"] or row["noun"],
            code=row["code"] or None,
            sector="GOV" if seat else row["sector"] or None,
            other_sectors=tuple(row.many("other") or row.many("other_sectors")),
            kind=self.kind,
            since=row["from"] or None,
            until=row["until"] or None,
            source=row.source,
            detail=row["office"] or row["kind"],
            home=row["home"] or None,
            sure=self.sure,
            rank=self.rank,
        )


Forms = list[tuple[str, Named]]
Names = dict[str, dict[str, Forms]]


class Actors:
    """The actor knowledge, indexed by first word. Load it once; it never changes."""

    def __init__(self, ranked: Iterable[tuple[rows.Row, int]]) -> None:
        """Index rows, each with the number of its folder; see :meth:`load`."""
        self._names: Names = {}
        self._roles: Names = {}
        self._surnames: dict[str, list[Named]] = {}
        self._countries: dict[str, Named] = {}
        self._people: dict[tuple[str, str], list[Named]] = {}
        self.size = 0
        """How many rows were loaded."""
        adders = {"countries": self._add_country, "peoples": self._add_people, "leaders": self._add_person}
        for row, rank in ranked:
            self.size += 1
            if row.family == "roles":
                self._add_role(row, rank)
            else:
                adders.get(row.family, self._add_names)(row, rank)

    @classmethod
    def load(cls, folders: Sequence[Path]) -> Actors:
        """Return the actors of the folders, ours first, then the user's; KnowledgeError names file and line."""
        return cls(_ranked(folders))

    def _add_names(self, row: rows.Row, rank: int) -> None:
        kind = "agency" if row["kind"] in ("agency", "media") else KINDS[row.family]
        doubtful = row.many("ambiguous")
        sure = Named(row, rank, kind, True)
        for name in (row["name"], *row.many("aliases")):
            self._add(name, Named(row, rank, kind, False) if name in doubtful else sure)

    def _add(self, name: str, named: Named) -> None:
        name = bare(name)
        form = joined(name)
        forms = self._names.setdefault(first_piece(name.split(" ", 1)[0]), {}).setdefault(form.lower(), [])
        if not forms or not any(known.row is named.row and known.kind == named.kind for _, known in forms):
            forms.append((form, named))

    def _add_country(self, row: rows.Row, rank: int) -> None:
        self._add_names(row, rank)
        doubtful = row.many("ambiguous")
        for name in (row["name"], *row.many("aliases"), *row.many("adjectives")):
            self._set_country(name, Named(row, rank, "country", name not in doubtful))
        for name in row.many("adjectives"):
            self._add_forms(name, Named(row, rank, "people", name not in doubtful))
        for name in row.many("seats"):
            self._add(name, Named(row, rank, "seat", name not in doubtful))

    def _set_country(self, name: str, named: Named) -> None:
        key = joined(bare(name))
        known = self._countries.get(key)
        if known is None or named.rank > known.rank or (not known.sure and named.sure):
            self._countries[key] = named

    def _add_people(self, row: rows.Row, rank: int) -> None:
        self._add_names(row, rank)
        doubtful = row.many("ambiguous")
        for name in (row["name"], *row.many("adjectives")):
            self._add_forms(name, Named(row, rank, "people", name not in doubtful))

    def _add_forms(self, name: str, named: Named) -> None:
        self._add(name, named)
        many = people_plural(name)
        if many:
            self._add(many, named)

    def _add_person(self, row: rows.Row, rank: int) -> None:
        self._add_names(row, rank)
        name = row["name"]
        surname = row["surname"] or name.replace("-", " ").rsplit(" ", 1)[-1]
        named = Named(row, rank, "person", surname not in row.many("ambiguous"))
        self._people.setdefault((name, row["home"] or row["code"]), []).append(named)
        self._surnames.setdefault(joined(surname).lower(), []).append(named)

    def _add_role(self, row: rows.Row, rank: int) -> None:
        noun, named = row.id, Named(row, rank, "role", True)
        for form in (noun, row["plural"] or plural(noun)):
            self._roles.setdefault(last_piece(form.rsplit(" ", 1)[-1]), {})[joined(form).lower()] = [(form, named)]

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

    def role(self, words: Sequence[str], end: int | None = None, start: int = 0) -> tuple[int, ActorEntry] | None:
        """Return the longest role phrase from ``start`` on that ends just before ``end``, and how many words it has."""
        end = len(words) if end is None else end
        known = self._roles.get(last_piece(words[end - 1])) if end > start else None
        if not known:
            return None
        best, seen, most = None, "", max(map(len, known))
        for first in range(end - 1, start - 1, -1):
            seen = letters(words[first]).lower() + seen
            if len(seen) > most:
                break
            if seen in known and letters(words[first]):
                best = (end - first, known[seen][0][1].entry)
        return best

    def country_of_adjective(self, word: str) -> ActorEntry | None:
        """Return the country of ``French``, ``Iraqi``, ``Iraqis``, ``US`` or ``Iran-backed``; None when it has none."""
        for part in (word, word.split("-")[0]):
            key = joined(part)
            found = self._countries.get(key) or (self._countries.get(key[:-1]) if key.endswith("s") else None)
            if found:
                return found.entry
        return None

    def surname(self, word: str) -> tuple[ActorEntry, ...]:
        """Return the rows of all persons with this last name; use it only where a title or the article allows it."""
        if not word[:1].isupper():
            return ()
        return tuple(named.entry for named in self._surnames.get(letters(word).lower(), ()))

    def in_office(self, word: str, day: str | None, wanted: Callable[[str], bool]) -> ActorEntry | None:
        """Return who of that last name held an office of the wanted kind on the day; None where two states had one.

        Without a day all who ever held one are looked at.
        """
        span = _span(day) if day is not None else ("", "9999")
        found = [e for e in self.surname(word) if wanted(e.detail) and _holds(e, span)]
        return _newest(found)[-1] if len({entry.code for entry in found}) == 1 else None

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
        return tuple(sorted((named.entry for named in known), key=lambda e: e.since or ""))


def _ranked(folders: Sequence[Path]) -> Iterator[tuple[rows.Row, int]]:
    """Yield the rows of each folder with its number; those of the first, which are ours, ``dotterel check`` checks."""
    codes: frozenset[str] = frozenset()
    for rank, folder in enumerate(folders):
        paths = rows.files(folder)
        codes |= {row["code"] for path in paths if rows.family_of(path) == "codes" for row in rows.read(path)}
        for path in paths:
            if rows.family_of(path) != "codes":
                for row in rows.checked(path, codes) if rank else rows.read(path):
                    yield row, rank


def _beginnings(words: Sequence[str], i: int, most: int) -> Iterator[tuple[int, str]]:
    seen = ""
    for count, word in enumerate(words[i:], start=1):
        piece = letters(word)
        seen += piece
        if len(seen) > most:
            return
        if piece:
            yield count, seen


def _allowed(forms: Sequence[tuple[str, Named]], seen: str, words: Sequence[str], i: int) -> tuple[ActorEntry, ...]:
    shouted = seen.isupper() and not any(LOWER.search(word) for word in words[max(0, i - 4) : i + 5])
    return tuple(
        named.entry for form, named in forms if fits(form, seen) and (named.sure or not (shouted and form.isupper()))
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
    """Return the rows that began last, one for each name; of equals the first (a country before its people)."""
    latest: dict[tuple[str, str], ActorEntry] = {}
    for entry in sorted(entries, key=lambda e: (_first(e), _last(e)), reverse=True):
        latest.setdefault((entry.name, entry.home or entry.code or ""), entry)
    return list(reversed(latest.values()))


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
