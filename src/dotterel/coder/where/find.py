"""Page → Places: names found, namesakes chosen, and both written as records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder.where.choose import Hint, choose, contains
from dotterel.coder.where.evidence import Mention
from dotterel.coder.where.names import Finder
from dotterel.coder.where.relations import before, relation, short_forms
from dotterel.knowledge.places import plain
from dotterel.records import Place

if TYPE_CHECKING:
    from dotterel.knowledge.place_words import PlaceWords
    from dotterel.knowledge.places import Candidate, Gazetteer
    from dotterel.records import Page


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the page a place stands: its tokens, and what a link to an event has to know."""

    start: int
    end: int
    place: Place
    before: str = ""
    """The word that governs the name: ``in``, ``from``, ``said``."""
    container: bool = False
    """True for ``Iraq`` in ``in Hit, Iraq``: it stands where the name before it stands."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one page in text order."""

    words: PlaceWords
    all: tuple[Place, ...] = ()
    dateline: Place | None = None
    spots: tuple[Spot, ...] = ()
    """All places with their tokens, short forms such as ``the city`` among them; datelines are left out."""
    runners_up: tuple[tuple[Candidate, ...], ...] = ()
    """For each place of ``all``, the namesakes that were not chosen, the best first."""


def find_places(page: Page, places: Gazetteer) -> Places:
    """Return the places that a page names, each with the place on the map it most likely is."""
    finder = Finder(page, places)
    mentions = finder.mentions()
    ranked = _ranked(finder, mentions)
    found = [as_place(finder, m, r[0] if r else None) for m, r in zip(mentions, ranked, strict=True)]
    spots = list(_spots(finder, mentions, found))
    spots += _meant_before(finder, mentions, ranked, found)
    return Places(
        places.words,
        tuple(found),
        next((place for place, m in zip(found, mentions, strict=True) if m.via == "dateline"), None),
        tuple(sorted(spots, key=lambda spot: spot.start)),
        tuple(others[1:6] for others in ranked),
    )


def _ranked(finder: Finder, mentions: tuple[Mention, ...]) -> list[tuple[Candidate, ...]]:
    """Return for each mention the namesakes it can mean, the best first."""
    hints = _hints(finder, mentions)
    keys = [(full_name(m.name, finder.places), hint) for m, hint in zip(mentions, hints, strict=True)]
    asked = [(text, hint, n) for (text, hint), n in Counter(keys).items() if not hint.around and not hint.unknown]
    chosen = choose(asked, finder.places, leaning(finder))
    return [chosen.get(key, key[1].around) for key in keys]


def _spots(finder: Finder, mentions: tuple[Mention, ...], found: list[Place]) -> Iterator[Spot]:
    end = -2
    for mention, place in zip(mentions, found, strict=True):
        inside = mention.start == end + 1 and finder.text[end] in (",", "(")
        end = mention.end
        if mention.via != "dateline":
            yield Spot(mention.start, mention.end, place, before(finder, mention), inside)


def _meant_before(
    finder: Finder, mentions: tuple[Mention, ...], ranked: list[tuple[Candidate, ...]], found: list[Place]
) -> Iterator[Spot]:
    """Yield the short forms of a page: ``the city`` with the fields of the city named last before it."""
    for start, end, kind in short_forms(finder):
        for n in range(len(mentions) - 1, -1, -1):
            if mentions[n].end <= start and ranked[n] and _is_kind(ranked[n][0], kind):
                span = finder.page.span(start, end)
                here = Mention(start, end, "", "short")
                moved = relation(finder, here)
                place = replace(found[n], extracted_place=span.text, start=span.start, end=span.end, relation=moved)
                yield Spot(start, end, place, before(finder, here))
                break


def _is_kind(place: Candidate, kind: str) -> bool:
    if kind == "capital":
        return place.capital
    return (
        place.kind == kind
        or (kind == "city" and place.kind == "village")
        or (kind == "region" and place.kind == "province")
    )


