"""What completes a word of saying: the clauses, objects and phrases around it, in the words of ``en/speech.toml``.

Like ``syntax``, this module knows the parser's labels, so that ``says`` need not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dotterel.coder import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
Labelled = tuple[tuple["Token", str], ...]
"""The dependents of a word with their labels, which are slow to look up."""

_CLAUSES = frozenset({"ccomp", "xcomp", "acl", "csubj", "csubjpass"})
_SUCH = frozenset({"oprd", "attr", "acomp"})
_PREPS = frozenset({"prep", "agent", "prt", "advmod"})
_TIMES = frozenset({"DATE", "TIME"})
_READ = _CLAUSES | _SUCH | _PREPS | {"advcl", "dobj", "dative", "intj"}
_HANGING = frozenset({"relcl", "acl", "advcl", "pcomp", "xcomp", "ccomp"})
_BETWEEN = frozenset({"dobj", "prep", "npadvmod", "dative", "agent"})
_LATE = 4
"""A noun, *that* and a clause take so many words at least."""
_INDIRECT = frozenset({"if", "whether", "who", "whom", "whose", "what", "which", "how", "why", "where", "when"})
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
_WHO = frozenset({"who", "whom", "which", "that"})
_STANDS_FOR = frozenset({"yes", "no", "so", "much"})
_DUMMY = frozenset({"it", "so"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that completes a word: what it is in a frame, and its token ranges."""

    kind: str
    spans: tuple[Range, ...]
    head: Token


def parts(word: Token, mate: Token | None = None) -> tuple[Part, ...]:
    """Return what completes a verb, noun or adjective, and the second word of its cue when it has one."""
    children = tuple((child, child.dep_) for child in syntax.children(word))
    found = [part for child, dep in children if dep in _READ and child != mate for part in _part(child, dep, word)]
    if mate is not None:
        found += [part for child in syntax.children(mate) for part in _part(child, child.dep_, word)]
    if syntax.is_verbal(word):
        found += _around(word, children, frozenset(part.kind for part in found))
    return tuple(found)


def phrases(verb: Token) -> tuple[Part, ...]:
    """Return the prepositional phrases of a verb: ``took a swipe at him`` hangs them there and not on the noun."""
    return tuple(part for child in syntax.children(verb) if child.dep_ == "prep" for part in _part(child, "prep", verb))


def _part(child: Token, dep: str, word: Token) -> Iterator[Part]:
    if dep in ("advcl", "xcomp", "ccomp") and child.left_edge.lower_ == "for" and syntax.has_to(child):
        yield Part("for", ((child.left_edge.i + 1, child.right_edge.i + 1),), child.left_edge)
    elif dep in _CLAUSES or (dep == "advcl" and _is_indirect(child, word)):
        yield from _clause(child, word)
    elif dep == "intj" or (dep == "advmod" and child.lower_ in _STANDS_FOR):
        if child.lower_ in _STANDS_FOR and child.i > word.i:
            yield Part("what", (edges(child),), child)
    elif dep in ("dobj", "dative") and child.pos_ != "ADP":
        yield Part("what", _object(child, word), child)
        yield from _told(child)
    elif dep in _SUCH:
        yield Part("such", (edges(child),), child)
    elif dep in _PREPS or dep == "dative":
        yield Part(child.lower_, _governed(child, word), child)


def _told(child: Token) -> Iterator[Part]:
    """``told reporters he would go``: a clause that the parser took for a relative one."""
    for clause in syntax.children(child):
        if clause.dep_ == "relcl" and clause.left_edge.i == child.i + 1:
            subject = next((c for c in syntax.children(clause) if c.dep_ in syntax.SUBJECT), None)
            if subject is not None and subject.tag_ not in syntax.RELATIVE:
                yield Part("told", (edges(clause),), clause)


def _is_indirect(child: Token, word: Token) -> bool:
    """``asked if``, ``made it clear that``: clauses that the parser takes for adverbial ones."""
    first = child.left_edge
    return first.i > word.i and first.lower_ in ("if", "whether", "that") and first.head == child


