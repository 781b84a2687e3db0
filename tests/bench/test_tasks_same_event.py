"""The grouping of articles by their main events, on tiny made articles; no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_same_event
from tasks_same_event import b_cubed, harmonic, heaviest, main_events

from dotterel.merge import merge
from dotterel.records import Article, Coded, Entity, Place, Report, Sentence, Span, Status, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

ARMY = Entity("the army", 0, 8, name="Army of Ruritania", code="RUR", sector="MIL")
REBELS = Entity("rebels", 20, 26, name="Hill Front", code="RUR", sector="REB")
TOWN = Place("Strelsau", 30, 38, "Strelsau", 7, 50.0, 14.0, city="Strelsau", country_code="RUR", resolution=4)


def report(article: str, event: str = "ASSAULT", sentence: int = 0, **more: Any) -> Report:
    fields: dict[str, Any] = {
        "id": f"{article}-{event}-{sentence}",
        "article": article,
        "event": event,
        "sense": event.lower(),
        "status": Status.ACTUAL,
        "trigger": Span(9 + 50 * sentence, 17 + 50 * sentence, "attacked"),
        "rule": "r#x",
        "text": "",
        "text_info": Sentence(sentence, 0, 50 * sentence, 50 * sentence + 40, ""),
        "actor": (ARMY,),
        "recipient": (REBELS,),
        "date": "2016-11-03",
        "date_precision": "day",
        "date_basis": "text",
        "event_loc": TOWN,
    }
    return Report(**{**fields, **more})


def row(cluster: str, title: str = "Army attacks", text: str = "It was Thursday.") -> dict[str, Any]:
    return {"cluster": cluster, "title": title, "text": text, "published": "2016-11-04T10:00:00"}


def figures(rows: list[dict[str, Any]], reports: Mapping[str, tuple[Report, ...]]) -> dict[str, Any]:
    class Fake:
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            for article in articles:
                yield Walked(article, Coded(reports=reports.get(article.id, ())))

    return tasks_same_event.score_same_event(rows, cast("Walker", Fake()))


def test_articles_with_one_main_event_are_one_group() -> None:
    told = {"a0": (report("a0"),), "a1": (report("a1"),), "a2": ()}
    found = figures([row("attack"), row("attack"), row("other")], told)
    assert (found["B-cubed P"], found["B-cubed R"], found["B-cubed F1"]) == (1.0, 1.0, 1.0)
    assert (found["happenings"], found["groups found"]) == (2, 2)
    assert found["articles without an event"] == pytest.approx(1 / 3)
    assert found["B-cubed F1 of leaving every article alone"] == pytest.approx(harmonic(1.0, 2 / 3))


def test_articles_that_share_a_lesser_event_only_stay_apart() -> None:
    told = {
        "a0": (report("a0"), report("a0", "AID", 9)),
        "a1": (report("a1", "AID"), report("a1", "REQUEST", 8)),
    }
    assert figures([row("x"), row("y")], told)["groups found"] == 2


def test_the_main_event_is_what_headline_or_lead_and_body_tell() -> None:
    headline, later = report("a", "AID"), [report("a", "ASSAULT", n) for n in (3, 4, 5)]
    events = {event.event: event.id for event in merge([headline, *later])}
    assert main_events(merge([headline, *later]), [headline, *later]) == {"a": events["AID"]}
    lead, body = report("a", "AID", 1), [report("a", "ASSAULT", n) for n in (2, 3)]
    events = {event.event: event.id for event in merge([lead, *body])}
    assert main_events(merge([lead, *body]), [lead, *body]) == {"a": events["ASSAULT"]}


def test_of_equal_weights_the_first_is_taken() -> None:
    assert heaviest([("b", 1.0), ("a", 0.5), ("a", 0.5)]) == "b"


@pytest.mark.parametrize(
    ("title", "text", "whole"),
    [
        ("Army attacks", "It was Thursday.", "Army attacks\n\nIt was Thursday."),
        ("Army attacks", "Army attacks. It was Thursday.", "Army attacks. It was Thursday."),
        (None, "It was Thursday.", "It was Thursday."),
    ],
)
def test_the_text_begins_with_the_title(title: str | None, text: str, whole: str) -> None:
    given = {"title": title, "text": text, "published": "2016-11-04T10:00:00", "cluster": "x"}
    article = tasks_same_event.article_of(0, given)
    assert (article.text, article.published) == (whole, "2016-11-04")
    assert tasks_same_event.article_of(0, {**given, "published": None}).published is None


def test_b_cubed_is_a_mean_over_articles() -> None:
    assert b_cubed(["x", "x", "y"], ["1", "1", "2"]) == (1.0, 1.0)
    assert b_cubed(["x", "x", "y"], ["1", "1", "1"]) == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3) / 3, 1.0))
    assert b_cubed(["x", "x"], ["1", "2"]) == (1.0, 0.5)
    assert b_cubed([], []) == (0.0, 0.0)
    assert harmonic(0.0, 0.0) == 0.0
