"""Ontology files: senses to codes by the longest known prefix."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import DATA, lexicon, ontology

PLOVER = ontology.load(DATA / "ontology" / "plover.toml", "plover.toml")
CAMEO = ontology.load(DATA / "ontology" / "cameo.toml", "cameo.toml")


def test_code_takes_the_longest_known_prefix() -> None:
    assert PLOVER.type_and_modes("assault.bomb.never-heard-of") == ("ASSAULT", ("explosives",))


def test_none_is_no_event() -> None:
    assert PLOVER.type_and_modes("none.sport") is None


def test_score_is_that_of_the_most_extreme_mode() -> None:
    assert PLOVER.score("ASSAULT", ("explosives", "suicide-attack")) == -9.5
    assert PLOVER.score("AGREE", ()) == 2.5


def test_cameo_codes_keep_their_leading_zero() -> None:
    assert CAMEO.code("support.sign") == "057"


def test_every_sense_of_the_lexicon_has_a_code_in_both_ontologies() -> None:
    senses = {entry.sense for entry in lexicon.load([(DATA, "")]).entries if entry.kind != "light"}
    assert [s for s in sorted(senses) if s.split(".")[0] not in ("none", "say") and PLOVER.code(s) is None] == []
    assert [s for s in sorted(senses) if s.split(".")[0] not in ("none", "say") and CAMEO.code(s) is None] == []


def test_there_are_sixteen_types_in_four_quads() -> None:
    assert len(PLOVER.types) == 16
    assert {t.quad for t in PLOVER.types.values()} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[sense]\n"a" = ""\n', "the code must be a text"),
        ('name = "x"\n', "needs a"),
        ('[type]\nX = { quad = 1 }\n[sense]\n"a" = "X"\n', "type X needs quad"),
        (
            '[type]\nX = { quad = 1, score = 1, title = "x" }\n[sense]\n"a" = "Y"\n',
            "x.toml:4: sense 'a': 'Y' is no type",
        ),
    ],
)
def test_load_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message):
        ontology.load(path, "x.toml")
