"""Addresses → answers: each page also ends in ``.json`` for the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request, Response
from starlette.exceptions import HTTPException as AnyHTTPException
from starlette.responses import HTMLResponse

from dotterel.errors import DotterelError, SettingsError, StoreError
from dotterel.explore import card, marks, rows
from dotterel.explore.choice import Choice, read_choice
from dotterel.explore.guard import Guard
from dotterel.explore.html import HERE, part, render
from dotterel.explore.views import EVENTS, REJECTED, SKIPPED, Facet, View
from dotterel.records import as_dict
from dotterel.store import Store

if TYPE_CHECKING:
    from dotterel.explore.rows import Listing, Told
    from dotterel.records import Article

_METHODS = ["GET", "HEAD"]
_STATIC = (("style.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml"))
_MAX_ID = 1000
_JSON = ".json"
_TOLD = {404: "There is no such page.", 405: "These pages can only be read."}
_VIEWS = (EVENTS, REJECTED, SKIPPED)


def build(path: Path) -> FastAPI:
    """Return the application; raises StoreError when ``path`` is no store that can be read."""
    Store.open(path, read_only=True).close()
    api = FastAPI(title="Dotterel", docs_url=None, redoc_url=None, openapi_url=None)
    for address, answer in Pages(path).addresses():
        api.add_api_route(address, answer, methods=_METHODS, response_model=None)
    for name, kind in _STATIC:
        api.add_api_route(f"/{name}", _static(name, kind), methods=_METHODS, response_model=None)
    api.add_exception_handler(AnyHTTPException, _refused)
    api.add_exception_handler(DotterelError, _failed)
    api.add_middleware(Guard)
    return api


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a filter as a link."""

    label: str
    rows: int
    picked: bool
    query: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in use, and the address without it."""

    title: str
    label: str
    query: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An open store and the run that a request is about."""

    store: Store
    run: str
    given: str | None
    """The run that the address names; links go on naming it."""


