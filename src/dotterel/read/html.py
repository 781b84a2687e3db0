"""A web page → one article: its text without menus and footers, its title, site and publication day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from dotterel.read.dates import YEARS, days
from dotterel.read.decode import decode
from dotterel.read.record import article, refused
from dotterel.read.streams import whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from dotterel.records import Article, Skipped

SUFFIXES: tuple[str, ...] = (".html", ".htm", ".xhtml")
TYPES: tuple[str, ...] = ("text/html", "application/xhtml+xml")

MAX_PAGE = 8_000_000
"""Bytes of one page; the tree built from it is many times larger."""
MAX_ELEMENTS = 50_000
"""Elements of one page; with more, an article would take minutes to find."""
MIN_ARTICLE_CHARS = 25
"""A block shorter than this is kept when the page's article is looked for, but does not make one."""

_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_CHARSET_BYTES = 4_096
_SENTENCE_MARK = re.compile(r"[.!?…。！？؟।]")
_DATED = (
    "//script[@type='application/ld+json'] | //body//time | //body//abbr | //body//*[@itemprop='datePublished'] | "
    "//body//*[contains(@class, 'date') or contains(@class, 'publi') or contains(@class, 'posted') or "
    "contains(@class, 'byline') or contains(@class, 'timestamp') or contains(@id, 'date') or contains(@id, 'publi')]"
)
_OTHER_DAY = (  # the site's, or the day of a change
    "ancestor-or-self::footer or ancestor-or-self::aside or ancestor-or-self::nav or "
    "(contains(@class, 'updat') or contains(@class, 'modif')) and not(contains(@class, 'publi'))"
)
_OTHER_HEADS = (  # what a headline speaks of, pictures, the site's copyright, the day of a change
    "//head//title | //head//meta[@itemprop='copyrightYear'] | "
    "//head//meta[@*[contains(., 'image') or contains(., 'modif') or contains(., 'updat')]]"
)
_MAX_DATE_CHARS = 120


def looks_like(head: bytes) -> bool:
    """Return whether ``head`` begins as a web page does."""
    return _MARKUP.match(decode(head).lstrip("\ufeff").encode("utf-8", errors="replace")) is not None


def read(stream: BinaryIO, origin: str, charset: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the page's article; ``charset`` is what its sender says, and goes before what the page says."""
    data = whole(stream, MAX_PAGE)
    if data is None:
        yield refused(origin, f"It is larger than {MAX_PAGE // 1_000_000} MB, which no page with an article is.")
    elif not data.strip():
        yield refused(origin, "It is empty.")
    else:
        yield _article(decode(data, charset or _charset(data)), origin)


def _charset(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_CHARSET_BYTES])
    return found[1].decode("ascii", errors="ignore") if found else None


def _article(page: str, origin: str) -> Article | Skipped:
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    try:
        fields = _fields(page)
    # The libraries for pages have no errors of their own, and a broken page can break them anywhere.
    except (
        LxmlError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        return refused(origin, "It cannot be read as a web page; save its article as plain text.")
    if fields is None:
        return refused(origin, f"The page has more than {MAX_ELEMENTS:,} elements; save its article as plain text.")
    if not _has_sentence(fields.get("text") or ""):
        return refused(origin, "The page holds no article text.")
    return article(fields, origin)


def _fields(page: str) -> dict[str, str | None] | None:
    """Return text, title, publisher, url and published of a page; None when it has too many elements."""
    from trafilatura import bare_extraction, load_html

    tree = load_html(page)
    if tree is None:
        return {}
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        return None
    published = _published(tree)
    found = bare_extraction(tree, with_metadata=True, include_comments=False, include_tables=False, config=_config())
    if found is None or isinstance(found, dict):
        return {}
    blocks = (line.strip() for line in (found.text or "").splitlines())
    return {
        "text": "\n\n".join(block for block in blocks if block),
        "title": found.title,
        "publisher": found.sitename,
        "url": found.url if (found.url or "").startswith(("http://", "https://")) else None,
        "published": published,
    }


def _config() -> Any:
    """Return trafilatura's settings; by its own, a short article falls into one line with its menus."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_ARTICLE_CHARS))
    config.set("DEFAULT", "EXTENSIVE_DATE_SEARCH", "off")  # slow on hostile pages; the date is found here
    return config


def _published(tree: Any) -> str | None:
    """Return the publication day that the page states, and not a day its article or its footer speaks of."""
    from htmldate import find_date

    page = _stating(tree)
    found = find_date(
        page,
        extensive_search=False,
        original_date=True,
        deferred_url_extractor=True,
        min_date=f"{YEARS.start}-01-01",
        max_date=f"{YEARS.stop - 1}-12-31",
    )
    stated = " ; ".join(part for element in page.iter() for part in (element.text, *element.attrib.values()) if part)
    return found if found in days(stated) else None  # of "May 1993" it makes a day


def _stating(tree: Any) -> Any:
    """Return a page with the same head, whose body has only the elements that are made to hold its date."""
    from trafilatura import load_html

    page: Any = load_html("<html><head></head><body></body></html>")
    page.find("head").extend(_copied(element) for element in tree.xpath("//head/*"))
    for element in page.xpath(_OTHER_HEADS):
        element.drop_tree()
    for element in tree.xpath(_DATED):
        if element.tag == "script" or (_is_short(element) and not element.xpath(_OTHER_DAY)):
            page.find("body").append(_copied(element))
    return page


def _is_short(element: Any) -> bool:
    return len("".join(element.itertext())) <= _MAX_DATE_CHARS


def _copied(element: Any) -> Any:
    from copy import deepcopy

    copy = deepcopy(element)
    copy.tail = None
    return copy


def _has_sentence(text: str) -> bool:
    return any(len(line) >= MIN_ARTICLE_CHARS and _SENTENCE_MARK.search(line) for line in text.split("\n"))
