"""Reports in the codes of another ontology: ours, a codebook's, or a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from dotterel.errors import KnowledgeError
from dotterel.knowledge import ontology, view
from dotterel.records import Coded, Event, Report, Sentence, Span, Status

HARBOUR = (
    'name = "Harbour watch"\nversion = "harbour-1"\n[sense]\n"protest" = "UNREST"\n"protest.strike" = "WORK STOPPAGE"\n'
)
TYPED = (
    'name = "Typed"\n[type]\nHARM = { quad = 4, score = -8.0, title = "Harms" }\n[mode]\nHARM = { fire = -9.0 }\n'
    '[sense]\n"assault" = "HARM"\n"assault.burn" = "HARM fire"\n'
)


def file(folder: Path, text: str, name: str = "harbour.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def report(sense: str, event: str = "PROTEST") -> Report:
    words, sentence = Span(0, 3, "cut"), Sentence(2, 0, 0, 3, "cut")
    return Report(
        "r1", "a", event, sense, Status.ACTUAL, words, "x.toml#cut", "cut", sentence, mode=("demo",), quad_code=4
    )


def loaded(folder: Path, text: str) -> ontology.Ontology:
    return ontology.load(file(folder, text), "harbour.toml")


def test_a_file_is_found_by_its_path(tmp_path: Path) -> None:
    found = view.find(str(file(tmp_path, HARBOUR)))
    assert found is not None
    assert (found.name, found.code("protest.strike.hunger")) == ("Harbour watch", "WORK STOPPAGE")


def test_ours_are_found_by_name() -> None:
    cameo = view.find("cameo")
    assert cameo is not None
    assert cameo.code("protest.strike") == "143"
    assert view.find("plover") is None


def test_a_codebooks_own_are_found_by_name(tmp_path: Path) -> None:
    file(tmp_path / "book" / "ontology", HARBOUR)
    file(tmp_path / "book" / "ontology", '[sense]\n"protest.strike" = "1431"\n', "cameo.toml")
    harbour, cameo = view.find("harbour", str(tmp_path / "book")), view.find("cameo", str(tmp_path / "book"))
    assert harbour is not None
    assert cameo is not None
    assert harbour.code("assault") is None
    assert (cameo.code("protest.strike"), cameo.code("assault.kill")) == ("1431", "180")


@pytest.mark.parametrize("name", ["harbor", "", "../harbour", "x\0y"])
def test_an_unknown_name_is_told_with_those_known(tmp_path: Path, name: str) -> None:
    file(tmp_path / "ontology", HARBOUR)
    file(tmp_path, HARBOUR)
    with pytest.raises(KnowledgeError, match=r"write cameo, harbour, plover, or name a \.toml file\.$"):
        view.find(name, str(tmp_path))


def test_a_file_that_is_not_there_or_wrong_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^gone\.toml: no such ontology file\.$"):
        view.find("gone.toml")
    with pytest.raises(KnowledgeError, match=r"harbour\.toml:1: an ontology needs a \[sense\] table"):
        view.find(str(file(tmp_path, 'name = "x"\n')))


def test_codes_stand_in_place_of_plovers(tmp_path: Path) -> None:
    harbour = loaded(tmp_path, HARBOUR)
    found = view.seen(report("protest.strike"), harbour)
    assert found is not None
    assert (found.event, found.codebook) == ("WORK STOPPAGE", "harbour-1")
    assert (found.mode, found.quad_code, found.sense, found.id) == (("demo",), 4, "protest.strike", "r1")
    assert view.seen(report("assault.kill"), harbour) is None


def test_types_of_a_views_own_bring_modes_quads_and_scores(tmp_path: Path) -> None:
    found = view.seen(report("assault.burn.arson", "ASSAULT"), loaded(tmp_path, TYPED))
    assert found is not None
    assert (found.event, found.mode, found.quad_code, found.event_scale) == ("HARM", ("fire",), 4, -9.0)
    assert found.codebook == "Typed"


def test_events_stay_events(tmp_path: Path) -> None:
    values = {name: getattr(report("protest"), name) for name in Report.__dataclass_fields__}
    found = view.seen(Event(**values, reports=("r1",)), loaded(tmp_path, HARBOUR))
    assert isinstance(found, Event)
    assert (found.event, found.reports) == ("UNREST", ("r1",))


def test_what_has_no_code_is_rejected_with_the_reason(tmp_path: Path) -> None:
    coded = view.seen_all(Coded(reports=(report("protest"), report("assault.kill"))), loaded(tmp_path, HARBOUR))
    assert [r.event for r in coded.reports] == ["UNREST"]
    [out] = coded.rejected
    assert (out.reason, out.sentence) == ("the sense assault.kill has no code in Harbour watch", 2)
