"""Does a use of a word fit an entry's frame, and which words play which part?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.slots import Kinds, NounSlots, Slots, VerbSlots, Words
from dotterel.knowledge.frame import CLAUSES, ROLES, SAME

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.knowledge.frame import Element, Pattern
    from dotterel.knowledge.lexicon import Entry

_WORDS, _DOER_WORDS, _LINKED, _BARE, _PARTICLE = 3.0, 1.0, 2.0, 1.0, 4.0
"""How much a matched element says about the sense: particles, fixed words, prepositions and clauses, plain roles."""
_NOUN_DETAIL = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that fits a trigger, with the heads of the words in each role."""

    entry: Entry
    trigger: Token
    score: float
    parts: tuple[Token, ...] = ()
    """Words that belong to the trigger: particles and fixed words."""
    who: tuple[Token, ...] = ()
    whom: tuple[Token, ...] = ()
    what: tuple[Token, ...] = ()
    where: tuple[Token, ...] = ()
    content: tuple[Token, ...] = ()
    """Verbs of the clauses that say what is asked, promised, denied …"""
    light: Entry | None = None
    carrier: Token | None = None
    """The light verb that carries an event noun."""

    @property
    def anchor(self) -> Token:
        """The word whose clause the report stands in: the light verb, or the trigger itself."""
        return self.carrier if self.carrier is not None else self.trigger


@dataclass(frozen=True, slots=True)
class _Hit:
    """What an element found: words for a role, words of the trigger, or a clause."""

    tokens: tuple[Token, ...]
    weight: float
    fixed: bool = False


@dataclass(slots=True)
class _Found:
    """What the elements of one pattern have found so far."""

    score: float
    parts: list[Token]
    roles: dict[str, list[Token]] = field(default_factory=lambda: {role: [] for role in ROLES})
    content: list[Token] = field(default_factory=list)

    def add(self, element: Element, hit: _Hit, weight: float) -> None:
        self.score += hit.weight * weight
        if element.kind == "role":
            held = self.roles[element.role]
            held.extend(token for token in hit.tokens if token not in held)
        if hit.fixed:
            self.parts.extend(hit.tokens)
        if element.kind in CLAUSES:
            self.content.extend(hit.tokens)

    def add_inner_clauses(self) -> None:
        """Take for content what is no clause of the trigger: **is willing** to go, charged **with** killing."""
        self.content += [token for token in self.roles["what"] if token.dep_ == "pcomp"]
        self.content += [verb for word in self.parts for verb in syntax.clauses_of_predicate(word)]

    def match(self, entry: Entry, trigger: Token) -> Match:
        who, whom, what, where = (tuple(self.roles[role]) for role in ROLES)
        return Match(
            entry, trigger, self.score, tuple(self.parts), who, whom, what, where, tuple(dict.fromkeys(self.content))
        )


def best_verb(entries: Iterable[Entry], verb: Token, kinds: Kinds, words: Words | None = None) -> Match | None:
    """Return the most specific match of a verb's entries, or None when no frame fits."""
    slots = VerbSlots(verb, kinds, words or Words(verb.sent))
    return _chosen([match for entry in entries if (match := _verb(entry, verb, slots)) is not None])


def best_noun(entries: Iterable[Entry], noun: Token, kinds: Kinds, words: Words | None = None) -> Match | None:
    """Return the most specific match of a noun's entries, or None when no frame fits."""
    slots = NounSlots(noun, kinds, words or Words(noun.sent))
    return _chosen([match for entry in entries if (match := _noun(entry, slots)) is not None])


def _chosen(matches: Sequence[Match]) -> Match | None:
    """Return the most specific match; one of a user's own entry goes before ours that tell of an event."""
    best = _best(matches)
    if best is None or best.entry.own or not best.entry.tells:
        return best
    return _best(match for match in matches if match.entry.own) or best


def _best(matches: Iterable[Match]) -> Match | None:
    return max(matches, key=lambda match: match.score, default=None)


