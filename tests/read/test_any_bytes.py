"""No bytes break a reader: whatever they are, each item is an article or says why it is none."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dotterel.read import READERS, Format, clean, read
from dotterel.records import Article, Skipped
from dotterel.settings import Settings

BOILERPLATE = clean.load()
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis"])
ENCODED = st.builds(lambda text, encoding: text.encode(encoding, errors="ignore"), st.text(), ENCODINGS)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(["id", "text", "title", "url", "published", "date", "publisher", "language"])
JSONL = st.builds(
    lambda rows: "\n".join(json.dumps(row) for row in rows).encode(),
    st.lists(st.dictionaries(FIELDS, JSON), max_size=4),
)
CELL = st.text(max_size=20) | st.sampled_from(['"', '""', "text", "2016-11-03", "\r\n", ";", "\t"])
CSV = st.builds(
    lambda rows: ("id,text,published\n" + "\n".join(",".join(row) for row in rows)).encode(errors="ignore"),
    st.lists(st.lists(CELL, max_size=4), max_size=4),
)
PIECES = [
    "<html>",
    "<body>",
    "<p>",
    "</p>",
    "<div class='date'>",
    "<time datetime='2016-11-03'>",
    "<!--",
    "-->",
    "<table>",
]
PIECES += [
    "<meta property='article:published_time' content='",
    "'>",
    "<script>",
    "&#0;",
    "&amp",
    "<![CDATA[",
    "<br>",
    "\0",
]
HTML = st.builds(
    lambda parts: b"<html>" + "".join(parts).encode(errors="ignore"),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=40), max_size=20),
)
ANYTHING = st.one_of(st.binary(), ENCODED, JSONL, CSV, HTML)


def check(item: Article | Skipped) -> None:
    assert isinstance(item, Article | Skipped)
    if isinstance(item, Skipped):
        assert item.room == "read"
        assert item.reason.endswith(".")
        return
    assert item.id
    assert item.text.strip()
    assert "\0" not in item.text
    item.text.encode("utf-8")
    assert all(item.text[span.start : span.end] == span.text for span in item.left_out)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__.rpartition(".")[2])
@settings(deadline=None)
@given(data=ANYTHING)
def test_no_bytes_break_a_reader(reader: Format, data: bytes) -> None:
    assert reader.looks_like(data) in (True, False)
    for item in reader.read(io.BytesIO(data), "it"):
        check(item)


@settings(deadline=None)
@given(data=ANYTHING, packed=st.booleans(), cut=st.integers(0, 30))
def test_no_bytes_break_the_room(data: bytes, packed: bool, cut: int) -> None:
    given = gzip.compress(data)[: -cut or None] if packed else data
    for item in read(["-"], Settings(), BOILERPLATE, stdin=io.BytesIO(given)):
        check(item)


@settings(deadline=None, max_examples=50)
@given(name=st.text(max_size=30).filter(lambda name: not name.startswith(("http", "/", ".", "~"))))
def test_no_name_breaks_the_room(name: str) -> None:
    for item in read([f"no such folder/{name}"], Settings(), BOILERPLATE):
        check(item)
