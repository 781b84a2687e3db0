"""Findings → Reports: ids, spans, codes, dates, places and speakers put together into the public record."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import when, where
from dotterel.coder.what import Finding, trigger_words
from dotterel.records import Entity, Page, Rejected, Report, Sentence, Size, Sizes, Span, Speaker, Status, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Token

    from dotterel.coder.cast import Cast
    from dotterel.coder.match import Match
    from dotterel.coder.says import Attribution
    from dotterel.coder.where import Places
    from dotterel.knowledge import Knowledge

_OLD_DAYS = 300
"""An event dated longer before publication than this is background."""
_SPOKEN = frozenset("AGREE SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
"""Types that are acts of words."""
_SIZE_OF = {"ASSAULT": "injured", "COERCE": "arrested", "PROTEST": "participants"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the other rooms of the coder found on the page."""

    page: Page
    know: Knowledge
    cast: Cast
    places: Places
    dates: tuple[When, ...]
    says: tuple[Attribution, ...]
    sentences: tuple[Sentence, ...]
    sentence_of: Mapping[int, int]
    coder: str


def reports(findings: Sequence[Finding], setting: Setting) -> tuple[Report, ...]:
    """Return one report for each finding, in text order, with ``within`` pointing at the report that holds it."""
    ids = {id(f.match): _id(f, setting) for f in findings}
    days = [when.date_of(setting.dates, setting.page, finding.match.anchor) for finding in findings]
    timed = [_in_time(finding, day, setting) for finding, day in zip(findings, days, strict=True)]
    background = _background(timed)
    made = []
    for finding, dated in zip(timed, days, strict=True):
        report = _report(finding, dated, setting, ids[id(finding.match)], background)
        holder = finding.within
        made.append(replace(report, within=ids.get(id(holder.match)) if holder is not None else None))
    return tuple(made)


def _id(finding: Finding, setting: Setting) -> str:
    span = setting.page.span(*trigger_words(finding.match))
    parts = (setting.page.article.id, str(span.start), str(span.end), finding.sense, _rule(finding.match))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _rule(match: Match) -> str:
    return f"{match.light.rule} + {match.entry.rule}" if match.light is not None else match.entry.rule


def _report(finding: Finding, dated: When, setting: Setting, key: str, background: AbstractSet[int]) -> Report:
    page, know, match = setting.page, setting.know, finding.match
    sentence = setting.sentences[setting.sentence_of[match.trigger.i]]
    actors = tuple(m.entity for m in finding.actors)
    recipients = tuple(m.entity for m in finding.recipients)
    modes = _modes(finding, setting)
    return Report(
        id=key,
        article=page.article.id,
        event=finding.event,
        sense=finding.sense,
        status=finding.status,
        trigger=page.span(*trigger_words(match)),
        rule=_rule(match),
        text=sentence.text,
        text_info=sentence,
        mode=modes,
        context=_contexts(finding, setting),
        quad_code=know.plover.types[finding.event].quad,
        event_scale=know.plover.score(finding.event, modes),
        cameo=know.cameo.code(finding.sense),
        actor=actors,
        recipient=recipients,
        according_to=_speakers(match, setting),
        date=dated.date,
        enddate=dated.enddate,
        date_precision=dated.precision,
        date_basis=dated.basis,
        date_text=Span(dated.start, dated.end, dated.text) if dated.text else None,
        event_loc=where.place_of(setting.places, page, _sought(finding, background, setting)),
        size=_sizes(finding),
        coder=setting.coder,
        knowledge=know.hash,
        codebook=know.plover.version,
    )


def _background(findings: Sequence[Finding]) -> frozenset[int]:
    """Return the first tokens of the sentences in which all that is told is history."""
    told: dict[int, set[Status]] = {}
    for finding in findings:
        told.setdefault(finding.match.trigger.sent.start, set()).add(finding.status)
    return frozenset(start for start, statuses in told.items() if statuses == {Status.HISTORICAL})


def _sought(finding: Finding, background: AbstractSet[int], setting: Setting) -> where.Sought:
    sides = [mention.entity for mention in (*finding.actors, *finding.recipients)]
    return where.Sought(
        finding.match.anchor,
        taken=frozenset((span.start, span.end) for span in _up_to_heads(finding, setting)),
        spoken=finding.event in _SPOKEN,
        countries=frozenset(entity.code for entity in sides if entity.code is not None),
        background=background,
    )


