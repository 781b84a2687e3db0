"""Each format: its samples, and what is wrong in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dotterel.read import READERS, csv, decode, html, jsonl, streams, text
from dotterel.records import Article, Skipped

SAMPLES = Path(__file__).parents[1] / "samples"


def name_of(reader: object) -> str:
    return str(getattr(reader, "__name__", "")).rpartition(".")[2]


def articles(items: list[Article | Skipped]) -> list[Article]:
    return [item for item in items if isinstance(item, Article)]


def reasons(items: list[Article | Skipped]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Skipped)]


def from_sample(name: str) -> list[Article | Skipped]:
    reader = next(reader for reader in READERS if name_of(reader) == name.split("/", maxsplit=1)[0])
    with (SAMPLES / name).open("rb") as stream:
        return list(reader.read(stream, name))


def from_bytes(reader: object, data: bytes) -> list[Article | Skipped]:
    return list(reader.read(io.BytesIO(data), "it"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("reader", READERS, ids=name_of)
def test_every_format_has_samples_that_it_knows_as_its_own(reader: object) -> None:
    samples = [path for path in (SAMPLES / name_of(reader)).iterdir() if path.stem != "no_text_column"]
    assert samples
    for path in samples:
        told = [r for r in reversed(READERS) if r.looks_like(path.read_bytes()[: streams.HEAD_BYTES])]
        assert told[0] is reader, path.name


def test_text_is_kept_to_the_letter() -> None:
    [article] = articles(from_sample("text/harbour.txt"))
    assert article.text == (SAMPLES / "text/harbour.txt").read_text(encoding="utf-8")
    assert article.title == "Troops reopen the harbour road at Farwell"
    assert (article.published, article.publisher, article.url) == (None, None, None)
    assert len(article.id) == 16


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_white_space_stay(end: str) -> None:
    given = f"  Rebels took the town. {end}{end}\tThe army left.\x0b {end}"
    [article] = articles(from_bytes(text, given.encode()))
    assert article.text == given


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Road reopened\n\nTroops came.", "Road reopened"),
        ("\n\n Road reopened \r\n\r\nTroops came.", "Road reopened"),
        ("Road reopened\nTroops came.", None),
        ("Troops reopened the road.\n\nThey left.", None),
        ("“We will stay.”\n\nHe left.", None),
        (f"{'long ' * 40}\n\nTroops came.", None),
        ("Road reopened", None),
        ("", None),
    ],
)
def test_title_of_plain_text(given: str, title: str | None) -> None:
    assert text.title(given) == title


def test_the_same_text_has_the_same_id() -> None:
    first, second = (articles(from_bytes(text, b"Rebels took the town."))[0].id for _ in range(2))
    assert first == second
    assert first != articles(from_bytes(text, b"Rebels left the town."))[0].id


@pytest.mark.parametrize(
    ("reader", "data", "reason"),
    [
        (text, b"", "It is empty."),
        (text, b" \n\t\r\n ", "It holds nothing but white space."),
        (html, b"", "It is empty."),
        (html, b"<html><body></body></html>", "The page holds no article text."),
        (csv, b"", "It is empty."),
        (csv, b"\n\n", "It is empty."),
    ],
)
def test_nothing_in_it(reader: object, data: bytes, reason: str) -> None:
    assert reasons(from_bytes(reader, data)) == [reason]


def test_jsonl_without_a_line_gives_nothing() -> None:
    assert from_bytes(jsonl, b"\n\n") == []


def test_page_gives_text_title_site_address_and_day() -> None:
    [article] = articles(from_sample("html/harbour.html"))
    assert article.title == "Troops reopen the harbour road at Farwell"
    assert article.publisher == "Harbour Post"
    assert article.url == "https://post.example/world/troops-reopen-road"
    assert article.published == "2016-11-03"
    assert "at the café on the pier" in article.text
    assert "on Tuesday, two days after gunmen had closed it.\n\nThe mayor said" in article.text


@pytest.mark.parametrize("words", ["Sport", "Minister quits", "All rights reserved", "Rebels seize the menu"])
def test_page_leaves_menus_and_footers_behind(words: str) -> None:
    [article] = articles(from_sample("html/harbour.html"))
    assert words not in article.text


def test_page_with_nothing_but_a_menu() -> None:
    assert reasons(from_sample("html/menu_only.html")) == ["The page holds no article text."]


def page(head: str = "", under_title: str = "", footer: str = "© 2019 Harbour Post") -> bytes:
    return (
        f"<!doctype html>\n<html><head><title>Road reopened</title>{head}</head><body><article><h1>Road reopened</h1>"
        f"{under_title}<p>Government troops reopened the harbour road at Farwell on 4 May 2011, the mayor said.</p>"
        f"<p>She told reporters that nobody was hurt.</p></article><footer><p>{footer}</p></footer></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("head", "under_title", "day"),
    [
        ("", "", None),
        ('<meta name="date" content="2016-11-03">', "", "2016-11-03"),
        ('<meta property="article:published_time" content="2016-13-45">', "", None),
        ('<meta property="article:modified_time" content="2020-01-01">', "", None),
        ('<meta property="og:image" content="https://p.example/2011/02/03/a.jpg">', "", None),
        ('<link rel="canonical" href="https://p.example/2016/11/05/road">', "", "2016-11-05"),
        ('<link rel="canonical" href="https://p.example/2016/11/road">', "", None),
        ('<script type="application/ld+json">{"datePublished": "2012-03-04T08:00:00Z"}</script>', "", "2012-03-04"),
        ("", '<time datetime="1993-05-04">long ago</time>', "1993-05-04"),
        ("", '<time datetime="1993-05">May 1993</time>', None),
        ("", '<span class="pub-date">Thursday, 3 November 2016</span>', "2016-11-03"),
        ("", '<span class="pub-date">03/04/2016</span>', None),
        ("", '<time class="updated" datetime="2018-11-03">x</time>', None),
    ],
)
def test_page_is_dated_by_what_it_states_only(head: str, under_title: str, day: str | None) -> None:
    [article] = articles(from_bytes(html, page(head, under_title)))
    assert article.published == day


def test_page_that_names_its_encoding() -> None:
    data = page('<meta charset="windows-1251">', "<p>«Дорога открыта», — сказала она корреспонденту газеты «Порт».</p>")
    [article] = articles(from_bytes(html, data.decode().encode("windows-1251", errors="ignore")))
    assert "Дорога открыта" in article.text


def test_page_larger_than_any_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_PAGE", 100)
    assert reasons(from_bytes(html, page()))[0].startswith("It is larger than")


def test_page_of_a_million_open_tags_is_no_crash() -> None:
    assert len(from_bytes(html, b"<html><body>" + b"<div><b>" * 60_000 + b"Rebels took the town.")) == 1


def test_page_of_more_elements_than_any_article() -> None:
    data = b"<html><body>" + b"<i>x</i>" * (html.MAX_ELEMENTS + 1)
    assert "elements" in reasons(from_bytes(html, data))[0]


def test_jsonl_goes_on_after_a_broken_line() -> None:
    found = from_sample("jsonl/three_and_a_broken_line.jsonl")
    assert [a.id for a in articles(found)] == ["a1", "a2", "4"]
    assert [item.origin.rpartition(":")[2] for item in found] == ["1", "2", "3", "4", "5", "6"]
    broken, no_object, no_text = reasons(found)
    assert broken.startswith("Line 3 is not JSON: ")
    assert no_object == 'Line 6 is not a JSON object; write one such as {"text": "…"}.'
    assert no_text == "It has no 'text' field; write the article's text there."


def test_jsonl_fields() -> None:
    first, second, third = articles(from_sample("jsonl/three_and_a_broken_line.jsonl"))
    assert (first.title, first.url) == ("Road reopened", "https://post.example/a1")
    assert (first.publisher, first.published) == ("Harbour Post", "2016-11-03")
    assert second.published == "2016-11-02"
    assert (third.published, third.language) == (None, "en")


def test_jsonl_half_characters_and_nulls_keep_offsets() -> None:
    [article] = articles(from_bytes(jsonl, b'{"text": "Rebels\\u0000took \\ud800 the town.", "id": "x\\ud800"}'))
    assert article.text == "Rebels took \ufffd the town."
    assert article.id == "x\ufffd"


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"text": ' + b"9" * 5_000 + b"}", b"nope", b"\xff\xfe\xfd"])
def test_jsonl_lines_that_break_parsers(line: bytes) -> None:
    found = from_bytes(jsonl, line + b'\n{"text": "Rebels took the town."}\n')
    assert isinstance(found[0], Skipped) or line.startswith(b"\xff\xfe")
    assert len(found) == 2 or line.startswith(b"\xff\xfe")


@pytest.mark.parametrize("value", [b"3", b"true", b"[]", b"{}", b"null", b"1.5"])
def test_jsonl_text_that_is_no_text(value: bytes) -> None:
    [reason] = reasons(from_bytes(jsonl, b'{"text": ' + value + b"}"))
    assert "'text'" in reason


def test_one_json_document_is_refused_once() -> None:
    assert len(reasons(from_bytes(jsonl, b'{\n  "text": "Rebels took the town."\n}\n'))) == 1


def test_lines_longer_than_a_record_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MAX_RECORD", 50)
    good = b'{"text": "Rebels took the town."}'
    found = from_bytes(jsonl, good + b"\n" + b"x" * 1_000 + b"\n" + good + b"\n" + b"y" * 999)
    assert [type(item) for item in found] == [Article, Skipped, Article, Skipped]
    assert reasons(found)[0] == "Line 2 is longer than 50 characters; split it."


def test_csv_with_semicolons_mark_and_line_ends_in_a_field() -> None:
    found = from_sample("csv/semicolons.csv")
    first, second = articles(found)
    assert (first.id, first.title, first.published) == ("1", "Road reopened", "2016-11-03")
    assert second.text == 'Gunmen closed the road on Sunday.\r\n\r\nThey robbed two lorries, the "Star" and the "Moon".'
    assert second.published == "2016-11-02"
    assert reasons(found) == [
        "Line 6 has 5 fields where the header names 4; put quotation marks around a text that holds the separator."
    ]


def test_csv_with_commas() -> None:
    found = from_sample("csv/commas.csv")
    assert [a.publisher for a in articles(found)] == ["Harbour Post"]
    assert reasons(found) == ["It is empty."]


def test_csv_with_tabs() -> None:
    [article] = articles(from_sample("csv/tabs.tsv"))
    assert article.published == "2016-11-02"


def test_csv_without_the_column_says_what_it_has_and_what_it_needs() -> None:
    [reason] = reasons(from_sample("csv/no_text_column.csv"))
    assert "id, headline, body" in reason
    assert "'text'" in reason


def test_csv_field_longer_than_the_standard_library_allows() -> None:
    long = "Rebels took the town. " * 10_000
    [article] = articles(from_bytes(csv, f'id,text\n1,"{long}"\n'.encode()))
    assert article.text == long


def test_csv_quotation_mark_that_never_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv, "MAX_RECORD", 200)
    rows = "2,Rebels took the town.\n" * 40
    found = from_bytes(csv, f'id,text\n1,"Rebels took the town.\n{rows}'.encode())
    assert any("is a quotation mark missing?" in reason for reason in reasons(found))
    assert articles(found)


def test_csv_quotation_marks_inside_a_field() -> None:
    found = from_bytes(csv, b'id,text\n1,"He said "no" to them."\n2,"He said ""no"" to them."\n3,"He left')
    assert [a.text for a in articles(found)] == ['He said "no" to them.']
    assert all(reason.endswith("write each quotation mark inside a field twice.") for reason in reasons(found))
    assert len(found) == 3
