"""Parses that are kept between runs, so that measuring a changed lexicon or coder again costs the coder only.

They lie in ``bench/.parses/`` (never in version control) under a key of the parser's text, the sentence starts that it
was given, the model, spaCy, and the files that change a model after it is loaded. Delete the folder to parse afresh.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from spacy.about import __version__ as spacy_version
from spacy.tokens import Doc

from dotterel.annotate import load_model
from dotterel.knowledge import DATA
from dotterel.walker import Walker

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).with_name(".parses")
_LEFT_OUT = ["tensor", "user_data"]
"""Parts of a parse that the coder does not read."""


class KeepingWalker(Walker):
    """A walker that looks up what it has parsed before."""

    @property
    def nlp(self) -> Language:
        """The language model, behind the parses that are kept."""
        if self._nlp is None:
            self._nlp = cast("Language", Kept(load_model(self.settings.model), FOLDER))
        return self._nlp


class Kept:
    """A pipeline whose parses are kept in a file of a folder."""

    def __init__(self, nlp: Language, folder: Path) -> None:
        """Open the file, made when it is missing."""
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        self._nlp = nlp
        self._identity = identity(nlp)
        self._file = sqlite3.connect(folder / "parses.sqlite", timeout=60)
        self._file.execute("create table if not exists parse (key text primary key, doc blob)")

    def __getattr__(self, name: str) -> Any:
        """Everything but parsing is the pipeline's own."""
        return getattr(self._nlp, name)

    def pipe(
        self, items: Iterable[Any], *, as_tuples: bool = False, batch_size: int | None = None, **more: Any
    ) -> Iterator[Any]:
        """Yield the parse of each text or unparsed document, in order, with its context when they come in pairs."""
        given = list(items) if as_tuples else [(item, None) for item in items]
        docs = [item if isinstance(item, Doc) else self._nlp.make_doc(item) for item, _ in given]
        keys = [self._key(doc) for doc in docs]
        known = {key: self._read(key) for key in keys}
        new = [(docs[n], key) for n, key in enumerate(keys) if known[key] is None]
        parsed = dict(self._parsed(new, batch_size, more))
        for key, (_, context) in zip(keys, given, strict=True):
            doc = parsed.get(key) or known[key]
            yield (doc, context) if as_tuples else doc

    def _parsed(
        self, new: list[tuple[Doc, str]], batch_size: int | None, more: dict[str, Any]
    ) -> Iterator[tuple[str, Doc]]:
        for doc, key in self._nlp.pipe(new, as_tuples=True, batch_size=batch_size, **more):
            blob = zlib.compress(doc.to_bytes(exclude=_LEFT_OUT), 1)
            self._file.execute("insert or replace into parse values (?, ?)", (key, blob))
            yield key, doc
        self._file.commit()

    def _read(self, key: str) -> Doc | None:
        row = self._file.execute("select doc from parse where key = ?", (key,)).fetchone()
        return Doc(self._nlp.vocab).from_bytes(zlib.decompress(row[0])) if row else None

    def _key(self, doc: Doc) -> str:
        starts = ",".join(str(token.i) for token in doc if token.is_sent_start)
        whole = "\0".join((self._identity, starts, doc.text))
        return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def identity(nlp: Language) -> str:
    """Return what a parse depends on beside the text."""
    changes = hashlib.sha256((DATA / "en" / "lemmas.toml").read_bytes()).hexdigest()
    names = (nlp.meta["lang"], nlp.meta["name"], nlp.meta["version"], spacy_version, *nlp.pipe_names, changes)
    return " ".join(map(str, names))