def _clause(child: Token, word: Token) -> Iterator[Part]:
    subject = next((c for c in syntax.children(child) if c.dep_ in syntax.SUBJECT), None)
    if (name := _misread_name(child, word)) is not None:
        yield Part("what", ((child.left_edge.i, child.i + 1),), child)
        yield Part("such", (edges(name),), name)
    elif syntax.has_to(child):
        if subject is not None and subject.i < child.i:
            yield Part("what", ((subject.left_edge.i, subject.i + 1),), subject)
        yield Part("do", _split(child, word), child)
    elif word.pos_ == "NOUN" and not _has_that(child):
        return
    elif child.tag_ == "VBG" and not any(c.dep_ == "aux" for c in syntax.children(child)):
        if subject is not None and subject.i < child.i:
            yield Part("what", ((subject.left_edge.i, subject.i + 1),), subject)
        yield Part("doing", _split(child, word), child)
    elif (child.dep_ == "acl" and child.tag_ == "VBN" and not _has_that(child)) or (
        word.pos_ == "NOUN" and not _has_that(child)
    ):
        return
    else:
        kind = "whether" if child.left_edge.lower_ in _INDIRECT else "that"
        yield Part(kind, (*_fronted(child, word), *_split(child, word)), child)
        if subject is not None and child.pos_ not in syntax.VERBAL:
            yield Part("what", (edges(subject),), subject)
            yield Part("such", _split(child, word), child)


def _misread_name(child: Token, word: Token) -> Token | None:
    """``called climate change a hoax``: a noun that the parser takes for a bare verb; what it is called, or None."""
    if child.tag_ != "VB" or child.i < word.i or not any(c.dep_ == "compound" for c in syntax.children(child)):
        return None
    return next((c for c in syntax.children(child) if c.dep_ in ("dobj", "oprd") and c.i > child.i), None)


def _has_that(child: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in syntax.children(child))


def _fronted(child: Token, word: Token) -> Iterator[Range]:
    """``The talks, the minister said, are dead``: a subject that the parser could not place."""
    if child.i > word.i and not any(c.dep_ in syntax.SUBJECT or c.dep_ == "expl" for c in syntax.children(child)):
        for other in syntax.children(word):
            if other.dep_ == "dep" and other.i < word.i and other.pos_ in syntax.NOMINAL:
                yield edges(other)


def _object(child: Token, word: Token) -> tuple[Range, ...]:
    """The words of an object; those of its antecedent and the relative pronoun when it is one."""
    if child.tag_ in syntax.RELATIVE and child.i < word.i:
        return (_with_antecedent(child),)
    return (edges(child),)


def _with_antecedent(pronoun: Token) -> Range:
    noun = syntax.antecedent(pronoun)
    return (noun.left_edge.i if noun.i < pronoun.i else pronoun.i), pronoun.i + 1


def _governed(prep: Token, word: Token) -> tuple[Range, ...]:
    """What a preposition governs; when it was left behind, the antecedent (``the deal he complained about``)."""
    inner = [c for c in syntax.children(prep) if c.dep_ in ("pobj", "pcomp", "prep")]
    if inner and inner[0].ent_type_ in _TIMES:
        return ()
    if inner:
        return ((min(c.left_edge.i for c in inner), max(c.right_edge.i for c in inner) + 1),)
    if word.dep_ == "relcl":
        return (_before(word),)
    behind = next((c for c in syntax.children(word) if c.left_edge.i == prep.i + 1), None)
    return (edges(behind),) if behind is not None and prep.dep_ == "prep" else ()


def _before(word: Token) -> Range:
    """The antecedent of a relative clause, up to the clause."""
    noun, first = word.head, word.left_edge
    end = first.i + 1 if first.tag_ in syntax.RELATIVE else first.i
    return noun.left_edge.i, max(end, noun.i + 1)


def _around(verb: Token, children: Labelled, kinds: frozenset[str]) -> Iterator[Part]:
    """What completes a verb from outside: passive subjects, antecedents, and the clause it is put into."""
    subject = next((c for c, dep in children if dep in syntax.PASSIVE_SUBJECT), None)
    if subject is not None:
        if subject.lower_ not in _DUMMY or "such" in kinds:
            span = _with_antecedent(subject) if subject.tag_ in syntax.RELATIVE else edges(subject)
            yield Part("what", (span,), subject)
    elif (verb.dep_ == "acl" and verb.tag_ == "VBN" and (kinds & {"as", "do"} or syntax.agents(verb))) or (
        verb.dep_ == "relcl" and "what" not in kinds and _is_object_relative(verb)
    ):
        yield Part("what", (_before(verb),), verb.head)
    if is_trailing(verb):
        yield Part("whole", _whole(verb), verb.head)
    if not kinds & {"that", "whether"}:
        if _is_put_in(verb):
            yield Part("aside", _without(verb.head, verb), verb.head)
        elif (late := _late_that(verb, children)) is not None:
            yield Part("that", ((late.i, late.head.right_edge.i + 1),), late.head)
        elif (clause := _behind_date(children) or _unmarked(verb, children)) is not None:
            yield Part("that", (edges(clause),), clause)
        elif (before := _trailing_subject(verb)) is not None:
            yield Part("aside", ((verb.head.left_edge.i, before),), verb.head)


