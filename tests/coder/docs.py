"""Docs and entries built by hand, so that tests of the coder need no model."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from spacy.lang.en import English
from spacy.tokens import Doc, Token
from spacy.vocab import create_vocab

from dotterel.knowledge.lexicon import Entry, Frame
from dotterel.records import Article, Page

VOCAB = create_vocab("en", English.Defaults)


def doc(*rows: str) -> Doc:
    """Return a Doc from rows ``word lemma POS TAG dep head [ENTITY]``; head counts from 0, the root points at itself.

    Words beside each other with the same ENTITY are one name.
    """
    parts = [row.split() for row in rows]
    words, lemmas, pos, tags, deps, heads = zip(*(row[:6] for row in parts), strict=True)
    return Doc(
        VOCAB,
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        deps=list(deps),
        heads=[int(head) for head in heads],
        ents=list(_iob([row[6] if len(row) > 6 else "" for row in parts])),
    )


def _iob(labels: list[str]) -> Iterable[str]:
    for before, label in zip(["", *labels], labels, strict=False):
        yield f"{'I' if label == before else 'B'}-{label}" if label else "O"


def page(parsed: Doc, published: str | None = None) -> Page:
    """Return a Page whose article is the Doc's own text."""
    return Page(Article("t", parsed.text, published=published), parsed, array("I", range(len(parsed.text) + 1)))


def entry(frame: str, lemma: str, sense: str = "assault", kind: str = "verb", effect: str | None = None) -> Entry:
    """Return an entry with ``frame``, as if read from a file; a light verb has no frame."""
    read = Frame(frame, lemma, {}, "mine.toml:1") if frame else None
    return Entry(kind, lemma, sense, read, f"mine.toml#{lemma}", "mine.toml", 1, effect=effect)


def word(parsed: Doc, text: str) -> Token:
    """Return the first token with this text."""
    return next(token for token in parsed if token.text == text)


def texts(tokens: object) -> list[str]:
    """Return the words of some tokens."""
    return [token.text for token in tokens]  # type: ignore[attr-defined]
