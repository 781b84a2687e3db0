"""``dotterel check``: every knowledge file is read, and every entry's own example is coded."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, Knowledge, actor_check, checks, codebook, load, ontology
from dotterel.knowledge.toml_files import told
from dotterel.records import Article
from dotterel.settings import Settings
from dotterel.walker import Walker

if TYPE_CHECKING:
    from dotterel.knowledge.checks import Case
    from dotterel.knowledge.codebook import Codebook

PUBLISHED = "2016-11-03"
"""The examples are read as news of this day."""
_MADE = ("agree.", "concede.", "reject.")
"""Beginnings of senses that the coder makes itself, of promises and refusals."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be checked: folders and a file of the user's, or ours where nothing is given."""

    codebook: str | None = None
    actors: str | None = None
    ontology: str | None = None
    every: bool = False
    """Ours too."""
    only: str | None = None
    """Keep to examples of entries in files whose name contains this."""

    @property
    def ours(self) -> bool:
        """True when our own files are to be checked."""
        return self.every or not (self.codebook or self.actors or self.ontology)


def check(given: Given | None = None) -> Generator[str, None, int]:
    """Yield one line ``file:line: what is wrong`` for each problem; return the number of examples that were coded."""
    given = given or Given()
    people = list(_actors(given))
    yield from people
    wrong: list[str] = []
    try:
        know = load(given.codebook, given.actors if not people else None, wrong)
    except KnowledgeError as err:
        yield from (*wrong, str(err))
        return 0
    book = codebook.opened(given.codebook, []) if given.codebook else None
    if not given.ours:
        wrong = [line for line in wrong if book is not None and line.startswith(f"{book.name}/")]
    wrong += [line for line in _ontologies(given, book, know, wrong) if line not in wrong]
    yield from wrong
    chosen = _chosen(given, book, know, wrong)
    if chosen:
        yield from problems(chosen, Walker(Settings(published=PUBLISHED), know))
    return len(chosen)


def count(codebook: str | None = None, actors: str | None = None) -> tuple[int, int]:
    """Return how many entries and how many distinct senses the lexicon has."""
    know: Knowledge = load(codebook, actors)
    entries = know.lexicon.entries
    return len(entries), len({entry.sense for entry in entries})


def problems(cases: list[Case], walker: Walker) -> Iterator[str]:
    """Yield a line for each case whose coded example is not what its entry says."""
    articles = (Article(str(n), case.example.text, published=PUBLISHED) for n, case in enumerate(cases))
    for case, walked in zip(cases, walker.code(articles), strict=True):
        if walked.skipped is not None:
            yield f"{case.entry.file}:{case.entry.line}: {walked.skipped.reason}"
            continue
        found = checks.verdict(case, walked.coded)
        if found is not None:
            yield found


def _actors(given: Given) -> Iterator[str]:
    if given.ours:
        yield from actor_check.check(DATA / "actors")
    if given.actors:
        yield from actor_check.check(Path(given.actors), DATA / "actors")


def _chosen(given: Given, book: Codebook | None, know: Knowledge, wrong: Iterable[str]) -> list[Case]:
    """Return the examples to code: those of entries that are asked for and not wrong already."""
    own = {book.name_of(path) for path in book.files()} if book else set()
    lines = {":".join(line.split(":")[:2]) for line in wrong}
    entries = (entry for entry in know.lexicon.entries if given.ours or entry.file in own)
    sound = [entry for entry in entries if f"{entry.file}:{entry.line}" not in lines]
    return [case for case in checks.cases(sound) if given.only is None or given.only in case.entry.file]


def _ontologies(given: Given, book: Codebook | None, know: Knowledge, wrong: list[str]) -> Iterator[str]:
    """Yield what is wrong in the ontologies of the user's own, and the senses there that no entry has.

    Senses are looked for only when ``wrong`` is empty: an entry that could not be read may have them.
    """
    ours = {"plover": know.plover, "cameo": know.cameo}
    files = [(path, book.name_of(path), ours.get(path.stem)) for path in book.files()] if book else []
    files = [file for file in files if file[0].parent.name == "ontology"]
    if given.ontology:
        files.append((Path(given.ontology), given.ontology, None))
    for path, name, base in files:
        found: list[str] = []
        with told(found):
            if not path.is_file():
                raise KnowledgeError(f"{name}: no such ontology file.")
            view = ontology.load(path, name, base, found)
            if not wrong:
                found += _idle(view.senses, name, path.read_text(encoding="utf-8-sig"), know)
        yield from found


def _idle(senses: Iterable[str], name: str, text: str, know: Knowledge) -> Iterator[str]:
    used = {entry.sense for entry in know.lexicon.entries}
    used |= set(ontology.load(DATA / "ontology" / "plover.toml", "ontology/plover.toml").senses)
    known = {".".join(sense.split(".")[: n + 1]) for sense in used for n in range(sense.count(".") + 1)}
    for sense in senses:
        if sense not in known and not sense.startswith(_MADE):
            near = get_close_matches(sense, known, 1)
            hint = f"perhaps you mean '{near[0]}'" if near else "correct it, or add an entry with it"
            yield f"{name}:{ontology.line_of(text, sense)}: no entry has the sense '{sense}' or a finer one; {hint}."
