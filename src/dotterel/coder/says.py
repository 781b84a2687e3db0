"""Who says so: speakers, the words that mark them as such, and what they are said to have said.

Every cue of the page is looked at in its clause (``cues``, ``complements``); then quotations (``quotes``) are given to
the cue beside them, and what goes on in the next sentences to the speaker before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dotterel.coder import complements, cues, labels, quotes, syntax
from dotterel.coder.cues import Attribution, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span, Token

    from dotterel.coder.quotes import Quote, Range
    from dotterel.knowledge.speech import Speech
    from dotterel.records import Page, Place

__all__ = ["Attribution", "find"]

_LABEL = 8
"""So many words at most stand between a quotation and the cue that its speaker is named beside."""
_NEAR = 25
"""So many words at most stand between a cue and the quotation that it leads in."""
_LEAD = 12
"""A colon further behind a cue does not lead in what is said."""
_FAR = 90
"""A quotation further from what was said before is not its going on."""
_BOTH = b"\x01\x01"


def find(page: Page, speech: Speech, dateline: Place | None = None) -> tuple[Attribution, ...]:
    """Return the attributions of a page, in text order, nested ones (``depth`` above 0) included.

    ``dateline`` is the place from which the page was sent: before a colon it looks like a speaker.
    """
    doc = page.doc
    words, known = _read(doc, speech.heads)
    parts = quotes.paragraphs(words)
    marked = quotes.find(doc, words, parts)
    scene = Scene(speech, marked, words, quotes.inside(len(words), marked))
    found = [
        kept for i in known for claim in cues.at(doc[i], scene) if (kept := _kept_in(doc, claim, scene)) is not None
    ]
    lines = [*labels.before_colons(doc, words, parts, speech), *labels.in_brackets(doc, words, parts, speech)]
    found += [line for line in lines if not _is_place(page, line, dateline)]
    found += labels.signed(doc, parts, marked)
    filled = (claim if claim.content else _after_colon(doc, words, claim) for claim in _with_quotes(doc, marked, found))
    whole = [_with_marks(claim, words, scene.inside) for claim in filled if claim.content]
    return _nested(_freed(doc, _apart(whole)))


def _read(doc: Doc, heads: frozenset[str]) -> tuple[list[str], list[int]]:
    """Return the texts of all tokens, and the positions of those that may be cues; each word is looked up once."""
    texts, lemmas = doc.to_array(["ORTH", "LEMMA"]).T.tolist() if len(doc) else ([], [])
    strings = doc.vocab.strings
    text_of = {key: strings[key] for key in set(texts)}
    found = {key for key, text in text_of.items() if text.lower() in heads}
    found |= {key for key in set(lemmas) if strings[key].lower() in heads}
    pairs = enumerate(zip(texts, lemmas, strict=True))
    return [text_of[key] for key in texts], [i for i, (text, lemma) in pairs if text in found or lemma in found]


def _is_place(page: Page, line: Attribution, dateline: Place | None) -> bool:
    """True for ``LAGOS: Nurses are on strike``."""
    return dateline is not None and line.words is not None and page.span(*line.words).start == dateline.start


# --- quotations


def _with_quotes(doc: Doc, marked: Sequence[Quote], found: Sequence[Attribution]) -> list[Attribution]:
    """Give each quotation to whoever says it; cues of direct speech without content wait for theirs here."""
    claims = list(found)
    last: int | None = None
    for quote in marked:
        at = _owner(quote, claims)
        if at is None and any(_labels_start(doc, claim, quote) for claim in claims):
            continue
        if at is None and quotes.is_speech(doc, quote):
            at = _beside(doc, quote, claims)
            if at is None and last is not None and _goes_on(doc, quote, claims[last]):
                at = last
            if at is None and (led := _led_in(doc, quote)) is not None:
                at = len(claims)
                claims.append(led)
        if at is not None:
            claims[at] = _extended(doc, claims[at], quote)
            last = at
    return claims


def _kept_in(doc: Doc, claim: Attribution, scene: Scene) -> Attribution | None:
    """Return a claim whose cue stands in direct speech without the words outside it; None when nothing is left.

    Somebody quoted does not speak of what stands around the quotation, though the parser may hang it on his verb.
    """
    if not claim.content or not scene.inside[claim.cue[0]]:
        return claim
    quote = next((q for q in scene.quotes if q.holds(claim.cue[0])), None)
    if quote is None or not quotes.is_speech(doc, quote):
        return claim
    pieces = [(max(a, c), min(b, d)) for a, b in claim.content for c, d in quote.ranges]
    kept = cues.tidy(doc, [(a, b) for a, b in pieces if a < b], claim.cue)
    if not any(token.is_alpha for a, b in kept for token in doc[a:b]):
        return None
    return replace(claim, content=kept)


def _labels_start(doc: Doc, claim: Attribution, quote: Quote) -> bool:
    """True for the name at the head of ``"X: …``: the line belongs to X, and not to whoever spoke before."""
    return claim.words == (quote.start + 1, claim.cue[0]) and doc[claim.cue[0]].text == ":"


