"""Every field of a record as words a reader understands, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.explore.views import UNKNOWN

if TYPE_CHECKING:
    from dotterel.records import Entity, Place, Report, Size, Speaker

QUADS = ("none", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_RESOLUTIONS: dict[int | None, str] = {1: "country", 2: "province", 3: "district", 4: "city", 5: "inside a city"}
_DATE_BASES = {
    "text": "words of the article",
    "dateline": "dateline of the article",
    "published": "day of publication; the text names no date",
    "none": "the article gives none",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record; ``words`` are those of the article that it rests on."""

    name: str
    value: str
    basis: str = ""
    words: str = ""


def fields(report: Report) -> tuple[Field, ...]:
    """Return all fields of a report or event, in the order of the reporter's questions."""
    return (
        *_what(report),
        *(_person("Actor", entity) for entity in report.actor),
        *(_person("Recipient", entity) for entity in report.recipient),
        *_unnamed(report),
        _when(report),
        *_where(report.event_loc),
        *_sizes(report),
        *(_speaker(speaker) for speaker in report.according_to),
        *_made(report),
    )


def _what(report: Report) -> Iterator[Field]:
    codebook = f"codebook {report.codebook}" if report.codebook else "the codebook"
    modes = f" ({', '.join(report.mode)})" if report.mode else ""
    yield Field("Event", f"{report.event}{modes}", f"sense {report.sense}", report.trigger.text)
    yield Field("Status", report.status.value, "form of the clause around the trigger", report.trigger.text)
    yield Field("Quad", quad(str(report.quad_code)), f"event type, by {codebook}")
    yield Field("Score", f"{report.event_scale:g}", f"mode or event type, by {codebook}")
    yield Field("CAMEO", report.cameo or "no code", f"sense {report.sense}")
    yield Field("Context", ", ".join(report.context) or "none", "rule, or words of the sentence")


def _unnamed(report: Report) -> Iterator[Field]:
    if not report.actor:
        yield Field("Actor", "not named", "the clause names none")
    if not report.recipient:
        yield Field("Recipient", "not named", "the clause names none")


def _person(name: str, entity: Entity) -> Field:
    parts = [entity.name or meant(entity), codes(entity) or "no code"]
    parts += [f"also {' '.join(entity.other_sectors)}"] if entity.other_sectors else []
    parts += [f"id {entity.id}"] if entity.id else []
    parts += [f"{entity.count} of them"] if entity.count is not None else []
    words = f"{entity.text} → {entity.antecedent.text}" if entity.antecedent else entity.text
    return Field(name, " · ".join(parts), entity.basis or "no entry of the actor files fits", words)


def _speaker(speaker: Speaker) -> Field:
    field = _person("According to", speaker)
    cue = f"; says it by “{speaker.cue.text}”" if speaker.cue else ""
    return Field(
        field.name, field.value, f"{field.basis}{cue}{', in quotation marks' if speaker.quoted else ''}", field.words
    )


def _when(report: Report) -> Field:
    value = f"{day(report)} (to the {report.date_precision})" if report.date else "not known"
    words = report.date_text.text if report.date_text else ""
    return Field("Date", value, _DATE_BASES.get(report.date_basis, report.date_basis), words)


def _where(place: Place | None) -> Iterator[Field]:
    if place is None:
        yield Field("Place", "not known", "the article ties none to the act")
        return
    yield Field("Place", where(place), place.basis or "not noted", place.extracted_place)
    names = filter(None, (place.city, place.district, place.province, place.country))
    yield Field(
        "Lies in", ", ".join(names) or "not known", f"exact to: {_RESOLUTIONS.get(place.resolution, 'not known')}"
    )
    if place.lat is not None and place.lon is not None:
        kind = "middle of an area, not a point" if place.centroid else "point"
        key = f"GeoNames {place.geonameid}" if place.geonameid is not None else "gazetteer"
        yield Field("Position", f"{place.lat:.4f}, {place.lon:.4f} ({kind})", key)


def _sizes(report: Report) -> Iterator[Field]:
    size = report.size
    counted = (("Dead", size.dead), ("Injured", size.injured), ("Arrested", size.arrested))
    for name, people in (*counted, ("Participants", size.participants)):
        if people is not None:
            yield Field(name, _range(people), "words of the sentence", people.text)


def _range(size: Size) -> str:
    if size.low == size.high:
        return "not known" if size.low is None else str(size.low)
    if size.high is None:
        return f"at least {size.low}"
    return f"at most {size.high}" if size.low is None else f"{size.low} to {size.high}"


def _made(report: Report) -> Iterator[Field]:
    sure = "not measured" if report.confidence is None else f"{report.confidence:.2f}"
    yield Field("Confidence", sure, "precision measured on hand-coded texts")
    yield Field("Coder", report.coder or "not noted", f"knowledge files {report.knowledge or 'not noted'}")


def meant(entity: Entity) -> str:
    """Return the fullest words of the article for an entity."""
    return entity.antecedent.text if entity.antecedent else entity.text


def codes(entity: Entity) -> str:
    """Return the code and sector of an entity: ``IRQ MIL``."""
    return " ".join(filter(None, (entity.code, entity.sector)))


def day(report: Report) -> str:
    """Return the date of a report, or its first and last day."""
    if not report.date:
        return ""
    return f"{report.date} to {report.enddate}" if report.enddate and report.enddate != report.date else report.date


def where(place: Place) -> str:
    """Return a place as words: ``north of Mosul, IRQ``."""
    words = " ".join(filter(None, (place.relation, place.resolved_place or place.extracted_place)))
    return f"{words}, {place.country_code}" if place.country_code else words


def quad(code: str) -> str:
    """Return a quad code with its meaning: ``4 material conflict``."""
    return f"{code} {QUADS[int(code)]}" if code in ("1", "2", "3", "4") else code


def value(facet: str, code: str) -> str:
    """Return the value of a filter as words."""
    if code == UNKNOWN:
        return "not known"
    return quad(code) if facet == "quad" else code
