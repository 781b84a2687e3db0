"""What happened: candidates → findings with a PLOVER type, or a rejection with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.who import NO_ACTOR_ENTITIES
from dotterel.records import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.coder.cast import Cast
    from dotterel.coder.match import Match
    from dotterel.coder.status import Truths
    from dotterel.coder.who import Mention
    from dotterel.knowledge.hints import Hints
    from dotterel.knowledge.ontology import Ontology

_FUTURE_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_VIOLENT = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"})
_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
"""Types whose recipient may stand inside their content: ``demanded that Israel withdraw``."""
_REACHING = frozenset({"AID", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "ASSAULT"})
"""Types in which the country or town reached stands for its people when no recipient is named."""
_HANDED = frozenset({"AID", "MOBILIZE", "RETREAT"})
"""Types whose thing is what is handed over or sent, and nobody to whom it is done."""
_REACH = frozenset({"to", "from", "in", "on", "against", "into", "for", "across"})
_SPEAKERS = frozenset({"we", "i", "us", "me", "you"})
_CONFLICT_SECTORS = frozenset({"COP", "MIL", "REB", "PRM", "UAF", "LAB", "REF", "SPY", "AGR"})
_TOPIC_WORDS = 3
_TOPIC_DENSITY = 0.02


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


def judge(match: Match, cast: Cast, truths: Truths, plover: Ontology, topic: str | None) -> Finding | Refusal:
    """Return what a candidate is: an event with its participants, or why it is none."""
    entry = match.entry
    coded = plover.type_and_modes(entry.sense)
    if coded is None:
        return Refusal(match, entry.reason or f"'{entry.lemma}' in this use is no event ({entry.sense})")
    if match.light is not None and match.light.effect == "end":
        return Refusal(match, f"'{match.light.lemma}' says that it ended")
    event, modes = coded
    actors, recipients = _mentions(_authors(match.who, cast), cast), _mentions(match.whom, cast)
    if not recipients and event in _ADDRESSED:
        recipients = _mentions(_subjects_of_content(match), cast)
    problem = _problem(match, event, actors, recipients, topic)
    if problem:
        return Refusal(match, problem)
    status = truths.status(match.anchor)
    able = tuple(mention for mention in actors if _can_act(mention))
    recipients = tuple(_trimmed(mention, match, cast) for mention in recipients)
    if event in _MUTUAL and not able and recipients:
        able, recipients = recipients, ()
    modes = tuple(dict.fromkeys((*modes, *entry.mode)))
    return Finding(match, entry.sense, event, modes, status, able, recipients)


def _authors(tokens: Iterable[Token], cast: Cast) -> Iterator[Token]:
    """Yield who speaks, where a message or a resolution does: its owner, or the one who released it."""
    for token in tokens:
        if token.lemma_.lower() not in cast.reader.reference.documents or _can_act(cast.mention(token)):
            yield token
            continue
        owners = [inner for prep, inner in syntax.preps(token) if prep in ("by", "from")]
        verb = syntax.governing_verb(token)
        if not owners and verb is not None and token in syntax.objects(verb):
            owners = list(syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb))
        yield from owners or [token]


def _subjects_of_content(match: Match) -> tuple[Token, ...]:
    found = [token for verb in match.content if not syntax.has_to(verb) for token in syntax.subjects(verb)]
    return tuple(token for token in found if token not in match.who)


def _mentions(tokens: Iterable[Token], cast: Cast) -> tuple[Mention, ...]:
    found = {
        (mention.start, mention.end): mention
        for token in tokens
        if (mention := cast.mention(token)).entity.code is not None or token.ent_type_ not in NO_ACTOR_ENTITIES
    }
    return tuple(found.values())


def _trimmed(mention: Mention, match: Match, cast: Cast) -> Mention:
    """Cut what plays another part off a phrase: accused **the ministry** of neglect."""
    inner = [token.head.i for token in (*match.what, *match.content) if mention.head < token.i < mention.end]
    ends = [i for i in inner if mention.head < i < mention.end]
    if not ends:
        return mention
    span = cast.page.span(mention.start, min(ends))
    entity = replace(mention.entity, text=span.text, start=span.start, end=span.end)
    return replace(mention, end=min(ends), entity=entity)


def _can_act(mention: Mention) -> bool:
    return mention.acts or mention.entity.code is not None


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
    if match.trigger.pos_ in ("VERB", "AUX") and actors and not any(map(_can_act, actors)) and match.light is None:
        words = actors[0].entity.text
        return f"'{words}' is nobody who can act" if not recipients or event != "ASSAULT" else None
    named = any(map(_can_act, actors)) or recipients or match.where or match.light is not None
    if match.trigger.pos_ in ("NOUN", "PROPN") and not named:
        return "nobody is named who does it or to whom it is done"
    return None


def typed(finding: Finding, plover: Ontology) -> Finding:
    """Let a single type win over type and status.

    A future meeting is AGREE, a future withdrawal CONCEDE; what somebody will not or would not yield or do is REJECT.
    """
    if finding.within is not None:
        return finding
    if finding.status is Status.NEGATED and plover.types[finding.event].quad in (1, 2) and _unwilling(finding):
        return replace(finding, sense=f"reject.{finding.sense}", event="REJECT", modes=(), status=Status.ACTUAL)
    if finding.status is not Status.FUTURE:
        return finding
    if finding.event in _FUTURE_AGREE:
        return _renamed(finding, "agree", plover)
    if finding.event == "RETREAT":
        return _renamed(finding, "concede", plover)
    return finding


def _unwilling(finding: Finding) -> bool:
    """True for ``will not`` and ``would not`` of somebody who could."""
    modals = (c.lower_ for c in syntax.children(finding.match.anchor) if c.dep_ == "aux" and c.tag_ == "MD")
    return any(word in ("will", "wo", "would") for word in modals) and bool(finding.actors)


def completed(findings: Sequence[Finding], nouns: Mapping[int, Match], cast: Cast) -> list[Finding]:
    """Give a finding without a recipient the one that its content names.

    Who threatens to shell a town threatens the town; who rejects a call by the president rejects the president's.
    """
    inner: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.within is not None:
            inner.setdefault(finding.within.match.anchor.i, []).append(finding)
    return [f if f.recipients else replace(f, recipients=_told_inside(f, inner, nouns, cast)) for f in findings]


def _told_inside(
    finding: Finding, inner: Mapping[int, list[Finding]], nouns: Mapping[int, Match], cast: Cast
) -> tuple[Mention, ...]:
    match, own = finding.match, {mention.head for mention in finding.actors}
    if finding.event in _MUTUAL and len(finding.actors) > 1:
        return ()
    found = _from_nested(finding, inner) or _from_clauses(match, cast)
    if not found and finding.event not in _HANDED:
        found = _from_things(match, nouns, cast)
    found = found or (_from_place(match, cast) if finding.event in _REACHING else ())
    return tuple(mention for mention in found if mention.head not in own)


def _from_nested(finding: Finding, inner: Mapping[int, list[Finding]]) -> tuple[Mention, ...]:
    for below in inner.get(finding.match.anchor.i, ()):
        same = {m.head for m in below.actors} & {m.head for m in finding.actors}
        if below.recipients and (same or not below.actors):
            return below.recipients
    return ()


def _from_clauses(match: Match, cast: Cast) -> tuple[Mention, ...]:
    objects = (token for verb in match.content for token in syntax.objects(verb))
    return tuple(m for m in _mentions(objects, cast) if _can_act(m) and m.kind != "pronoun")


def _from_things(match: Match, nouns: Mapping[int, Match], cast: Cast) -> tuple[Mention, ...]:
    for thing in match.what:
        noun = nouns.get(thing.i)
        found = _mentions((*noun.whom, *noun.who), cast) if noun is not None else ()
        found = found or _mentions((thing,), cast)
        able = tuple(mention for mention in found if _can_act(mention))
        if able:
            return able
    return ()


def _from_place(match: Match, cast: Cast) -> tuple[Mention, ...]:
    """The country or town that an act reaches, where nobody in it is named: troops sent to Poland."""
    near = (*syntax.preps(match.anchor), *(pair for thing in match.what for pair in syntax.preps(thing)))
    places = (token for prep, token in near if prep in _REACH and token.ent_type_ == "GPE")
    return _mentions(places, cast)


def _renamed(finding: Finding, root: str, plover: Ontology) -> Finding:
    sense = ".".join([root, *finding.sense.split(".")[1:]])
    coded = plover.type_and_modes(sense)
    event, modes = coded if coded is not None else (root.upper(), ())
    return replace(finding, sense=sense, event=event, modes=modes, status=Status.ACTUAL)


def nested(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings with ``within`` set: the finding whose content each one stands in."""
    by_anchor = {finding.match.anchor.i: finding for finding in findings}
    by_anchor.update({finding.match.trigger.i: finding for finding in findings})
    return [replace(finding, within=_holder(finding, by_anchor)) for finding in findings]