def _owner(quote: Quote, claims: Sequence[Attribution]) -> int | None:
    """Return the attribution in whose content a quotation stands: the one with the nearest cue."""
    holding = [
        (abs(claim.cue[0] - quote.start), number)
        for number, claim in enumerate(claims)
        if claim.content
        and claim.content[0][0] < quote.end
        and quote.start < claim.content[-1][1]
        and not quote.holds(claim.cue[0])
        and any(quote.touches(span) for span in claim.content)
    ]
    return min(holding)[1] if holding else None


def _beside(doc: Doc, quote: Quote, claims: Sequence[Attribution]) -> int | None:
    """Return the nearest attribution or open cue that stands beside a quotation."""
    near = [
        (max(claim.cue[0] - quote.end, quote.start - claim.cue[1]), number)
        for number, claim in enumerate(claims)
        if claim.cue[0] - quote.end < _NEAR + 20 and quote.start - claim.cue[1] <= _NEAR
        if claim.claim and _is_beside(doc, quote, claim)
    ]
    return min(near)[1] if near else None


def _is_beside(doc: Doc, quote: Quote, claim: Attribution) -> bool:
    """True when nothing but marks stands between a quotation and the cue with its source."""
    first, last = _extent(claim)
    if quote.end <= first:
        return first - quote.end <= 4 and all(_is_mark(doc[i]) for i in range(quote.end, first))
    if last > quote.start or quote.start - last > _NEAR or quote.holds(claim.cue[0]):
        return False
    before = next((doc[i] for i in range(quote.start - 1, last - 2, -1) if not doc[i].is_space), None)
    if before is None or before.text == ":" or last == quote.start:
        return before is not None
    return before.text == "," and before.sent == doc[last - 1].sent


def _extent(claim: Attribution) -> Range:
    words = claim.words or claim.cue
    return min(claim.cue[0], words[0]), max(claim.cue[1], words[1])


def _is_mark(token: Token) -> bool:
    return bool(token.is_punct) or (bool(token.is_space) and "\n\n" not in token.text)


def _goes_on(doc: Doc, quote: Quote, claim: Attribution) -> bool:
    """True when a quotation stands right behind what the same speaker said, in the paragraph or the next."""
    end = max(_extent(claim)[1], *(b for _, b in claim.content))
    if not claim.quoted or quote.start - end > _FAR:
        return False
    between = [doc[i] for i in range(end, quote.start)]
    cue = doc[claim.cue[0]].sent
    if any(not (t.is_punct or t.is_space or cue.start <= t.i < cue.end) for t in between):
        return False
    return sum("\n\n" in t.text for t in between) <= 1


def _led_in(doc: Doc, quote: Quote) -> Attribution | None:
    """``Transcript as follows:`` and a quotation: what the words before the colon are about speaks."""
    colon = next((doc[i] for i in range(quote.start - 1, -1, -1) if not doc[i].is_space), None)
    if colon is None or colon.text != ":":
        return None
    cue, before = (colon.i, colon.i + 1), doc[colon.sent.start : colon.i]
    if not len(before):
        return Attribution(None, cue, quote.ranges)
    named = _last_person(before)
    if named is not None:
        return Attribution(named.root, cue, quote.ranges, words=(named.start, named.end))
    who = complements.speaker(before.root, cue) if syntax.is_verbal(before.root) else (before.root, cue)
    if who is None:
        return Attribution(None, cue, quote.ranges)
    words = who[1] if who[1] != cue else cues.trim(doc, before.start, before.end)
    return Attribution(who[0], cue, quote.ranges, words=words)


def _last_person(before: Span) -> Span | None:
    """``It did not surprise the analyst Omar Diallo:`` — who is named last before a colon speaks behind it."""
    last = before.ents[-1] if before.ents else None
    return last if last is not None and last.label_ == "PERSON" and last.end == before.end else None


def _after_colon(doc: Doc, words: Sequence[str], claim: Attribution) -> Attribution:
    """``The governor added:`` and a paragraph without quotation marks, which is what was added."""
    end = _extent(claim)[1]
    if ":" not in words[end : end + _LEAD]:
        return claim
    colon = words.index(":", end)
    if any(words[i] == "." or syntax.is_verbal(doc[i]) for i in range(end, colon)):
        return claim
    start = next((i for i in range(colon + 1, len(words)) if not words[i].isspace()), len(words))
    stop = next((i for i in range(start, len(words)) if "\n\n" in words[i]), len(words))
    return replace(claim, content=cues.tidy(doc, [(start, stop)], claim.cue))


