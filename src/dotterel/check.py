"""``dotterel check``: every knowledge file is read, and every entry's own example is coded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import KnowledgeError
from dotterel.knowledge import Knowledge, checks, load
from dotterel.records import Article
from dotterel.settings import Settings
from dotterel.walker import Walker

if TYPE_CHECKING:
    from dotterel.knowledge.checks import Case

PUBLISHED = "2016-11-03"
"""The examples are read as news of this day."""


def check(codebook: str | None = None, actors: str | None = None, only: str | None = None) -> Iterator[str]:
    """Yield one line ``file:line: what is wrong`` for each problem; nothing when all is well.

    ``codebook`` and ``actors`` are folders of the user's own files, checked together with ours. ``only`` keeps to the
    entries whose file name contains it.
    """
    wrong: list[str] = []
    try:
        know = load(codebook, actors, wrong)
    except KnowledgeError as err:
        yield str(err)
        return
    yield from wrong
    walker = Walker(Settings(published=PUBLISHED), know)
    chosen = [case for case in checks.cases(know.lexicon.entries) if only is None or only in case.entry.file]
    yield from problems(chosen, walker)


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


def is_folder_of_entries(path: Path) -> bool:
    """True when a folder looks like a codebook: ``en/verbs``, ``en/nouns`` or ``ontology`` inside."""
    return any((path / part).is_dir() for part in ("en/verbs", "en/nouns", "ontology"))
