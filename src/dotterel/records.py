"""The nouns of Dotterel: what the rooms hand to each other. Everything here is frozen.

Every offset is a character offset into ``Article.text`` (Python string indices, end exclusive), so
``article.text[span.start:span.end] == span.text`` holds for every span of every record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from array import array

    from spacy.tokens import Doc


class Status(StrEnum):
    """Whether a report says that its act happened: PLOVER's auxiliary modes, plus ``actual``."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the article and where they stand."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the article that are not read as news (byline, link, credit), with the reason."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read; ``text`` is what every offset points into."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    """Publication day as ISO ``YYYY-MM-DD`` (a time of day is dropped), or None when unknown."""
    language: str | None = None
    """ISO 639-1 code; ``en`` for everything that is coded."""
    origin: str = ""
    """Where it was read from, for messages: a path or address, with ``:3`` for the third record."""
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not coded, with the room that refused it and one sentence of reason."""

    origin: str
    room: str
    reason: str
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who acts or is acted on: the words in the article, and who that is."""

    text: str
    start: int
    end: int
    antecedent: Span | None = None
    """The fuller words meant, when ``text`` is a pronoun or a short form."""
    name: str | None = None
    code: str | None = None
    sector: str | None = None
    other_sectors: tuple[str, ...] = ()
    id: str | None = None
    count: int | None = None
    basis: str | None = None
    """Which knowledge entry gave the code (``file#entry``), or what in the phrase did."""


@dataclass(frozen=True, slots=True)
class Speaker(Entity):
    """An entity that claims something, with the words that say so (``cue``)."""

    cue: Span | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A named place, and which one on the map it is (or None where that is not known)."""

    extracted_place: str
    start: int
    end: int
    resolved_place: str | None = None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    country_code: str | None = None
    """ISO 3166 alpha-3."""
    resolution: int | None = None
    """PLOVER: 5 inside a city, 4 city, 3 district, 2 province, 1 country."""
    relation: str | None = None
    """Words between event and place that move the point: ``north of``, ``near``."""
    centroid: bool = False
    """True when lat/lon stand for an area and are no point."""
    basis: str | None = None
    """``clause``, ``sentence``, ``earlier sentence`` or ``dateline``: how an event got this place."""


@dataclass(frozen=True, slots=True)
class When:
    """A date expression and its value; for an event, also how the event got it."""

    text: str
    start: int
    end: int
    date: str | None = None
    """ISO, written as precisely as the text allows: ``2016``, ``2016-11``, ``2016-11-01``."""
    enddate: str | None = None
    precision: str = "none"
    """``day week month year none``."""
    basis: str = "none"
    """``text dateline published none``."""
    value: str | None = None
    """The value as TimeML writes it: ``2016-11-01``, ``2016-W44``, ``P2W``, ``PRESENT_REF``."""
    type: str = "DATE"
    """TimeML class: ``DATE TIME DURATION SET``."""


@dataclass(frozen=True, slots=True)
class Size:
    """A number of people as the text gives it: the least and the most it can mean."""

    low: int | None
    high: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """People counted in a report."""

    dead: Size | None = None
    injured: Size | None = None
    arrested: Size | None = None
    participants: Size | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribution: who (source) says (cue) what (content), each a tuple of spans."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or event noun, and how sure the article makes it that it happened (−3…+3)."""

    text: str
    start: int
    end: int
    status: Status
    certainty: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, numbered from 0, with the number of its paragraph."""

    number: int
    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one clause of one article says was done: the public record. See docs/reference/record.md."""

    id: str
    article: str
    event: str
    sense: str
    status: Status
    trigger: Span
    rule: str
    """``file#entry`` of the knowledge that fired."""
    text: str
    """The evidence sentence."""
    text_info: Sentence
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    quad_code: int = 0
    event_scale: float = 0.0
    cameo: str | None = None
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    according_to: tuple[Speaker, ...] = ()
    within: str | None = None
    date: str | None = None
    enddate: str | None = None
    date_precision: str = "none"
    date_basis: str = "none"
    date_text: Span | None = None
    event_loc: Place | None = None
    size: Sizes = field(default_factory=Sizes)
    confidence: float | None = None
    coder: str = ""
    knowledge: str = ""
    codebook: str = ""


@dataclass(frozen=True, slots=True)
class Event(Report):
    """One happening: the fields of its best report, and the ids of all its reports."""

    reports: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A possible event that was not coded, with the reason."""

    article: str
    trigger: Span
    rule: str
    reason: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Coded:
    """Everything the coder found in one article, room by room."""

    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[When, ...] = ()
    says: tuple[Claim, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    reports: tuple[Report, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """One input after rooms 1–3: an article with what was coded, or the reason why not."""

    article: Article | None
    coded: Coded
    skipped: Skipped | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """An annotated article: the parsed text, and where each of its characters stands in the article.

    The parser reads a tidied copy (left-out lines gone, white space folded); ``origin[i]`` is the offset in
    ``article.text`` of character ``i`` of that copy. Use :meth:`span`, never token offsets, to point at evidence.
    """

    article: Article
    doc: Doc
    origin: array[int]

    def span(self, start: int, end: int) -> Span:
        """Return the article's words from token ``start`` to token ``end`` (exclusive, not empty)."""
        first, last = self.doc[start], self.doc[end - 1]
        a = self.origin[first.idx]
        b = self.origin[last.idx + max(len(last), 1) - 1] + 1
        return Span(a, b, self.article.text[a:b])


def as_dict(record: Any) -> Any:
    """Return a record as plain dicts, lists, strings and numbers, ready for JSON."""
    if is_dataclass(record) and not isinstance(record, type):
        return {f.name: as_dict(getattr(record, f.name)) for f in fields(record)}
    if isinstance(record, StrEnum):
        return record.value
    if isinstance(record, tuple | list):
        return [as_dict(item) for item in record]
    if isinstance(record, Mapping):
        return {key: as_dict(value) for key, value in record.items()}
    return record
