"""Which words of a sentence may name an event: verbs, event nouns, and event nouns carried by a light verb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.coder.match import Match, best_noun, best_verb
from dotterel.coder.slots import Kinds, Words

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

    from dotterel.knowledge.lexicon import Entry, Lexicon

NOUN_TAGS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may name an event in one sentence."""

    matches: tuple[Match, ...]
    """The best match of each trigger word, in text order."""
    nouns: Mapping[int, Match]
    """The match of each event noun by token, also of those that are part of another trigger."""


def find(sentence: DocSpan, lexicon: Lexicon, kinds: Kinds) -> Candidates:
    """Return the best match of each trigger word of a sentence."""
    words = Words(sentence)
    nouns = {match.trigger.i: match for match in _nouns(sentence, lexicon, kinds, words)}
    found: list[Match] = []
    used: set[int] = set()
    for verb in sentence:
        if not syntax.is_verbal(verb):
            continue
        lemma = verb_lemma(verb, lexicon)
        entries = lexicon.verbs.get(lemma)
        match = best_verb(entries, verb, kinds, words) if entries else None
        carried = list(_carried(verb, lexicon.lights.get(lemma, ()), nouns))
        if carried and (match is None or not _more_specific(match, carried)):
            used.update(noun.trigger.i for noun in carried)
            found += carried
        elif match is not None:
            used.update(token.i for token in match.parts)
            found.append(match)
    found += [match for i, match in nouns.items() if i not in used]
    return Candidates(tuple(sorted(found, key=lambda match: match.trigger.i)), nouns)


def verb_lemma(verb: Token, lexicon: Lexicon) -> str:
    """Return the word under which a verb is looked up: its lemma, or the entry whose regular form it is."""
    lemma = lexicon.verb_of_form.get(verb.lower_, verb.lemma_.lower())
    if verb.i >= 2 and verb.nbor(-1).text in "-–":
        joined = f"{verb.nbor(-2).lower_}-{lemma}"
        return joined if joined in lexicon.verbs else lemma
    return lemma


def _nouns(sentence: DocSpan, lexicon: Lexicon, kinds: Kinds, words: Words) -> Iterator[Match]:
    for token in sentence:
        if token.pos_ in NOUN_TAGS and token.dep_ != "compound" and not _part_of_name(token):
            entries = _noun_entries(token, lexicon)
            match = best_noun(entries, token, kinds, words) if entries and not syntax.is_verbal(token) else None
            if match is not None:
                yield match


def _noun_entries(token: Token, lexicon: Lexicon) -> tuple[Entry, ...]:
    lemma = token.lemma_.lower()
    entries = lexicon.nouns.get(lemma, ()) or lexicon.nouns.get(token.lower_, ())
    if token.i >= 2 and token.nbor(-1).text in "-–":
        return lexicon.nouns.get(f"{token.nbor(-2).lower_}-{lemma}", ()) or entries
    return entries


def _part_of_name(token: Token) -> bool:
    """True for a capitalised word inside a name of somebody or something (the Strike newspaper, Operation Storm)."""
    return token.pos_ == "PROPN" and token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "PRODUCT")


def _more_specific(match: Match, carried: list[Match]) -> bool:
    """True when a verb's own entry names the carried noun, so that the pair is one fixed phrase."""
    return any(noun.trigger in match.parts for noun in carried)


def _carried(verb: Token, lights: tuple[Entry, ...], nouns: dict[int, Match]) -> Iterator[Match]:
    for light in lights:
        particles = [_particle(verb, word) for word in light.words[1:]]
        if any(particle is None for particle in particles):
            continue
        for noun in _objects(verb, [p for p in particles if p is not None]):
            if noun.i in nouns:
                yield _with_carrier(nouns[noun.i], light, verb)
        return


def _particle(verb: Token, word: str) -> Token | None:
    return syntax.has_particle(verb, word) or next((t for t in syntax.below(verb, 2) if t.lower_ == word), None)


def _objects(verb: Token, particles: list[Token]) -> tuple[Token, ...]:
    found = syntax.objects(verb)
    for particle in particles:
        found += tuple(t for t in syntax.objects_of_particle(particle) if t not in found)
    return found


def _with_carrier(match: Match, light: Entry, verb: Token) -> Match:
    """Give an event noun the subject of its light verb: as doer, or as the one it is done to."""
    passive = syntax.is_passive(verb)
    subject = syntax.agents(verb) if passive else syntax.subjects(verb)
    subject = tuple(token for token in subject if token != match.trigger)
    if light.effect == "undergo":
        return replace(match, light=light, carrier=verb, whom=subject or match.whom)
    return replace(match, light=light, carrier=verb, who=subject or match.who)
