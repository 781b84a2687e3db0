"""How an article's gold is compared with what was coded, on tiny made data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import article_gold
import pytest

from dotterel.records import Entity, Place, Report, Sentence, Span, Status

TEXT = "Rebels shelled the port north of Farwell on Tuesday."


def report(**more: Any) -> Report:
    fields: dict[str, Any] = {
        "id": "r",
        "article": "a",
        "event": "ASSAULT",
        "sense": "assault.shell",
        "status": Status.ACTUAL,
        "trigger": Span(7, 14, "shelled"),
        "rule": "r#x",
        "text": TEXT,
        "text_info": Sentence(0, 0, 0, len(TEXT), TEXT),
        "mode": ("heavy-weapons",),
        "actor": (Entity("Rebels", 0, 6, code="KEN", sector="REB"),),
        "recipient": (Entity("the port", 15, 23),),
        "date": "2016-11-01",
        "event_loc": Place("Farwell", 33, 40, "Farwell", country="Kenya", country_code="KEN", relation="north of"),
    }
    return Report(**{**fields, **more})


MUST: dict[str, Any] = {
    "id": "shelling",
    "event": ["ASSAULT"],
    "status": "actual",
    "trigger": "shelled",
    "actor": {"words": "Rebels", "code": "KEN", "sector": "REB"},
    "recipient": {"words": "port"},
    "date": "2016-11-01",
    "place": "Farwell",
    "relation": "north of",
    "country": "KEN",
    "mode": ["heavy-weapons"],
}


def test_a_report_with_everything_is_found() -> None:
    assert article_gold.missing(MUST, [report()]) is None


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ({"status": Status.NEGATED}, "status negated"),
        ({"actor": ()}, "actor"),
        ({"recipient": ()}, "recipient"),
        ({"date": None}, "date None"),
        ({"mode": ()}, "mode"),
        ({"event_loc": None}, "place"),
        ({"trigger": Span(0, 6, "Rebels")}, "trigger"),
    ],
)
def test_what_a_report_lacks_is_named(change: dict[str, Any], lacks: str) -> None:
    found = article_gold.missing(MUST, [report(**change)])
    assert found is not None
    assert lacks in found


def test_the_nearest_report_says_what_is_lacking() -> None:
    found = article_gold.missing(MUST, [report(actor=(), date=None), report(date=None)])
    assert found == "(lacks date None)"


def test_no_report_of_that_type() -> None:
    assert article_gold.missing(MUST, [report(event="AID")]) == "(no such event)"


def test_who_met_may_be_the_second_of_two_actors() -> None:
    both = (Entity("Rebels", 0, 6, code="KEN", sector="REB"), Entity("the port", 15, 23))
    assert article_gold.missing(MUST, [report(actor=both, recipient=())]) is None


def test_one_of_several_places_may_be_none() -> None:
    must = {"event": ["ASSAULT"], "place_any": [None, "Lamu"]}
    assert article_gold.missing(must, [report(event_loc=None)]) is None
    assert article_gold.missing(must, [report()]) is not None


@pytest.mark.parametrize(
    ("banned", "seen"),
    [
        ({"event": "ASSAULT"}, True),
        ({"event": ["AID", "ASSAULT"]}, True),
        ({"event": "ASSAULT", "status": "negated"}, False),
        ({"sentence": "Rebels shelled the port"}, True),
        ({"actor_code": "KEN"}, True),
        ({"country_any": ["KEN"]}, True),
        ({"trigger_any": ["bombed"]}, False),
    ],
)
def test_what_must_not_appear(banned: dict[str, Any], seen: bool) -> None:
    assert bool(article_gold.forbidden({"why": "made up", **banned}, [report()])) is seen


def test_gold_files_are_found_by_folder_gold_and_article(tmp_path: Path) -> None:
    gold = tmp_path / "story.gold.json"
    gold.write_text("{}", encoding="utf-8")
    for given in (tmp_path, gold, tmp_path / "story.txt"):
        assert article_gold.gold_files(given) == [gold]
