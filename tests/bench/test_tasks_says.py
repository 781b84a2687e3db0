"""The counting of attributions, on a tiny made article; no gold and no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

import pytest
import tasks_says

from dotterel.records import Article, Claim, Coded, Span, Walked

if TYPE_CHECKING:
    from dotterel.walker import Walker

TEXT = "Amal said the road is open, but Basil doubts that lorries can pass."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def claim(source: str, cue: str, *content: str) -> Claim:
    return Claim((span(source),) if source else (), (span(cue),), tuple(map(span, content)))


def given(source: str, cue: str, *content: str) -> dict[str, Any]:
    pieces = {"source": [source] if source else [], "cue": [cue], "content": content}
    return {part: [[span(w).start, span(w).end] for w in words] for part, words in pieces.items()}


def figures(gold: list[dict[str, Any]], *claims: Claim) -> dict[str, Any]:
    class Fake:
        def code(self, articles: Iterable[Article]) -> Iterator[Walked]:
            for article in articles:
                yield Walked(article, Coded(says=claims))

    return tasks_says.score_says([{"text": TEXT, "attributions": gold}], cast("Walker", Fake()))


AMAL = given("Amal", "said", "the road is open")
BASIL = given("Basil", "doubts", "that lorries can pass")


def test_everything_found_is_right() -> None:
    found = figures([AMAL, BASIL], claim("Amal", "said", "road is"), claim("Basil", "doubts", "that lorries can pass"))
    assert {value for key, value in found.items() if key.endswith("F1")} == {1.0}
    assert (found["gold attributions"], found["claims found"]) == (2, 2)


def test_what_is_missed_and_what_is_wrong_count() -> None:
    found = figures([AMAL, BASIL], claim("Amal", "said", "the road is open"), claim("Amal", "can", "pass"))
    assert (found["cue P"], found["cue R"], found["cue F1"]) == (0.5, 0.5, 0.5)
    assert (found["content P"], found["content R"]) == (1.0, 1.0)


def test_a_part_under_another_cue_counts_only_by_itself() -> None:
    found = figures([AMAL], claim("Amal", "doubts", "the road is open"))
    assert found["source F1"] == 1.0
    assert found["source under its cue F1"] == 0.0
    assert found["content under its cue F1"] == 0.0


def test_pieces_of_one_content_are_one_unit() -> None:
    gold = given("Basil", "doubts", "the road is open", "that lorries can pass")
    found = figures([gold], claim("Basil", "doubts", "lorries"))
    assert found["content F1"] == 1.0


def test_an_attribution_without_a_source_is_no_missed_source() -> None:
    found = figures([AMAL, given("", "doubts", "that lorries can pass")], claim("Amal", "said", "the road is open"))
    assert found["source R"] == 1.0
    assert found["cue R"] == 0.5


def test_an_empty_attribution_asks_for_nothing() -> None:
    found = figures([{"attribution-no-source": [[0, 4]]}])
    assert found["cue R"] == 0.0
    assert tasks_says.given({"cue": [[0, 4]]}) == {"cue": ((0, 4),), "source": (), "content": ()}


@pytest.mark.parametrize(("other", "same"), [(((4, 7),), False), (((0, 1), (8, 9)), True), ((), False)])
def test_pieces_touch(other: tasks_says.Ranges, same: bool) -> None:
    assert tasks_says.touch(((1, 4), (7, 9)), other) is same