def _whole(verb: Token) -> tuple[Range, ...]:
    """What a trailing participle is about: the content of the verb it trails, else that verb's whole clause."""
    said = next((c for c in syntax.children(verb.head) if c.dep_ == "ccomp"), None)
    if said is not None:
        return _split(said, verb.head)
    return _without(verb.head.head, verb.head) if verb.head.dep_ == "parataxis" else _without(verb.head, verb)


def _behind_date(children: Labelled) -> Token | None:
    """``said on Tuesday the road was shut``: a clause that the parser hung on the day."""
    for child, dep in children:
        if dep not in ("prep", "npadvmod"):
            continue
        day = child if dep == "npadvmod" else next((c for c in syntax.children(child) if c.dep_ == "pobj"), child)
        if day.ent_type_ in _TIMES:
            return next((c for c in syntax.children(day) if c.dep_ == "relcl" and _has_subject(c)), None)
    return None


def _unmarked(verb: Token, children: Labelled) -> Token | None:
    """``said after the meeting he would go``: a clause taken for a circumstance, though no word makes it one."""
    for child, dep in children:
        if dep != "advcl" or child.i < verb.i or not _has_subject(child) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        if any(token.is_punct for token in verb.doc[verb.i + 1 : child.i]):
            continue
        own = syntax.children(child)
        finite = child.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in own)
        if finite and not any(c.dep_ == "mark" or c.tag_ in ("WRB", "TO") for c in own if c.i < child.i):
            return child
    return None


def _trailing_subject(verb: Token) -> int | None:
    """``He can win, Senator Holt told the Post``: the first word of a subject that stands right behind a comma."""
    subject = next((c for c in syntax.children(verb) if c.dep_ in syntax.SUBJECT), None)
    if subject is None or verb.dep_ != "conj" or not syntax.is_verbal(verb.head):
        return None
    first = subject.left_edge.i
    return first if first > 1 and verb.doc[first - 1].text == "," else None


def _late_that(verb: Token, children: Labelled) -> Token | None:
    """The ``that`` of a clause which the parser hung on a noun in between: *said in a statement that …*."""
    last = children[-1][0].right_edge.i if children else verb.i
    if last - verb.i < _LATE or not any(dep in _BETWEEN and c.i > verb.i for c, dep in children):
        return None
    for token in verb.doc[verb.i + 1 : last]:
        if token.lower_ == "that" and token.dep_ == "mark":
            return token if syntax.governing_verb(token.head) == verb else None
    return None


def _is_object_relative(verb: Token) -> bool:
    subject = next((c for c in syntax.children(verb) if c.dep_ in syntax.SUBJECT), None)
    return subject is not None and subject.tag_ not in syntax.RELATIVE


def _is_put_in(verb: Token) -> bool:
    """``The plan, he said, will fail``; ``As he put it, the plan will fail``."""
    head = verb.head
    if head == verb or not syntax.is_verbal(head) or not any(c.dep_ in syntax.SUBJECT for c in syntax.children(verb)):
        return False
    if verb.dep_ == "parataxis":
        return True
    if verb.dep_ == "ccomp" and verb.right_edge.i < head.i:
        return verb.right_edge.i + 1 < len(verb.doc) and verb.right_edge.nbor().text == ","
    return verb.dep_ == "advcl" and verb.left_edge.lower_ == "as" and verb.left_edge.dep_ == "mark"


def _without(head: Token, verb: Token) -> tuple[Range, ...]:
    """The clause of ``head`` without the words that hang on ``verb``."""
    (start, end), (a, b) = edges(head), edges(verb)
    return tuple(span for span in ((start, a), (b, end)) if span[0] < span[1])


def _split(child: Token, word: Token) -> tuple[Range, ...]:
    """The words of a clause, in two ranges when the word that governs it stands inside."""
    start, end = edges(child)
    if not start <= word.i < end:
        return ((start, end),)
    own = [t.i for t in syntax.children(word) if start <= t.i < end and t != child and not t.is_punct] + [word.i]
    return tuple(span for span in ((start, min(own)), (max(own) + 1, end)) if span[0] < span[1])


def edges(head: Token) -> Range:
    """Return the token range of everything that hangs on a word."""
    return head.left_edge.i, head.right_edge.i + 1


def is_joined(word: Token) -> bool:
    """True for a finite verb that goes on from another without a subject of its own: *said … and accused …*."""
    return word.dep_ == "conj" and word.tag_ in ("VBD", "VBZ", "VBP") and not _has_subject(word)


