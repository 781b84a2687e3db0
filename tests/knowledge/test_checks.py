"""Whether an entry's example came out as it says, on made records."""

from __future__ import annotations

from typing import Any

import pytest

from dotterel.knowledge import checks
from dotterel.knowledge.checks import Case
from dotterel.knowledge.lexicon import Entry, Example, Frame
from dotterel.records import Coded, Entity, Rejected, Report, Sentence, Span, Status

TEXT = "Soldiers stormed the palace."
RULE = "mine/en/verbs/mine.toml#storm"


def entry(sense: str = "assault.storm", says: tuple[Example, ...] = (), says_not: tuple[Example, ...] = ()) -> Entry:
    frame, file = Frame("who storm whom", "storm", {}, "mine:3"), "mine/en/verbs/mine.toml"
    return Entry("verb", "storm", sense, frame, RULE, file, 3, says, says_not)


def report(**more: Any) -> Report:
    fields: dict[str, Any] = {
        "id": "r",
        "article": "a",
        "event": "ASSAULT",
        "sense": "assault.storm",
        "status": Status.ACTUAL,
        "trigger": Span(9, 16, "stormed"),
        "rule": RULE,
        "text": TEXT,
        "text_info": Sentence(0, 0, 0, len(TEXT), TEXT),
        "actor": (Entity("Soldiers", 0, 8),),
        "recipient": (Entity("the palace", 17, 27),),
    }
    return Report(**{**fields, **more})


def verdict(example: Example, coded: Coded, *, wanted: bool = True, sense: str = "assault.storm") -> str | None:
    return checks.verdict(Case(entry(sense), example, wanted), coded)


def test_every_example_is_a_case() -> None:
    given = entry(says=(Example("a"), Example("b")), says_not=(Example("c"),))
    found = [(case.example.text, case.wanted) for case in checks.cases([given])]
    assert found == [("a", True), ("b", True), ("c", False)]


def test_an_example_that_came_out_is_well() -> None:
    asked = Example(TEXT, who="soldiers", whom="palace", event="ASSAULT", status="actual")
    assert verdict(asked, Coded(reports=(report(),))) is None


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"who": "Police"}, "who should be “Police” and is “Soldiers”, “the palace”"),
        ({"event": "COERCE"}, "event should be COERCE and is ASSAULT"),
        ({"status": "negated"}, "status should be negated and is actual"),
    ],
)
def test_what_differs_is_named_with_file_and_line(asked: dict[str, str], problem: str) -> None:
    found = verdict(Example(TEXT, **asked), Coded(reports=(report(),)))
    assert found == f"mine/en/verbs/mine.toml:3: verb 'storm': {problem}, in “{TEXT}”."


def test_an_entry_that_does_not_fire_says_what_did() -> None:
    found = verdict(Example(TEXT), Coded(reports=(report(rule="other.toml#seize"),)))
    assert found is not None
    assert "it does not fire (fired: other.toml#seize; turned down: nothing)" in found


def test_an_entry_that_must_not_fire() -> None:
    fired = Coded(reports=(report(),))
    assert "fires where it must not" in (verdict(Example(TEXT), fired, wanted=False) or "")
    assert verdict(Example(TEXT), Coded(), wanted=False) is None


def test_an_entry_for_no_event_must_turn_its_example_down() -> None:
    turned = Coded(rejected=(Rejected("a", Span(9, 16, "stormed"), RULE, "no event", 0),))
    assert verdict(Example(TEXT), turned, sense="none.sport") is None
    assert "does not turn its example down" in (verdict(Example(TEXT), Coded(), sense="none.sport") or "")


def test_a_light_verb_and_its_noun_both_fire() -> None:
    assert verdict(Example(TEXT), Coded(reports=(report(rule=f"other.toml#launch + {RULE}"),))) is None
