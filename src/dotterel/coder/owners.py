"""Whose somebody is: the country or body named beside a role (Kenyan police, ministers of Chad and Mali)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.coder.who import Named
    from dotterel.knowledge.actors import ActorEntry, Actors

_HOME_PREPS = frozenset({"of", "in", "from", "for", "at", "near"})
_JOINS = frozenset({",", "and", "or", "&", "/", "–", "-", "both"})


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner in a phrase: token start and end of its name, and its entry."""

    start: int
    end: int
    entry: ActorEntry


class Owners:
    """Finds the owners in the noun phrases of one page."""

    def __init__(self, words: Sequence[str], names: Mapping[int, Named], actors: Actors) -> None:
        """Keep the words of a page and its dictionary names by token."""
        self._words, self._names, self._actors = words, names, actors

    def of(self, head: Token, start: int, end: int) -> ActorEntry | None:
        """Return whose role it is: a name inside the phrase, or in a phrase that hangs on it (police in Lagos)."""
        starting = ((i, self._names.get(i)) for i in range(start, end))
        inside = [name for i, name in starting if name is not None and name.start == i and name.entry is not None]
        before = [name for name in inside if name.start < head.i]
        if inside:
            return (before[-1] if before else inside[0]).entry
        for token in range(start, head.i):
            if country := self._actors.country_of_adjective(self._words[token]):
                return country
        return next((owner.entry for owner in self._behind(head)), None)

    def _behind(self, head: Token) -> Iterator[Owner]:
        for prep, inner in syntax.preps(head):
            if prep in _HOME_PREPS and (owner := self._named(inner.i)) is not None:
                yield owner
        for other in syntax.appositions(head):
            if (owner := self._named(other.i)) is not None:
                yield owner

    def _named(self, i: int) -> Owner | None:
        name = self._names.get(i)
        return Owner(name.start, name.end, name.entry) if name is not None and name.entry is not None else None

    def first_of_list(self, head: Token, start: int) -> int:
        """Return where a phrase begins whose list of countries the parser cut off: **US, French and** Dutch troops."""
        while start and (owner := self._word(start - 1)) is not None and head.doc[start - 1].tag_ in ("JJ", "NNPS"):
            start = owner.start
            while (earlier := self._before_joins(start)) is not None:
                start = earlier.start
        return start

    def _before_joins(self, start: int) -> Owner | None:
        joint = start
        while joint and self._words[joint - 1].lower() in _JOINS:
            joint -= 1
        return self._word(joint - 1) if 0 < joint < start else None

    def _word(self, i: int) -> Owner | None:
        """Return the owner that a word is, or is part of."""
        if (named := self._named(i)) is not None:
            return named
        country = self._actors.country_of_adjective(self._words[i]) if self._words[i][:1].isupper() else None
        return Owner(i, i + 1, country) if country is not None else None

    def joined(self, head: Token, start: int) -> tuple[Owner, ...]:
        """Return the owners before a role that are joined by commas and ``and``: the British and Irish governments."""
        found: list[Owner] = []
        for i in range(start, head.i):
            owner = self._word(i)
            if owner is None or owner.start != i:
                continue
            if found and not self._only_joins(found[-1].end, i):
                return ()
            found.append(owner)
        return _different(found)

    def _only_joins(self, start: int, end: int) -> bool:
        return start < end and all(word.lower() in _JOINS for word in self._words[start:end])

    def listed(self, head: Token) -> tuple[Owner, ...]:
        """Return the owners in a list after a role: ministers of Chad, Niger and Mali; ministers, among them Chad's."""
        found = list(self._behind(head))
        for other in syntax.appositions(head):
            found += [owner for more in syntax.conjuncts(other)[1:] if (owner := self._named(more.i)) is not None]
        return _different(found)


def _different(owners: Sequence[Owner]) -> tuple[Owner, ...]:
    """Return owners of at least two countries or bodies, each once; else nothing."""
    known = {
        (owner.entry.code, owner.entry.id if owner.entry.code is None else ""): owner for owner in reversed(owners)
    }
    different = sorted(known.values(), key=lambda owner: owner.start)
    return tuple(different) if sum(owner.entry.code is not None for owner in different) > 1 else ()
