"""Docs built by hand, so that tests of the coder need no model."""

from __future__ import annotations

from array import array

from spacy.tokens import Doc
from spacy.vocab import Vocab

from dotterel.records import Article, Page

VOCAB = Vocab()


def doc(*rows: str) -> Doc:
    """Return a Doc from rows ``word lemma POS TAG dep head``; head counts from 0, the root points at itself."""
    words, lemmas, pos, tags, deps, heads = zip(*(row.split() for row in rows), strict=True)
    return Doc(
        VOCAB,
        words=list(words),
        lemmas=list(lemmas),
        pos=list(pos),
        tags=list(tags),
        deps=list(deps),
        heads=[int(head) for head in heads],
    )


def page(parsed: Doc, published: str | None = None) -> Page:
    """Return a Page whose article is the Doc's own text."""
    return Page(Article("t", parsed.text, published=published), parsed, array("I", range(len(parsed.text) + 1)))


def texts(tokens: object) -> list[str]:
    """Return the words of some tokens."""
    return [token.text for token in tokens]  # type: ignore[attr-defined]
