"""The weights of confidence: read from a file, checked, and turned into a probability."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, weights


def test_traits_move_the_probability() -> None:
    found = weights.Weights(0.0, {"nested": -1.0, "event AID": 2.0})
    assert found.probability([]) == 0.5
    assert found.probability(["nested", "unheard of"]) < 0.5 < found.probability(["nested", "event AID"])


@pytest.mark.parametrize("text", ["", 'start = "high"', 'start = 1.0\n[trait]\nnested = "low"'])
def test_a_file_without_numbers_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "confidence.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^confidence\.toml:1: write start"):
        weights.load(path, "confidence.toml")


def test_our_own_weights_hold_every_type() -> None:
    found = weights.load(DATA / "learned" / "confidence.toml", "learned/confidence.toml")
    assert {"event ASSAULT", "event AGREE", "rule verb", "nested", "status actual"} - set(found.trait) <= {"nested"}
