"""The counting of pairs, spans and non-events, on tiny made data; no gold and no model is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_pairs

from dotterel.records import Article, Coded, Entity, Report, Sentence, Span, Status, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

TEXT = "France accused Germany of theft ."


def entity(words: str, text: str = TEXT) -> Entity:
    start = text.index(words)
    return Entity(words, start, start + len(words))


def report(event: str = "ACCUSE", who: str = "France", whom: str = "Germany", **more: Any) -> Report:
    sentence = Sentence(0, 0, 0, len(TEXT), TEXT)
    fields: dict[str, Any] = {
        "id": event,
        "article": "a",
        "event": event,
        "sense": event.lower(),
        "status": Status.ACTUAL,
        "trigger": Span(7, 14, "accused"),
        "rule": "r#x",
        "text": TEXT,
        "text_info": sentence,
        "quad_code": tasks_pairs.QUAD.get(event, 1),
        "actor": (entity(who),) if who else (),
        "recipient": (entity(whom),) if whom else (),
    }
    return Report(**{**fields, **more})


class Fake:
    """A walker that codes each article into the reports given for its text."""

    def __init__(self, reports: dict[str, tuple[Report, ...]]) -> None:
        self.reports = reports

    def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
        for article in articles:
            yield Walked(article, Coded(reports=self.reports.get(article.text, ())))


def walker(**reports: tuple[Report, ...]) -> Walker:
    return cast("Walker", Fake({TEXT: reports.get("coded", ())}))


def row(root: str = "ACCUSE", **more: str) -> dict[str, Any]:
    return {"text": TEXT, "source": "France", "target": "Germany", "root": root, **more}


def test_words_are_found_at_every_place() -> None:
    assert tasks_pairs.places_of("an", "an ant") == [(0, 2), (3, 5)]
    assert tasks_pairs.places_of("zebra", "an ant") == []


def test_the_report_about_the_pair_is_chosen() -> None:
    other = report("CONSULT", "Germany", "", id="other")
    found = tasks_pairs.best_for([other, report()], row())
    assert found is not None
    assert found.event == "ACCUSE"
    assert tasks_pairs.best_for([], row()) is None


def test_an_outermost_report_goes_before_its_content() -> None:
    inner = report("ASSAULT", within="ACCUSE")
    found = tasks_pairs.best_for([inner, report()], row())
    assert found is not None
    assert found.event == "ACCUSE"


def test_an_antecedent_counts_as_the_words() -> None:
    meant = Entity("theft", 26, 31, antecedent=Span(0, 6, "France"))
    assert tasks_pairs.ranges([meant]) == [(26, 31), (0, 6)]


def test_concede_and_retreat_are_one_root() -> None:
    assert [tasks_pairs.root(report(event)) for event in ("CONCEDE", "RETREAT", "AID")] == ["YIELD", "YIELD", "AID"]


def test_pairs_count_a_right_root() -> None:
    found = tasks_pairs.score_pairs([row()], walker(coded=(report(),)))
    assert (found["rows"], found["root macro F1"], found["root accuracy"]) == (1, 1.0, 1.0)
    assert found["both sides right when the root is"] == 1.0
    assert found["nothing coded"] == 0.0


def test_pairs_count_a_wrong_root_in_the_right_quad() -> None:
    found = tasks_pairs.score_pairs([row("REJECT")], walker(coded=(report(),)))
    assert (found["root macro F1"], found["quad macro F1"]) == (0.0, 1.0)


def test_pairs_count_what_was_not_coded() -> None:
    found = tasks_pairs.score_pairs([row(), row()], walker())
    assert (found["nothing coded"], found["root macro F1"]) == (1.0, 0.0)


def test_tags_become_token_ranges() -> None:
    assert tasks_pairs.tagged(["B-S", "I-S", "O", "B-T", "B-T", "I-S"], "S") == [(0, 2), (5, 6)]
    assert tasks_pairs.tagged(["B-S", "I-S", "O", "B-T", "B-T", "I-S"], "T") == [(3, 4), (4, 5)]


def test_tokens_know_their_place_in_the_text() -> None:
    assert tasks_pairs.token_ranges(["an", "ant"]) == [(0, 2), (3, 6)]


def test_spans_count_exact_and_overlapping_sides() -> None:
    tokens = TEXT.split()
    tags = ["B-S", "O", "B-T", "O", "O", "O"]
    found = tasks_pairs.score_spans([{"tokens": tokens, "tags": tags}], walker(coded=(report(),)))
    assert found == {
        "rows": 1,
        "source exact F1": 1.0,
        "source overlap F1": 1.0,
        "target exact F1": 1.0,
        "target overlap F1": 1.0,
        "both exact F1": 1.0,
    }


def test_content_of_a_report_gives_no_spans() -> None:
    ranges = tasks_pairs.token_ranges(TEXT.split())
    assert tasks_pairs.found_tokens([report(within="x")], "source", ranges) == []
    assert tasks_pairs.found_tokens([report()], "target", ranges) == [(2, 3)]


def test_not_events_count_actual_material_conflict_only() -> None:
    coded = (report("ASSAULT"), report("ASSAULT", status=Status.HYPOTHETICAL, id="2"), report("CONSULT", id="3"))
    rows = [{"text": TEXT, "category": "sport"}, {"text": "Nothing here.", "category": "business"}]
    found = tasks_pairs.score_not_events(rows, walker(coded=coded))
    assert found["actual quad-4 events per 100 articles"] == 50.0
    assert found["ASSAULT PROTEST MOBILIZE per 100 of sport and entertainment"] == 100.0
    assert found["by category"] == {"sport": 1, "business": 0}


@pytest.mark.parametrize(("task", "needed"), [("pairs", "root macro F1"), ("not-events", "by category")])
def test_every_task_of_the_table_scores(task: str, needed: str) -> None:
    rows = [{**row(), "category": "sport"}]
    assert needed in tasks_pairs.SCORES[task](rows, walker(coded=(report(),)))


def test_figures_can_be_written_as_json() -> None:
    assert json.loads(json.dumps(tasks_pairs.score_pairs([row()], walker(coded=(report(),)))))["rows"] == 1