class Pages:
    """Answers every address from one store, which is open only while an answer is made."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def addresses(self) -> Iterator[tuple[str, Callable[[Request], Response]]]:
        """Yield each address with the function that answers it."""
        for view, names in zip(_VIEWS, (("/", "/.json", "/events"), ("/rejected",), ("/skipped",)), strict=True):
            for name in (*names, f"{names[-1]}{_JSON}"):
                yield name, self._list(view)
        yield "/runs", self.runs
        yield f"/runs{_JSON}", self.runs
        yield "/event/{key:path}", self.event
        yield "/article/{key:path}", self.article

    def _list(self, view: View) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            choice = read_choice(request.query_params.multi_items(), view)
            with self._store() as store:
                _check_run(store, choice.run)
                shown = rows.listing(store, view, choice)
            if _wants_json(request):
                return _json(_plain(shown, view))
            return _html(view.table, **self._common(shown.choice.run), **_listed(shown, view))

        return answer

    def runs(self, request: Request) -> Response:
        """Answer with all runs, newest first."""
        with self._store() as store:
            found = store.runs()[::-1]
            newest = store.chosen()
        if _wants_json(request):
            return _json({"newest": newest, "runs": [as_dict(run) for run in found]})
        return _html("runs", **self._common(None), runs=found, newest=newest)

    def event(self, request: Request) -> Response:
        """Answer with one event: its evidence, every field and all its reports."""
        with self._opened(request) as opened:
            found, as_json = _found(request, lambda key: rows.event(opened.store, opened.run, key), "event")
            reports = rows.reports_of_event(opened.store, opened.run, found.id)
            article = rows.article(opened.store, opened.run, found.article)
            holder = rows.holder(opened.store, opened.run, found.within)
        if as_json:
            return _json({"run": opened.run, "event": as_dict(found), "reports": [as_dict(told) for told in reports]})
        shown = {"event": found, "reports": reports, "article": article, "holder": holder, "most": rows.MOST}
        evidence = marks.evidence(found, article)
        return _html("event", **self._common(opened.given), **shown, evidence=evidence, fields=card.fields(found))

    def article(self, request: Request) -> Response:
        """Answer with one article: its text as it was read, its reports and what was rejected."""
        with self._opened(request) as opened:
            found, as_json = _found(request, lambda key: rows.article(opened.store, opened.run, key), "article")
            reports = rows.reports_of_article(opened.store, opened.run, found.id)
            rejected = rows.rejected_of_article(opened.store, opened.run, found.id)
        if as_json:
            lists = {"reports": [as_dict(told) for told in reports], "rejected": [as_dict(no) for no in rejected]}
            return _json({"run": opened.run, "article": as_dict(found), **lists})
        common = self._common(opened.given)
        text = marks.segments(found.text, _marks_in(found, reports, common["keep"]))
        return _html("article", **common, article=found, reports=reports, rejected=rejected, text=text, most=rows.MOST)

    @contextmanager
    def _store(self) -> Iterator[Store]:
        with Store.open(self.path, read_only=True) as store:
            yield store

    @contextmanager
    def _opened(self, request: Request) -> Iterator[Opened]:
        given = request.query_params.get("run") or None
        with self._store() as store:
            _check_run(store, given)
            run = store.chosen(given)
            if run is None:
                raise HTTPException(404, "This store has no runs yet.")
            yield Opened(store, run, given)

    def _common(self, run: str | None) -> dict[str, str]:
        """Return what every page needs: the name of the store, and the part of an address that keeps to a run."""
        return {"store": self.path.name, "keep": Choice(run=run).query}


def _found(request: Request, find: Callable[[str], Any], kind: str) -> tuple[Any, bool]:
    """Return the record that an address names, and whether as JSON.

    An article may have an id that ends in ``.json`` itself, so the whole is tried first.
    """
    key = str(request.path_params["key"])
    if len(key) <= _MAX_ID:
        if (record := find(key)) is not None:
            return record, False
        if key.endswith(_JSON) and (record := find(key.removesuffix(_JSON))) is not None:
            return record, True
    raise HTTPException(404, f"There is no {kind} with this id in the run.")


def _check_run(store: Store, run: str | None) -> None:
    if run is not None and run not in [known.id for known in store.runs()]:
        raise HTTPException(404, "There is no run of this name; the page of runs lists them all.")


def _listed(shown: Listing, view: View) -> dict[str, Any]:
    """Return what a page with a table needs beside its rows: filters and ways to sort as links, pages as addresses."""
    facets = [(facet, _options(shown, facet)) for facet in view.facets]
    used = {"chips": list(_chips(shown.choice, view)), "clear": Choice(run=shown.choice.run)}
    return {"shown": shown, "choice": shown.choice, "view": view, "facets": facets, **used}


def _chips(choice: Choice, view: View) -> Iterator[Chip]:
    if choice.q:
        yield Chip("Words", choice.q, replace(choice, q="", page=1).query)
    if choice.since:
        yield Chip("From", choice.since, replace(choice, since="", page=1).query)
    if choice.until:
        yield Chip("To", choice.until, replace(choice, until="", page=1).query)
    titles = {facet.name: facet.title for facet in view.facets}
    for name, value in choice.picked:
        yield Chip(titles[name], card.value(name, value), choice.toggled(name, value).query)


def _options(shown: Listing, facet: Facet) -> list[Option]:
    chosen = shown.choice.values(facet.name)
    return [
        Option(
            card.value(facet.name, count.value),
            count.rows,
            count.value in chosen,
            shown.choice.toggled(facet.name, count.value).query,
        )
        for count in rows.picked_counts(shown, facet)
    ]


def _plain(shown: Listing, view: View) -> dict[str, Any]:
    counts = {facet.name: {c.value: c.rows for c in shown.counts if c.facet == facet.name} for facet in view.facets}
    filters = [list(pair) for pair in shown.choice.pairs()]
    place = {"total": shown.total, "page": shown.choice.page, "pages": shown.pages, "size": shown.choice.size}
    return {"run": shown.run, "filters": filters, **place, "counts": counts, view.table: as_dict(shown.rows)}


def _marks_in(article: Article, reports: list[Told], keep: str) -> Iterator[marks.Mark]:
    """Yield what is marked in a whole text: parts that were left out, sentences with reports, and their triggers."""
    for part_ in article.left_out:
        yield marks.Mark(part_.start, part_.end, "left-out", f"left out: {part_.reason}")
    for told in reports:
        yield marks.Mark(told.text_info.start, told.text_info.end, "evidence", "")
        href = f"/event/{part(told.happening)}{keep}" if told.happening else ""
        label = told.event if told.status == "actual" else f"{told.event}, {told.status}"
        yield marks.Mark(told.trigger.start, told.trigger.end, "trigger", label, href, f"report-{told.id}")


def _wants_json(request: Request) -> bool:
    return request.url.path.endswith(_JSON)


def _html(name: str, **values: Any) -> Response:
    return HTMLResponse(render(name, **values))


def _json(content: Mapping[str, Any], code: int = 200) -> Response:
    body = json.dumps(content, ensure_ascii=False, default=str).encode("utf-8", "replace")
    return Response(body, code, media_type="application/json")


def _static(name: str, kind: str) -> Callable[[], Response]:
    content = (HERE / "static" / name).read_bytes()

    def answer() -> Response:
        return Response(content, media_type=kind)

    return answer


def _refused(request: Request, err: Exception) -> Response:
    if isinstance(err, HTTPException):
        return _error(request, err.status_code, str(err.detail))
    code = err.status_code if isinstance(err, AnyHTTPException) else 500
    return _error(request, code, _TOLD.get(code, "This request cannot be answered."))


def _failed(request: Request, err: Exception) -> Response:
    code = 400 if isinstance(err, SettingsError) else 503 if isinstance(err, StoreError) else 500
    return _error(request, code, str(err))


def _error(request: Request, code: int, message: str) -> Response:
    if _wants_json(request):
        return _json({"error": message}, code)
    return HTMLResponse(render("error", store="", keep="", message=message, code=code), code)
