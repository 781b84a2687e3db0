"""ROOM 1: bytes → Article.

Files, folders, standard input and addresses come in; articles come out one by one, and a ``Skipped`` with
one sentence of reason for whatever is none. Nothing in an input can end a run.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from dotterel.errors import ReadError
from dotterel.read import binary, clean, csv, html, jsonl, language, manifest, text
from dotterel.read.record import article, refused
from dotterel.read.source import Source, check_regular, files, suffix, trouble
from dotterel.read.streams import peek, unpacked
from dotterel.records import Article, Skipped

if TYPE_CHECKING:
    from dotterel.read.clean import Boilerplate
    from dotterel.read.language import Languages
    from dotterel.settings import Settings


class Format(Protocol):
    """What a module of this room offers for its format."""

    SUFFIXES: tuple[str, ...]
    """File endings, small letters, with the dot."""
    TYPES: tuple[str, ...]
    """Content types under which servers send it."""

    def looks_like(self, head: bytes) -> bool:
        """Return whether a file that begins with ``head`` is of this format."""

    def read(self, stream: BinaryIO, origin: str, charset: str | None = None) -> Iterator[Article | Skipped]:
        """Yield what ``stream`` holds."""


__all__ = ["READERS", "STDIN", "Format", "article", "prepared", "read"]

READERS: tuple[Format, ...] = (text, html, jsonl, csv)
"""All formats. A file whose name tells nothing is asked from the last to the first: what is nothing else is text."""

STDIN = "-"
_SCHEMES = ("http://", "https://")
_TROUBLES = (OSError, EOFError, zlib.error, ReadError, ValueError)


@dataclass(frozen=True, slots=True)
class _Rules:
    settings: Settings
    boilerplate: Boilerplate
    languages: Languages


def read(
    inputs: Iterable[str | Path],
    settings: Settings,
    boilerplate: Boilerplate | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Skipped]:
    """Yield the articles of all inputs, and a Skipped for whatever cannot be read or is not English.

    An input is a file, a folder, ``-`` for standard input (``stdin``, when given) or an http(s) address. With
    ``settings.on_error`` of ``stop`` the first Skipped is raised as ReadError instead.
    """
    given = (inputs,) if isinstance(inputs, str | Path) else inputs
    yield from prepared((item for name in given for item in _opened(str(name), stdin)), settings, boilerplate)


def prepared(
    items: Iterable[Article | Skipped], settings: Settings, boilerplate: Boilerplate | None = None
) -> Iterator[Article | Skipped]:
    """Yield articles, wherever they are from, ready to be annotated, and a Skipped for what is not to be coded.

    What they lack is taken from the settings, what is no news in them is found, and what is too long or not English is
    turned down; with ``settings.on_error`` of ``stop`` the first Skipped is raised as ReadError instead.
    """
    rules = _Rules(settings, boilerplate or clean.load(), language.load())
    for item in items:
        checked = _checked(item, rules)
        if isinstance(checked, Skipped) and settings.on_error == "stop":
            raise ReadError(f"{checked.origin}: {checked.reason}")
        yield checked


def _opened(name: str, stdin: BinaryIO | None) -> Iterator[Article | Skipped]:
    if name == STDIN:
        yield from _guarded(name, _from_stdin(stdin))
    elif name.lower().startswith(_SCHEMES):
        yield from _guarded(name, _from_address(name))
    elif "://" in name:
        yield refused(name, "Only http:// and https:// addresses can be fetched.")
    else:
        yield from _from_path(name)


def _guarded(origin: str, items: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
    """Yield ``items`` up to the first trouble with their stream, and then that trouble in a sentence."""
    try:
        yield from items
    except _TROUBLES as err:
        yield refused(origin, trouble(err))


def _from_stdin(stdin: BinaryIO | None) -> Iterator[Article | Skipped]:
    if stdin is None and sys.stdin is None:
        raise ReadError("There is no standard input.")
    yield from _articles(Source(STDIN, stdin or sys.stdin.buffer))


def _from_address(address: str) -> Iterator[Article | Skipped]:
    from dotterel.read.fetch import fetched

    with fetched(address) as source:
        yield from _articles(source)


def _from_path(name: str) -> Iterator[Article | Skipped]:
    path = Path(name)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as err:
        yield refused(name, trouble(err))
        return
    if not is_folder:
        yield from _guarded(name, _from_file(path, in_folder=False))
        return
    empty = True
    for file in files(path):
        empty = False
        if isinstance(file, Path) and manifest.is_beside(file):
            continue
        if isinstance(file, Path):
            yield from _guarded(str(file), _from_file(file, in_folder=True))
        else:
            yield refused(str(file[0]), trouble(file[1]))
    if empty:
        yield refused(name, "The folder holds no files that are not hidden.")


def _from_file(path: Path, *, in_folder: bool) -> Iterator[Article | Skipped]:
    if in_folder:
        check_regular(path)
    facts = manifest.load(path.parent).get(path.name)
    with path.open("rb") as stream:
        for item in _articles(Source(str(path), stream, suffix(path.name))):
            yield manifest.with_facts(item, facts)


def _articles(source: Source) -> Iterator[Article | Skipped]:
    """Yield what a stream holds, read as the format that it is."""
    head, stream = peek(unpacked(source.stream))
    kind = binary.looks(head) if head else None
    if not head:
        yield refused(source.origin, "It is empty.")
    elif kind is not None:
        yield refused(source.origin, f"It is {kind}, which is not read; save its articles as text, HTML, JSONL or CSV.")
    else:
        for item in _format(source, head).read(stream, source.origin, source.charset):
            yield _at(source, item)


def _at(source: Source, item: Article | Skipped) -> Article | Skipped:
    """Return an article that is all that stands at an address with that address, when it names none itself."""
    if isinstance(item, Article) and item.url is None and item.origin == source.origin:
        return replace(item, url=source.url)
    return item


def _format(source: Source, head: bytes) -> Format:
    """Return the format that the server states, the name tells, or the first bytes look like."""
    stated = (r for r in READERS if r is not text and source.type in r.TYPES)  # anything is sent as plain text
    named = (r for r in READERS if source.suffix in r.SUFFIXES)
    sniffed = (r for r in reversed(READERS) if r.looks_like(head))
    return next(stated, None) or next(named, None) or next(sniffed, text)


def _checked(item: Article | Skipped, rules: _Rules) -> Article | Skipped:
    """Return an article ready to be annotated, or why it is not coded."""
    if isinstance(item, Skipped):
        return item
    reason = _too_long(item, rules.settings) or language.why_not_english(item.text, item.language, rules.languages)
    if reason is not None:
        return replace(refused(item.origin, reason), article=item.id)
    return replace(
        item,
        language=language.ENGLISH,
        published=item.published or rules.settings.published,
        publisher=item.publisher or rules.settings.publisher,
        left_out=clean.left_out(item.text, rules.boilerplate),
    )


def _too_long(article: Article, settings: Settings) -> str | None:
    size, most = len(article.text), settings.max_chars
    if size <= most:
        return None
    return f"It has {size:,} characters, more than max_chars = {most:,}; raise max_chars in dotterel.toml or split it."
