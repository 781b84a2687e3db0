"""What a reader finds on the pages."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from dotterel.store import Store

LISTS = ("/", "/rejected", "/skipped", "/runs")


@pytest.mark.parametrize("address", [*LISTS, "/event/er-shell", "/article/a-karvin", "/events", "/event/er-hostile"])
def test_every_page_is_whole(browser: Any, address: str) -> None:
    page = browser.get(address)
    assert page.code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.startswith("<!doctype html>")
    assert '<html lang="en">' in page.text
    assert page.text.count("<h1") == 1
    ids = re.findall(r' id="([^"]*)"', page.text)
    assert len(ids) == len(set(ids))


def test_events_show_who_did_what_to_whom_where_when_and_who_says_so(browser: Any) -> None:
    words = browser.get("/").words
    for expected in ("Events 4", "2016-10-31", "ASSAULT heavy-weapons actual", "Army of Tolva TOL MIL", "Karvín, KAR"):
        assert expected in words
    assert "according to the mayor KAR" in words
    assert "2 reports in 2 articles" in words


def test_the_newest_run_is_shown_and_an_older_one_when_asked_for(browser: Any) -> None:
    assert browser.get("/.json").json()["run"] == "r2"
    older = browser.get("/events.json?run=r1").json()
    assert (older["run"], older["total"]) == ("r1", 1)
    page = browser.get("/?run=r1").text
    assert "/event/er-shell?run=r1" in page
    assert 'name="run" value="r1"' in page
    assert "Reports 1" in browser.get("/event/er-shell?run=r1").words


def test_an_unknown_run_is_not_found(browser: Any) -> None:
    for address in ("/?run=r9", "/event/er-shell?run=r9", "/article/a-karvin?run=r9", "/skipped.json?run=%27"):
        assert browser.get(address).code == 404


def test_the_card_marks_each_word_with_its_role(browser: Any) -> None:
    text = browser.get("/event/er-shell").text
    figure = text[text.index("<figure") : text.index("</figure>")]
    marked = {
        role: re.search(rf'class="mark {role}"[^>]*>([^<]*)', figure)
        for role in ("trigger", "actor", "speaker", "date")
    }
    found = {role: match[1] for role, match in marked.items() if match}
    assert found == {"trigger": "shelled", "actor": "Tolvan troops", "speaker": "the mayor", "date": "On Monday"}
    assert re.search(r'class="mark place recipient"[^>]*>town of Karvin', figure)


def test_the_card_shows_the_paragraph_and_words_from_elsewhere(browser: Any) -> None:
    words = browser.get("/event/er-shell").words
    assert "Ten people died. Nobody fled." in words
    assert "Rain fell" not in words
    assert "how many Ten people elsewhere in the article" in words


def test_the_card_gives_every_field_its_basis(browser: Any) -> None:
    words = browser.get("/event/er-shell").words
    for expected in (
        "Actor Army of Tolva · TOL MIL Tolvan troops actors/made.csv#tolva",
        "Recipient Karvin · CVL town of Karvin no entry of the actor files fits",
        "Date 2016-10-31 (to the day) On Monday words of the article",
        "Place Karvín, KAR border town of Karvin clause",
        "Position 1.5000, 2.5000 (point) GeoNames 77",
        "Dead 10 Ten people",
        "says it by “said”",
        "Rule verbs/assault.toml#shell shelled",
        "CAMEO 194",
        "Confidence not measured",
    ):
        assert expected in words


def test_the_card_lists_all_reports(browser: Any) -> None:
    page = browser.get("/event/er-shell")
    assert "Reports 2" in page.words
    assert "/article/a-karvin#report-r-shell" in page.text
    assert [told["id"] for told in browser.get("/event/er-shell.json").json()["reports"]] == ["r-shell", "r-again"]


def test_an_act_within_another_leads_to_it(browser: Any) -> None:
    page = browser.get("/event/er-inside")
    assert "Within REQUEST By the act is the content of this other act" in page.words
    assert "/event/er-urge" in page.text


def test_an_article_shows_what_was_left_out_reported_and_rejected(browser: Any, made: Any) -> None:
    page = browser.get("/article/a-karvin")
    assert 'class="mark left-out' in page.text
    assert "[left out: byline]" in page.words
    assert '<a href="/event/er-shell">shelled</a>' in page.text
    assert "fell no actor falls verbs/retreat.toml#fall" in page.words
    body = page.text[page.text.index("<article") : page.text.index("</article>")]
    plain = re.sub(r"<[^>]*>", "", re.sub(r'<span class="role">[^<]*</span>', "", body))
    assert plain.strip() == made.text


def test_what_was_rejected_stands_in_its_words(browser: Any) -> None:
    assert "KARVIN - Rain fell all week." in browser.get("/rejected").words


def test_runs_tell_what_they_were_made_with(browser: Any) -> None:
    words = browser.get("/runs").words
    assert words.index("r2 finished") < words.index("r1 finished")
    assert "knowledge k1" in words
    assert "1 input and settings" in words


@pytest.mark.parametrize("address", [*LISTS, "/event/er-shell", "/article/a-karvin"])
def test_each_page_has_its_rows_as_json(browser: Any, address: str) -> None:
    data = browser.get(f"{address}.json")
    assert data.headers["content-type"] == "application/json"
    assert isinstance(data.json(), dict)


def test_json_holds_whole_records(browser: Any, made: Any) -> None:
    events = browser.get("/events.json").json()["events"]
    shown = next(event for event in events if event["id"] == "er-shell")
    assert shown["actor"][0]["basis"] == "actors/made.csv#tolva"
    assert shown["reports"] == ["r-shell", "r-again"]
    article = browser.get("/article/a-karvin.json").json()["article"]
    assert article["text"] == made.text


def test_an_id_with_every_kind_of_character_works(browser: Any, made: Any) -> None:
    address = f"/article/{quote(made.weird, safe='')}"
    page = browser.get(address)
    assert page.headers["content-type"].startswith("text/html")
    assert browser.get(f"{address}.json").json()["article"]["id"] == made.weird
    assert address in browser.get("/rejected").text


def test_pages_are_ready_for_a_keyboard_and_a_screen_reader(browser: Any) -> None:
    text = browser.get("/").text
    assert '<a class="skip" href="#main">' in text
    assert "<caption" in text
    assert 'aria-current="page">Events' in text
    for name in ("q", "from", "to"):
        assert f'<label for="{name}">' in text
    assert "<script" not in text
    assert " style=" not in text


def test_a_head_request_is_answered(browser: Any) -> None:
    assert browser.get("/", method="HEAD").code == 200


def test_a_store_without_runs_says_what_to_do(tmp_path: Any, browser_of: Any) -> None:
    Store.open(tmp_path / "new.duckdb").close()
    browser = browser_of(tmp_path / "new.duckdb")
    for address in LISTS:
        assert "dotterel code INPUT --store new.duckdb" in browser.get(address).words
    assert browser.get("/event/x").code == 404
    assert browser.get("/events.json").json()["events"] == []


def test_a_run_without_events_says_so(tmp_path: Any, browser_of: Any) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        store.begin({}, "0", "k", [])
        store.finish()
    assert "This run has no events." in browser_of(tmp_path / "x.duckdb").get("/").words


def test_evidence_is_shown_without_the_article(tmp_path: Any, browser_of: Any, made: Any) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        store.begin({}, "0", "k", [])
        store.put_events([made.event(made.shelling())])
        store.finish()
    page = browser_of(tmp_path / "x.duckdb").get("/event/er-shell")
    assert '<span class="mark trigger">shelled' in page.text
    assert "not in this run" in page.words


def test_many_events_come_in_pages(tmp_path: Any, browser_of: Any, made: Any) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        store.begin({}, "0", "k", [])
        store.put_events(made.event(made.bare(f"r{n:03}", "a")) for n in range(120))
        store.finish()
    browser = browser_of(tmp_path / "x.duckdb")
    ids = [e["id"] for page in (1, 2, 3) for e in browser.get(f"/events.json?page={page}").json()["events"]]
    assert ids == [f"er{n:03}" for n in range(120)]
    assert "Page 2 of 3" in browser.get("/?page=2").words
    assert browser.get("/events.json?page=99").json()["page"] == 3
    assert browser.get("/events.json?size=9999").json()["size"] == 500
    assert len(browser.get("/events.json?size=10").json()["events"]) == 10


def test_pages_do_not_keep_the_store_to_themselves(store: Any, browser: Any) -> None:
    assert browser.get("/").code == 200
    with Store.open(store, read_only=False) as writer:
        assert writer.chosen() == "r2"
        busy = browser.get("/events.json")
    assert busy.code == 503
    assert "close it first" in json.loads(busy.body)["error"]
    assert browser.get("/").code == 200


def test_the_status_is_told(browser: Any) -> None:
    assert "Status hypothetical By form of the clause" in browser.get("/event/er-inside").words
