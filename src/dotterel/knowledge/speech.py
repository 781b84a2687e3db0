"""Words that tie what is said to who says it, from ``en/speech.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.knowledge.inflect import by_form
from dotterel.knowledge.toml_files import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

CLAUSES = ("that", "told", "whether", "quote", "do", "doing", "whole")
"""Parts of a frame that are clauses: finite, behind an object, question, direct speech, infinitive, gerund, around."""
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
Groups = tuple[tuple[str | None, tuple["Cue", ...]], ...]
"""The cues of one word by their second word, those that need none last."""


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

    verbs: Mapping[str, Groups]
    nouns: Mapping[str, Groups]
    adjectives: Mapping[str, Groups]
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
    openers: frozenset[str]
    """The words at which a phrase is to be looked for."""
    heads: frozenset[str]
    """Every word at which something is to be looked up."""


def load(path: Path, name: str) -> Speech:
    """Return the cues of the file; raise KnowledgeError naming file and line."""
    read = tuple(tables(path, name, _KINDS))
    for table in read:
        _check(table)
    verbs, nouns, adjectives = (_cues(read, kind) for kind in _FRAMED)
    phrases = _by_first(tuple(tuple(phrase.split()) for phrase in _words(read, "phrase")))
    forms = by_form(verbs)
    adverbs, standpoints = _words(read, "adverb"), _words(read, "standpoint")
    return Speech(
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        adverbs=adverbs,
        phrases=phrases,
        lights=_words(read, "light"),
        targets=_words(read, "target"),
        documents=_words(read, "document"),
        voices=_words(read, "voice"),
        standpoints=standpoints,
        notices=_words(read, "notice"),
        forms=forms,
        openers=standpoints | frozenset(phrases),
        heads=frozenset((*verbs, *nouns, *adjectives, *phrases, *forms)) | adverbs | standpoints,
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


def _cues(read: tuple[Table, ...], kind: str) -> Mapping[str, Groups]:
    found = [_cue(word, table) for table in read if table.kind == kind for word in table.words("words")]
    return {word: _groups([cue for cue in found if cue.word == word]) for word in sorted({cue.word for cue in found})}


def _groups(cues: list[Cue]) -> Groups:
    mates = sorted({cue.mate for cue in cues if cue.mate is not None})
    return tuple((m, group) for m in (*mates, None) if (group := tuple(cue for cue in cues if cue.mate == m)))


def _cue(words: str, table: Table) -> Cue:
    word, _, mate = words.partition(" ")
    frames = tuple(tuple(frame.split()) for frame in table.words("takes"))
    attitude = bool(table.values.get("attitude", False))
    return Cue(word, mate or None, frames, attitude, table.text("speaker", "who"))


def _words(read: tuple[Table, ...], kind: str) -> frozenset[str]:
    return frozenset(word for table in read if table.kind == kind for word in table.words("words"))


def _by_first(phrases: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return {first: tuple(p for p in longest if p[0] == first) for first in sorted({p[0] for p in phrases})}
