"""Dates and status on news articles: date expressions with their ISO values, and what was denied or is still to come.

The gold (MEANTIME) gives tokens and the number of each one's sentence; it codes the title and the first five sentences.
The article is laid out again, with its title as a paragraph of its own, and coded as published on its own day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marks import counted, first_at, quality

from dotterel.read.dates import day
from dotterel.records import Article, Coded, Predicate, Status, When
from dotterel.score import Counts

if TYPE_CHECKING:
    from rows import Figures, Row, Scorer

    from dotterel.walker import Walker

ANNOTATED = 6
"""Sentences of an article that the gold codes, the title among them."""
_QUOTES = {"``": '"', "''": '"'}
_TITLE_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Laid:
    """An article laid out as text, with the place of each token in it and the end of what the gold codes."""

    text: str
    at: tuple[tuple[int, int], ...]
    end: int


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression: where it stands and what it means."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """What the gold says of a mention of an event, and the coder's status, or None when it is silent about it."""

    negated: bool
    future: bool
    status: Status | None


# --- laying out


def laid_out(row: Row) -> Laid:
    """Return the text of an article: its tokens with spaces between them, and a blank line after the title."""
    text, at = "", []
    numbers = row["sentence"]
    for i, token in enumerate(row["tokens"]):
        if i:
            text += _TITLE_END if numbers[i - 1] == 0 != numbers[i] else " "
        word = _QUOTES.get(token, token)
        at.append((len(text), len(text) + len(word)))
        text += word
    end = max((end for (_, end), number in zip(at, numbers, strict=True) if number < ANNOTATED), default=0)
    return Laid(text, tuple(at), end)


def walked(rows: Sequence[Row], walker: Walker) -> Iterator[tuple[Row, Laid, Coded]]:
    """Yield each row with its layout and what was coded from it."""
    laid = [laid_out(row) for row in rows]
    days = [day(row["created"]) for row in rows]
    articles = [
        Article(f"a{n}", text.text, published=published, origin=f"row {n}")
        for n, (text, published) in enumerate(zip(laid, days, strict=True))
    ]
    for row, layout, result in zip(rows, laid, walker.code(articles), strict=True):
        yield row, layout, result.coded


# --- dates


def score_dates(rows: list[Row], walker: Walker) -> Figures:
    """Date expressions found, strictly and by any overlap, and those of the overlapping that have the right value."""
    strict, relaxed, valued = Counts(), Counts(), Counts()
    for row, layout, coded in walked(rows, walker):
        gold = [wanted(item, layout) for item in row["dates"]]
        found = [expression(date) for date in coded.dates if date.start < layout.end]
        pairs = paired(gold, found)
        same = sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
        strict += tally(same, gold, found)
        relaxed += tally(len(pairs), gold, found)
        valued += tally(sum(a.value == b.value for a, b in pairs), gold, found)
    return {
        "articles": len(rows),
        "gold dates": relaxed.right + relaxed.missed,
        "strict span F1": strict.f1,
        **quality("relaxed span", relaxed),
        "value F1": valued.f1,
        "right values (of relaxed matches)": valued.right / relaxed.right if relaxed.right else 0.0,
    }


def wanted(date: Row, layout: Laid) -> Expression:
    """Return a date expression of the gold."""
    return Expression(layout.at[date["first"]][0], layout.at[date["last"]][1], date["value"])


def expression(date: When) -> Expression:
    """Return a date expression that the coder found."""
    return Expression(date.start, date.end, date.value)


def tally(right: int, gold: Sequence[Expression], found: Sequence[Expression]) -> Counts:
    """Return counts where so many of the found are right, each for one of the gold."""
    return Counts(right, len(found) - right, len(gold) - right)


def paired(gold: Sequence[Expression], found: Sequence[Expression]) -> list[tuple[Expression, Expression]]:
    """Return pairs of expressions that overlap, most shared first; none stands in two pairs."""
    sharing = sorted(
        (-shared, a.start, n, m)
        for n, a in enumerate(gold)
        for m, b in enumerate(found)
        if (shared := min(a.end, b.end) - max(a.start, b.start)) > 0
    )
    pairs: list[tuple[int, int]] = []
    for _, _, n, m in sharing:
        if all(n != one and m != other for one, other in pairs):
            pairs.append((n, m))
    return [(gold[n], found[m]) for n, m in pairs]


# --- status


def score_status(rows: list[Row], walker: Walker) -> Figures:
    """F1 of mentions that the gold calls negated and of those that it calls future; the walker must explain.

    Two figures for the future, because the gold's includes what may happen, which PLOVER calls hypothetical.
    """
    seen = [mention for row, layout, coded in walked(rows, walker) for mention in mentions(row, layout, coded)]
    covered = sum(mention.status is not None for mention in seen)
    coming = (Status.FUTURE, Status.HYPOTHETICAL)
    return {
        "articles": len(rows),
        "mentions": len(seen),
        "coverage of mentions": covered / len(seen) if seen else 0.0,
        **quality("negated", counted((m.negated, m.status is Status.NEGATED) for m in seen)),
        **quality("future", counted((m.future, m.status is Status.FUTURE) for m in seen)),
        **quality("future or hypothetical", counted((m.future, m.status in coming) for m in seen)),
    }


def mentions(row: Row, layout: Laid, coded: Coded) -> Iterator[Mention]:
    """Yield the mentions of an article of which the gold gives polarity and time."""
    for event in row["events"]:
        if event["polarity"] and event["time"]:
            found = predicate_of(event, row, layout, coded.predicates)
            status = None if found is None else found.status
            yield Mention(event["polarity"] == "NEG", event["time"] == "FUTURE", status)


def predicate_of(event: Row, row: Row, layout: Laid, predicates: Sequence[Predicate]) -> Predicate | None:
    """Return the first predicate in a mention; of one whose words stand apart, only the first word counts."""
    first, last = event["first"], event["last"]
    whole = " ".join(row["tokens"][first : last + 1]) == event["text"]
    return first_at(predicates, layout.at[first][0], layout.at[last if whole else first][1])


SCORES: dict[str, Scorer] = {"dates": score_dates, "status": score_status}