def _up_to_heads(finding: Finding, setting: Setting) -> Iterator[Span]:
    """Yield the words of the actors without what follows the noun: police **in Graz** are in Graz."""
    for mention in finding.actors:
        inside = mention.start <= mention.head < mention.end
        yield setting.page.span(mention.start, mention.head + 1 if inside else mention.end)


def _in_time(finding: Finding, dated: When, setting: Setting) -> Finding:
    """Return a finding that its date puts long ago as history."""
    published = setting.page.article.published
    told = finding.status is Status.ACTUAL and dated.date is not None and dated.basis != "published"
    if not told or published is None or dated.date is None:
        return finding
    old = _days_before(dated.enddate or dated.date, published) > _OLD_DAYS
    return replace(finding, status=Status.HISTORICAL) if old else finding


def _days_before(day: str, published: str) -> int:
    year, month = int(day[:4]), int(day[5:7]) if len(day) >= 7 else 12
    return (int(published[:4]) - year) * 365 + (int(published[5:7]) - month) * 30


def _lemmas(finding: Finding) -> list[str]:
    return [token.lemma_.lower() for token in finding.match.trigger.sent]


def _modes(finding: Finding, setting: Setting) -> tuple[str, ...]:
    """The modes of the sense, and those that weapons and manners named in the trigger's own clause add."""
    hints = setting.know.modes.get(finding.event)
    if hints is None:
        return finding.modes
    near = [t for t in finding.match.anchor.subtree if not t.is_space]
    near += [t for m in finding.actors for t in setting.page.doc[m.start : m.end]]
    found = [label for _, _, label in hints.found([t.lemma_.lower() for t in near])]
    return tuple(dict.fromkeys((*finding.modes, *found)))


def _contexts(finding: Finding, setting: Setting) -> tuple[str, ...]:
    found = (label for _, _, label in setting.know.contexts.found(_lemmas(finding)))
    return tuple(dict.fromkeys((*finding.match.entry.context, *found)))


def _speakers(match: Match, setting: Setting) -> tuple[Speaker, ...]:
    """Return who claims what the trigger tells, outermost first."""
    holding = [claim for claim in setting.says if claim.claim and _tells(claim, match.anchor)]
    holding.sort(key=lambda claim: sum(b - a for a, b in claim.content), reverse=True)
    return tuple(speaker for claim in holding if (speaker := _speaker(claim, setting)) is not None)


def is_own_word(finding: Finding, setting: Setting) -> bool:
    """True when nobody, or the doer himself, is said to have told of a finding."""
    speakers = _speakers(finding.match, setting) if finding.status is Status.FUTURE else ()
    doers = {(m.entity.code, m.entity.sector) for m in finding.actors}
    heads = {(m.entity.start, m.entity.end) for m in finding.actors}
    return all((s.code, s.sector) in doers or (s.start, s.end) in heads for s in speakers)


def _tells(claim: Attribution, anchor: Token) -> bool:
    """True when a claim tells of the trigger; a relative clause beside an unquoted claim is the article's own."""
    held = next(((a, b) for a, b in claim.content if a <= anchor.i < b), None)
    if held is None or claim.quoted:
        return held is not None
    token = anchor
    while held[0] <= token.i < held[1] and token.head != token:
        if token.dep_ == "relcl":
            return False
        token = token.head
    return True


def _speaker(claim: Attribution, setting: Setting) -> Speaker | None:
    if claim.source is None:
        return None
    entity: Entity = setting.cast.mention(claim.source).entity
    values = {name: getattr(entity, name) for name in Entity.__dataclass_fields__}
    return Speaker(**values, cue=setting.page.span(*claim.cue), quoted=claim.quoted)


def _sizes(finding: Finding) -> Sizes:
    """First reading of numbers: how many were killed, hurt, arrested, or took to the streets."""
    kind = "dead" if finding.match.entry.lemma in _KILLING else _SIZE_OF.get(finding.event)
    people = finding.actors if kind == "participants" else finding.recipients
    counted = next((m.entity for m in people if m.entity.count is not None), None)
    if kind is None or counted is None:
        return Sizes()
    size = Size(counted.count, counted.count, counted.text, counted.start, counted.end)
    return replace(Sizes(), **{kind: size})


_KILLING = frozenset(
    {"kill", "murder", "execute", "massacre", "assassinate", "behead", "slay", "shoot dead", "gun down"}
)


def rejected(match: Match, reason: str, setting: Setting) -> Rejected:
    """Return the row for a candidate that was not coded."""
    page = setting.page
    return Rejected(
        article=page.article.id,
        trigger=page.span(*trigger_words(match)),
        rule=_rule(match),
        reason=reason,
        sentence=setting.sentence_of[match.trigger.i],
    )
