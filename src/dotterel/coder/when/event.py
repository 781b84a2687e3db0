"""The date of one event: the one in its own clause, else in the clause it depends on, else what the text allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dotterel.coder import syntax
from dotterel.records import When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dotterel.records import Page

_OTHER_TIME = frozenset({"before", "after", "until", "till", "following", "than", "pending", "ahead", "for"})
"""Behind these a date is a bound or a comparison, not the time of what happens."""
_SAME_TIME = frozenset({"in", "during", "by", "with", "at", "amid", "through", "under"})
"""An event named behind one of these happens when its verb does ("died in an attack")."""
_COMMENT = frozenset(
    {"condemn", "denounce", "criticise", "criticize", "deplore", "recall", "mark", "commemorate", "mourn"}
    | {"investigate", "discuss", "blame", "praise", "describe", "mention", "report", "remember", "claim"}
    | {"deny", "confirm", "plan"}
)
"""Verbs whose object happened at another time than they tell of."""
_BOUNDS = frozenset({"relcl", "ccomp", "advcl", "acl", "csubj", "parataxis"})
_LEVELS = 7
_IF = frozenset({"if", "unless", "whenever", "provided", "until", "till"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A time expression of the sentence, the token it hangs on, and how far it is from being the trigger's own."""

    when: When
    root: Token
    level: int


def date_of(dates: Sequence[When], page: Page, trigger: Token, story: When | None = None) -> When:
    """Return the date of the event that ``trigger`` names, and its basis; never one that the text does not support.

    ``story`` is the date of what the article is mainly about, for a plain past event that names none itself.
    Where the basis is ``published`` the text is empty: no words of the article say that date.
    """
    found = list(_in_sentence(dates, page, trigger))
    seen = (_Candidate(when, root, _level(root, trigger, found)) for when, root in found)
    best = min(
        (c for c in seen if c.level < _LEVELS and not (c.level and _is_too_late(c.when, page, trigger))),
        key=lambda c: (c.level, c.when.date is None, abs(c.root.i - trigger.i)),
        default=None,
    )
    if best is not None:
        return _whole_range(best.when, dates, page)
    vague, lasting = _undated(dates, page, trigger)
    if vague is not None and vague.value != "PRESENT_REF":
        return vague
    if vague is not None or (_is_present(trigger) and not lasting):
        return _day_of_writing(dates, page, trigger)
    return story if story is not None and _is_plain_past(trigger) else _none(page, trigger)


def _is_too_late(when: When, page: Page, trigger: Token) -> bool:
    """True for a day that was still to come when the article told of something past."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.governing_verb(trigger)
    published = page.article.published
    if verb is None or published is None or (when.date or "")[:10] <= published[:10]:
        return False
    return verb.tag_ in ("VBD", "VBN") and any(t.tag_ == "VBD" for t in (verb, *syntax.children(verb)))


def _in_sentence(dates: Sequence[When], page: Page, trigger: Token) -> Iterator[tuple[When, Token]]:
    """Yield the expressions of the trigger's sentence that can date an event, each with the word it hangs on."""
    for when, root in _placed(dates, page, trigger):
        is_date = when.type in ("DATE", "TIME") and not (when.value or "").endswith("_REF")
        if is_date and _lead(root) not in _OTHER_TIME:
            yield when, root


def _placed(dates: Sequence[When], page: Page, trigger: Token) -> Iterator[tuple[When, Token]]:
    sent, origin = trigger.sent, page.origin
    low, high = origin[sent[0].idx], origin[sent[-1].idx]
    for when in dates:
        if low <= when.start <= high and when.basis != "dateline":
            tokens = [token.i for token in sent if when.start <= origin[token.idx] < when.end]
            if tokens:
                yield when, trigger.doc[tokens[0] : tokens[-1] + 1].root


def _lead(root: Token) -> str:
    """Return the preposition before an expression ("ahead" for "ahead of"), or nothing."""
    head = root.head
    if head.pos_ not in ("ADP", "SCONJ") or head.i > root.i:
        return ""
    return "ahead" if head.lower_ == "of" and head.i and head.nbor(-1).lower_ == "ahead" else head.lower_


def _level(root: Token, trigger: Token, found: list[tuple[When, Token]]) -> int:
    """Return how near an expression is to the trigger: 0 its own, up to 6 merely in the sentence, 7 another's."""
    if _hangs_on(root, trigger):
        return 0
    verb = trigger if syntax.is_verbal(trigger) else syntax.governing_verb(trigger)
    if verb is None:
        return 6 if len(found) == 1 else _LEVELS
    if verb == trigger:
        return _verb_level(root, verb, alone=len(found) == 1)
    return _noun_level(root, trigger, verb, alone=len(found) == 1)


def _hangs_on(root: Token, word: Token) -> bool:
    """True when an expression belongs to a word directly: no noun or verb stands between them."""
    for ancestor in root.ancestors:
        if ancestor == word:
            return True
        if ancestor.pos_ not in ("ADP", "ADV", "SCONJ", "PUNCT", "PART", "NUM") and not _is_time_noun(ancestor):
            return False
    return False


