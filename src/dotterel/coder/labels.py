"""Lines that name their speaker: ``X: …``, ``[X] …`` and ``“…” — X``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotterel.coder import cues, quotes, syntax
from dotterel.coder.cues import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from dotterel.coder.quotes import Quote, Range
    from dotterel.knowledge.speech import Speech

_LABEL = 8
"""``X: …`` — so many words at most may stand before the colon of a line that names its speaker."""
_BYLINE = 6
"""``…: X`` — so many tokens at most, with the colon, stand at the end of a headline."""
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_STOPS = frozenset({".", "!", "?", "…", "..."})


def before_colons(doc: Doc, words: Sequence[str], parts: Sequence[Range], speech: Speech) -> Iterator[Attribution]:
    """Yield ``X: …`` at the start of a paragraph (a headline, a line of a transcript), and ``…: X`` at its end."""
    for first, end in parts:
        start = first + 1 if words[first] in quotes.MARKS else first
        ahead = next((i for i in range(start + 1, min(start + _LABEL + 1, end - 1)) if words[i] == ":"), None)
        behind = next((i for i in range(max(start + 2, end - _BYLINE), end - 1) if words[i] == ":"), None)
        found = _label(doc, (start, ahead), (ahead + 1, end), speech) if ahead is not None else None
        if found is None and behind is not None:
            found = _label(doc, (behind + 1, end), (start, behind), speech)
        if found is not None:
            yield found


def _label(doc: Doc, name: Range, content: Range, speech: Speech) -> Attribution | None:
    colon = (name[1], content[0]) if name < content else (content[1], name[0])
    words, spans = cues.trim(doc, *name), cues.tidy(doc, [content], colon)
    to = next((i for i in range(words[0] + 1, words[1]) if name < content and doc[i].lower_ == "to"), words[1])
    head = _named(doc[words[0] : to], speech) if words[0] < to else None
    if head is None or not any(_tells(doc[i]) for a, b in spans for i in range(a, b)):
        return None
    return Attribution(head, colon, spans, words=(words[0], to))


def _tells(token: Token) -> bool:
    return token.text in quotes.MARKS or syntax.is_verbal(token)


def _named(span: Span, speech: Speech) -> Token | None:
    """Return the head of a label that names a speaker: a person, a group, letters in capitals, a paper or a voice."""
    if any(_is_notice(t, speech) or is_break(t) for t in span):
        return None
    root: Token = span.root
    capitals = len(root) > 2 and root.ent_type_ != "GPE" and all(t.is_upper or not t.is_alpha for t in span)
    lemma = root.lemma_.lower()
    known = root.ent_type_ in cues.PEOPLE or lemma in speech.documents or lemma in speech.voices
    return root if known or capitals else None


def _is_notice(token: Token, speech: Speech) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.lower_ in speech.notices or bool(token.like_url)


def is_break(token: Token) -> bool:
    """True for a mark that does not stand inside a name."""
    return bool(token.is_punct) and token.text not in ".()-"


# --- names in brackets


def in_brackets(doc: Doc, words: Sequence[str], parts: Sequence[Range], speech: Speech) -> Iterator[Attribution]:
    """Yield ``[REPORTER] … [MINISTER] …``: who speaks up to the next name in brackets, or the paragraph's end."""
    for start, end in parts:
        names = list(_bracketed(doc, words, (start, end), speech)) if "[" in words[start:end] else []
        for (first, close), following in zip(names, [*(name[0] for name in names[1:]), end], strict=False):
            spans = cues.tidy(doc, [(close + 1, following)], (first, close + 1))
            if spans and any(syntax.is_verbal(doc[i]) for a, b in spans for i in range(a, b)):
                name = doc[first + 1 : close]
                yield Attribution(name.root, (first, close + 1), spans, words=(name.start, name.end))


def _bracketed(doc: Doc, words: Sequence[str], part: Range, speech: Speech) -> Iterator[Range]:
    """Yield the brackets, at the head of a paragraph or behind a full stop, in which a name in capitals stands."""
    for i in range(part[0], part[1] - 2):
        if words[i] != "[" or (i > part[0] and words[i - 1] not in _STOPS and not words[i - 1].isspace()):
            continue
        close = next((j for j in range(i + 2, min(i + _LABEL, part[1])) if words[j] == "]"), None)
        inner = doc[i + 1 : close] if close is not None else None
        if close is not None and inner is not None and _names_speaker(inner, speech):
            yield i, close


def _names_speaker(span: Span, speech: Speech) -> bool:
    """True for a name or an office in capitals; False for ``[TEXT]`` and ``[PASSAGE OMITTED]``."""
    if any(t.lower_ in speech.notices or is_break(t) or t.is_digit for t in span):
        return False
    return all(t.is_upper or not t.is_alpha for t in span)


# --- names behind a quotation


def signed(doc: Doc, parts: Sequence[Range], marked: Sequence[Quote]) -> Iterator[Attribution]:
    """Yield quotations with a name behind a dash at the end of a paragraph: ``“…” — X``."""
    for quote in marked:
        dash = quote.end
        end = next((b for a, b in parts if a <= dash < b), dash)
        if 1 < end - dash <= _LABEL and doc[dash].text in _DASHES and quotes.is_speech(doc, quote):
            words = cues.trim(doc, dash + 1, end)
            if words[0] < words[1]:
                yield Attribution(doc[words[0] : words[1]].root, (dash, dash + 1), quote.ranges, True, words)
