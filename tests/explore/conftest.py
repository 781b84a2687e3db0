"""A small store with friendly and hostile articles, and a browser without a socket or a screen."""

from __future__ import annotations

import asyncio
import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from dotterel import explore
from dotterel.records import (
    Article,
    Coded,
    Entity,
    Event,
    LeftOut,
    Place,
    Rejected,
    Report,
    Sentence,
    Size,
    Sizes,
    Skipped,
    Span,
    Speaker,
    Status,
    Walked,
)
from dotterel.store import Store

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> ' OR 1=1; DROP TABLE events; -- \u202e\x1b[31m {{ 7*7 }}"
)
TEXT = (
    "By Ana Lind\n\nKARVIN - Rain fell all week.\n\n"
    "On Monday, Tolvan troops shelled the border town of Karvin, the mayor said. Ten people died. Nobody fled.\n\n"
    "Shops stay shut."
)
WEIRD = 'wire/2016 #1?x="<b>" ..%2f é.json'
"""An id that a publisher could have given: everything in it that an address could trip over."""


@dataclass(frozen=True)
class Answer:
    """What a page gave back."""

    code: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def words(self) -> str:
        """What a reader sees: no tags, white space folded."""
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", self.text)).split())

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Browser:
    """Asks the application without a socket."""

    app: Any

    def get(self, address: str, method: str = "GET", headers: Sequence[tuple[str, str]] = ()) -> Answer:
        path, _, query = address.partition("?")
        given = headers if any(name == "host" for name, _ in headers) else [("host", "127.0.0.1:8765"), *headers]
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in given],
            "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 8765),
        }
        return asyncio.run(_call(self.app, scope))


async def _call(app: Any, scope: dict[str, Any]) -> Answer:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    headers = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def entity(words: str, **known: Any) -> Entity:
    found = span(words)
    return Entity(found.text, found.start, found.end, **known)


def shelling() -> Report:
    """The report that has every field."""
    words = "On Monday, Tolvan troops shelled the border town of Karvin, the mayor said."
    sentence, mayor, karvin, ten = span(words), span("the mayor"), span("border town of Karvin"), span("Ten people")
    return Report(
        id="r-shell",
        article="a-karvin",
        event="ASSAULT",
        sense="assault.shell",
        status=Status.ACTUAL,
        trigger=span("shelled"),
        rule="verbs/assault.toml#shell",
        text=words,
        text_info=Sentence(2, 2, sentence.start, sentence.end, words),
        mode=("heavy-weapons",),
        context=("military",),
        quad_code=4,
        event_scale=-9.5,
        cameo="194",
        actor=(entity("Tolvan troops", name="Army of Tolva", code="TOL", sector="MIL", basis="actors/made.csv#tolva"),),
        recipient=(entity("town of Karvin", name="Karvin", sector="CVL"),),
        according_to=(Speaker(mayor.text, mayor.start, mayor.end, code="KAR", cue=span("said")),),
        date="2016-10-31",
        date_precision="day",
        date_basis="text",
        date_text=span("On Monday"),
        event_loc=Place(
            karvin.text, karvin.start, karvin.end, "Karvín", 77, 1.5, 2.5, country="Karland", country_code="KAR",
            resolution=4, basis="clause",
        ),
        size=Sizes(dead=Size(10, 10, ten.text, ten.start, ten.end)),
        coder="0.0.0",
        knowledge="k1",
        codebook="plover-0.8",
    )  # fmt: skip


def bare(key: str, article: str, words: str = TEXT[:11], **fields: Any) -> Report:
    """A report with nothing but what every report has."""
    base = Report(
        key, article, "PROTEST", "protest", Status.ACTUAL, Span(0, 2, words[:2]), "verbs/p.toml#x", words,
        Sentence(0, 0, 0, len(words), words), quad_code=4,
    )  # fmt: skip
    return replace(base, **fields)


def event(*reports: Report) -> Event:
    first = reports[0]
    values = {name: getattr(first, name) for name in Report.__dataclass_fields__}
    values["id"] = f"e{first.id}"
    articles = tuple(dict.fromkeys(report.article for report in reports))
    return Event(**values, reports=tuple(report.id for report in reports), articles=articles)


def karvin() -> Walked:
    title, url = "Shells fall on Karvin", "https://news.example/karvin"
    out = LeftOut(0, 11, "By Ana Lind", "byline")
    article = Article("a-karvin", TEXT, title, url, "Karvin Post", "2016-11-01", "en", "karvin.txt", (out,))
    rejected = Rejected("a-karvin", span("fell"), "verbs/retreat.toml#fall", "no actor falls", 1)
    urged = bare("r-urge", "a-karvin", event="REQUEST", quad_code=3, date="2016-11")
    inside = bare("r-inside", "a-karvin", within="r-urge", status=Status.HYPOTHETICAL, date="2016")
    return Walked(article, Coded(reports=(shelling(), urged, inside), rejected=(rejected,)))


def hostile() -> Walked:
    url = "javascript:alert(document.cookie)"
    article = Article(WEIRD, HOSTILE, HOSTILE, url, HOSTILE, None, "en", "../../etc/<b>.txt")
    person = Entity(HOSTILE[:8], 0, 8, name=HOSTILE, code="<u>", basis=HOSTILE)
    report = bare("r-hostile", WEIRD, HOSTILE, actor=(person,), rule=HOSTILE, sense=HOSTILE, event=HOSTILE)
    rejected = Rejected(WEIRD, Span(0, 8, HOSTILE[:8]), HOSTILE, HOSTILE, 0)
    return Walked(article, Coded(reports=(report,), rejected=(rejected,)))


def fill(path: Path) -> Path:
    skipped = Walked(None, Coded(), Skipped(HOSTILE, "read", "it holds no text."))
    again = bare("r-again", WEIRD, HOSTILE)
    walked = [karvin(), hostile(), skipped]
    told = [report for item in walked for report in item.coded.reports]
    with Store.open(path) as store:
        store.begin({"model": None}, "0.0.0", "k0", ["old.txt"])
        store.add([karvin()])
        store.put_events([event(shelling())])
        store.finish()
        store.begin({"model": HOSTILE}, "0.0.0", "k1", [HOSTILE])
        store.add([karvin(), replace(hostile(), coded=replace(hostile().coded, reports=(told[3], again))), skipped])
        store.put_events([event(told[0], again), event(told[1]), event(told[2]), event(told[3])])
        store.finish()
    return path


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("explore") / "made <b>.duckdb")


@pytest.fixture(scope="session")
def browser_of() -> Callable[[Path], Browser]:
    pytest.importorskip("fastapi", reason="the pages need the explore extra: pip install 'dotterel[explore]'")
    pytest.importorskip("uvicorn", reason="the pages need the explore extra: pip install 'dotterel[explore]'")
    return lambda path: Browser(explore.app(path))


@pytest.fixture(scope="session")
def browser(store: Path, browser_of: Callable[[Path], Browser]) -> Browser:
    return browser_of(store)


@dataclass(frozen=True)
class Made:
    """What the store was made of, for the tests to name."""

    text: str = TEXT
    hostile: str = HOSTILE
    weird: str = WEIRD
    shelling: Callable[[], Report] = shelling
    bare: Callable[..., Report] = bare
    event: Callable[..., Event] = event
    karvin: Callable[[], Walked] = karvin


@pytest.fixture(scope="session")
def made() -> Made:
    return Made()
