"""The frame grammar: how an entry says which words around its trigger play which part.

    frame    = pattern { "|" pattern }
    pattern  = element { element }              exactly one element is the trigger (the entry's lemma)
    element  = role | prep role | prep | clause [ "=" words ] | "{" words "}" | "(" element ")"
    clause   = "to do" | "that" | "must" | "doing"
    role     = ("who" | "whom" | "what" | "where") [ "=" words ]
    words    = word { "/" word }                lemmas, @class from en/classes.toml, or in capitals what the words mean:
                                                ACTOR THING, PERSON GROUP COUNTRY ORGANISATION, a sector (COP MIL REB …)

``who`` does it, ``whom`` it is done to, ``what`` is a thing or a content, ``where`` a place. ``{words}`` are fixed
words that must stand beside the trigger, a preposition without a role is a particle ("who speak out against whom"), and
``must`` is a that-clause that says what has to be done. Words of a clause are what the clause says: its verb
(``to do=help/arm``), the adjective, noun or preposition after *be* and infinitives below
(``that={responsible/behind/to blame}``), or its verb with the object (``that={bear responsibility}``); a clause that is
denied, or that may say it of the one who speaks, does not fit, and its subject may be ``whom`` (``who say whom
that=@guilt``). Words with a space stand in braces or in a class. In a verb's frame everything must be there except a
bare ``who`` and what stands in round brackets; in a noun's frame everything may be missing except what has ``= words``
or ``{words}``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

ROLES = ("who", "whom", "what", "where")
CLAUSES = ("to", "that", "must", "doing")
PREPOSITIONS = frozenset(
    """about above across after against ahead along alongside amid among around as at before behind between
        beyond by despite during for from in inside into like near of off on onto out outside over past regarding
        round since through throughout to toward towards under until unto up upon via with within without
        concerning aboard down than because
        """.split()
)
SAME = {"upon": "on", "onto": "on", "toward": "towards", "amongst": "among", "unto": "to"}
"""Prepositions that stand for others in a frame."""
_TOKEN = re.compile(r"\(|\)|\w+=\{[^}]*\}|\{[^}]*\}|[^\s(){}]+")


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a pattern."""

    kind: str
    """``role``, ``words``, ``particle``, or a clause: ``to that must doing``."""
    role: str = ""
    prep: str = ""
    words: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a trigger is used: what comes before it, and what comes after."""

    before: tuple[Element, ...]
    after: tuple[Element, ...]
    elements: tuple[Element, ...] = field(init=False)
    """All elements in the order in which they are written."""
    bare: tuple[Element, ...] = field(init=False)
    """The plain roles after the trigger: its objects."""
    needs: tuple[frozenset[str], ...] = field(init=False)
    """Sets of words: a sentence that has no word of one of them cannot fit, in a verb's frame."""
    noun_needs: tuple[frozenset[str], ...] = field(init=False)
    """The same in a noun's frame, where a preposition without words may be missing."""

    def __post_init__(self) -> None:
        elements = self.before + self.after
        fixed = tuple(
            _last_words(e) for e in elements if not e.optional and e.words and not any(map(str.isupper, e.words))
        )
        preps = tuple(same_preps(e.prep) for e in elements if e.prep and not e.optional)
        object.__setattr__(self, "elements", elements)
        object.__setattr__(self, "bare", tuple(e for e in self.after if e.kind == "role" and not e.prep))
        object.__setattr__(self, "needs", fixed + preps)
        object.__setattr__(self, "noun_needs", fixed)


def _last_words(element: Element) -> frozenset[str]:
    """Return single words without which an element cannot fit: of ``to blame`` the last."""
    return frozenset(word.rsplit(" ", 1)[-1] for word in element.words) if element.kind in CLAUSES else element.words


def same_preps(prep: str) -> frozenset[str]:
    """Return a preposition and those that stand for it: ``upon`` and ``onto`` for ``on``."""
    wanted = SAME.get(prep, prep)
    return frozenset({wanted, prep, *(other for other, same in SAME.items() if same == wanted)})


class FrameError(ValueError):
    """A frame is not written in the grammar; the message says which part and why."""


def parse(frame: str, lemma: str) -> tuple[Pattern, ...]:
    """Return the patterns of a frame; raise FrameError when it does not follow the grammar."""
    return tuple(_pattern(part.strip(), lemma) for part in frame.split("|"))


def _pattern(text: str, lemma: str) -> Pattern:
    if not text:
        raise FrameError("a pattern of the frame is empty; remove the stray '|'")
    tokens, trigger = _TOKEN.findall(text), lemma.split()
    at = _find(tokens, trigger)
    if at < 0:
        raise FrameError(f"pattern '{text}' does not contain the lemma '{lemma}'")
    return Pattern(_elements(tokens[:at], text), _elements(tokens[at + len(trigger) :], text))


def _find(tokens: list[str], trigger: list[str]) -> int:
    for i in range(len(tokens) - len(trigger) + 1):
        if tokens[i : i + len(trigger)] == trigger:
            return i
    return -1


def _elements(tokens: list[str], text: str) -> tuple[Element, ...]:
    found: list[Element] = []
    i, optional = 0, False
    while i < len(tokens):
        token = tokens[i]
        if token in "()":
            if (token == "(") == optional:
                raise FrameError(f"brackets do not match in '{text}'")
            optional, i = token == "(", i + 1
            continue
        element, used = _element(tokens[i : i + 2], text, optional=optional)
        found.append(element)
        i += used
    if optional:
        raise FrameError(f"a bracket is not closed in '{text}'")
    return tuple(found)


def _element(tokens: list[str], text: str, *, optional: bool) -> tuple[Element, int]:
    first, rest = tokens[0], tokens[1:]
    if first.startswith("{"):
        return Element("words", words=_words(first, text), optional=optional), 1
    clause = first if first != "to" else rest[0] if rest and rest[0].partition("=")[0] == "do" else ""
    name, equals, told = clause.partition("=")
    if name in ("that", "must", "doing", "do"):
        kind, used = ("to", 2) if name == "do" else (name, 1)
        return Element(kind, words=_words(told, text) if equals else frozenset(), optional=optional), used
    if first in PREPOSITIONS:
        if not rest or rest[0].partition("=")[0] not in ROLES:
            return Element("particle", words=frozenset({first}), optional=optional), 1
        role, words = _role(rest[0], text)
        return Element("role", role, first, words, optional), 2
    role, words = _role(first, text)
    return Element("role", role, "", words, optional), 1


def _role(token: str, text: str) -> tuple[str, frozenset[str]]:
    name, equals, words = token.partition("=")
    if name not in ROLES:
        raise FrameError(
            f"'{token}' in '{text}' is no role, preposition or fixed word; write one of {', '.join(ROLES)}"
        )
    return name, _words(words, text) if equals else frozenset()


def _words(text: str, frame: str) -> frozenset[str]:
    words = frozenset(word.strip() for word in text.strip("{} ").split("/") if word.strip())
    if not words:
        raise FrameError(f"no words are given after '=' or inside '{{}}' in '{frame}'")
    return words
