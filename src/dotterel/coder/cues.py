"""One cue in its clause → who says what by it: verbs, nouns, adjectives, adverbs and phrases of ``en/speech.toml``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from dotterel.coder import complements, syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from dotterel.coder.complements import Part
    from dotterel.coder.quotes import Quote, Range
    from dotterel.knowledge.speech import Cue, Groups, Speech

_CLAIMS = frozenset({"that", "told", "whether", "quote"})
_MEANT = MappingProxyType(
    {
        "that": ("that", "whether", "doing", "aside"),
        "what": ("what", "doing"),
        "quote": ("that", "whether", "such", "doing"),
    }
)
"""What may stand for a part of a frame: a clause or object that begins with a gerund is often taken for one."""
_NOBODY = frozenset({"nobody", "none"})
_TAKEN = frozenset({"do", "such"})
_PHRASE = 5
"""No phrase has more words."""
_MATE = 9
"""The second word of a cue stands before this many words behind the first."""
_BY_QUOTE = frozenset({"quote", "that", "such"})
_LINKS = frozenset({"as", "of", "for", "about"})
PEOPLE = frozenset({"PERSON", "ORG", "NORP"})
"""Labels of names that may speak; a place alone heads a topic or a dateline."""
_EDGES = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "...", "…"})


Hit = tuple["Cue", tuple["Part", ...]]
"""A cue, and what fills one of its frames."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claim in token positions: who says it (head and words), the cue, and the content."""

    source: Token | None
    cue: Range
    content: tuple[Range, ...]
    quoted: bool = False
    words: Range | None = None
    """The words of the source; wider than its name: appositions, and ``who`` with its antecedent."""
    claim: bool = True
    """False where the source takes a stand but does not put the content forward as so: it wants, praises, refuses."""
    depth: int = 0
    """How many other attributions hold this one in their content."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a cue is read against: the words of saying, and the quotations of the page."""

    speech: Speech
    quotes: Sequence[Quote]
    words: Sequence[str]
    inside: bytes
    """One byte a token: 1 in a quotation, else 0."""

    def is_quoted(self, spans: Sequence[Range]) -> bool:
        """True when a quotation stands in one of the spans, or they in it."""
        return any(self.inside.find(1, a, b) >= 0 for a, b in spans)


def at(token: Token, scene: Scene) -> Iterator[Attribution]:
    """Yield what a word attributes; one without content is a cue of direct speech whose quotation stands elsewhere."""
    speech, pos = scene.speech, token.pos_
    word = token.lemma_.lower()
    if pos == "VERB" and word not in speech.verbs:
        word = speech.forms.get(token.lower_, word)
    if word in speech.verbs and syntax.is_verbal(token):
        yield from _by_verb(token, speech.verbs[word], scene)
    elif pos == "NOUN" and word in speech.nouns:
        yield from _by_noun(token, speech.nouns[word], scene)
    elif pos in ("ADJ", "VERB") and word in speech.adjectives:
        yield from _by_adjective(token, speech.adjectives[word], scene)
    elif pos == "ADV" and word in speech.adverbs:
        yield from _around(None, (token.i, token.i + 1), token, token)
    if token.lower_ in speech.openers:
        yield from _by_phrase(token, scene)


# --- verbs


def _by_verb(verb: Token, groups: Groups, scene: Scene) -> Iterator[Attribution]:
    speaking: list[Token | None] = []
    for second, cues in groups:
        mate = None
        if second is not None:
            if second not in scene.words[verb.i + 1 : verb.i + _MATE]:
                continue
            mate = complements.mate(verb, second)
            if mate is None:
                continue
        made = _matched(verb, mate, cues, scene)
        if made is not None:
            yield made
            return
        if any(part in _BY_QUOTE for cue in cues for frame in cue.frames for part in frame):
            speaking.append(mate)
    if verb.tag_ == "VBN" and verb.lower_ in scene.speech.adjectives:
        yield from _by_participle(verb, scene.speech.adjectives[verb.lower_], scene)
    elif speaking:
        yield _quoted_argument(verb, scene) or _open(verb, speaking[0])


def _open(verb: Token, mate: Token | None) -> Attribution:
    cue = complements.group(verb, mate, None)
    return _attribution(complements.speaker(verb, cue), cue, ())


def _by_document(verb: Token, speech: Speech) -> bool:
    return any(t.lemma_.lower() in speech.documents or t.lower_ == "it" for t in syntax.subjects(verb))


def _quoted_argument(verb: Token, scene: Scene) -> Attribution | None:
    """``called the vote “a farce”``: words of the verb's clause that end in a quotation, however parsed."""
    end = verb.right_edge.i + 1
    if scene.inside.find(1, verb.i, end) < 0:
        return None
    quote = next((q for q in scene.quotes if verb.i < q.start < end), None)
    if quote is None or not _only_arguments(verb, quote.start):
        return None
    cue = complements.group(verb, None, None)
    spans = tidy(verb.doc, [(cue[1], max(quote.ranges[0][1], cue[1]))], cue)
    who = complements.speaker(verb, cue)
    return _attribution(who, cue, spans) if spans and who is not None else None


