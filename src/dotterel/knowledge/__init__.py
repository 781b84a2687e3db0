"""Data files → checked objects. Loaded once, passed in, never global."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge import codebook as codebooks
from dotterel.knowledge import hints, lexicon, ontology, reference, speech, time_words, truth, weights
from dotterel.knowledge.actors import Actors
from dotterel.knowledge.hints import Hints
from dotterel.knowledge.places import Gazetteer
from dotterel.knowledge.toml_files import told

if TYPE_CHECKING:
    from dotterel.knowledge.codebook import Codebook
    from dotterel.knowledge.lexicon import Lexicon
    from dotterel.knowledge.ontology import Ontology
    from dotterel.knowledge.reference import Reference
    from dotterel.knowledge.speech import Speech
    from dotterel.knowledge.time_words import TimeWords
    from dotterel.knowledge.truth import Truth
    from dotterel.knowledge.weights import Weights

DATA = Path(str(files("dotterel") / "data"))


@dataclass(frozen=True)
class Knowledge:
    """Everything that the coder knows about words and the world."""

    lexicon: Lexicon
    plover: Ontology
    cameo: Ontology
    actors: Actors
    places: Gazetteer
    time_words: TimeWords
    reference: Reference
    truth: Truth
    speech: Speech
    topics: Hints
    topics_sure: Hints
    confidence: Weights
    contexts: Hints
    modes: Mapping[str, Hints]
    sources: tuple[tuple[Path, tuple[str, ...]], ...]
    """Folders and the patterns of the files in them that are read."""

    @cached_property
    def hash(self) -> str:
        """Twelve hex digits that change whenever a knowledge file does."""
        digest = hashlib.sha256()
        for folder, patterns in self.sources:
            for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def load(codebook: str | None = None, actors: str | None = None, problems: list[str] | None = None) -> Knowledge:
    """Return our knowledge with a user's codebook and actor folders on top.

    Raises KnowledgeError, naming file and line, for the first mistake that is found; mistakes in a codebook are added
    to ``problems`` instead when it is given.
    """
    book = codebooks.opened(codebook, problems) if codebook else None
    people = _people(actors) if actors else None
    en = DATA / "en"
    count = len(problems or ())
    plover = _ontology("plover", book, problems)
    contexts = _contexts(book, problems)
    modes = _modes(plover, book, problems)
    codes_are_well = len(problems or ()) == count
    words = lexicon.load([(DATA, ""), *([(book.path, f"{book.name}/")] if book else [])], problems)
    if codes_are_well and (book or problems is not None):
        codebooks.check_entries(words.entries, plover, contexts, problems)
    return Knowledge(
        lexicon=words,
        plover=plover,
        cameo=_ontology("cameo", book, problems),
        actors=Actors.load([DATA / "actors", *([people] if people else [])]),
        places=Gazetteer(),
        time_words=time_words.load(en / "dates.toml", "en/dates.toml"),
        reference=reference.load(en / "reference.toml", "en/reference.toml"),
        truth=truth.load(en / "status.toml", "en/status.toml"),
        speech=speech.load(en / "speech.toml", "en/speech.toml"),
        topics=hints.load(en / "topics.toml", "en/topics.toml"),
        confidence=weights.load(DATA / "learned" / "confidence.toml", "learned/confidence.toml"),
        topics_sure=hints.load(en / "topics_sure.toml", "en/topics_sure.toml"),
        contexts=contexts,
        modes=modes,
        sources=(
            (DATA, ("**/*.toml", "**/*.csv", "**/*.sqlite")),
            *([(book.path, codebooks.PARTS)] if book else []),
            *([(people, ("*.csv",))] if people else []),
        ),
    )


def _contexts(book: Codebook | None, problems: list[str] | None) -> Hints:
    ours = hints.load(DATA / "en" / "contexts.toml", "en/contexts.toml")
    with told(problems):
        return hints.joined(ours, hints.load(*book.named("en/contexts.toml"))) if book else ours
    return ours


def _modes(plover: Ontology, book: Codebook | None, problems: list[str] | None) -> Mapping[str, Hints]:
    ours = hints.load_by_type(DATA / "en" / "modes.toml", "en/modes.toml")
    if book is None:
        return ours
    file = book.named("en/modes.toml")
    with told(problems):
        own = hints.load_by_type(*file)
        codebooks.check_modes(own, plover, file, problems)
        return {event: hints.joined(ours.get(event, Hints()), own.get(event, Hints())) for event in {**ours, **own}}
    return ours


def _people(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise KnowledgeError(f"{path}: no such actors folder.")
    return path


def _ontology(name: str, book: Codebook | None, problems: list[str] | None) -> Ontology:
    ours = ontology.load(DATA / "ontology" / f"{name}.toml", f"ontology/{name}.toml")
    if book and (book.path / "ontology" / f"{name}.toml").is_file():
        with told(problems):
            return ontology.extended(ours, ontology.load(*book.named(f"ontology/{name}.toml"), ours, problems))
    return ours