def _verb(entry: Entry, verb: Token, slots: VerbSlots) -> Match | None:
    possible = [pattern for pattern in entry.patterns if slots.words.could_fit(pattern.needs)]
    particles = _particles(entry, verb, slots) if possible else None
    if particles is None:
        return None
    fitted = (_fit_verb(entry, pattern, slots, particles) for pattern in possible)
    return _best(match for match in fitted if match is not None)


def _particles(entry: Entry, verb: Token, slots: VerbSlots) -> tuple[Token, ...] | None:
    found: list[Token] = []
    for word in entry.words[1:]:
        if word not in slots.near_words:
            return None
        particle = syntax.has_particle(verb, word) or next((t for t in slots.near if word in slots.forms(t)), None)
        if particle is None:
            return None
        found.append(particle)
    return tuple(found)


def _fit_verb(entry: Entry, pattern: Pattern, slots: VerbSlots, particles: tuple[Token, ...]) -> Match | None:
    """Return the match of one pattern: every element must be found unless it is optional or a bare ``who``."""
    hits: list[tuple[Element, _Hit]] = []
    for number, element in enumerate(pattern.elements):
        if element.kind != "role" or element.prep:
            hit, needed = _linked(element, slots), True
        elif number < len(pattern.before):
            hit, needed = _subject(element, slots), element.role != "who" or bool(element.words)
        else:
            hit, needed = _object(element, slots, particles, pattern), True
        if hit is not None:
            hits.append((element, hit))
        elif needed and not element.optional:
            return None
    found = _Found(_PARTICLE * len(particles), list(particles))
    for element, hit in hits:
        found.add(element, hit, 1.0)
    found.add_inner_clauses()
    return found.match(entry, slots.trigger)


def _linked(element: Element, slots: Slots) -> _Hit | None:
    """Return what stands in a prepositional phrase, a fixed word, a particle or a clause of the trigger."""
    if element.kind == "role":
        return _prepositional(element, slots)
    if element.kind == "words":
        return _fixed(element, slots)
    if element.kind == "particle":
        particle = syntax.has_particle(slots.trigger, next(iter(element.words)))
        return _Hit((particle,), _PARTICLE, fixed=True) if particle is not None else None
    return _clause(element, slots)


def _hit(element: Element, tokens: Iterable[Token], weight: float, slots: Slots) -> _Hit | None:
    given = tuple(tokens)
    if not any(slots.fits(token, element.words) for token in given):
        return None
    if element.words:
        more = _DOER_WORDS if element.role == "who" else _WORDS
        return _Hit(given, weight + more, fixed=element.role == "what")
    return _Hit(given, weight)


def _subject(element: Element, slots: VerbSlots) -> _Hit | None:
    return _hit(element, slots.subjects, _BARE, slots)


def _object(element: Element, slots: VerbSlots, particles: tuple[Token, ...], pattern: Pattern) -> _Hit | None:
    first = element is pattern.bare[0]
    to_whom = len(pattern.bare) == 1 and bool(slots.objects) and slots.objects[0].dep_ == "dative"
    found = (slots.objects or slots.second) if first and not to_whom else slots.second
    if not found and particles:
        found = tuple(token for particle in particles for token in syntax.objects_of_particle(particle))
    if not found and element.role == "whom":
        found = _inner_subjects(slots, pattern)
    return _hit(element, found, _BARE, slots)


def _inner_subjects(slots: Slots, pattern: Pattern) -> tuple[Token, ...]:
    """Return who is asked or blamed, as subject of what is said: wants **Japan** to open, says **Iran** is to blame."""
    told = {element.kind for element in pattern.after if element.kind in CLAUSES and element.words}
    verbs = [verb for kind, verb in slots.complements if kind == "to" or kind in told]
    return tuple(other for verb in verbs for token in syntax.own_subjects(verb) for other in syntax.conjuncts(token))


