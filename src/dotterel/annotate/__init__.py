"""ROOM 2: Article → Page. The only place that loads a language model.

The parser reads a tidied copy of the text: what was left out is gone, white space is folded, broken encodings are
mended, and each paragraph begins a sentence. ``Page.origin`` leads every character of the copy back to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dotterel.annotate.copy import BREAK, Tidy, tidy
from dotterel.annotate.heads import dateline_end
from dotterel.annotate.lines import paragraphs
from dotterel.annotate.model import MODELS, load_model
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["MODELS", "Tidy", "annotate", "load_model", "paragraphs", "tidy"]


def annotate(articles: Iterable[Article], nlp: Language, batch_size: int = 32) -> Iterator[Page]:
    """Yield one parsed Page for each article, in order."""
    tidied = ((tidy(article), article) for article in articles)
    docs = ((_doc(copy, nlp), (copy, article)) for copy, article in tidied)
    for doc, (copy, article) in nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
        yield Page(article, doc, copy.origin)


def _doc(copy: Tidy, nlp: Language) -> Doc:
    """Return the tokens of the copy, with a sentence begun at each paragraph and after each dateline."""
    doc = nlp.make_doc(copy.text)
    starts = {0, *(match.end() for match in re.finditer(BREAK, copy.text))}
    starts |= {end for start in starts if (end := dateline_end(copy.text, start)) is not None}
    for token in doc:
        if token.idx in starts and not token.is_space:
            token.is_sent_start = True
    return doc
