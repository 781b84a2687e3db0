"""What an article tells of, and which of it carries a label."""

from __future__ import annotations

from pathlib import Path

import evidence
import pytest
from made import coded, rejected, report

from dotterel.records import Status, Walked, When

SENSES = {"f#strike": "protest.strike", "f#quake": "none.nature", "f#try": "accuse.try"}


def told(*reports: object, **more: object) -> list[evidence.Evidence]:
    return list(evidence.told(Walked(None, coded(*reports, **more)), SENSES))  # type: ignore[arg-type]


def test_reports_and_nouns_with_nobody_named_are_evidence_in_text_order() -> None:
    found = told(report("assault.bomb", sentence=1), rejected=(rejected("f#strike"),))
    assert [e.sense for e in found] == ["protest.strike", "assault.bomb"]
    assert [e.report is None for e in found] == [True, False]


def test_what_is_no_event_is_evidence_of_its_own_sense() -> None:
    assert [e.sense for e in told(rejected=(rejected("f#quake", "nature"),))] == ["none.nature"]


def test_a_noun_under_a_light_verb_has_the_sense_of_the_noun() -> None:
    assert [e.sense for e in told(rejected=(rejected("f#stage + f#strike"),))] == ["protest.strike"]


def test_what_was_turned_down_for_another_reason_is_no_evidence() -> None:
    assert told(rejected=(rejected("f#try", "an attempt, not a trial"),)) == []


def test_words_of_a_date_are_no_evidence() -> None:
    assert told(rejected=(rejected("f#strike"),), dates=(When("1 word", 0, 6),)) == []


def test_the_longest_prefix_wins() -> None:
    table = {"assault": "A", "assault.bomb": "B"}
    assert [evidence.longest(s, table) for s in ("assault.bomb.plant", "assault.kill", "aid")] == ["B", "A", None]


def rule(tmp_path: Path, line: str) -> evidence.Rule:
    path = tmp_path / "labels.toml"
    path.write_text(f'[sectors]\npolice = ["COP", "MIL"]\n\n[[rule]]\nlabel = "X"\n{line}\n', encoding="utf-8")
    return evidence.rules(path)[0]


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ('sense = ["assault"]', True),
        ('sense = ["assault.kill"]', False),
        ('sense = ["assault"]\nexcept = ["assault.bomb"]', False),
        ('sense = ["assault"]\ndoer = ["@police"]', True),
        ('sense = ["assault"]\ndoer = ["REB"]', False),
        ('sense = ["assault"]\nnever = ["@police"]', False),
        ('sense = ["assault"]\nstatus = ["negated"]', False),
        ('sense = ["assault"]\nleast = 2', False),
        ("", True),
    ],
)
def test_a_rule_asks_for_sense_doer_status_and_number(tmp_path: Path, line: str, holds: bool) -> None:
    assert rule(tmp_path, line).holds(told(report("assault.bomb", "MIL"))) is holds


def test_a_rule_can_ask_for_candidates_and_for_nobody(tmp_path: Path) -> None:
    chosen = rule(tmp_path, 'sense = ["protest"]\nstatus = ["candidate"]\ndoer = ["nobody"]')
    assert chosen.holds(told(rejected=(rejected("f#strike"),)))
    assert not chosen.holds(told(report("protest.strike", "LAB", status=Status.NEGATED)))
