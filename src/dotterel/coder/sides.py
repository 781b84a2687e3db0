"""Who takes part in a finding: the mentions that fill its roles, and those that only its content names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.who import NO_ACTOR_ENTITIES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.coder.cast import Cast
    from dotterel.coder.match import Match
    from dotterel.coder.what import Finding
    from dotterel.coder.who import Mention

MUTUAL = frozenset({"CONSULT", "COOPERATE"})
"""Types that two sides do together."""
_REACHING = frozenset({"AID", "RETREAT", "CONCEDE", "SANCTION", "MOBILIZE", "ASSAULT"})
"""Types in which the country or town reached stands for its people when no recipient is named."""
_HANDED = frozenset({"AID", "MOBILIZE", "RETREAT"})
"""Types whose thing is what is handed over or sent, and nobody to whom it is done."""
_REACH = frozenset({"to", "from", "on", "against", "into", "for"})
_REACH_OF_AID = _REACH | {"in", "across"}


def authors(match: Match, nouns: Mapping[int, Match], cast: Cast) -> Iterator[Token]:
    """Yield who does it: the words in the role, or whom an event noun or a document among them stands for."""
    for token in match.who or _sides_of_things(match, nouns):
        noun = nouns.get(token.i)
        if noun is not None and noun.who and token.pos_ == "NOUN":
            yield from noun.who
        elif token.lemma_.lower() in cast.reader.reference.documents and not can_act(cast.mention(token)):
            yield from _writers(token)
        else:
            yield token


def _sides_of_things(match: Match, nouns: Mapping[int, Match]) -> tuple[Token, ...]:
    """``Talks between the two sides broke down``: the sides of an event noun, when nobody else is named."""
    if match.whom:
        return ()
    return tuple(side for thing in match.what if thing.i in nouns for side in nouns[thing.i].who)


def _writers(document: Token) -> Sequence[Token]:
    """Who speaks where a message or a resolution does: its owner, or the one who released it."""
    owners = [inner for prep, inner in syntax.preps(document) if prep in ("by", "from")]
    verb = syntax.governing_verb(document)
    if not owners and verb is not None and document in syntax.objects(verb):
        owners = list(syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb))
    return owners or [document]


def subjects_of_content(match: Match) -> tuple[Token, ...]:
    """Return who does what is asked or claimed: ``demanded that Israel withdraw``."""
    found = [token for verb in match.content if not syntax.has_to(verb) for token in syntax.subjects(verb)]
    return tuple(token for token in found if token not in match.who)


def mentions(tokens: Iterable[Token], cast: Cast) -> tuple[Mention, ...]:
    """Return what noun phrases mean, without days, sums and the like."""
    found = {
        (mention.start, mention.end): mention
        for token in tokens
        for mention in cast.members(token)
        if mention.entity.code is not None or token.ent_type_ not in NO_ACTOR_ENTITIES
    }
    return tuple(found.values())


def trimmed(mention: Mention, match: Match, cast: Cast) -> Mention:
    """Cut what plays another part off a phrase: accused **the ministry** of neglect."""
    parts = (*match.what, *match.content, *match.where, *match.who, *match.whom)
    inner = [token.head.i for token in parts if mention.head < token.i < mention.full]
    ends = [i for i in inner if mention.head < i < mention.full]
    if not ends:
        return mention
    span = cast.page.span(mention.start, min(ends))
    entity = replace(mention.entity, text=span.text, start=span.start, end=span.end)
    return replace(mention, end=min(mention.end, *ends), full=min(ends), entity=entity)


def can_act(mention: Mention) -> bool:
    """True for somebody, and for what belongs to somebody with a code."""
    return mention.acts or mention.entity.code is not None


def completed(findings: Sequence[Finding], nouns: Mapping[int, Match], cast: Cast) -> list[Finding]:
    """Give a finding without a recipient the one that its content names, the innermost first.

    Who threatens to shell a town threatens the town; who rejects a call by the president rejects the president's.
    """
    inner: dict[int, list[Finding]] = {}
    done: dict[int, Finding] = {}
    for finding in sorted(findings, key=_depth, reverse=True):
        told = () if finding.recipients else _told_inside(finding, inner, nouns, cast)
        whole = replace(finding, recipients=told) if told else finding
        done[id(finding)] = whole
        if finding.within is not None:
            inner.setdefault(finding.within.match.anchor.i, []).append(whole)
    return [done[id(finding)] for finding in findings]


def _depth(finding: Finding) -> int:
    return 0 if finding.within is None else 1 + _depth(finding.within)


def _told_inside(
    finding: Finding, inner: Mapping[int, list[Finding]], nouns: Mapping[int, Match], cast: Cast
) -> tuple[Mention, ...]:
    match, own = finding.match, {mention.head for mention in finding.actors}
    if finding.event in MUTUAL and len(finding.actors) > 1:
        return ()
    below = inner.get(match.anchor.i, ())
    handed = {f.match.anchor.i for f in below if f.event in _HANDED}
    found = _from_nested(finding, below) or _from_clauses(match, handed, nouns, cast)
    if not found and finding.event not in _HANDED:
        found = _from_things(match, nouns, cast)
    found = found or (_from_place(finding, cast) if finding.event in _REACHING else ())
    return tuple(mention for mention in found if mention.head not in own)


def _from_nested(finding: Finding, inner: Iterable[Finding]) -> tuple[Mention, ...]:
    for below in inner:
        same = {m.head for m in below.actors} & {m.head for m in finding.actors}
        if below.recipients and (same or not below.actors):
            return below.recipients
    return ()


def _from_clauses(
    match: Match, handed: AbstractSet[int], nouns: Mapping[int, Match], cast: Cast
) -> tuple[Mention, ...]:
    """Whom the content's verbs are done to; what is handed over or sent in them, and an event noun, is nobody."""
    verbs = (verb for verb in match.content if verb.i not in handed)
    objects = (token for verb in verbs for token in syntax.objects(verb) if token.i not in nouns)
    return tuple(m for m in mentions(objects, cast) if can_act(m) and m.kind != "pronoun")


def _from_things(match: Match, nouns: Mapping[int, Match], cast: Cast) -> tuple[Mention, ...]:
    for thing in (*match.what, *match.whom):
        noun = nouns.get(thing.i)
        found = mentions(_sides_of(noun, match), cast) if noun is not None else mentions((thing,), cast)
        able = tuple(mention for mention in found if can_act(mention))
        if able:
            return able
    return ()


def _sides_of(noun: Match, match: Match) -> tuple[Token, ...]:
    """Whom the event noun is done to, then who does it; of what is condemned or rejected only who does it."""
    return noun.who if match.entry.sense.startswith(("accuse", "reject")) and noun.who else (*noun.whom, *noun.who)


def _from_place(finding: Finding, cast: Cast) -> tuple[Mention, ...]:
    """The country or town that an act reaches, where nobody in it is named: troops sent to Poland."""
    match, reach = finding.match, _REACH_OF_AID if finding.event == "AID" else _REACH
    near = (*syntax.preps(match.anchor), *(pair for thing in match.what for pair in syntax.preps(thing)))
    places = (token for prep, token in near if prep in reach and token.ent_type_ == "GPE")
    return mentions(places, cast)
