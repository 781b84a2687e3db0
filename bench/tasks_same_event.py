"""Same event: are articles that tell of one happening brought together by their main events?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from dotterel.merge import merge
from dotterel.read.dates import day
from dotterel.records import Article, Event, Report

if TYPE_CHECKING:
    from rows import Figures, Row, Scorer

    from dotterel.walker import Walker


def score_same_event(rows: list[Row], walker: Walker) -> Figures:
    """B-cubed precision, recall and F1 of articles grouped by their main event, merged with default settings.

    An article without an event is a group by itself. The share of such articles, and the F1 of leaving every article
    alone, say how much of the figure is merging.
    """
    articles = [article_of(n, row) for n, row in enumerate(rows)]
    reports = [report for walked in walker.code(articles) for report in walked.coded.reports]
    events = merge(reports, {article.id: article.published for article in articles})
    main = main_events(events, reports)
    gold = [str(row["cluster"]) for row in rows]
    found = [main.get(article.id, article.id) for article in articles]
    precision, recall = b_cubed(gold, found)
    return {
        "articles": len(rows),
        "happenings": len(set(gold)),
        "groups found": len(set(found)),
        "articles without an event": sum(article.id not in main for article in articles) / len(rows) if rows else 0.0,
        "B-cubed P": precision,
        "B-cubed R": recall,
        "B-cubed F1": harmonic(precision, recall),
        "B-cubed F1 of leaving every article alone": harmonic(*b_cubed(gold, [article.id for article in articles])),
    }


def article_of(number: int, row: Row) -> Article:
    """Return a row as an article whose text begins with its title, as on the page."""
    title, text = (row["title"] or "").strip(), row["text"]
    whole = text if text.lstrip().startswith(title) else f"{title}\n\n{text}"
    return Article(f"a{number}", whole, title=title, published=day(row["published"]), origin=f"row {number}")


def main_events(events: Iterable[Event], reports: Iterable[Report]) -> dict[str, str]:
    """Return for each article that has any the id of its main event: the one that it gives most weight to.

    A report weighs the less the further down it stands: 1 in the headline, ½ in the first sentence, ⅓ in the second.
    So the main event is what the headline tells, or else what the lead and the body keep returning to.
    """
    owner = {report: event.id for event in events for report in event.reports}
    known = sorted(reports, key=lambda report: (report.article, report.trigger.start, report.id))
    told = groupby((report for report in known if report.id in owner), key=lambda report: report.article)
    return {article: heaviest((owner[report.id], weight(report)) for report in own) for article, own in told}


def weight(report: Report) -> float:
    """Return how much a report says about what its article is about."""
    return 1 / (1 + report.text_info.number)


def heaviest(weighed: Iterable[tuple[str, float]]) -> str:
    """Return the name with the greatest sum of weights; the first of several."""
    pairs = list(weighed)
    first = dict.fromkeys(name for name, _ in pairs)
    return max(first, key=lambda name: sum(weight for other, weight in pairs if other == name))


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float]:
    """Return B-cubed precision and recall: the mean share of an item's group that belongs with it, and the reverse."""
    if not gold:
        return 0.0, 0.0
    items = list(zip(gold, found, strict=True))
    both = {item: items.count(item) for item in set(items)}
    precision = sum(both[item] / found.count(item[1]) for item in items) / len(items)
    recall = sum(both[item] / gold.count(item[0]) for item in items) / len(items)
    return precision, recall


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


SCORES: dict[str, Scorer] = {"same-event": score_same_event}
