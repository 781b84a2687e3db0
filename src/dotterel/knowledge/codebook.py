"""A user's codebook: a folder of words and codes on top of ours; which files it may hold, and what can be wrong.

en/verbs/*.toml  en/nouns/*.toml      entries: [[verb]] [[noun]] [[light]]
en/classes.toml                       word classes for their frames
en/contexts.toml  en/modes.toml       words that set contexts and modes
ontology/plover.toml  cameo.toml      codes of new senses; new modes and types
ontology/*.toml                       ontologies of the user's own
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge.toml_files import document, line_of, told

if TYPE_CHECKING:
    from dotterel.knowledge.hints import Hints
    from dotterel.knowledge.lexicon import Entry
    from dotterel.knowledge.ontology import Ontology

PARTS = (
    "en/verbs/*.toml",
    "en/nouns/*.toml",
    "en/classes.toml",
    "en/contexts.toml",
    "en/modes.toml",
    "ontology/*.toml",
)
"""The files of a codebook; what else lies in the folder (articles, notes, results) is none of it."""
_ALIKE = 0.75
"""How like a known word one must be to be taken for a slip of it."""
_WORDS = (".toml", ".yaml", ".yml", ".json", ".csv")
_ASTRAY = (
    "en/**/*",
    "ontology/**/*",
    "verbs/*",
    "nouns/*",
    "classes.*",
    "contexts.*",
    "modes.*",
    "plover.*",
    "cameo.*",
)
"""Where a file that is meant for a codebook is put by mistake."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """A codebook folder, and its name, with which the ``rule`` of its entries begins."""

    path: Path
    name: str

    def files(self) -> tuple[Path, ...]:
        """Return the files that are read, in order."""
        return tuple(sorted(path for part in PARTS for path in self.path.glob(part) if path.is_file()))

    def named(self, part: str) -> tuple[Path, str]:
        """Return a file of the codebook, and the name that stands in messages and rules."""
        return self.path / part, f"{self.name}/{part}"

    def name_of(self, path: Path) -> str:
        """Return the name of one of its files for messages and rules."""
        return f"{self.name}/{path.relative_to(self.path).as_posix()}"


def opened(folder: str, problems: list[str] | None = None) -> Codebook:
    """Return the codebook of a folder; KnowledgeError when there is none, or when a file in it would not be read."""
    path = Path(folder)
    try:
        if not path.is_dir():
            what = "is a file; give the codebook folder that it lies in" if path.exists() else "no such codebook folder"
            raise KnowledgeError(f"{folder}: {what}.")
        book = Codebook(path, path.resolve().name or "codebook")
        files, astray = book.files(), sorted(set(_astray(path)))
    except OSError as err:
        raise KnowledgeError(f"{folder}: the codebook folder cannot be read: {err.strerror}.") from err
    for stray in astray:
        with told(problems):
            raise KnowledgeError(f"{book.name_of(stray)}:1: is not read; a codebook holds {', '.join(PARTS)}.")
    if not files and not astray:
        raise KnowledgeError(f"{folder}: there is no codebook in this folder; it must hold some of {', '.join(PARTS)}.")
    return book


def _astray(path: Path) -> Iterator[Path]:
    read = {found for part in PARTS for found in path.glob(part)}
    for where in _ASTRAY:
        for found in path.glob(where):
            if found.suffix.lower() in _WORDS and found not in read and not found.name.startswith("."):
                yield found


def check_entries(
    entries: Iterable[Entry], plover: Ontology, contexts: Hints, problems: list[str] | None = None
) -> None:
    """Raise KnowledgeError for an entry whose sense has no code, or that adds a mode or context that is not known."""
    for entry in entries:
        with told(problems):
            problem = _problem(entry, plover, contexts)
            if problem:
                raise KnowledgeError(f"{entry.file}:{entry.line}: {entry.kind} '{entry.lemma}': {problem}.")


def _problem(entry: Entry, plover: Ontology, contexts: Hints) -> str | None:
    if entry.kind != "light" and not plover.knows(entry.sense):
        roots = {sense.split(".")[0] for sense in plover.senses}
        hint = _meant(entry.sense.split(".")[0], roots) or "begin it with a known one, such as assault"
        return f"sense '{entry.sense}' has no code; {hint}, or give it a line in ontology/plover.toml"
    coded = plover.type_and_modes(entry.sense)
    known = plover.modes.get(coded[0], {}) if coded else entry.mode
    for mode in entry.mode:
        if coded and mode not in known:
            has = ", ".join(known) or "none"
            return f"'{mode}' is no mode of {coded[0]}, which has {has}; add yours under [mode] in ontology/plover.toml"
    for context in entry.context:
        if context not in contexts.labels:
            hint = _meant(context, contexts.labels) or "write a known one"
            return f"'{context}' is no context; {hint}, or add a [{context}] table to en/contexts.toml"
    return None


def _meant(word: str, known: Iterable[str]) -> str | None:
    found = get_close_matches(word, known, 1, _ALIKE)
    return f"perhaps you mean '{found[0]}'" if found else None


def check_modes(
    modes: Mapping[str, Hints], plover: Ontology, file: tuple[Path, str], problems: list[str] | None = None
) -> None:
    """Raise KnowledgeError for words in a file that set a mode which its type does not have."""
    path, name = file
    text = document(path, name)[1] if modes else ""
    for event, hints in modes.items():
        for mode in sorted(hints.labels - set(plover.modes.get(event, {}))):
            with told(problems):
                what = f"'{mode}' is no mode of {event}" if event in plover.types else f"'{event}' is no type"
                line = line_of(text, f"{event}.{mode}")
                raise KnowledgeError(f"{name}:{line}: {what}; add it to your ontology/plover.toml.")
