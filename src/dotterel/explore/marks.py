"""Words of a text that are marked for what they are, as segments a page can show one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dotterel.records import Article, Entity, Report

AROUND = 600
"""Characters of its paragraph that are shown at most on each side of a sentence."""


class _Words(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A role that the characters from ``start`` to ``end`` of an article have."""

    start: int
    end: int
    role: str
    label: str
    href: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that have the same roles; ``labels`` are those of the roles that begin here."""

    text: str
    roles: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    href: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence in its paragraph, and the marked words that stand outside of it."""

    before: str
    sentence: tuple[Segment, ...]
    after: str
    elsewhere: tuple[tuple[str, str], ...]
    """Pairs of a label and the words."""


def segments(text: str, marks: Iterable[Mark], offset: int = 0) -> tuple[Segment, ...]:
    """Return ``text``, which begins at ``offset`` of its article, cut wherever a mark begins or ends."""
    end = offset + len(text)
    held = sorted((m for m in marks if offset <= m.start < m.end <= end), key=lambda m: (m.start, -m.end))
    return tuple(_cut(text, held, offset))


def _cut(text: str, held: Sequence[Mark], offset: int) -> Iterator[Segment]:
    cuts = sorted({offset, offset + len(text), *(m.start for m in held), *(m.end for m in held)})
    active: list[Mark] = []
    waiting = iter([*held, Mark(cuts[-1], cuts[-1], "", "")])
    ahead = next(waiting)
    for a, b in pairwise(cuts):
        active = [mark for mark in active if mark.end > a]
        while ahead.start == a:
            active.append(ahead)
            ahead = next(waiting)
        yield _segment(text[a - offset : b - offset], active, a)


def _segment(text: str, active: Sequence[Mark], start: int) -> Segment:
    begun = [mark for mark in active if mark.start == start]
    return Segment(
        text,
        tuple(dict.fromkeys(mark.role for mark in active)),
        tuple(dict.fromkeys(mark.label for mark in begun if mark.label)),
        next((mark.href for mark in reversed(active) if mark.href), ""),
        next((mark.key for mark in begun if mark.key), ""),
    )


def marks_of(report: Report) -> list[Mark]:
    """Return a mark for every word that a report points at."""
    marks = [_mark(report.trigger, "trigger", "what")]
    for role, label, people in (("actor", "who", report.actor), ("recipient", "whom", report.recipient)):
        marks += [mark for entity in people for mark in _entity(entity, role, label)]
    for speaker in report.according_to:
        marks += _entity(speaker, "speaker", "says")
        marks += [_mark(speaker.cue, "cue", "")] if speaker.cue else []
    if report.date_text is not None:
        marks.append(_mark(report.date_text, "date", "when"))
    if report.event_loc is not None:
        marks.append(_mark(report.event_loc, "place", "where"))
    sizes = (report.size.dead, report.size.injured, report.size.arrested, report.size.participants)
    return [*marks, *(_mark(size, "size", "how many") for size in sizes if size is not None)]


def _mark(words: _Words, role: str, label: str) -> Mark:
    return Mark(words.start, words.end, role, label)


def _entity(entity: Entity, role: str, label: str) -> list[Mark]:
    meant = entity.antecedent
    return [_mark(entity, role, label), *([_mark(meant, role, f"{label}, meant by “{entity.text}”")] if meant else [])]


def sentence(report: Report) -> tuple[Segment, ...]:
    """Return the evidence sentence with its words marked."""
    return segments(report.text, marks_of(report), report.text_info.start)


def evidence(report: Report, article: Article | None) -> Evidence:
    """Return the evidence sentence in its paragraph; without the article, the sentence alone."""
    start, end = report.text_info.start, report.text_info.end
    text = article.text if article is not None else ""
    if text[start:end] != report.text:
        return Evidence("", sentence(report), "", ())
    outside = [mark for mark in marks_of(report) if mark.label and not start <= mark.start < end]
    elsewhere = ((mark.label, text[mark.start : mark.end]) for mark in outside if mark.end <= len(text))
    return Evidence(_before(text, start), sentence(report), _after(text, end), tuple(dict.fromkeys(elsewhere)))


def _before(text: str, start: int) -> str:
    break_ = text.rfind("\n\n", 0, start)
    first = 0 if break_ < 0 else break_ + 2
    return text[first:start] if start - first <= AROUND else f"… {text[start - AROUND : start]}"


def _after(text: str, end: int) -> str:
    break_ = text.find("\n\n", end)
    last = len(text) if break_ < 0 else break_
    return text[end:last] if last - end <= AROUND else f"{text[end : end + AROUND]} …"
