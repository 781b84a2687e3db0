"""The tasks whose labels come from senses by a file: fine, police and protest."""

from __future__ import annotations

import evidence
import pytest
import tasks_fine
import tasks_police
import tasks_protest
from made import coded, entity, rejected, report, walker

from dotterel.records import Coded, Status, Walked

FINE = tasks_fine.load()


def fine(*reports: object, **more: object) -> str | None:
    made = Walked(None, coded(*reports, **more))  # type: ignore[arg-type]
    return FINE.choose(list(evidence.told(made, {"f#quake": "none.nature"})))


def test_every_sub_type_of_the_mapping_has_its_place_in_the_order() -> None:
    instruments = {label for table in FINE.instrument.values() for label in table.values()}
    named = {
        *FINE.sense.values(),
        *FINE.mode.values(),
        *FINE.rule.values(),
        *instruments,
        *(c.to for c in FINE.changes),
    }
    assert named - {"none", "TERRITORY"} <= set(FINE.order)
    assert len(FINE.order) == len(set(FINE.order)) == 30


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ([report("assault.suicide")], "SUIC_BOMB"),
        ([report("assault.attack", mode=("aerial",))], "AIR_STRIKE"),
        ([report("assault.occupy", "MIL")], "GOV_REGAINS_TERIT"),
        ([report("assault.occupy", "REB")], "NON_STATE_ACTOR_OVERTAKES_TER"),
        ([report("protest.march"), report("assault.shoot", "COP")], "FORCE_AGAINST_PROTEST"),
        ([report("protest.march"), report("assault.attack", "CVL")], "VIOL_DEMONSTR"),
        ([report("assault.attack", "CVL")], "MOB_VIOL"),
        ([report("assault.attack", "REB", recipient=(entity("soldiers", "MIL"),))], "ARMED_CLASH"),
        ([report("assault.bomb", text="A grenade was thrown.")], "GRENADE"),
        ([report("assault.bomb", rule="en/verbs/attribution.toml#claim")], "ATTRIB"),
        ([report("assault.bomb", status=Status.NEGATED), report("protest.march")], "PEACE_PROTEST"),
        ([report("consult.visit")], None),
        ([], None),
    ],
)
def test_a_snippet_has_the_sub_type_of_its_most_telling_act(told: list[object], label: str | None) -> None:
    assert fine(*told) == label


def test_what_is_no_event_may_be_a_disaster() -> None:
    assert fine(rejected=(rejected("f#quake", "nature"),)) == "NATURAL_DISASTER"


def test_fine_scores_a_right_and_a_wrong_snippet() -> None:
    rows = [{"text": "one", "type": "SUIC_BOMB"}, {"text": "two", "type": "ARREST"}]
    found = tasks_fine.score_fine(rows, walker({"one": coded(report("assault.suicide"))}))
    assert (found["accuracy"], found["weighted F1"], found["nothing coded"]) == (0.5, 0.5, 0.5)


def police(*sentences: list[str]) -> dict[str, object]:
    return {"id": 1, "sentences": [{"text": f"s{n}", "labels": labels} for n, labels in enumerate(sentences)]}


def scored(gold: dict[str, object], made: Coded) -> dict[str, float]:
    found = tasks_police.score_police([gold], walker({tasks_police.text_of(gold): made}, **{"f#idle": "none.inaction"}))
    return {label: found[f"{label} F1"] for label in tasks_police.LABELS}


def test_a_death_where_police_use_force_is_a_kill() -> None:
    gold = police(["KILL", "FORCE", "ANY_ACTION"])
    found = scored(gold, coded(report("assault.shoot", "COP"), report("assault.kill")))
    assert found == {"KILL": 1.0, "ARREST": 0.0, "FAIL": 0.0, "FORCE": 1.0, "ANY_ACTION": 1.0}


def test_a_death_in_another_sentence_is_none() -> None:
    found = scored(police(["KILL"], []), coded(report("assault.shoot", "COP"), report("assault.kill", sentence=1)))
    assert found["KILL"] == 0.0


def test_inaction_counts_where_police_are_named() -> None:
    idle = rejected("f#idle", "a failure to act is no act")
    gold = police(["FAIL"])
    assert scored(gold, coded(rejected=(idle,), actors=(entity("police", "COP"),)))["FAIL"] == 1.0
    assert scored(gold, coded(rejected=(idle,)))["FAIL"] == 0.0


def test_police_who_are_named_do_something() -> None:
    assert scored(police(["ANY_ACTION"]), coded(actors=(entity("police", "COP"),)))["ANY_ACTION"] == 1.0


def test_a_document_is_about_a_protest_or_about_much_violence() -> None:
    texts = {"one": coded(report("protest.march")), "two": coded(report("assault.bomb"))}
    rows = [{"text": "one", "label": 1}, {"text": "two", "label": 0}, {"text": "three", "label": 2}]
    found = tasks_protest.score_protest(rows, walker(texts))
    assert (found["documents"], found["macro F1"]) == (2, 1.0)
    much = {"two": coded(*(report("assault.bomb", sentence=n) for n in range(4)))}
    assert tasks_protest.score_protest(rows[1:2], walker(much))["accuracy"] == 0.0


def test_a_sentence_needs_one_mention() -> None:
    rows = [{"sentence": "one", "label": 1}, {"sentence": "two", "label": 0}]
    made = walker({"one": coded(rejected=(rejected("f#strike"),))}, **{"f#strike": "protest.strike"})
    assert tasks_protest.score_protest(rows, made)["accuracy"] == 1.0
