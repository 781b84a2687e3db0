"""The fields that a page, a line or a row gives → Article, or the reason why it is none."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

from dotterel.read.dates import day
from dotterel.read.decode import safe
from dotterel.records import Article, Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOM = "read"
DATE_FIELDS = ("published", "date", "pubdate", "publication_date", "created")
"""Where a record may keep its publication date; the first that can be read is taken."""

_ID_CHARS = 16
_MAX_ID = 200
_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


def article(fields: Mapping[str, object], origin: str) -> Article | Skipped:
    """Return the article that ``fields`` (id, text, title, url, published, publisher, language) describe."""
    text = fields.get("text")
    if not isinstance(text, str):
        return refused(origin, _no_text(text))
    text = safe(text)
    if not text.strip():
        return refused(origin, "It is empty." if not text else "It holds nothing but white space.")
    return Article(
        id=_id(fields.get("id"), text),
        text=text,
        title=words(fields.get("title")),
        url=words(fields.get("url")),
        publisher=words(fields.get("publisher")),
        published=next((found for name in DATE_FIELDS if (found := day(_written(fields.get(name))))), None),
        language=words(fields.get("language")),
        origin=origin,
    )


def refused(origin: str, reason: str) -> Skipped:
    """Return the note that the reading room did not take ``origin``."""
    return Skipped(origin=origin, room=ROOM, reason=reason)


def words(value: object) -> str | None:
    """Return a field as one line of text, or None when it is no text or has none."""
    return " ".join(safe(value).split()) or None if isinstance(value, str) else None


def _written(value: object) -> object:
    """Return a date, as tables hold it, in figures; everything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def _id(given: object, text: str) -> str:
    """Return the record's own id, or else one made of its text: the same text always has the same."""
    own = words(str(given)) if isinstance(given, str | int) and not isinstance(given, bool) else None
    if own is not None and len(own) <= _MAX_ID:
        return own
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_ID_CHARS]


def _no_text(value: object) -> str:
    if value is None:
        return "It has no 'text' field; write the article's text there."
    return f"Its 'text' is {_KINDS.get(type(value), 'no text')}; write the article's text there as a string."