def _holder(finding: Finding, by_anchor: Mapping[int, Finding]) -> Finding | None:
    below = finding.match.anchor
    for above in _same_statement(below):
        holder = by_anchor.get(above.i)
        if holder is not None and holder is not finding and _holds(holder, below):
            return holder
    return None


def _same_statement(token: Token) -> Iterator[Token]:
    """Yield the words above a word up to where a clause of its own begins: what is told beside is not part of it."""
    while token.head != token:
        if token.dep_ == "relcl" or (token.dep_ == "advcl" and any(c.dep_ == "mark" for c in syntax.children(token))):
            return
        token = token.head
        yield token


def _holds(holder: Finding, token: Token) -> bool:
    match = holder.match
    path = {token.i, *(ancestor.i for ancestor in token.ancestors)}
    if any(inner.i in path for inner in match.content):
        return True
    return any(inner.i in path and match.anchor.i < inner.i for inner in match.what)


def topic_of(paragraph: Sequence[str], article: Mapping[str, float], topics: Hints) -> str | None:
    """Return the topic of a passage that uses words of conflict for something else (``sport``), or None."""
    found = Counter(label for _, _, label in _distinct(paragraph, topics))
    for topic, count in found.most_common(1):
        if count >= _TOPIC_WORDS and article.get(topic, 0.0) >= _TOPIC_DENSITY / 2:
            return topic
    return next((topic for topic, density in article.items() if density >= _TOPIC_DENSITY), None)


def densities(lemmas: Sequence[str], topics: Hints) -> dict[str, float]:
    """Return, for each topic with at least four different words in an article, its words per word."""
    hits: dict[str, list[tuple[str, ...]]] = {}
    for start, end, label in topics.found(lemmas):
        hits.setdefault(label, []).append(tuple(lemmas[start:end]))
    return {label: len(words) / len(lemmas) for label, words in hits.items() if len(set(words)) >= _TOPIC_WORDS + 1}


def _distinct(lemmas: Sequence[str], topics: Hints) -> set[tuple[str, str, str]]:
    return {(lemmas[start], lemmas[end - 1], label) for start, end, label in topics.found(lemmas)}


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
