"""Our reports of one article put together into incidents of the shape that MUC templates have."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from evidence import longest, sectors
from muc_gold import MONTHS, Filler, Incident, Range, days, is_plural, plain, same

from dotterel.records import Entity, Report, Status

if TYPE_CHECKING:
    from dotterel.records import Walked

MAPPING = Path(__file__).with_name("muc.toml")
_DATELINE = re.compile(r"\b(\d{1,2}) (" + "|".join(MONTHS) + r")[A-Z]* (\d\d) ?(?:\(|--)")
_OLD = datetime.timedelta(days=92)
"""What happened longer ago is background in these reports, and has no template."""
_HEADER = 200
OPEN = "ATTACK"
"""The type of an incident whose manner is not told."""


@dataclass(frozen=True, slots=True)
class Types:
    """Incident types by sense, and what the parts of a report mean there."""

    by_sense: Mapping[str, str]
    by_mode: Mapping[str, str]
    effects: tuple[str, ...]
    armed: frozenset[str]
    organisations: frozenset[str]

    def of(self, report: Report) -> str | None:
        """Return the incident type of a report; of an attack, by its manner."""
        kind = longest(report.sense, self.by_sense)
        return next((self.by_mode[m] for m in report.mode if m in self.by_mode), kind) if kind == OPEN else kind


@dataclass(frozen=True, slots=True)
class Draft:
    """An incident in the making: what one or more reports say."""

    incident: Incident
    effect: bool
    """True while only the outcome is told: somebody was killed."""
    sentence: int


def load(path: Path = MAPPING) -> Types:
    """Return the mapping of a file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    armed, heads = frozenset(raw["sectors"]["armed"]), frozenset(raw["organisation"]["heads"])
    return Types(raw["sense"], raw["mode"], tuple(raw["effect"]["senses"]), armed, heads)


def published(text: str) -> str | None:
    """Return the day in the first line of a wire report (``LIMA, 3 JAN 90 (EFE) --``) as an ISO date."""
    found = _DATELINE.search(text[:_HEADER])
    if found is None:
        return None
    try:
        day = datetime.date(1900 + int(found.group(3)), MONTHS.index(found.group(2)) + 1, int(found.group(1)))
    except ValueError:
        return None
    return day.isoformat()


def incidents(walked: Walked, types: Types) -> tuple[Incident, ...]:
    """Return the incidents that an article reports."""
    day = walked.article.published if walked.article else None
    drafts: list[Draft] = []
    for draft in _drafts(walked.coded.reports, types, day):
        at = next((n for n, known in enumerate(drafts) if _joins(known, draft)), None)
        drafts = [*drafts, draft] if at is None else [*drafts[:at], _joined(drafts[at], draft), *drafts[at + 1 :]]
    others = any(d.incident.type != OPEN and "ACCOMPLISHED" in d.incident.stages for d in drafts)
    return tuple(_dated(d.incident, day) for d in drafts if not (others and _is_outcome(d)))


def _is_outcome(draft: Draft) -> bool:
    """True when somebody was killed, and neither how nor by whom is told."""
    made = draft.incident
    return draft.effect and made.type == OPEN and not made.individuals and not made.organisations


def _dated(incident: Incident, day: str | None) -> Incident:
    """An incident without a date was on some day before it was reported."""
    if incident.dates or day is None:
        return incident
    return replace(incident, dates=(Range(None, datetime.date.fromisoformat(day)),))


def _drafts(reports: Iterable[Report], types: Types, day: str | None) -> Iterator[Draft]:
    reports = tuple(reports)
    threats = {r.id: r for r in reports if r.event == "THREATEN"}
    for report in reports:
        kind = types.of(report)
        threat = threats.get(report.within or "")
        stage = _stage(report, threat)
        if kind in (None, "none") or stage is None or _among_armed(report, types) or _is_old(report, day):
            continue
        doers = threat.actor if threat is not None and not report.actor else report.actor
        made = _incident(replace(report, actor=doers), str(kind), stage, types)
        yield Draft(made, report.sense.startswith(types.effects), report.text_info.number)