def _with_marks(claim: Attribution, words: Sequence[str], inside: bytes) -> Attribution:
    """Take in a quotation mark that stands right beside the content and belongs to words of it."""
    spans = tuple(
        (
            a - 1 if inside[a - 1 : a + 1] == _BOTH and words[a - 1] in quotes.MARKS else a,
            b + 1 if inside[b - 1 : b + 1] == _BOTH and words[b] in quotes.MARKS else b,
        )
        for a, b in claim.content
    )
    return replace(claim, content=spans) if spans != claim.content else claim


def _extended(doc: Doc, claim: Attribution, quote: Quote) -> Attribution:
    spans = cues.tidy(doc, [*claim.content, *quote.ranges], claim.cue)
    inside = sum(max(0, min(b, d) - max(a, c)) for a, b in spans for c, d in quote.ranges)
    claim = _with_source(doc, claim, quote) if claim.source is None else claim
    return replace(claim, content=spans, quoted=claim.quoted or 2 * inside >= sum(b - a for a, b in spans))


def _with_source(doc: Doc, claim: Attribution, quote: Quote) -> Attribution:
    """``“…,” Karim declares``: the name between a quotation and its cue speaks, whatever the parser made of it."""
    start, end = cues.trim(doc, quote.end, claim.cue[0])
    if not 0 < end - start <= _LABEL or any(syntax.is_verbal(t) or labels.is_break(t) for t in doc[start:end]):
        return claim
    return replace(claim, source=doc[start:end].root, words=(start, end))


# --- nesting


def _apart(found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions in text order, the longest of those whose cues share a word."""
    kept: list[Attribution] = []
    for claim in sorted(found, key=lambda c: (c.cue[0], -c.cue[1])):
        if not kept or claim.cue[0] >= kept[-1].cue[1]:
            kept.append(claim)
        elif claim.cue[1] - claim.cue[0] > kept[-1].cue[1] - kept[-1].cue[0]:
            kept[-1] = claim
    return kept


def _nested(claims: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions with their depth: how many others hold their cue in their content."""
    spans = [(a, b, claim) for claim in claims if claim.source is not None or claim.claim for a, b in claim.content]
    return tuple(_under(claim, [c for a, b, c in spans if a <= claim.cue[0] < b]) for claim in claims)


def _under(claim: Attribution, holders: Sequence[Attribution]) -> Attribution:
    """Return a claim as it stands under others; ``refused to say`` claims nothing."""
    if not holders:
        return claim
    open_to = any(not other.claim and claim.cue[0] == other.content[0][0] for other in holders)
    return replace(claim, depth=len(holders), claim=claim.claim and not open_to)


def _freed(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """Give cues that go on from an outer cue (*said …, adding …*) its source, and end its content before them."""
    claims = list(found)
    spans = [(a, b, number) for number, claim in enumerate(found) for a, b in claim.content]
    for n, inner in enumerate(found):
        for m in (m for a, b, m in spans if a <= inner.cue[0] < b and m != n):
            outer = claims[m]
            if _goes_on_from(doc, outer, inner) and (kept := _before(doc, outer, inner.cue[0])):
                claims[m] = replace(outer, content=kept)
                claims[n] = replace(inner, source=outer.source, words=outer.words)
    return claims


def _goes_on_from(doc: Doc, outer: Attribution, inner: Attribution) -> bool:
    if outer.quoted or not outer.claim or inner.cue[0] < outer.cue[1]:
        return False
    verb, above = _verb(doc, inner.cue), _verb(doc, outer.cue)
    if verb is None or above is None or verb.sent != above.sent:
        return False
    return complements.is_trailing(verb) or (complements.is_joined(verb) and verb.tag_ == above.tag_)


def _verb(doc: Doc, cue: Range) -> Token | None:
    return next((token for token in doc[cue[0] : cue[1]] if syntax.is_verbal(token)), None)


def _before(doc: Doc, claim: Attribution, i: int) -> tuple[Range, ...]:
    """Return the content of a claim as far as token ``i``, without ``and`` or a comma at its end."""
    kept = [(a, min(b, i)) for a, b in claim.content if a < i]
    start, end = kept[-1]
    while end - start > 1 and doc[end - 1].pos_ in ("CCONJ", "PUNCT") and doc[end - 1].text not in quotes.MARKS:
        end -= 1
    return cues.tidy(doc, [*kept[:-1], (start, end)], claim.cue)
