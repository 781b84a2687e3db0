"""Made reports and a walker that codes each text into the reports given for it: no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from dotterel.records import Article, Coded, Entity, Rejected, Report, Sentence, Span, Status, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker


@dataclass(frozen=True)
class Entry:
    """As much of a lexicon's entry as the tasks ask for."""

    rule: str
    sense: str


@dataclass(frozen=True)
class Lexicon:
    """Entries only."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Know:
    """A lexicon only."""

    lexicon: Lexicon


@dataclass(frozen=True)
class Fake:
    """A walker that codes each article into what is given for its text."""

    coded: Mapping[str, Coded]
    know: Know = field(default_factory=lambda: Know(Lexicon(())))

    def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
        for article in articles:
            yield Walked(article, self.coded.get(article.text, Coded()))


def walker(coded: Mapping[str, Coded], **senses: str) -> Walker:
    """Return a walker whose lexicon has the given rules with their senses."""
    entries = tuple(Entry(rule, sense) for rule, sense in senses.items())
    return cast("Walker", Fake(coded, Know(Lexicon(entries))))


def entity(words: str, sector: str | None = None, start: int = 0) -> Entity:
    """Return an entity of a sector."""
    return Entity(words, start, start + len(words), sector=sector)


def report(sense: str, who: str | None = None, **more: Any) -> Report:
    """Return an actual report of a sense, done by somebody of a sector."""
    sentence = more.pop("sentence", 0)
    fields: dict[str, Any] = {
        "id": sense,
        "article": "a",
        "event": sense.split(".")[0].upper(),
        "sense": sense,
        "status": Status.ACTUAL,
        "trigger": Span(sentence * 100, sentence * 100 + 4, "word"),
        "rule": "r#x",
        "text": "words",
        "text_info": Sentence(sentence, 0, sentence * 100, sentence * 100 + 99, "words"),
        "actor": (entity("somebody", who),) if who else (),
    }
    return Report(**{**fields, **more})


def rejected(rule: str, reason: str = "nobody is named who does it", sentence: int = 0, start: int = 0) -> Rejected:
    """Return a candidate that was turned down."""
    return Rejected("a", Span(sentence * 100 + start, sentence * 100 + start + 4, "word"), rule, reason, sentence)


def coded(*reports: Report, **more: Any) -> Coded:
    """Return what was coded from an article of as many sentences as the reports and candidates stand in."""
    numbers = {r.text_info.number for r in reports} | {r.sentence for r in more.get("rejected", ())} | {0}
    sentences = tuple(Sentence(n, 0, n * 100, n * 100 + 99, "words") for n in sorted(numbers))
    return Coded(sentences=sentences, reports=reports, **more)
