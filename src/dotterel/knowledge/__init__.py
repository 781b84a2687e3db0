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
from dotterel.knowledge import hints, lexicon, ontology, reference, speech, time_words, truth
from dotterel.knowledge.actors import Actors
from dotterel.knowledge.places import Gazetteer

if TYPE_CHECKING:
    from dotterel.knowledge.hints import Hints
    from dotterel.knowledge.lexicon import Lexicon
    from dotterel.knowledge.ontology import Ontology
    from dotterel.knowledge.reference import Reference
    from dotterel.knowledge.speech import Speech
    from dotterel.knowledge.time_words import TimeWords
    from dotterel.knowledge.truth import Truth

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
    contexts: Hints
    modes: Mapping[str, Hints]
    folders: tuple[Path, ...]

    @cached_property
    def hash(self) -> str:
        """Twelve hex digits that change whenever a knowledge file does."""
        digest = hashlib.sha256()
        for folder in self.folders:
            for path in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".csv", ".sqlite")):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]


def load(codebook: str | None = None, actors: str | None = None, problems: list[str] | None = None) -> Knowledge:
    """Return our knowledge with a user's codebook and actor folders on top.

    Raises KnowledgeError, naming file and line, for the first mistake that is found; mistakes in single entries are
    added to ``problems`` instead when it is given.
    """
    book = _folder(codebook, "codebook") if codebook else None
    people = _folder(actors, "actors") if actors else None
    words = [(DATA, ""), *([(book, f"{book.name}/")] if book else [])]
    en = DATA / "en"
    plover = _ontology("plover", book)
    entries = lexicon.load(words, problems)
    _check_modes(entries, plover)
    return Knowledge(
        lexicon=entries,
        plover=plover,
        cameo=_ontology("cameo", book),
        actors=Actors.load([DATA / "actors", *([people] if people else [])]),
        places=Gazetteer(),
        time_words=time_words.load(en / "dates.toml", "en/dates.toml"),
        reference=reference.load(en / "reference.toml", "en/reference.toml"),
        truth=truth.load(en / "status.toml", "en/status.toml"),
        speech=speech.load(en / "speech.toml", "en/speech.toml"),
        topics=hints.load(en / "topics.toml", "en/topics.toml"),
        contexts=hints.load(en / "contexts.toml", "en/contexts.toml"),
        modes=hints.load_by_type(en / "modes.toml", "en/modes.toml"),
        folders=(DATA, *([book] if book else []), *([people] if people else [])),
    )


def _check_modes(entries: Lexicon, plover: Ontology) -> None:
    """Raise KnowledgeError for an entry that adds a mode which its type does not have."""
    for entry in entries.entries:
        coded = plover.type_and_modes(entry.sense) if entry.mode else None
        unknown = [mode for mode in entry.mode if coded is not None and mode not in plover.modes.get(coded[0], {})]
        if unknown and coded is not None:
            raise KnowledgeError(f"{entry.file}:{entry.line}: '{unknown[0]}' is no mode of {coded[0]}.")


def _folder(name: str, what: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        raise KnowledgeError(f"{path}:1: no such {what} folder.")
    return path


def _ontology(name: str, book: Path | None) -> Ontology:
    ours = ontology.load(DATA / "ontology" / f"{name}.toml", f"ontology/{name}.toml")
    path = book / "ontology" / f"{name}.toml" if book else None
    if path is None or not path.is_file():
        return ours
    return ontology.extended(ours, ontology.load(path, f"{path.parent.parent.name}/ontology/{name}.toml", ours))
