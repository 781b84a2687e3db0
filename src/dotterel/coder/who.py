"""Who the words mean: noun phrases → entities with code and sector, by names, roles and what stands beside them.

The chain is always the same: words → (antecedent) → name or role → entry → code. ``Entity.basis`` keeps its last link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.naming import in_office
from dotterel.coder.owners import Owners
from dotterel.records import Entity, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.actors import ActorEntry, Actors
    from dotterel.knowledge.reference import Reference
    from dotterel.records import Page

ACTOR_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
NO_ACTOR_ENTITIES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "LAW", "WORK_OF_ART", "LANGUAGE"}
)
_ROLE_WORDS = 6
_NUMBERS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen twenty
            """.split()
    )
}


@dataclass(frozen=True, slots=True)
class Named:
    """A dictionary name in the text: token start and end, and the row that holds on the day (None: ambiguous)."""

    start: int
    end: int
    entry: ActorEntry | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase and what it means."""

    head: int
    start: int
    end: int
    entity: Entity
    kind: str
    """``person group organisation country people agency equipment role pronoun`` or ``thing``."""
    plural: bool = False
    person: bool = False
    full: int = 0
    """Token end of all words of ``entity``: with places, brackets and titles that stand after the bare phrase."""

    @property
    def acts(self) -> bool:
        """True when this can be somebody who acts."""
        return self.kind != "thing"


def find_names(words: Sequence[str], actors: Actors, day: str | None) -> tuple[Named, ...]:
    """Return the dictionary names in a text from left to right, longest first, without overlaps."""
    found: list[Named] = []
    i = 0
    while i < len(words):
        names = actors.names_at(words, i)
        if names:
            count, entries = names[0]
            found.append(Named(i, i + count, actors.best(entries, day)))
            i += count
        else:
            i += 1
    return tuple(found)


class Reader:
    """Reads noun phrases of one page. Holds what was looked up once; :meth:`mention` itself changes nothing."""

    def __init__(self, page: Page, actors: Actors, reference: Reference) -> None:
        self.page = page
        self.actors = actors
        self.reference = reference
        self.words = [token.text for token in page.doc]
        self.day = page.article.published
        self.names = find_names(self.words, actors, self.day)
        self._at = {i: name for name in self.names for i in range(name.start, name.end)}
        self._owners = Owners(self.words, self._at, actors)

    def name_at(self, i: int) -> Named | None:
        """Return the dictionary name that covers token ``i``."""
        return self._at.get(i)

    def mention(self, head: Token) -> Mention:
        """Return what a noun phrase means by itself, without looking back in the article."""
        mention = self._meant(head)
        end = max(mention.end, syntax.whole_phrase(head, mention.end))
        span = self.page.span(mention.start, end)
        entity = replace(mention.entity, text=span.text, start=span.start, end=span.end)
        return replace(mention, entity=entity, full=end)

    def in_office(self, head: Token, mention: Mention) -> Mention | None:
        """Return who a bare last name is, with or without a title, when one person in office has it."""
        entry = in_office(head, self._title(head, mention.start), self.actors, self.reference, self.day)
        if entry is None:
            return None
        meant = self.entity(mention.start, mention.full, entry, f"{entry.source} in office")
        return replace(mention, entity=replace(meant, count=mention.entity.count), kind="person", person=True)

    def members(self, head: Token) -> tuple[Mention, ...]:
        """Return one mention for each owner of a role, with its own words: the **British** and **Irish governments**.

        Nothing where the phrase names no owner or only one.
        """
        mention = self.mention(head)
        role = self._role(mention.start, head.i + 1)
        if not mention.plural or not mention.acts or role is None:
            return ()
        before = self._owners.joined(head, mention.start)
        parts = before or self._owners.listed(head)
        starts = [mention.start, *(owner.start for owner in parts[1:])]
        ends = [owner.end for owner in parts]
        if before:
            ends[-1] = mention.full
        return tuple(
            self._member(mention, role[1], owner.entry, start, end)
            for owner, start, end in zip(parts, starts, ends, strict=False)
        )

    def _member(self, mention: Mention, role: ActorEntry, owner: ActorEntry, start: int, end: int) -> Mention:
        entity = self._owned(self.entity(start, end, role), role, owner)
        return replace(mention, start=start, end=end, full=end, entity=entity)

    def _meant(self, head: Token) -> Mention:
        mention = self._alone(head)
        if not mention.acts:
            return mention
        for other in syntax.appositions(head):
            name = self._at.get(other.i)
            if other.ent_type_ == "PERSON" or (name is not None and _is_person(name)):
                return self._named_after(mention, other)
            if mention.person and mention.entity.code is None and other.i > head.i:
                return self._titled_after(mention, other)
        return mention

    def _named_after(self, mention: Mention, name: Token) -> Mention:
        """``the British prime minister, Theresa May``: the name belongs to the words, and says who it is."""
        other = self._alone(name)
        meant = other.entity if other.entity.code is not None else mention.entity
        span = self.page.span(mention.start, max(mention.end, other.end))
        entity = replace(
            mention.entity,
            text=span.text,
            end=span.end,
            name=other.entity.name or other.entity.text,
            code=mention.entity.code or meant.code,
            sector=mention.entity.sector or meant.sector,
            id=meant.id,
        )
        return replace(mention, end=max(mention.end, other.end), entity=entity, kind="person", person=True)

    def _titled_after(self, mention: Mention, title: Token) -> Mention:
        """``Theresa May, the British prime minister``: code and sector of the title."""
        role = self._alone(title)
        if role.entity.code is None and role.entity.sector is None:
            return mention
        entity = replace(
            mention.entity,
            code=role.entity.code,
            sector=role.entity.sector,
            other_sectors=role.entity.other_sectors,
            basis=role.entity.basis,
        )
        return replace(mention, entity=entity)

    def _alone(self, head: Token) -> Mention:
        start, end = self._span(head)
        name, role = self._at.get(head.i), self._role(start, head.i + 1)
        if name is not None and (role is None or role[0] <= name.end - name.start):
            return self._by_name(head, start, end, name)
        if head.lower_ in self.reference.quantities and (inner := _of_object(head)) is not None:
            return self._by_inner(head, start, end, inner)
        if role is not None:
            return self._by_role(head, start, end, role[1])
        if head.ent_type_ in ACTOR_ENTITIES and head.pos_ in ("PROPN", "NOUN", "ADJ"):
            return self._by_label(head, start, end)
        if head.tag_ == "NNP" and not head.ent_type_ and head.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj"):
            return self._by_label(head, start, end)
        return self._thing(head, start, end)

    def _span(self, head: Token) -> tuple[int, int]:
        start, end = syntax.noun_phrase(head)
        name = self._at.get(head.i)
        if name is not None:
            start, end = min(start, name.start), max(end, name.end)
        return (self._owners.first_of_list(head, start) if _plural(head) else start), end

    def _role(self, start: int, end: int) -> tuple[int, ActorEntry] | None:
        return self.actors.role(self.words, end, max(start, end - _ROLE_WORDS))

    def entity(self, start: int, end: int, entry: ActorEntry | None, basis: str | None = None) -> Entity:
        """Return the entity of token span with the code and sector of an entry."""
        span = self.page.span(start, end)
        if entry is None:
            return Entity(span.text, span.start, span.end, basis=basis)
        return Entity(
            span.text,
            span.start,
            span.end,
            name=entry.name if entry.kind != "role" else None,
            code=entry.code,
            sector=entry.sector,
            other_sectors=entry.other_sectors,
            id=entry.id if entry.kind != "role" else None,
            basis=basis or entry.source,
        )

    def _by_name(self, head: Token, start: int, end: int, name: Named) -> Mention:
        entry = name.entry
        if entry is None:
            entity = self.entity(
                start, end, None, f"'{' '.join(self.words[name.start : name.end])}' has several meanings"
            )
            return Mention(head.i, start, end, self._counted(entity, head), "role", person=head.ent_type_ == "PERSON")
        entity = self.entity(start, end, entry)
        kind = {"seat": "country", "role": "role"}.get(entry.kind, entry.kind)
        return Mention(
            head.i, start, end, self._counted(entity, head), kind, plural=_plural(head), person=entry.kind == "person"
        )

    def _by_role(self, head: Token, start: int, end: int, role: ActorEntry) -> Mention:
        owner = self._owners.of(head, start, end)
        entity = self.entity(start, end, role)
        if owner is not None:
            entity = self._owned(entity, role, owner)
        kind = {"person": "role", "group": "group", "organisation": "organisation"}.get(
            role.detail, role.detail or "role"
        )
        many = _plural(head) or (head.tag_ == "NNP" and head.lower_ not in role.name.lower().split())
        return Mention(
            head.i, start, end, self._counted(entity, head), kind, plural=many, person=role.detail == "person"
        )

    def _owned(self, entity: Entity, role: ActorEntry, owner: ActorEntry) -> Entity:
        """A role of a country takes its code; a role in a group or organisation takes that group's code and sector."""
        basis = f"{role.source} of {owner.source}"
        if owner.kind in ("group", "organisation", "party", "agency", "person") and owner.sector:
            others = tuple(dict.fromkeys(s for s in (*owner.other_sectors, role.sector) if s and s != owner.sector))
            return replace(entity, code=owner.code, sector=owner.sector, other_sectors=others, basis=basis)
        sector = role.sector or owner.sector
        return replace(entity, code=owner.code or entity.code, sector=sector, basis=basis)

    def _by_inner(self, head: Token, start: int, end: int, inner: Token) -> Mention:
        """``hundreds of protesters``: the noun after ``of`` says who it is, the whole phrase is the words."""
        meant = self.mention(inner)
        a, b = min(start, meant.start), max(end, meant.end)
        span = self.page.span(a, b)
        entity = replace(meant.entity, text=span.text, start=span.start, end=span.end, count=_count(head))
        if not meant.acts and head.lower_ in self.reference.persons | self.reference.voices:
            return self._by_role_or_thing(head, a, b)
        return Mention(head.i, a, b, entity, meant.kind, plural=True)

    def _by_role_or_thing(self, head: Token, start: int, end: int) -> Mention:
        role = self._role(start, head.i + 1)
        return self._by_role(head, start, end, role[1]) if role else self._thing(head, start, end)

    def _by_label(self, head: Token, start: int, end: int) -> Mention:
        """A name that no dictionary has, which the parser takes for a person, an organisation or a place."""
        label = head.ent_type_ or "name"
        role = self._title(head, start)
        owner = self._owners.of(head, start, end) if role or label in ("ORG", "NORP") else None
        entity = self.entity(start, end, role, None if role else f"name ({label})")
        if role is not None:
            entity = replace(self._owned(entity, role, owner) if owner else entity, name=self._bare_name(head))
        elif owner is not None:
            entity = replace(entity, code=owner.code, basis=f"{owner.source} in the phrase")
        if label == "GPE" or label == "NORP":
            country = self.actors.country_of_adjective(self.words[head.i])
            entity = self.entity(start, end, country) if country else entity
        kind = {"PERSON": "person", "ORG": "organisation", "GPE": "country", "NORP": "people"}.get(label, "role")
        return Mention(
            head.i, start, end, self._counted(entity, head), kind, plural=_plural(head), person=label == "PERSON"
        )

    def _title(self, head: Token, start: int) -> ActorEntry | None:
        """Return the role that a person's name carries: ``Foreign Minister X``, ``X, the army chief``."""
        for end in range(head.i, start, -1):
            found = self._role(start, end)
            if found is not None:
                return found[1]
        for other in syntax.appositions(head):
            low, _ = syntax.noun_phrase(other)
            found = self._role(low, other.i + 1)
            if found is not None:
                return found[1]
        if head.dep_ == "appos" and head.ent_type_ == "PERSON":
            found = self._role(syntax.noun_phrase(head.head)[0], head.head.i + 1)
            return found[1] if found else None
        return None

    def _bare_name(self, head: Token) -> str | None:
        entity = next((ent for ent in head.sent.ents if ent.start <= head.i < ent.end), None)
        return entity.text if entity is not None else None

    def _thing(self, head: Token, start: int, end: int) -> Mention:
        """Something that is nobody; as a recipient it still belongs to whom it names (``a Syrian village``)."""
        before = self._role(start, head.i)
        if before is not None and before[1].detail in ("group", "organisation", "person") and head.pos_ == "NOUN":
            return self._by_role(head, start, end, before[1])
        owner = self._owners.of(head, start, end)
        if owner is None:
            return Mention(head.i, start, end, self.entity(start, end, None), "thing", plural=_plural(head))
        span = self.page.span(start, end)
        entity = Entity(span.text, span.start, span.end, code=owner.code, basis=f"{owner.source} in the phrase")
        return Mention(head.i, start, end, entity, "thing", plural=_plural(head))

    def _counted(self, entity: Entity, head: Token) -> Entity:
        count = next((_number(c) for c in syntax.children(head) if c.dep_ == "nummod"), None)
        return replace(entity, count=count) if count is not None else entity


def _is_person(name: Named) -> bool:
    return name.entry is not None and name.entry.kind == "person"


def heads(page: Page) -> Iterator[Token]:
    """Yield the head of every noun phrase of a page, in text order."""
    for token in page.doc:
        if (
            token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "det", "amod", "nmod", "expl")
        ) or (token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and token.pos_ in ("NUM", "ADJ", "DET")):
            yield token


def as_span(page: Page, mention: Mention) -> Span:
    """Return the words of a mention."""
    return page.span(mention.start, mention.end)


def _of_object(head: Token) -> Token | None:
    return next((token for prep, token in syntax.preps(head) if prep == "of" and token.pos_ != "VERB"), None)


def _plural(head: Token) -> bool:
    return head.tag_ in ("NNS", "NNPS") or any(child.dep_ == "nummod" for child in syntax.children(head))


def _count(token: Token) -> int | None:
    return (
        _number(token)
        if token.pos_ == "NUM"
        else next((_number(c) for c in syntax.children(token) if c.dep_ == "nummod"), None)
    )


def _number(token: Token) -> int | None:
    text = token.text.replace(",", "")
    return int(text) if text.isdecimal() and len(text) < 10 else _NUMBERS.get(token.lower_)