def _only_arguments(verb: Token, end: int) -> bool:
    """True when nothing between a verb and a quotation begins another clause or a phrase of place and time."""
    return not any(
        syntax.is_verbal(token) or token.text in ",:;" or (token.pos_ == "ADP" and token.lower_ not in _LINKS)
        for token in verb.doc[verb.i + 1 : end]
    )


# --- frames


def _matched(
    word: Token, mate: Token | None, cues: tuple[Cue, ...], scene: Scene, more: tuple[Part, ...] = ()
) -> Attribution | None:
    """Return the attribution of a word whose parts fill a frame of one of its cues."""
    parts = (*complements.parts(word, mate), *more)
    hits = _hits(word, cues, parts, scene) if parts else ()
    of_object = next((used for cue, used in hits if cue.speaker == "whom"), None)
    if of_object is not None and (made := _of_object(word, parts, of_object, scene.speech)) is not None:
        return made
    rest = tuple(hit for hit in hits if hit[0].speaker != "whom")
    return _of_subject(word, mate, rest) if rest else None


def _of_subject(word: Token, mate: Token | None, hits: tuple[Hit, ...]) -> Attribution | None:
    """Return what the subject says by a word, or what is said of it when nobody is named."""
    used = tuple({id(part): part for _, some in hits for part in some}.values())
    claim = any(not cue.attitude or any(p.kind in _CLAIMS for p in some) for cue, some in hits)
    claim = claim and syntax.negation(word) is None
    place, spans = _placed(word, mate, used)
    who = complements.speaker(word, place)
    if all(cue.speaker == "nobody" for cue, _ in hits):
        subject = [who[1]] if who is not None else []
        return Attribution(None, place, tidy(word.doc, [*spans, *subject], place))
    if who is None and (complements.is_order(word) or (not claim and not syntax.is_passive(word))):
        return None
    return _attribution(who, place, spans, claim) if spans else None


def _hits(word: Token, cues: tuple[Cue, ...], parts: tuple[Part, ...], scene: Scene) -> tuple[Hit, ...]:
    """Return the cues with a frame that is filled, and what fills it."""
    kinds = frozenset(part.kind for part in parts)
    found = []
    for cue in cues:
        for frame in cue.frames:
            if all(not kinds.isdisjoint(_MEANT.get(name, (name,))) for name in frame):
                some = [_fitting(name, cue, parts, scene) for name in frame]
                if all(some) and (cue.speaker != "document" or _by_document(word, scene.speech)):
                    found.append((cue, tuple(part for fitting in some for part in fitting)))
    return tuple(found)


def _placed(word: Token, mate: Token | None, used: tuple[Part, ...]) -> tuple[Range, tuple[Range, ...]]:
    """Return the words of the cue (the word alone where the content stands inside it), and the content."""
    spans = [span for part in used for span in part.spans]
    preps = [p.head for p in used if p.kind == p.head.lower_ and p.head.pos_ in ("ADP", "SCONJ", "PART")]
    cue = complements.group(word, mate, preps[0] if preps else None)
    spans += [(prep.i, prep.i + 1) for prep in preps if prep.i > word.i]
    content = tidy(word.doc, spans, cue)
    if content:
        return cue, content
    return (word.i, word.i + 1), tidy(word.doc, spans, (word.i, word.i + 1))


def _of_object(word: Token, parts: tuple[Part, ...], used: tuple[Part, ...], speech: Speech) -> Attribution | None:
    """``quoted him as saying``, ``…, citing officials``: the object speaks."""
    who = next((part for part in parts if part.kind == "what"), None)
    if who is None or not (_may_speak(who.head, speech) or any(part.kind == "as" for part in used)):
        return None
    cue, _ = _placed(word, None, used)
    saying = next((verb for part in used if (verb := complements.gerund(part.head)) is not None), None)
    if saying is not None:
        cue = (cue[0], saying.i + 1)
    spans = tidy(word.doc, [span for part in used if part is not who for span in part.spans], cue)
    return _attribution((who.head, who.spans[0]), cue, spans) if spans else None


def _may_speak(noun: Token, speech: Speech) -> bool:
    return noun.ent_type_ in PEOPLE or noun.lemma_.lower() in speech.voices or noun.lemma_.lower() in speech.documents


def _fitting(name: str, cue: Cue, parts: tuple[Part, ...], scene: Scene) -> tuple[Part, ...]:
    """Return the parts that can stand where a frame says ``name``."""
    meant = _MEANT.get(name, (name,))
    found = tuple(part for part in parts if part.kind in meant and part.spans)
    if name == "quote":
        return tuple(part for part in found if scene.is_quoted(part.spans))
    if name == "that" and (cue.attitude or any(part.kind in _TAKEN for part in parts)):
        return tuple(part for part in found if part.kind != "aside")
    return found


