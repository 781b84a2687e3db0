"""The gate names what has fallen, takes note of changed data, and never lowers a floor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import gate
import pytest
import run
import score


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "words"}\n', encoding="utf-8")
    return path


def made(data: Path) -> gate.Gate:
    floors, ceilings = {"F1": 0.8}, {"false alarms": 3.0}
    return gate.Gate("pairs", data.name, None, gate.fingerprint(data), floors, ceilings)


def test_what_holds_gives_no_line(data: Path) -> None:
    assert list(gate.problems(made(data), {"F1": 0.8, "false alarms": 3})) == []


def test_a_fallen_figure_is_named(data: Path) -> None:
    found = list(gate.problems(made(data), {"F1": 0.7, "false alarms": 4}))
    assert found == [
        "pairs (gold): F1 is 0.700, below its floor of 0.8.",
        "pairs (gold): false alarms is 4.000, above its ceiling of 3.0.",
    ]


def test_a_figure_that_is_gone_has_fallen(data: Path) -> None:
    assert len(list(gate.problems(made(data), {}))) == 1


def test_changed_data_is_told_and_no_failure(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = made(data)
    assert list(gate.notes(one)) == []
    data.write_text("{}\n", encoding="utf-8")
    assert gate.report([(one, {"F1": 0.9, "false alarms": 0})]) is False
    assert "gold.jsonl has changed since its floors were set" in capsys.readouterr().out


def test_a_fall_is_reported_as_one(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.report([(made(data), {"F1": 0.1})]) is True
    assert "1 figures have fallen" in capsys.readouterr().out


def test_floors_are_raised_and_never_lowered(data: Path) -> None:
    better = gate.raised(made(data), {"F1": 0.9, "false alarms": 1.0})
    assert (better.floors, better.ceilings) == ({"F1": 0.89}, {"false alarms": 1.01})
    worse = gate.raised(made(data), {"F1": 0.5, "false alarms": 9.0})
    assert (worse.floors, worse.ceilings) == ({"F1": 0.8}, {"false alarms": 3.0})


def test_gates_survive_their_file(data: Path, tmp_path: Path) -> None:
    gates = (made(data), replace(made(data), sample=20, ceilings={}))
    gate.save(gates, tmp_path / "floors.json")
    assert gate.load(tmp_path / "floors.json") == gates
    assert gates[1].name == "pairs (gold, 20 of it)"


def test_a_folder_has_a_fingerprint_of_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("x = 1", encoding="utf-8")
    first = gate.fingerprint(tmp_path)
    (tmp_path / "a.toml").rename(tmp_path / "b.toml")
    second = gate.fingerprint(tmp_path)
    (tmp_path / "b.toml").write_text("x = 2", encoding="utf-8")
    assert len({first, second, gate.fingerprint(tmp_path)}) == 3


def test_only_own_gold_is_measured_when_asked(data: Path) -> None:
    beside = gate.Gate("fine", "../elsewhere/fine.jsonl")
    assert list(gate.chosen([made(data), beside], own=True)) == [made(data)]
    assert list(gate.chosen([made(data), beside], own=False)) == [made(data)]


def test_every_gate_of_the_project_has_a_task_and_something_to_hold() -> None:
    names = [one.name for one in gate.load()]
    assert len(set(names)) == len(names)
    known = {*score.scorers(), "article", "cases"}
    for one in gate.load():
        assert one.task in known
        assert one.floors or one.ceilings
        assert one.fingerprint


def test_a_new_section_stands_at_the_head_of_the_results() -> None:
    first = run.written("## one\n\n| a |\n", "")
    second = run.written("## two\n\n| b |\n", first)
    assert second.startswith("# Figures")
    assert second.index("## two") < second.index("## one")
    assert second.count("# Figures") == 1


def test_only_numbers_are_written_down(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr(run, "count", lambda: (3, 2))
    found = list(run.lines([(made(data), {"rows": 4, "F1": 0.51234, "by type": {"A": 1.0}})]))
    assert found[2:] == [("pairs (gold)", "rows", 4), ("pairs (gold)", "F1", 0.51234)]
    assert [run.shown(value) for _, _, value in found] == ["3", "2", "4", "0.512"]
