"""The how-to's codebook works as its page says: its files are copied, checked, and used on its text."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import dotterel
from dotterel import knowledge, spark
from dotterel.records import Report
from dotterel.settings import Settings
from dotterel.store import records_from

Command = Callable[..., CompletedProcess[str]]
HOWTO = Path(__file__).parent.parent / "docs" / "howto"
PAGE = (HOWTO / "make_a_codebook.md").read_text(encoding="utf-8")
NEWS = ("katwa.txt", "--published", "2019-03-15", "--codebook", "health")

WANTED = [
    ("ASSAULT", [], "assault.health.attack", "190", "attack.toml#storm", "stormed"),
    ("ASSAULT", ["firearms"], "assault.health.shoot", "193", "attack.toml#shoot", "shot"),
    ("ASSAULT", ["abduct"], "assault.health.abduct", "181", "attack.toml#abduct", "abducted"),
    ("COERCE", ["restrict"], "coerce.health.obstruct", "172", "hinder.toml#turn_back", "turned back"),
    (
        "ASSAULT",
        ["explosives", "aerial", "patients"],
        "assault.health.bomb.air",
        "195",
        "attack.toml#bomb/assault.health.bomb.air",
        "bombed",
    ),
    ("COERCE", ["seize"], "coerce.health.loot", "1711", "hinder.toml#loot", "looted"),
    ("COERCE", ["arrest"], "coerce.health.arrest", "173", "hinder.toml#detain", "detained"),
    ("ASSAULT", ["firearms"], "assault.health.shoot", "193", "attack.toml#fire", "fired"),
]
"""Type, modes, sense, CAMEO code, rule below health/en/verbs and words of what katwa.txt tells of health care."""


@pytest.fixture
def here(warm: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the how-to's files, in which commands run."""
    shutil.copytree(HOWTO / "files", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def printed(start: str) -> str:
    """Return what the page shows after a command that begins with ``start``."""
    return PAGE.partition(f"$ {start}")[2].partition("\n")[2].partition("```")[0].partition("$ ")[0]


@pytest.mark.model
def test_the_codebook_is_well(here: Path, command: Command) -> None:
    done = command("check", "health")
    assert (done.returncode, done.stdout) == (0, printed("dotterel check health"))


@pytest.mark.model
def test_reports_have_its_senses_codes_and_rules(here: Path, command: Command) -> None:
    assert command("code", *NEWS, "--reports", "--status", "all", "--out", "x.jsonl").returncode == 0
    found = [row for row in rows(here / "x.jsonl") if row["rule"].startswith("health/")]
    parts = ("event", "mode", "sense", "cameo")
    assert [
        (*(row[part] for part in parts), row["rule"].removeprefix("health/en/verbs/"), row["trigger"]["text"])
        for row in found
    ] == WANTED
    assert all("health_care" in row["context"] for row in found)
    assert [row["status"] for row in found] == ["actual"] * 7 + ["negated"]
    assert found[4]["event_scale"] == -9.5


@pytest.mark.model
def test_the_page_shows_what_is_printed(here: Path, command: Command) -> None:
    shown, walked = command("code", *NEWS).stdout, command("walk", *NEWS).stdout
    for event, modes, _, _, rule, _ in WANTED[:-1]:
        what = " ".join([event, *(f"[{mode}]" for mode in modes)])
        assert what in shown
        assert what in printed("dotterel code katwa.txt")
        assert f"rule health/en/verbs/{rule}, sense" in walked
    for line in re.findall(r"rule health/.*", printed("dotterel walk katwa.txt")):
        assert line in walked


@pytest.mark.model
def test_an_ontology_of_its_own_takes_the_place_of_plover(here: Path, command: Command) -> None:
    done = command("code", *NEWS, "--ontology", "care", "--out", "x.jsonl")
    assert done.stderr.startswith("2 records have no code in Attacks on health care; left out.\n")
    codes = [(row["event"], row["codebook"]) for row in rows(here / "x.jsonl")]
    wanted = ["VIOLENCE", "FIREARMS", "ABDUCTION", "OBSTRUCTION", "HEAVY-WEAPONS", "LOOTING", "ARREST"]
    assert codes == [(code, "care-1") for code in wanted]
    assert all(code in printed(f"dotterel code {' '.join(NEWS)} --ontology care") for code in wanted)
    assert "VIOLENCE  “stormed”" in command("walk", *NEWS, "--ontology", "health/ontology/care.toml").stdout


@pytest.mark.model
def test_a_store_is_exported_in_its_codes(here: Path, command: Command) -> None:
    assert command("code", *NEWS, "--store", "x.duckdb").returncode == 0
    done = command("export", "x.duckdb", "x.jsonl", "--ontology", "health/ontology/care.toml")
    assert done.returncode == 0
    assert {"VIOLENCE", "LOOTING"} < {row["event"] for row in rows(here / "x.jsonl")}
    assert {row["codebook"] for row in rows(here / "x.jsonl")} == {"care-1"}


@pytest.mark.model
def test_python_and_spark_give_the_same(here: Path) -> None:
    import pyarrow as pa

    settings = Settings(codebook="health", published="2019-03-15")
    walked = list(dotterel.walk("katwa.txt", settings=settings))
    batch = pa.RecordBatch.from_pylist([{"text": (here / "katwa.txt").read_text(encoding="utf-8")}])
    spark._walker.cache_clear()
    coded = [report for rows in spark.coding(settings)([batch]) for report in records_from(rows, Report)]
    spark._walker.cache_clear()
    assert coded == walked
    assert sum(report.rule.startswith("health/") for report in walked) == len(WANTED)


def test_the_hash_follows_the_folder(here: Path) -> None:
    hashes = [knowledge.load(None).hash, knowledge.load("health").hash]
    with (here / "health" / "ontology" / "care.toml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    hashes.append(knowledge.load("health").hash)
    assert len(set(hashes)) == 3


def test_the_page_shows_what_is_in_the_files() -> None:
    files = [path.read_text(encoding="utf-8") for path in (HOWTO / "files" / "health").rglob("*.toml")]
    blocks = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.M | re.S)
    parts = [part.strip() for block in blocks for part in block.split("\n\n")]
    assert len(parts) >= 8
    assert [part for part in parts if not any(part in text for text in files)] == []