def _stage(report: Report, threat: Report | None) -> str | None:
    if threat is not None:
        return "THREATENED"
    if report.sense.endswith(".attempt") or report.status is Status.NEGATED:
        return "ATTEMPTED"
    return "ACCOMPLISHED" if report.status is Status.ACTUAL else None


def _among_armed(report: Report, types: Types) -> bool:
    """True when all who are named are armed sides, or nobody is."""
    hit = sectors(report.recipient)
    return bool(hit) and hit <= types.armed


def _is_old(report: Report, day: str | None) -> bool:
    if report.date is None or day is None:
        return False
    return days(report.date)[1] < datetime.date.fromisoformat(day) - _OLD


def _incident(report: Report, kind: str, stage: str, types: Types) -> Incident:
    place = report.event_loc
    names = (place.country, place.province, place.district, place.city, place.extracted_place) if place else ()
    dates = (Range(*days(report.date)),) if report.date else ()
    organisations = [e for e in report.actor if _is_organisation(e, types)]
    individuals = [e for e in report.actor if not _is_named(e, types)]
    return Incident(
        type=kind,
        stages=frozenset({stage}),
        dates=dates,
        places=(tuple(name for name in names if name),) if place else (),
        individuals=tuple(Filler((_words(e),)) for e in individuals),
        organisations=tuple(Filler(tuple(filter(None, (e.name, _words(e))))) for e in organisations),
        people=tuple(Filler((_words(e),), number=_number(e)) for e in report.recipient if e.sector is not None),
    )


def _words(entity: Entity) -> str:
    return entity.antecedent.text if entity.antecedent else entity.text


def _is_organisation(entity: Entity, types: Types) -> bool:
    return entity.id is not None or bool(types.organisations.intersection(plain(_words(entity))))


def _is_named(entity: Entity, types: Types) -> bool:
    """True when the words are only the name of an organisation, and nobody in it is meant."""
    words = plain(_words(entity))
    if not _is_organisation(entity, types) or not words:
        return not words
    return words[-1] in types.organisations or len(words) == 1 or set(words) <= set(plain(entity.name or ""))


def _number(entity: Entity) -> tuple[int, int | None] | None:
    """How many people an entity is: as counted, one where the head word is singular, else not known."""
    if entity.count is not None:
        return entity.count, entity.count
    return None if is_plural(_words(entity)) else (1, 1)


def _joins(known: Draft, new: Draft) -> bool:
    """True when two drafts can be one incident."""
    a, b = known.incident, new.incident
    if a.type != b.type and not (known.effect or new.effect):
        return False
    near = abs(known.sentence - new.sentence) <= 1
    if a.type != b.type and not near:
        return False
    return a.stages == b.stages and _same_days(a, b) and _same_place(a, b) and (near or _same_people(a, b))


def _same_days(a: Incident, b: Incident) -> bool:
    pairs = [(x, y) for x in a.dates for y in b.dates]
    return not pairs or any((x.first or x.last) <= y.last and (y.first or y.last) <= x.last for x, y in pairs)


def _same_place(a: Incident, b: Incident) -> bool:
    pairs = [(set(x), set(y)) for x in a.places for y in b.places]
    return not pairs or any(x <= y or y <= x for x, y in pairs)


def _same_people(a: Incident, b: Incident) -> bool:
    if not a.people or not b.people:
        return True
    return any(same(x.strings[0], y.strings[0]) for x in a.people for y in b.people)


def _joined(known: Draft, new: Draft) -> Draft:
    a, b = known.incident, new.incident
    finer = max(a.places + b.places, key=len, default=None)
    made = replace(
        a,
        type=b.type if known.effect and not new.effect else a.type,
        dates=a.dates or b.dates,
        places=(finer,) if finer else (),
        individuals=_both(a.individuals, b.individuals),
        organisations=_both(a.organisations, b.organisations),
        people=_both(a.people, b.people),
    )
    return Draft(made, known.effect and new.effect, new.sentence)


def _both(one: tuple[Filler, ...], other: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Return the fillers of both, without those that name the same once more."""
    return one + tuple(f for f in other if not any(same(f.strings[0], known.strings[0]) for known in one))
