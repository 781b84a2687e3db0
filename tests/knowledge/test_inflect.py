"""Regular verb forms."""

from __future__ import annotations

import pytest

from dotterel.knowledge.inflect import by_form, forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("rape", ["rapes", "raped", "raping"]),
        ("rap", ["raps", "rapped", "rapping"]),
        ("deny", ["denies", "denied", "denying"]),
        ("deploy", ["deploys", "deployed", "deploying"]),
        ("attack", ["attacks", "attacked", "attacking"]),
        ("visit", ["visits", "visited", "visiting", "visitted", "visitting"]),
        ("clash", ["clashes", "clashed", "clashing"]),
        ("agree", ["agrees", "agreed", "agreeing"]),
    ],
)
def test_forms(lemma: str, expected: list[str]) -> None:
    assert list(forms(lemma)) == expected


def test_a_form_of_two_lemmas_is_left_out() -> None:
    assert "bases" not in by_form(["base", "bas"])
    assert by_form(["stage", "rape", "rap"])["staged"] == "stage"
