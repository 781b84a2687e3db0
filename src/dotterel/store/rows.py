"""A batch of walked inputs as the rows of the tables they go to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dotterel.records import Article, Coded, Event, Skipped, Walked
from dotterel.store.tables import ArticleRow, EventReport, SkippedRow, TextRow, article_row, text_row

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Rows:
    """What a batch adds to the store."""

    texts: tuple[TextRow, ...]
    tables: dict[str, Sequence[Any]]
    """Rows by the name of their table."""


def rows_of(batch: Sequence[Walked], used: Collection[str]) -> Rows:
    """Return the rows of a batch; an article whose id is in ``used`` or earlier in the batch becomes a skipped row."""
    coded = _coded(batch)
    seen = _repeated([article.id for article, _ in coded], used)
    kept = [pair for pair, again in zip(coded, seen, strict=True) if not again]
    twice = [article for (article, _), again in zip(coded, seen, strict=True) if again]
    texts = [text_row(article) for article, _ in kept]
    tables: dict[str, Sequence[Any]] = {
        "articles": _article_rows([article for article, _ in kept], texts),
        "reports": [report for _, found in kept for report in found.reports],
        "rejected": [item for _, found in kept for item in found.rejected],
        "skipped": [*_skipped(batch), *map(_twice, twice)],
    }
    return Rows(tuple({text.content: text for text in texts}.values()), tables)


def used_ids(con: duckdb.DuckDBPyConnection, run: str, batch: Sequence[Walked]) -> frozenset[str]:
    """Return the article ids of a batch that the run has already."""
    ids = [article.id for article, _ in _coded(batch)]
    found = con.execute("SELECT id FROM articles WHERE run = ? AND list_contains(?::VARCHAR[], id)", [run, ids])
    return frozenset(name for (name,) in found.fetchall())


def event_rows(events: Sequence[Event]) -> list[EventReport]:
    """Return a row for each report of each event."""
    return [EventReport(event.id, report) for event in events for report in event.reports]


def _coded(batch: Sequence[Walked]) -> list[tuple[Article, Coded]]:
    return [(item.article, item.coded) for item in batch if item.article is not None and item.skipped is None]


def _repeated(ids: Sequence[str], used: Collection[str]) -> list[bool]:
    """Return for each id whether it is used already, or stands earlier in the row."""
    return [name in used or name in ids[:place] for place, name in enumerate(ids)]


def _article_rows(articles: Sequence[Article], texts: Sequence[TextRow]) -> list[ArticleRow]:
    return [article_row(article, text.content) for article, text in zip(articles, texts, strict=True)]


def _skipped(batch: Sequence[Walked]) -> list[SkippedRow]:
    return [_skipped_row(item.skipped, item.article) for item in batch if item.skipped is not None]


def _skipped_row(item: Skipped, article: Article | None) -> SkippedRow:
    known = (article.publisher, article.published) if article else (None, None)
    return SkippedRow(item.origin, item.room, item.reason, item.article, *known)


def _twice(article: Article) -> SkippedRow:
    reason = f"an article with the id '{article.id}' was read before in this run; give each its own id."
    return _skipped_row(Skipped(article.origin, "store", reason, article.id), article)
