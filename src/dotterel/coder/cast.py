"""The cast of an article: every mention of somebody, with pronouns and short forms led back to fuller words.

Own rules, no model: a pronoun takes the nearest mention that agrees in number and kind, subjects first; where two
people fit equally well it stays unresolved, and its ``basis`` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.who import Mention, Reader, as_span, heads

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.reference import Reference
    from dotterel.records import Entity, Place

_SENTENCES_BACK = 3
_ARMED = frozenset({"REB", "UAF", "PRM", "CRM"})
_ORGANISED = frozenset({"group", "organisation", "party", "agency"})


class Cast:
    """Who is meant by each noun phrase of one page."""

    def __init__(self, reader: Reader, places: Mapping[int, Place]) -> None:
        """Read all mentions of a page. ``places`` maps the start offset of a place's words to the place."""
        self.reader = reader
        self.page = reader.page
        self._places = places
        self._mentions: dict[int, Mention] = {}
        self._order: list[Mention] = []
        self._people: dict[str, Mention] = {}
        self._short: dict[str, Mention] = {}
        self._sentence_of = {t.i: n for n, sent in enumerate(self.page.doc.sents) for t in sent}
        alone = [(head, reader.mention(head)) for head in heads(self.page)]
        for head, mention in alone:
            if mention.acts and head.pos_ != "PRON":
                self._remember(mention)
        for head, mention in alone:
            self._add(head, mention)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All mentions of somebody that may act, in text order."""
        return tuple(mention for mention in self._order if mention.acts)

    def mention(self, head: Token) -> Mention:
        """Return what the noun phrase of ``head`` means in this article."""
        known = self._mentions.get(head.i)
        return known if known is not None else self._resolved(head, self.reader.mention(head))

    def members(self, head: Token) -> tuple[Mention, ...]:
        """Return what a noun phrase means, one mention for each country or body where it names several."""
        mention = self.mention(head)
        return (self.reader.members(head) if mention.entity.antecedent is None else ()) or (mention,)

    def kinds(self, head: Token) -> frozenset[str]:
        """Return what a noun phrase is, in capitals: ``ACTOR`` or ``THING``, its kind, and its sectors."""
        mention = self.mention(head)
        sectors = filter(None, (mention.entity.sector, *mention.entity.other_sectors))
        return frozenset(("ACTOR" if mention.acts else "THING", mention.kind.upper(), *sectors))

    def _add(self, head: Token, alone: Mention) -> None:
        mention = self._resolved(head, alone)
        self._mentions[head.i] = mention
        self._order.append(mention)

    def _remember(self, mention: Mention) -> None:
        """Keep the full names of people, so that a surname finds them also in the headline above."""
        if mention.person:
            names = [t for t in self.page.doc[mention.start : mention.end] if self._is_name(t)]
            for token in names if len(names) > 1 else ():
                known = self._people.get(token.lower_)
                if known is None or (known.entity.code is None and mention.entity.code is not None):
                    self._people[token.lower_] = mention
        after = self.page.doc[mention.end : mention.end + 3]
        if len(after) == 3 and after[0].text in "([" and after[2].text in ")]" and after[1].text.isupper():
            self._short.setdefault(after[1].text, mention)

    def _is_name(self, token: Token) -> bool:
        named = self.reader.name_at(token.i)
        known = named is not None and named.entry is not None and named.entry.kind == "person"
        return token.pos_ == "PROPN" and len(token) > 1 and (known or token.ent_type_ == "PERSON")

    def _resolved(self, head: Token, mention: Mention) -> Mention:
        reference = self.reader.reference
        if head.lower_ in reference.pronouns and head.pos_ in ("PRON", "DET", "NUM"):
            return self._pronoun(head, mention)
        if mention.entity.code is None and head.pos_ == "PROPN" and mention.acts:
            mention = self._by_name(head, mention)
        if mention.entity.code is not None or mention.kind == "agency":
            return mention
        return self._owned_by_pronoun(head) or self._by_definite(head, mention)

    def _by_name(self, head: Token, mention: Mention) -> Mention:
        """A name that stands alone: the fuller one in the article, then somebody in office, then a place."""
        known = self._by_short_form(head, mention) or self.reader.in_office(head, mention)
        if known is not None:
            return known
        place = self._places.get(mention.entity.start) if head.ent_type_ == "GPE" else None
        return replace(mention, entity=_with_country(mention.entity, place)) if place is not None else mention

    def _by_short_form(self, head: Token, mention: Mention) -> Mention | None:
        """``Zarif`` after ``Mohammad Javad Zarif``; ``FMLN`` after the full name with the letters in brackets."""
        known = self._short.get(head.text) or self._people.get(head.lower_)
        if known is None or known.head == head.i:
            return None
        return self._linked(mention, known)

    def _owned_by_pronoun(self, head: Token) -> Mention | None:
        """``his followers``, ``their fighters``: code and sector of whom the pronoun means."""
        owner = next((c for c in syntax.children(head) if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if owner is None:
            return None
        mention, meant = self.reader.mention(head), self.mention(owner)
        if meant.entity.code is None or (mention.kind == "thing" and meant.kind == "pronoun"):
            return None
        sector = mention.entity.sector or meant.entity.sector
        basis = f"{owner.text} = {meant.entity.name or meant.entity.text}"
        entity = replace(mention.entity, code=meant.entity.code, sector=sector, basis=basis)
        return replace(mention, entity=entity)

    def _by_definite(self, head: Token, mention: Mention) -> Mention:
        """``the group``, ``the militants``, ``the president``: the last one named that fits."""
        definite = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these") for c in syntax.children(head))
        if not definite or mention.end - mention.start > 2:
            return mention
        for earlier in reversed(self._order):
            if earlier.entity.code is not None and self._same_kind(head, mention, earlier):
                return self._linked(mention, earlier)
        return mention

    def _same_kind(self, head: Token, mention: Mention, earlier: Mention) -> bool:
        reference: Reference = self.reader.reference
        said = self.page.doc[earlier.head]
        if said.lemma_ == head.lemma_ and mention.acts:
            return True
        if head.lower_ in reference.groups:
            armed = earlier.entity.sector in _ARMED
            return armed if mention.plural else earlier.kind in _ORGANISED and earlier.entity.sector != "GOV"
        if head.lower_ in reference.states:
            return earlier.kind == "country"
        return head.lower_ in reference.persons and earlier.person and earlier.entity.sector == mention.entity.sector

    def _linked(self, mention: Mention, known: Mention) -> Mention:
        source = known.entity
        entity = replace(
            mention.entity,
            antecedent=source.antecedent or as_span(self.page, known),
            name=source.name or source.text,
            code=source.code,
            sector=source.sector or mention.entity.sector,
            other_sectors=source.other_sectors,
            id=source.id,
            basis=source.basis,
        )
        return replace(mention, entity=entity, kind=known.kind, person=known.person or mention.person)

    def _pronoun(self, head: Token, mention: Mention) -> Mention:
        found = self._antecedents(head)
        unknown = replace(mention, kind="pronoun", person=head.lower_ in self.reader.reference.person_pronouns)
        if not found:
            return unknown
        best, *others = found
        if others and others[0][0] == best[0] and _differ(others[0][1], best[1]):
            names = f"{best[1].entity.text} or {others[0][1].entity.text}"
            return replace(unknown, entity=replace(unknown.entity, basis=f"unresolved: {names}"))
        return self._linked(unknown, best[1])

    def _antecedents(self, head: Token) -> list[tuple[float, Mention]]:
        scored = [(self._salience(head, m), m) for m in self._before(head) if self._agrees(head, m)]
        return sorted(scored, key=lambda pair: (pair[0], pair[1].head), reverse=True)[:2]

    def _before(self, head: Token) -> Iterator[Mention]:
        """Yield the mentions of this sentence and the few before it, the nearest first."""
        for mention in reversed(self._order):
            if self._sentences_back(head, mention) > _SENTENCES_BACK:
                return
            if mention.head < head.i:
                yield mention

    def _sentences_back(self, head: Token, mention: Mention) -> int:
        return self._sentence_of[head.i] - self._sentence_of[mention.head]

    def _agrees(self, head: Token, mention: Mention) -> bool:
        reference, word = self.reader.reference, head.lower_
        if not mention.acts or mention.kind == "agency" or mention.start <= head.i < mention.end:
            return False
        if word in reference.person_pronouns:
            return mention.person and not mention.plural
        if word in reference.group_pronouns:
            return (
                mention.plural or mention.kind in ("people", "group") or "conj" in _joined(self.page.doc[mention.head])
            )
        if word in reference.thing_pronouns:
            return not mention.person and not mention.plural and mention.kind not in ("people", "pronoun")
        return False

    def _salience(self, head: Token, mention: Mention) -> float:
        said = self.page.doc[mention.head]
        back = self._sentences_back(head, mention)
        subject = said.dep_ in ("nsubj", "nsubjpass") or (said.dep_ == "conj" and said.head.dep_ == "nsubj")
        score = 4.0 - back + (1.5 if subject else 0.0)
        if back == 0 and not subject and syntax.governing_verb(said) == syntax.governing_verb(head):
            score -= 2.0
        return score + (0.5 if mention.entity.code else 0.0)


def _joined(token: Token) -> frozenset[str]:
    return frozenset(child.dep_ for child in syntax.children(token))


def _differ(one: Mention, other: Mention) -> bool:
    a, b = one.entity, other.entity
    return (a.name or a.text) != (b.name or b.text) and (a.code, a.sector) != (b.code, b.sector)


def _with_country(entity: Entity, place: Place) -> Entity:
    if place.country_code is None:
        return entity
    return replace(entity, code=place.country_code, basis=f"place {place.resolved_place} in {place.country}")
