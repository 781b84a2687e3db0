"""``articles.toml`` beside articles: date and publisher of files that have no room for them (plain text).

[[article]]
file = "story.txt"
published = "2016-11-03"
publisher = "The Example Courier"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from dotterel.errors import ReadError
from dotterel.read import dates
from dotterel.records import Article, Skipped

if TYPE_CHECKING:
    from pathlib import Path

NAME = "articles.toml"
BESIDE = (NAME, "*.gold.json", "readme*", "sources.md", "license*")
"""Names that a walk through a folder passes over: what stands beside articles and is none."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a manifest says of one file."""

    published: str | None
    publisher: str | None


def is_beside(path: Path) -> bool:
    """True for a file that stands beside articles in a folder and is no article."""
    return any(fnmatch(path.name.lower(), pattern) for pattern in BESIDE)


def load(folder: Path) -> Mapping[str, Facts]:
    """Return what the manifest of a folder says, by file name; nothing where there is none.

    Raises ReadError when the manifest cannot be used.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("article", [])
        return {str(row["file"]): _facts(row, path) for row in rows}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as err:
        raise ReadError(f'{path} cannot be used: {err}; it needs [[article]] tables with file = "…".') from err


def _facts(row: Mapping[str, object], path: Path) -> Facts:
    given = row.get("published")
    day = dates.day(given) if given is not None else None
    if given is not None and day is None:
        raise ReadError(f"{path}: '{given}' is no date; write it as YYYY-MM-DD.")
    publisher = row.get("publisher")
    return Facts(day, str(publisher) if publisher is not None else None)


def with_facts(item: Article | Skipped, facts: Facts | None) -> Article | Skipped:
    """Return an article with the date and publisher of its manifest where it carries none itself."""
    if facts is None or isinstance(item, Skipped):
        return item
    return replace(item, published=item.published or facts.published, publisher=item.publisher or facts.publisher)
