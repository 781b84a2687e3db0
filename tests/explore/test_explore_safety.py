"""Hostile texts, ids, filters and requests: nothing runs, nothing leaks, nothing is written."""

from __future__ import annotations

import hashlib
import re
import sys
import threading
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dotterel import explore
from dotterel.errors import DotterelError, SettingsError, StoreError
from dotterel.explore.marks import Mark, segments

PAGES = ("/", "/rejected", "/skipped", "/runs", "/event/er-hostile", "/event/er-shell", "/article/")
TAGS = """
a article blockquote body button caption code details div figcaption figure footer form h1 h2 head header html input
label li link main meta nav p q section span summary table tbody td th thead time title tr ul
"""


def shown(browser: Any, made: Any, address: str) -> Any:
    return browser.get(address if address != "/article/" else f"/article/{quote(made.weird, safe='')}")


@pytest.mark.parametrize("address", PAGES)
def test_hostile_text_stays_text(browser: Any, made: Any, address: str) -> None:
    text = shown(browser, made, address).text
    tags = set(re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", text))
    assert tags <= set(TAGS.split())
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert not re.search(r'(href|src|action)="(?!/|#|https://news\.example/|\?)', text)


def test_an_address_that_is_a_script_is_no_link(browser: Any, made: Any) -> None:
    page = shown(browser, made, "/article/")
    assert 'href="javascript' not in page.text
    assert "javascript:alert(document.cookie)" in page.words


@pytest.mark.parametrize("address", [*PAGES, "/events.json", "/style.css", "/icon.svg", "/nothing", "/?page=0"])
def test_every_answer_has_the_safety_headers(browser: Any, made: Any, address: str) -> None:
    headers = shown(browser, made, address).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:8765",
        "localhost@evil.example",
        "127.0.0.1:8765, evil",
        "",
    ],
)
def test_a_foreign_host_gets_nothing(browser: Any, host: str) -> None:
    answer = browser.get("/", headers=[("host", host)])
    assert answer.code == 400
    assert b"Karvin" not in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:80", "[::1]:8765"])
def test_this_machine_is_answered(browser: Any, host: str) -> None:
    assert browser.get("/", headers=[("host", host)]).code == 200


def test_two_hosts_get_nothing(browser: Any) -> None:
    assert browser.get("/", headers=[("host", "localhost"), ("host", "evil.example")]).code == 400


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:8765"])
def test_a_foreign_origin_gets_nothing(browser: Any, origin: str) -> None:
    answer = browser.get("/events.json", headers=[("origin", origin)])
    assert answer.code == 403
    assert b"Karvin" not in answer.body


def test_our_own_origin_is_answered(browser: Any) -> None:
    assert browser.get("/", headers=[("origin", "http://127.0.0.1:8765")]).code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_can_only_be_read(browser: Any, store: Path, method: str) -> None:
    before = hashlib.sha256(store.read_bytes()).hexdigest()
    assert browser.get("/event/er-shell", method=method).code == 405
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "address",
    [
        "/../../etc/passwd",
        "/style.css/../web.py",
        "/web.py",
        "/static/style.css",
        "/templates/base.html",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/docs",
        "/openapi.json",
        "/event/",
        "/event/..%2f..%2fetc%2fpasswd",
        "/event/' OR '1'='1",
        "/event/er-shell'--",
        f"/event/{'x' * 5000}",
        "/article/%00",
        "/article/%ff",
        "/article/..",
    ],
)
def test_tricks_with_paths_and_ids_find_nothing(browser: Any, address: str) -> None:
    answer = browser.get(address)
    assert answer.code == 404
    assert b"root:" not in answer.body


HOSTILE_FILTERS = (
    "'; DROP TABLE events; --",
    "' OR 1=1 --",
    "?",
    "$1",
    "%",
    "\\",
    "\x00",
    "{0}",
    "{rows}",
    "\U0001f426",
)


@pytest.mark.parametrize("value", HOSTILE_FILTERS)
@pytest.mark.parametrize("name", ["event", "actor", "country", "from", "sort", "run"])
def test_sql_in_a_filter_finds_nothing(browser: Any, name: str, value: str) -> None:
    answer = browser.get(f"/events.json?{name}={quote(value)}")
    assert answer.json().get("total", 0) == 0
    assert answer.code == {"from": 400, "sort": 400, "run": 404}.get(name, 200)


def test_words_are_searched_as_they_stand(browser: Any) -> None:
    assert browser.get(f"/events.json?q={quote('DROP TABLE events; --')}").json()["total"] == 1
    assert browser.get(f"/events.json?q={quote('_____')}").json()["total"] == 0


def test_templates_in_a_text_are_not_filled_in(browser: Any, made: Any) -> None:
    assert "{{ 7*7 }}" in shown(browser, made, "/article/").words


def test_a_huge_address_is_refused(browser: Any) -> None:
    assert browser.get(f"/?q={'x' * 20_000}").code == 414


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["event", "actor", "q", "from", "page", "size", "run", "sort", "x"]), st.text()))
)
def test_no_filter_makes_it_fail(browser: Any, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    assert browser.get(f"/?{query}").code in (200, 400, 404, 414)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_no_id_makes_it_fail(browser: Any, key: str) -> None:
    for kind in ("event", "article"):
        assert browser.get(f"/{kind}/{quote(key, safe='', errors='replace')}").code in (200, 404)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8))
def test_segments_lose_no_character(text: str, spans: list[tuple[int, int]]) -> None:
    found = segments(text, [Mark(a, b, f"role{n}", "x") for n, (a, b) in enumerate(spans)])
    assert "".join(segment.text for segment in found) == text
    for n, (a, b) in enumerate(spans):
        marked = "".join(segment.text for segment in found if f"role{n}" in segment.roles)
        assert marked == (text[a:b] if 0 <= a < b <= len(text) else "")


def test_a_file_that_is_no_store_is_refused(tmp_path: Path, browser_of: Any) -> None:
    (tmp_path / "x.duckdb").write_text("no database", encoding="utf-8")
    for name in ("x.duckdb", "none.duckdb"):
        with pytest.raises(StoreError):
            browser_of(tmp_path / name)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", ""])
def test_others_cannot_be_served(store: Path, host: str) -> None:
    with pytest.raises(SettingsError, match="take 127"):
        explore.serve(store, host=host)


def test_without_the_extra_it_says_what_to_install(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(DotterelError, match=r"dotterel\[explore\]"):
        explore.app(store)


def test_a_port_that_is_taken_is_named(store: Path, browser: Any) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=f"The port {port} of"):
            explore.serve(store, port=port)
    with pytest.raises(SettingsError, match="is none"):
        explore.serve(store, port=70000)


def test_it_serves_on_this_machine(browser: Any) -> None:
    import socket

    import uvicorn

    config = uvicorn.Config(browser.app, log_level="warning", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as sock:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]}, daemon=True)
        thread.start()
        with urllib.request.urlopen(f"http://127.0.0.1:{sock.getsockname()[1]}/runs", timeout=30) as answer:
            assert b"r2" in answer.read()
        server.should_exit = True
        thread.join(30)
