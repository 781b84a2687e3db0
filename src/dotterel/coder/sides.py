"""Who takes part in a finding: the mentions that fill its roles, and those that only its content names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_REACH = frozenset({"to", "from", "in", "on", "against", "into", "for", "across"})


def authors(tokens: Iterable[Token], cast: Cast) -> Iterator[Token]:
    """Yield who speaks, where a message or a resolution does: its owner, or the one who released it."""
    for token in tokens:
        if token.lemma_.lower() not in cast.reader.reference.documents or can_act(cast.mention(token)):
            yield token
            continue
        owners = [inner for prep, inner in syntax.preps(token) if prep in ("by", "from")]
        verb = syntax.governing_verb(token)
        if not owners and verb is not None and token in syntax.objects(verb):
            owners = list(syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb))
        yield from owners or [token]


def subjects_of_content(match: Match) -> tuple[Token, ...]:
    found = [token for verb in match.content if not syntax.has_to(verb) for token in syntax.subjects(verb)]
    return tuple(token for token in found if token not in match.who)


def mentions(tokens: Iterable[Token], cast: Cast) -> tuple[Mention, ...]:
    found = {
        (mention.start, mention.end): mention
        for token in tokens
        if (mention := cast.mention(token)).entity.code is not None or token.ent_type_ not in NO_ACTOR_ENTITIES
    }
    return tuple(found.values())


def trimmed(mention: Mention, match: Match, cast: Cast) -> Mention:
    """Cut what plays another part off a phrase: accused **the ministry** of neglect."""
    inner = [token.head.i for token in (*match.what, *match.content) if mention.head < token.i < mention.end]
    ends = [i for i in inner if mention.head < i < mention.end]
    if not ends:
        return mention
    span = cast.page.span(mention.start, min(ends))
    entity = replace(mention.entity, text=span.text, start=span.start, end=span.end)
    return replace(mention, end=min(ends), entity=entity)


def can_act(mention: Mention) -> bool:
    return mention.acts or mention.entity.code is not None


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
    if finding.event in MUTUAL and len(finding.actors) > 1:
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
    return tuple(m for m in mentions(objects, cast) if can_act(m) and m.kind != "pronoun")


def _from_things(match: Match, nouns: Mapping[int, Match], cast: Cast) -> tuple[Mention, ...]:
    for thing in match.what:
        noun = nouns.get(thing.i)
        found = mentions((*noun.whom, *noun.who), cast) if noun is not None else ()
        found = found or mentions((thing,), cast)
        able = tuple(mention for mention in found if can_act(mention))
        if able:
            return able
    return ()


def _from_place(match: Match, cast: Cast) -> tuple[Mention, ...]:
    """The country or town that an act reaches, where nobody in it is named: troops sent to Poland."""
    near = (*syntax.preps(match.anchor), *(pair for thing in match.what for pair in syntax.preps(thing)))
    places = (token for prep, token in near if prep in _REACH and token.ent_type_ == "GPE")
    return mentions(places, cast)