def _prepositional(element: Element, slots: Slots) -> _Hit | None:
    tokens = [token for prep, token in slots.preps if _same_prep(prep, element.prep)]
    if not tokens and isinstance(slots, VerbSlots) and element.role == "whom":
        tokens = _stranded(element.prep, slots)
    return _hit(element, tokens, _LINKED, slots)


def _same_prep(given: str, wanted: str) -> bool:
    return given == wanted or SAME.get(given, given) == SAME.get(wanted, wanted)


def _stranded(prep: str, slots: VerbSlots) -> list[Token]:
    """``called on fighters to respond`` where the parser makes fighters the subject of respond; ``was called on``."""
    bare = any(
        _same_prep(child.lower_, prep) and not list(syntax.children(child)) for child in syntax.children(slots.trigger)
    )
    if not bare:
        return []
    below = [
        t
        for _, verb in slots.complements
        for c in syntax.children(verb)
        if c.dep_ == "nsubj"
        for t in syntax.conjuncts(c)
    ]
    return below or (list(syntax.subjects(slots.trigger)) if slots.passive else [])


def _fixed(element: Element, slots: Slots) -> _Hit | None:
    if element.words.isdisjoint(slots.near_words):
        return None
    found = next(token for token in slots.near if not element.words.isdisjoint(slots.forms(token)))
    return _Hit((found,), _WORDS, fixed=True)


def _clause(element: Element, slots: Slots) -> _Hit | None:
    found = tuple(verb for kind, verb in slots.complements if kind == element.kind)
    if element.words:
        told = (verb for verb in found if not element.words.isdisjoint(syntax.told_by(verb)))
        found = tuple(verb for verb in told if not _of_speaker(verb, slots))
    return _Hit(found, _LINKED + _WORDS * bool(element.words)) if found else None


def _of_speaker(clause: Token, slots: Slots) -> bool:
    """True when a clause with a subject of its own may say of the trigger's subject what it says: said **they** did."""
    speakers = slots.subjects if isinstance(slots, VerbSlots) else ()
    return any(syntax.may_stand_for(token, speakers) for token in syntax.own_subjects(clause))


def _noun(entry: Entry, slots: NounSlots) -> Match | None:
    parts = _compound(entry, slots.trigger)
    if parts is None:
        return None
    possible = (pattern for pattern in entry.patterns if slots.words.could_fit(pattern.noun_needs))
    fitted = (_fit_noun(entry, pattern, slots, parts) for pattern in possible)
    return _best(match for match in fitted if match is not None)


def _compound(entry: Entry, noun: Token) -> tuple[Token, ...] | None:
    """Return the words of the lemma that stand before its last one, or None when they do not."""
    before = entry.words[:-1]
    at = noun.i - len(before)
    if at < 0:
        return None
    tokens = tuple(noun.doc[at : noun.i])
    same = all(token.lower_ == word or token.lemma_.lower() == word for token, word in zip(tokens, before, strict=True))
    return tokens if same else None


def _fit_noun(entry: Entry, pattern: Pattern, slots: NounSlots, parts: tuple[Token, ...]) -> Match | None:
    found = _Found(_PARTICLE * len(parts), list(parts))
    for number, element in enumerate(pattern.elements):
        if element.kind == "role" and not element.prep:
            early = number < len(pattern.before)
            hit = _hit(element, _before(slots.trigger, parts), _BARE, slots) if early else None
        else:
            hit = _linked(element, slots)
        if hit is not None:
            found.add(element, hit, _NOUN_DETAIL)
        elif element.words and not element.optional:
            return None
    return found.match(entry, slots.trigger)


def _before(noun: Token, parts: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return what stands before an event noun and may name a side: a possessive first, else modifiers."""
    found = [pair for pair in syntax.premodifiers(noun) if pair[1] not in parts]
    owners = [token for kind, token in found if kind == "poss"]
    heads = owners or [token for _, token in found]
    return tuple(dict.fromkeys(other for token in heads for other in syntax.conjuncts(token)))
