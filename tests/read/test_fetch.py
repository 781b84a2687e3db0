"""Addresses, against a server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dotterel.read import fetch, read
from dotterel.records import Article, Skipped
from dotterel.settings import Settings

SAMPLES = Path(__file__).parents[1] / "samples"
HTML = (SAMPLES / "html/harbour.html").read_bytes()
TEXT = "Government troops reopened the harbour road at Farwell, and the café on the pier was open."
JSONL = (SAMPLES / "jsonl/three_and_a_broken_line.jsonl").read_bytes()
ANSWERS: dict[str, tuple[str, bytes]] = {
    "/story": ("text/html; charset=utf-8", HTML),
    "/story.html": ("text/plain", HTML),
    "/latin": ("text/plain; charset=iso-8859-1", TEXT.encode("latin-1")),
    "/packed": ("text/plain", gzip.compress(TEXT.encode())),
    "/feed": ("application/x-ndjson", JSONL),
    "/sent%20plain/feed.jsonl": ("text/plain", JSONL),
    "/table": ("text/csv", (SAMPLES / "csv/commas.csv").read_bytes()),
    "/picture": ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    "/nothing": ("text/html", b""),
}
MOVED = {"/moved": "/story", "/circle": "/circle", "/to-file": "file:///etc/hostname", "/to-ftp": "ftp://127.0.0.1/x"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in MOVED:
            self.send_response(302)
            self.send_header("Location", MOVED[self.path])
            self.end_headers()
        elif self.path in ANSWERS:
            kind, body = ANSWERS[self.path]
            self.answer(kind, body, len(body))
        elif self.path == "/cut":
            self.answer("text/plain", TEXT.encode(), 10_000)
        else:
            self.send_error(404)

    def answer(self, kind: str, body: bytes, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def fetched(address: str) -> list[Article | Skipped]:
    return list(read([address], Settings()))


def article(address: str) -> Article:
    [found] = fetched(address)
    assert isinstance(found, Article), found
    return found


def reason(address: str) -> str:
    [found] = fetched(address)
    assert isinstance(found, Skipped)
    assert found.origin == address
    return found.reason


def test_page(server: str) -> None:
    found = article(f"{server}/story")
    assert (found.publisher, found.published) == ("Harbour Post", "2016-11-03")
    assert found.url == "https://post.example/world/troops-reopen-road"
    assert found.origin == f"{server}/story"


def test_page_sent_as_plain_text_is_told_by_its_name(server: str) -> None:
    assert article(f"{server}/story.html").publisher == "Harbour Post"


def test_moved_page(server: str) -> None:
    assert article(f"{server}/moved").publisher == "Harbour Post"


@pytest.mark.parametrize("path", ["/latin", "/packed"])
def test_text_keeps_its_address(server: str, path: str) -> None:
    found = article(f"{server}{path}")
    assert (found.text, found.url) == (TEXT, f"{server}{path}")


@pytest.mark.parametrize("path", ["/feed", "/sent plain/feed.jsonl"])
def test_records_do_not_get_the_address_of_their_file(server: str, path: str) -> None:
    found = [item for item in fetched(f"{server}{path}") if isinstance(item, Article)]
    assert [item.url for item in found] == ["https://post.example/a1", None, None]


def test_table(server: str) -> None:
    assert [type(item) for item in fetched(f"{server}/table")] == [Article, Skipped]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/picture", "It is a PNG picture"),
        ("/nothing", "It is empty."),
        ("/gone", "The server answers 404"),
        ("/cut", "The connection broke off after"),
        ("/circle", "The server answers 302"),
        ("/to-file", "The server answers 302"),
        ("/to-ftp", "It cannot be fetched"),
    ],
)
def test_what_cannot_be_had(server: str, path: str, words: str) -> None:
    assert reason(f"{server}{path}").startswith(words)


def test_more_than_the_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_BYTES", 100)
    assert "download it to a file first" in reason(f"{server}/story")


def test_longer_than_the_limit(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "MAX_SECONDS", -1.0)
    assert "download it to a file first" in reason(f"{server}/story")


def test_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(fetch, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "did not answer" in reason(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    "address", ["http://", "http://[bad", "http://127.0.0.1:99999/", "http://a b/", "https://\u2603.%%/"]
)
def test_addresses_that_are_none(address: str) -> None:
    assert reason(address).endswith(".")


def test_other_schemes() -> None:
    assert reason("ftp://127.0.0.1/x") == "Only http:// and https:// addresses can be fetched."
