"""Words that tie what is said to who says it, from ``en/speech.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.knowledge.toml_files import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

CLAUSES = ("that", "told", "whether", "quote", "do", "doing")
"""Parts of a frame that are clauses: finite, finite behind an object, question, direct speech, infinitive, gerund."""
NOUNS = ("what", "such")
"""Parts of a frame that are noun phrases: the object, and what the object is called."""
PREPOSITIONS = frozenset(
    """about after against around as at behind between by for from in into of off on onto out over than through
        to toward towards under up upon versus with without
        """.split()
)
_FRAMED = ("verb", "noun", "adjective")
_KINDS = (*_FRAMED, "adverb", "phrase", "light", "target", "document", "voice", "notice", "standpoint")
_SPEAKERS = ("who", "whom", "document", "nobody")

Frame = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that ties a content to a source, and the frames in which it does."""

    word: str
    mate: str | None
    """A second word that must hang on the first: ``out`` of *point out*, ``clear`` of *make clear*."""
    frames: tuple[Frame, ...]
    attitude: bool = False
    """True when the source does not put the content forward as so: *want*, *praise*, *refuse*."""
    speaker: str = "who"
    """``whom`` when the object speaks (*quote X as saying*), ``document`` when only papers and films do (*show*),
    ``nobody`` when the subject is no source (*seem*)."""


@dataclass(frozen=True, slots=True)
class Speech:
    """All cues, by the lemma of their first word."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    adverbs: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases after which the source stands (``according to``), by their first word."""
    lights: frozenset[str]
    """Verbs that lend their subject to a noun: *make* the claim, *issue* a warning."""
    targets: frozenset[str]
    """Verbs whose subject is what a noun is about: *draw* criticism, *win* praise from X."""
    documents: frozenset[str]
    """Nouns for what tells without speaking: *video*, *poll*."""
    voices: frozenset[str]
    """Nouns for people who are named as a source: *officials*, *witnesses*."""
    standpoints: frozenset[str]
    """Nouns in phrases with an owner: *in the minister's view*."""
    notices: frozenset[str]
    """Words that stand before a colon and name no speaker: *update*, *photo*."""
    forms: Mapping[str, str]
    """Inflected form → lemma of the regular verbs, for where a lemmatiser is at a loss."""


def load(path: Path, name: str) -> Speech:
    """Return the cues of the file; raise KnowledgeError naming file and line."""
    read = tuple(tables(path, name, _KINDS))
    for table in read:
        _check(table)
    verbs = _cues(read, "verb")
    return Speech(
        verbs=verbs,
        nouns=_cues(read, "noun"),
        adjectives=_cues(read, "adjective"),
        adverbs=frozenset(_words(read, "adverb")),
        phrases=_by_first(tuple(tuple(phrase.split()) for phrase in _words(read, "phrase"))),
        lights=frozenset(_words(read, "light")),
        targets=frozenset(_words(read, "target")),
        documents=frozenset(_words(read, "document")),
        voices=frozenset(_words(read, "voice")),
        standpoints=frozenset(_words(read, "standpoint")),
        notices=frozenset(_words(read, "notice")),
        forms={form: verb for verb in verbs for form in _inflected(verb)},
    )


def _check(table: Table) -> None:
    framed = table.kind in _FRAMED
    table.only("words", *(("takes", "attitude", "speaker") if framed else ()))
    words = table.words("words")
    if not words:
        raise table.wrong(f'[[{table.kind}]] needs words = ["…"].')
    wrong = next((word for word in words if not word or word != word.lower().strip()), None)
    if wrong is not None:
        raise table.wrong(f"'{wrong}' must be written in small letters, without space around it.")
    if len(set(words)) < len(words):
        twice = next(word for word in words if words.count(word) > 1)
        raise table.wrong(f"'{twice}' stands twice in one list; leave one out.")
    if framed:
        _check_frames(table)


def _check_frames(table: Table) -> None:
    if not table.words("takes"):
        raise table.wrong(f'[[{table.kind}]] needs takes = ["that", …].')
    for part in (part for frame in table.words("takes") for part in frame.split() or [frame]):
        if part not in CLAUSES and part not in NOUNS and part not in PREPOSITIONS:
            known = ", ".join((*CLAUSES, *NOUNS))
            raise table.wrong(f"takes knows {known} and prepositions, not '{part}'.")
    long = next((word for word in table.words("words") if len(word.split()) > 2), None)
    if long is not None:
        raise table.wrong(f"'{long}' has more than two words; give the head and one word that hangs on it.")
    if table.text("speaker", "who") not in _SPEAKERS:
        raise table.wrong('speaker is "who" (the subject), "whom" (the object), "document" or "nobody".')
    if not isinstance(table.values.get("attitude", False), bool):
        raise table.wrong("attitude is true or false.")


def _cues(read: tuple[Table, ...], kind: str) -> Mapping[str, tuple[Cue, ...]]:
    found = [_cue(word, table) for table in read if table.kind == kind for word in table.words("words")]
    return {word: tuple(cue for cue in found if cue.word == word) for word in sorted({cue.word for cue in found})}


def _cue(words: str, table: Table) -> Cue:
    word, _, mate = words.partition(" ")
    frames = tuple(tuple(frame.split()) for frame in table.words("takes"))
    attitude = bool(table.values.get("attitude", False))
    return Cue(word, mate or None, frames, attitude, table.text("speaker", "who"))


def _words(read: tuple[Table, ...], kind: str) -> tuple[str, ...]:
    return tuple(word for table in read if table.kind == kind for word in table.words("words"))


def _by_first(phrases: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    longest = sorted(phrases, key=len, reverse=True)
    return {first: tuple(p for p in longest if p[0] == first) for first in sorted({p[0] for p in phrases})}


def _inflected(verb: str) -> tuple[str, ...]:
    """Return the regular third person, past and participle of a verb, with a doubled consonant as well."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"
    return third, f"{verb}ed", f"{verb}ing", f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"