def is_trailing(word: Token) -> bool:
    """True for a participle behind a comma: *…, adding that …*."""
    return (
        word.dep_ in ("advcl", "conj")
        and word.tag_ == "VBG"
        and not _has_subject(word)
        and word.i > 0
        and word.nbor(-1).text == ","
    )


def gerund(prep: Token) -> Token | None:
    """Return the verb of ``as saying``, or None."""
    return next((c for c in syntax.children(prep) if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)


def is_order(word: Token) -> bool:
    """True for an imperative: a bare form without subject or auxiliary."""
    return word.tag_ == "VB" and not any(c.dep_ in _GROUP or c.dep_ in syntax.SUBJECT for c in syntax.children(word))


def _has_subject(word: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECT or c.dep_ in syntax.PASSIVE_SUBJECT for c in syntax.children(word))


def group(word: Token, mate: Token | None, prep: Token | None) -> Range:
    """Return the words of a cue: auxiliaries, negation and adverbs before it, second word and preposition after it."""
    doc, start = word.doc, word.i
    while start and doc[start - 1].head == word and doc[start - 1].dep_ in _GROUP:
        start -= 1
    end = word.i + 1
    if mate is not None and word.i < mate.i <= end + 2:
        end = mate.i + 1
    if prep is not None and prep.i == end:
        end = prep.i + 1
    return start, end


def mate(word: Token, second: str) -> Token | None:
    """Return the word that a cue of two words needs beside its head, or None."""
    found = syntax.has_particle(word, second)
    if found is not None:
        return found
    return next((c for c in syntax.children(word) if c.lower_ == second and c.i > word.i and c.i - word.i <= 4), None)


def experiencer(word: Token) -> tuple[Token, Range] | None:
    """Return the subject of a participle that says what somebody feels: *is convinced that*."""
    found = syntax.subjects(word)
    return (found[0], edges(found[0])) if found else None


def speaker(word: Token, cue: Range) -> tuple[Token, Range] | None:
    """Return who says it by the subject of a verb or predicate adjective (the agent of a passive), with its words."""
    verb = word if syntax.is_verbal(word) else word.head
    if not syntax.is_verbal(verb):
        return None
    found = syntax.agents(verb) if syntax.is_passive(verb) else syntax.subjects(verb)
    if not found or (found[0].lower_ == "it" and syntax.is_passive(verb)):
        return None
    own = next((c for c in syntax.children(verb) if c.dep_ in syntax.SUBJECT), None)
    if own is not None and own.tag_ in syntax.RELATIVE:
        return found[0], _with_antecedent(own)
    return found[0], words(found[0], cue)


def owner(noun: Token) -> Token | None:
    """Return who a noun of saying belongs to: ``the minister's claim``, ``a claim by the minister``, ``US claims``."""
    for child in syntax.children(noun):
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in syntax.children(child) if c.dep_ == "pobj"), None)
    named = (c for c in syntax.children(noun) if c.i < noun.i and c.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"))
    return next((c for c in named if c.dep_ in ("compound", "amod", "nmod")), None)


def main_clause(word: Token) -> Token:
    """Return the verb of the clause that a phrase stands in, not of one that hangs on a noun or verb of it."""
    verb = syntax.clause_root(word)
    while verb.dep_ in _HANGING and verb.head != verb:
        verb = syntax.clause_root(verb.head)
    return verb


def governed_noun(prep: Token) -> Token | None:
    """Return the noun behind the last word of a phrase such as ``according to``."""
    return next((child for child in syntax.children(prep) if child.dep_ == "pobj"), None)


def around(clause: Token, inner: Token) -> list[Range]:
    """Return the words of a clause without the phrase in which ``inner`` stands."""
    (start, end), (a, b) = edges(clause), edges(inner)
    return [span for span in ((start, a), (b, end)) if span[0] < span[1]]


def holder(noun: Token) -> Token | None:
    """Return the verb that a noun is the object or predicate of, or None."""
    return noun.head if noun.dep_ in ("dobj", "nsubjpass", "attr") and syntax.is_verbal(noun.head) else None


def words(token: Token, cue: Range) -> Range:
    """Return the whole noun phrase of a source as far as the cue, without a genitive's ending."""
    start, end = edges(token)
    if end - start > 1 and token.doc[end - 1].dep_ == "case":
        end -= 1
    if end <= cue[0] or start >= cue[1]:
        return start, end
    if token.i < cue[0]:
        return start, max(cue[0], token.i + 1)
    return max(start, cue[1]), end