def full_name(name: str, places: Gazetteer) -> str:
    """Return the name to look up: ``Ky.`` is ``Kentucky``; an unknown ``Basra Airport`` is looked up as ``Basra``."""
    short = places.words.short.get(name) or places.words.postal.get(name)
    if short:
        return short[0]
    town, _, noun = name.rpartition(" ")
    if noun.lower() in places.words["of_town"] and not places.is_place_name(name):
        return _town(town.removesuffix(" International"), places) or name
    return name


def _town(name: str, places: Gazetteer) -> str | None:
    return name if places.is_place_name(name) and not places.is_risky(name) else None


def leaning(finder: Finder) -> dict[str, float]:
    """Return light votes for countries: the publisher's, as its address ends, and where the words are at home."""
    host = (finder.page.article.url or "").partition("://")[2].partition("/")[0]
    end = host.rpartition(".")[2].casefold()
    code = finder.places.by_alpha2.get({"uk": "gb"}.get(end, end))
    votes = Counter({code: 4} if code else {})
    telling = finder.words.telling
    votes.update(telling[word] for word in set(finder.lower).intersection(telling))
    spoken = Counter(
        there
        for ent in finder.doc.ents
        if ent.label_ in ("NORP", "GPE") and (there := finder.places.peoples.get(plain(ent.text)))
    )
    return {code: 0.15 * min(votes[code], 6) + 0.5 * min(spoken[code], 3) for code in votes | spoken}


def _hints(finder: Finder, mentions: tuple[Mention, ...]) -> list[Hint]:
    """Return the hint of each mention; one without takes that of an earlier use of the same name."""
    earlier: dict[str, Hint] = {}
    found = []
    for n, mention in enumerate(mentions):
        hint = _hint(finder, mentions, n)
        if hint == Hint():
            hint = earlier.get(mention.name, hint)
        else:
            earlier[mention.name] = hint
        found.append(hint)
    return [h if h != Hint() else earlier.get(m.name, h) for m, h in zip(mentions, found, strict=True)]


def _hint(finder: Finder, mentions: tuple[Mention, ...], n: int) -> Hint:
    mention, words = mentions[n], finder.words
    short = words.short.get(mention.name) or words.postal.get(mention.name)
    if short:
        return Hint(frozenset({"province"}), countries=frozenset({short[1]}))
    if mention.name.rpartition(" ")[2].isdigit():
        return Hint(unknown=True)
    here = finder.places.candidates(full_name(mention.name, finder.places))
    areas = _areas_after(finder, mentions, n)
    within = tuple(area for area in areas if any(contains(area, place) for place in here))[:4]
    around = () if within or not areas or any(c.kind == "country" for c in here) else areas[:1]
    return Hint(mention.kinds, within, around=around)


_AREAS = ("country", "province", "district")


def _areas_after(finder: Finder, mentions: tuple[Mention, ...], n: int) -> tuple[Candidate, ...]:
    """Return the areas that are named right after a place, as in ``Hit, Iraq``, ``Paris (Texas)``, ``Zion in Utah``."""
    end = mentions[n].end
    if n + 1 >= len(mentions) or end + 1 != mentions[n + 1].start or finder.text[end] not in (",", "(", "in"):
        return ()
    area = mentions[n + 1]
    after = finder.text[area.end] if area.end < len(finder.text) else "."
    known = finder.words.short.get(area.name) or finder.words.postal.get(area.name)
    found = [c for c in finder.places.candidates(full_name(area.name, finder.places)) if c.kind in _AREAS]
    if known:
        return tuple(c for c in found if c.kind == "province" and c.country_code == known[1])
    return tuple(found[:4]) if after not in ("and", "or") else tuple(c for c in found[:4] if c.kind == "province")


def as_place(finder: Finder, mention: Mention, chosen: Candidate | None) -> Place:
    """Return the record of a mention and the place chosen for it."""
    span = finder.page.span(mention.start, mention.end)
    bare = Place(span.text, span.start, span.end, relation=relation(finder, mention))
    if chosen is None:
        return bare
    return replace(
        bare,
        resolved_place=chosen.name,
        geonameid=chosen.geonameid,
        lat=chosen.lat,
        lon=chosen.lon,
        city=chosen.city,
        district=chosen.district,
        province=chosen.province,
        country=chosen.country,
        country_code=chosen.country_code,
        resolution=chosen.resolution,
        centroid=chosen.centroid,
    )