def _attribution(
    who: tuple[Token, Range] | None, cue: Range, content: tuple[Range, ...], claim: bool = True
) -> Attribution:
    if who is None:
        return Attribution(None, cue, content, claim=claim)
    source, words = who
    nobody = source.lower_ in _NOBODY or syntax.negation(source) is not None
    return Attribution(source, cue, content, words=trim(source.doc, *words), claim=claim and not nobody)


# --- nouns, adjectives, adverbs, phrases


def _by_noun(noun: Token, groups: Groups, scene: Scene) -> Iterator[Attribution]:
    holder = complements.holder(noun)
    verb = holder.lemma_.lower() if holder is not None else ""
    light, target = verb in scene.speech.lights, verb in scene.speech.targets
    more = complements.phrases(holder) if holder is not None and (light or target) else ()
    made = _matched_noun(noun, groups[-1][1], scene, more)
    if made is None:
        return
    owner = complements.owner(noun)
    if owner is not None:
        yield replace(made, source=owner, words=complements.words(owner, made.cue))
    elif holder is not None and (light or target):
        yield _with_holder(made, holder, light)
    elif _is_strong(noun, made, scene):
        yield made


def _matched_noun(noun: Token, cues: tuple[Cue, ...], scene: Scene, more: tuple[Part, ...]) -> Attribution | None:
    made = _matched(noun, None, cues, scene, more)
    return replace(made, source=None, words=None) if made is not None else None


def _with_holder(made: Attribution, holder: Token, light: bool) -> Attribution:
    """``issued a warning that``: the subject speaks; ``drew criticism for the raid``: the subject is spoken about."""
    cue = (min(holder.i, made.cue[0]), max(holder.i + 1, made.cue[1]))
    subject = complements.speaker(holder, cue)
    if light:
        return _attribution(subject, cue, made.content, made.claim)
    about = [subject[1]] if subject is not None else []
    return replace(made, cue=cue, content=tidy(holder.doc, [*made.content, *about], cue))


def _is_strong(noun: Token, made: Attribution, scene: Scene) -> bool:
    """True when a noun is a cue though nobody is named: ``claims that …``, ``reports of …``, quoted words."""
    if made.claim and any(part.kind in ("that", "of") for part in complements.parts(noun)):
        return True
    return scene.is_quoted(made.content)


def _by_adjective(word: Token, groups: Groups, scene: Scene) -> Iterator[Attribution]:
    made = _matched(word, None, groups[-1][1], scene) if syntax.is_verbal(word.head) else None
    if made is not None:
        yield made


def _by_participle(word: Token, groups: Groups, scene: Scene) -> Iterator[Attribution]:
    """``is convinced that``: an adjective that the parser takes for a passive."""
    hits = _hits(word, groups[-1][1], tuple(p for p in complements.parts(word) if p.kind != "what"), scene)
    if hits:
        cue, spans = _placed(word, None, hits[0][1])
        yield _attribution(complements.experiencer(word), cue, spans, not hits[0][0].attitude)


def _by_phrase(token: Token, scene: Scene) -> Iterator[Attribution]:
    """``according to officials``, ``in the minister's view``: the content is the clause around."""
    speech, i = scene.speech, token.i
    if token.lower_ in speech.standpoints:
        prep, owner = token.head, complements.owner(token)
        if owner is not None and prep.lower_ in ("in", "by", "from") and prep.i < owner.i < i:
            cue = (prep.i, i + 1)
            yield from _around((owner, complements.words(owner, (i, i + 1))), cue, prep, prep)
    ahead = tuple(word.lower() for word in scene.words[i : i + _PHRASE])
    for phrase in speech.phrases.get(token.lower_, ()):
        if ahead[: len(phrase)] == phrase:
            cue = (i, i + len(phrase))
            who = complements.governed_noun(token.doc[cue[1] - 1])
            if who is not None:
                yield from _around((who, complements.words(who, cue)), cue, token, token)
            return


def _around(who: tuple[Token, Range] | None, cue: Range, word: Token, phrase: Token) -> Iterator[Attribution]:
    content = tidy(word.doc, complements.around(complements.main_clause(word.head), phrase), cue)
    if content:
        yield _attribution(who, cue, content)


# --- spans


def tidy(doc: Doc, spans: Sequence[Range], cue: Range) -> tuple[Range, ...]:
    """Return spans in text order without overlaps, without the cue, and without marks at their ends."""
    merged: list[Range] = []
    for start, end in sorted(span for piece in spans for span in _cut(piece, cue)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    trimmed = (trim(doc, start, end) for start, end in merged)
    return tuple((start, end) for start, end in trimmed if start < end)


def _cut(span: Range, cue: Range) -> Iterator[Range]:
    if cue[1] <= span[0] or span[1] <= cue[0]:
        yield span
        return
    if span[0] < cue[0]:
        yield span[0], cue[0]
    if cue[1] < span[1]:
        yield cue[1], span[1]


def trim(doc: Doc, start: int, end: int) -> Range:
    """Return a span without spaces, commas and stops at its ends."""
    while start < end and (doc[start].text in _EDGES or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _EDGES or doc[end - 1].is_space):
        end -= 1
    return start, end
