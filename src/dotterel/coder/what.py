"""What happened: candidates → findings with a PLOVER type, or a rejection with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import sides, syntax
from dotterel.records import Status

if TYPE_CHECKING:
    from dotterel.coder.cast import Cast
    from dotterel.coder.match import Match
    from dotterel.coder.status import Truths
    from dotterel.coder.who import Mention
    from dotterel.knowledge.ontology import Ontology

_FUTURE_THREAT = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_FUTURE_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})
_VERBAL = frozenset(
    "AGREE CONSULT SUPPORT COOPERATE CONCEDE REQUEST ACCUSE REJECT THREATEN PROTEST MOBILIZE RETREAT".split()
)
"""Types that are done to somebody, never to a thing or a text: who praises an accord has no recipient by that."""
_ONE_SIDED = "cooperate.judicial"
_WAR_GAMES = "mobilize.troops.exercise"
_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
"""Types whose recipient may stand inside their content: ``demanded that Israel withdraw``."""
_SPEAKERS = frozenset({"we", "i", "us", "me", "you"})
_CONFLICT_SECTORS = frozenset({"COP", "MIL", "REB", "PRM", "UAF", "LAB", "REF", "SPY", "AGR"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A candidate that is an event: its match, its type, and who takes part."""

    match: Match
    sense: str
    event: str
    modes: tuple[str, ...]
    status: Status
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    within: Finding | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A candidate that is no event, with one sentence of reason."""

    match: Match
    reason: str


def judge(
    match: Match,
    cast: Cast,
    truths: Truths,
    plover: Ontology,
    topic: str | None,
    nouns: Mapping[int, Match] | None = None,
) -> Finding | Refusal:
    """Return what a candidate is: an event with its participants, or why it is none.

    ``nouns`` are the event nouns of the sentence, whose sides stand for them: the shelling killed → who shelled.
    """
    entry = match.entry
    coded = plover.type_and_modes(entry.sense)
    if coded is None:
        return Refusal(match, entry.reason or f"'{entry.lemma}' in this use is no event ({entry.sense})")
    if match.light is not None and match.light.effect == "end":
        return Refusal(match, f"'{match.light.lemma}' says that it ended")
    event, modes = coded
    actors = sides.mentions(sides.authors(match, nouns or {}, cast), cast)
    recipients = sides.mentions(match.whom, cast)
    if not recipients and event in _ADDRESSED:
        recipients = sides.mentions(sides.subjects_of_content(match), cast)
    problem = _problem(match, event, actors, recipients, topic)
    if problem:
        return Refusal(match, problem)
    status = truths.status(match.anchor)
    able = tuple(mention for mention in actors if sides.can_act(mention))
    recipients = tuple(sides.trimmed(mention, match, cast) for mention in recipients)
    if event in _VERBAL:
        recipients = tuple(mention for mention in recipients if sides.can_act(mention))
    if event in sides.MUTUAL and not able and recipients and not entry.sense.startswith(_ONE_SIDED):
        able, recipients = recipients, ()
    modes = tuple(dict.fromkeys((*modes, *entry.mode)))
    return Finding(match, entry.sense, event, modes, status, able, recipients)


def _of_conflict(mention: Mention) -> bool:
    """True for somebody who is in the news for conflict, whatever the rest of the passage is about."""
    return mention.kind != "person" and mention.entity.sector in _CONFLICT_SECTORS


def _describes(match: Match) -> bool:
    """True for a participle inside a compound adjective: ``US-backed forces`` tells of no event."""
    trigger = match.trigger
    return trigger.dep_ == "amod" and trigger.i > 0 and trigger.nbor(-1).text == "-"


def _problem(
    match: Match, event: str, actors: Sequence[Mention], recipients: Sequence[Mention], topic: str | None
) -> str | None:
    if event == "REQUEST" and recipients and all(m.entity.text.lower() in _SPEAKERS for m in recipients):
        return "the speakers say it of themselves"
    if _describes(match):
        return "part of a compound adjective that describes somebody"
    if topic is not None and event in _VIOLENT and not any(map(_of_conflict, (*actors, *recipients))):
        return f"the passage is about {topic}"
    if not actors and not recipients and not match.where:
        return "nobody is named who does it or to whom it is done"
    if match.trigger.pos_ in ("VERB", "AUX") and actors and not any(map(sides.can_act, actors)) and match.light is None:
        words = actors[0].entity.text
        return f"'{words}' is nobody who can act" if not recipients or event != "ASSAULT" else None
    named = any(map(sides.can_act, actors)) or recipients or match.where or match.light is not None
    if match.trigger.pos_ in ("NOUN", "PROPN") and not named:
        return "nobody is named who does it or to whom it is done"
    return None


def typed(finding: Finding, plover: Ontology, *, own: bool = True) -> Finding:
    """Let a single type win over type and status, as PLOVER does.

    A future meeting is AGREE, a future withdrawal CONCEDE, a future act of conflict THREATEN when it is the doer's
    ``own`` word; what somebody will not or would not yield or do is REJECT. War games of two states are COOPERATE.
    """
    if len({m.entity.code for m in finding.actors} - {None}) > 1 and finding.sense.startswith(_WAR_GAMES):
        return _renamed(finding, "cooperate.military.exercise", plover, finding.status)
    if finding.within is not None:
        return finding
    if finding.status is Status.NEGATED and plover.types[finding.event].quad in (1, 2) and _unwilling(finding):
        return _renamed(finding, f"reject.{finding.sense}", plover)
    if finding.status is not Status.FUTURE:
        return finding
    if finding.event in _FUTURE_AGREE:
        return _renamed(finding, _rooted("agree", finding), plover)
    if finding.event == "RETREAT":
        return _renamed(finding, _rooted("concede", finding), plover)
    if finding.event in _FUTURE_THREAT and own and finding.actors:
        return _renamed(finding, f"threaten.{finding.sense}", plover)
    return finding


def _unwilling(finding: Finding) -> bool:
    """True for ``will not`` and ``would not`` of somebody who could."""
    modals = (c.lower_ for c in syntax.children(finding.match.anchor) if c.dep_ == "aux" and c.tag_ == "MD")
    return any(word in ("will", "wo", "would") for word in modals) and bool(finding.actors)


def _rooted(root: str, finding: Finding) -> str:
    return ".".join([root, *finding.sense.split(".")[1:]])


def _renamed(finding: Finding, sense: str, plover: Ontology, status: Status = Status.ACTUAL) -> Finding:
    event, modes = plover.type_and_modes(sense) or (sense.partition(".")[0].upper(), ())
    return replace(finding, sense=sense, event=event, modes=modes, status=status)


def trigger_words(match: Match) -> tuple[int, int]:
    """Return token start and end of the words that name the event: the trigger with particles that stand beside it."""
    tokens = {match.trigger.i, *(token.i for token in match.parts)}
    if match.carrier is not None and abs(match.carrier.i - match.trigger.i) <= 4:
        tokens.add(match.carrier.i)
    start = end = match.trigger.i
    while start - 1 in tokens:
        start -= 1
    while end + 1 in tokens:
        end += 1
    if match.carrier is not None and match.carrier.i in tokens:
        start, end = min(start, match.carrier.i), max(end, match.carrier.i)
    return start, end + 1