def _is_time_noun(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _verb_level(root: Token, verb: Token, *, alone: bool) -> int:
    if any(_hangs_on(root, subject) for subject in syntax.subjects(verb) if subject.head == verb):
        return 1
    if any(_hangs_on(root, other) for other in verb.conjuncts if syntax.is_verbal(other) and not _apart(other, verb)):
        return 2
    if any(_hangs_on(root, below) for how, below in syntax.complements(verb) if how == "doing"):
        return 3
    above = syntax.governing_verb(verb)
    if above is not None and _hangs_on(root, above):
        return _from_above(verb, above)
    return 6 if alone and _same_clause(root, verb) else _LEVELS


def _apart(other: Token, verb: Token) -> bool:
    """True for a later clause with a subject of its own: its date is not that of the clause before."""
    own = any(child.dep_ in syntax.SUBJECT | syntax.PASSIVE_SUBJECT for child in syntax.children(other))
    return other.i > verb.i and own


def _from_above(verb: Token, above: Token) -> int:
    """Return how well the date of the verb above fits the verb below it."""
    if any(token.text == ";" for token in verb.doc[verb.i : above.i]):
        return _LEVELS
    how = next((how for how, below in syntax.complements(above) if below == verb), "")
    if how == "doing" or (verb.dep_ in ("advcl", "xcomp") and verb.tag_ == "VBG" and not _has_mark(verb)):
        return 3
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return 4
    if how == "that":
        return _LEVELS if _is_before(verb) else 5
    return _LEVELS


def _has_mark(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "prep") and child.i < verb.i for child in syntax.children(verb))


def _is_before(verb: Token) -> bool:
    """True for a past perfect ("had attacked"), a future or an infinitive: another time than that of the telling."""
    return any(child.tag_ in ("MD", "TO") or (child.tag_ == "VBD" and child.lemma_ == "have") for child in verb.lefts)


def _noun_level(root: Token, noun: Token, verb: Token, *, alone: bool) -> int:
    if not _shares_time(noun, verb):
        return _LEVELS
    if _hangs_on(root, verb):
        return 3
    level = _verb_level(root, verb, alone=alone)
    return level if level in (2, 6) else _LEVELS


def _shares_time(noun: Token, verb: Token) -> bool:
    """True when an event noun happens when its verb does: as subject, as object of no comment, or "in" it."""
    if any(noun in syntax.conjuncts(subject) for subject in syntax.subjects(verb)) and not syntax.is_passive(verb):
        return True
    prep = next((word for word in noun.ancestors if word.pos_ in ("ADP", "SCONJ") or word == verb), verb)
    if prep != verb and prep.lower_ not in _SAME_TIME:
        return False
    return verb.lemma_.lower() not in _COMMENT


def _same_clause(root: Token, verb: Token) -> bool:
    """True when no border of a clause lies between an expression and a verb."""
    chain = [root, *root.ancestors]
    meeting = next((word for word in (verb, *verb.ancestors) if word in chain), None)
    if meeting is None:
        return False
    path = chain[: chain.index(meeting)]
    if any(word.lower_ in _OTHER_TIME for word in path):
        return False
    below = [word for word in path if syntax.is_verbal(word)]
    above = [word for word in (verb, *verb.ancestors) if meeting.is_ancestor(word)]
    if any(word.dep_ == "conj" and _apart(word, verb) for word in below):
        return False
    if any(token.text == ";" for token in verb.doc[min(verb.i, root.i) : max(verb.i, root.i)]):
        return False
    return not any(word.dep_ in _BOUNDS for word in (*below, *above))


def _whole_range(when: When, dates: Sequence[When], page: Page) -> When:
    """Return the words up to the end of a range, where the last day is an expression of its own."""
    if when.enddate is None:
        return when
    last = next((w for w in dates if w.start > when.end and w.start - when.end < 12 and w.date == when.enddate), None)
    return when if last is None else replace(when, end=last.end, text=page.article.text[when.start : last.end])


def _undated(dates: Sequence[When], page: Page, trigger: Token) -> tuple[When | None, bool]:
    """Return the "now" or "recently" of the trigger's own clause, and whether that tells how long or how often."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.governing_verb(trigger)
    clause = [word for word in (trigger, verb) if word is not None]
    own = [w for w, root in _placed(dates, page, trigger) if any(_hangs_on(root, word) for word in clause)]
    vague = next((when for when in own if (when.value or "").endswith("_REF")), None)
    return vague, any(when.type in ("DURATION", "SET") for when in own)


def _is_present(trigger: Token) -> bool:
    """True when the trigger's clause stands in the present or the present perfect."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.governing_verb(trigger)
    if verb is None:
        return False
    if _is_conditional(verb):
        return False
    helpers = [child for child in syntax.children(verb) if child.pos_ == "AUX" or child.tag_ in ("MD", "TO")]
    if any(helper.tag_ in ("MD", "TO", "VBD") for helper in helpers):
        return False
    return verb.tag_ in ("VBZ", "VBP") or any(helper.tag_ in ("VBZ", "VBP") for helper in helpers)


def _is_conditional(verb: Token) -> bool:
    """True in ``if they attack`` and in ``if the talks fail, they attack``: no day of writing holds for these."""
    clauses = (verb, *(child for child in syntax.children(verb) if child.dep_ == "advcl"))
    return any(mark.lower_ in _IF for clause in clauses for mark in syntax.children(clause) if mark.i < clause.i)


def _is_plain_past(trigger: Token) -> bool:
    """True for a simple past or present perfect that no other clause frames."""
    verb = trigger if syntax.is_verbal(trigger) else syntax.governing_verb(trigger)
    if verb is None or verb.dep_ in _BOUNDS or _is_before(verb):
        return False
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and any(child.tag_ == "VBD" for child in syntax.children(verb)))


def _day_of_writing(dates: Sequence[When], page: Page, trigger: Token) -> When:
    line = next((when for when in dates if when.basis == "dateline"), None)
    if line is not None:
        return line
    day = page.article.published
    if day is None:
        return _none(page, trigger)
    return replace(_none(page, trigger), date=day, value=day, precision="day", basis="published")


def _none(page: Page, trigger: Token) -> When:
    at = page.span(trigger.i, trigger.i + 1).start
    return When("", at, at)
