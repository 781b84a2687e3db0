"""The example articles, their manifest and their gold stay in step. No model is needed."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import dotterel
from dotterel.records import Status

EXAMPLES = Path(__file__).parent.parent / "examples"
ONTOLOGY = Path(dotterel.__file__).parent / "data" / "ontology" / "plover.toml"
CODES = Path(dotterel.__file__).parent / "data" / "actors" / "codes.csv"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


SECTORS = _names("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")
GOLD_KEYS = _names("article record published publisher note must must_not without_published agency")
MUST_KEYS = _names(
    "id event mode status status_any actor recipient date place place_any relation country trigger trigger_any note"
)
MUST_NOT_KEYS = _names("why sentence event status actor_code country_any trigger_any")
RECORD_KEYS = ("id", "title", "url", "published", "publisher", "language", "text")
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class _Words(HTMLParser):
    """Gathers the words of a page, its menus and links included."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.lasttag not in ("script", "style"):
            self.parts.append(data)


def _manifest() -> dict[str, Any]:
    return tomllib.loads((EXAMPLES / "articles.toml").read_text(encoding="utf-8"))


def _gold(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((EXAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))
    return gold


def _records(path: Path) -> dict[str, dict[str, str]]:
    """Return the records of a file that holds several, by id."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines)) if path.suffix == ".csv" else [json.loads(line) for line in lines]
    return {row["id"]: row for row in rows}


def _text(row: dict[str, str]) -> str:
    """Return all words of an article; of a page also those that are to be dropped."""
    path = EXAMPLES / row["file"]
    if path.suffix in (".csv", ".jsonl"):
        return _records(path)[row["record"]]["text"]
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return raw
    words = _Words()
    words.feed(raw)
    return "\n".join(words.parts)


STATUSES = frozenset(status.value for status in Status)
ROWS: list[dict[str, str]] = _manifest()["article"]
NAMES = [row["record"] for row in ROWS]
PLOVER = tomllib.loads(ONTOLOGY.read_text(encoding="utf-8"))


def _codes() -> frozenset[str]:
    with CODES.open(encoding="utf-8", newline="") as lines:
        return frozenset(row["code"] for row in csv.DictReader(lines))


def test_every_article_has_a_row_and_gold() -> None:
    records = {path.name: list(_records(path)) for path in EXAMPLES.iterdir() if path.suffix in (".csv", ".jsonl")}
    single = {path.name: [path.stem] for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".html")}
    found = {(file, name) for file, names in (records | single).items() for name in names}
    assert found == {(row["file"], row["record"]) for row in ROWS}
    assert {path.name.removesuffix(".gold.json") for path in EXAMPLES.glob("*.gold.json")} == set(NAMES)
    assert len(NAMES) == len(set(NAMES))


def test_formats_and_topics() -> None:
    files = [Path(row["file"]).suffix for row in ROWS]
    assert len(ROWS) >= 18
    assert len({row["topic"] for row in ROWS}) >= 15
    assert files.count(".html") >= 3
    assert files.count(".jsonl") >= 3
    assert files.count(".csv") >= 2


def test_manifest_names_the_licence() -> None:
    manifest = _manifest()
    assert manifest["licence"] == "MIT"
    assert manifest["origin"] == "written for the project"


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_row_and_gold_agree(row: dict[str, str]) -> None:
    gold = _gold(row["record"])
    assert gold["article"] == row["file"]
    assert gold.get("record", row["record"]) == row["record"]
    assert gold["published"] == row["published"]
    assert gold["publisher"] == row["publisher"]
    assert date.fromisoformat(row["published"]) >= date(1990, 1, 1)


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_length(row: dict[str, str]) -> None:
    path = EXAMPLES / row["file"]
    text = _text(row)
    if path.suffix == ".html":
        assert f"{row['published']}" in path.read_text(encoding="utf-8"), "a page carries its own date"
    else:
        assert 120 <= len(text.split()) <= 350


@pytest.mark.parametrize("file", ["wire.jsonl", "desk.csv"])
def test_records_are_whole(file: str) -> None:
    rows = {row["record"]: row for row in ROWS if row["file"] == file}
    for name, record in _records(EXAMPLES / file).items():
        assert tuple(record) == RECORD_KEYS
        assert all(record.values())
        assert record["published"] == rows[name]["published"]
        assert record["publisher"] == rows[name]["publisher"]
        assert re.match(r"https://\w+\.example\.org/", record["url"])


@pytest.mark.parametrize("name", NAMES)
def test_gold_has_the_right_shape(name: str) -> None:
    gold = _gold(name)
    assert set(gold) <= GOLD_KEYS
    assert 6 <= len(gold["must"]) <= 14
    assert 2 <= len(gold["must_not"]) <= 5
    assert len({entry["id"] for entry in gold["must"]}) == len(gold["must"])
    for entry in gold["must"]:
        assert set(entry) <= MUST_KEYS
        assert ("status" in entry) != ("status_any" in entry)
        assert ("trigger" in entry) != ("trigger_any" in entry)
    for entry in gold["must_not"]:
        assert set(entry) <= MUST_NOT_KEYS
        assert set(entry) - {"why", "status"}, entry["why"]


@pytest.mark.parametrize("name", NAMES)
def test_codes_are_valid(name: str) -> None:
    gold, codes = _gold(name), _codes()
    for entry in gold["must"]:
        assert set(entry["event"]) <= set(PLOVER["type"]), entry["id"]
        assert set(entry.get("status_any", [entry.get("status")])) <= STATUSES, entry["id"]
        modes = {mode for kind in entry["event"] for mode in PLOVER["mode"].get(kind, {})}
        assert set(entry.get("mode", [])) <= modes, entry["id"]
        assert ISO.fullmatch(entry.get("date", "2000")), entry["id"]
        assert entry.get("country", "KEN") in codes, entry["id"]
        for who in (entry.get("actor", {}), entry.get("recipient", {})):
            assert who.get("code", "KEN") in codes, entry["id"]
            assert who.get("sector", "GOV") in SECTORS, entry["id"]
    for entry in gold["must_not"]:
        assert entry.get("event", "ASSAULT") in PLOVER["type"], entry["why"]
        assert entry.get("status", "actual") in STATUSES, entry["why"]
        assert entry.get("actor_code", "KEN") in codes, entry["why"]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_gold_points_at_words_of_the_article(row: dict[str, str]) -> None:
    text, gold = _text(row), _gold(row["record"])
    for entry in gold["must"]:
        wanted = [
            entry[role][key]
            for role in ("actor", "recipient")
            for key in ("words", "name")
            if key in entry.get(role, {})
        ]
        wanted += [entry[key] for key in ("trigger", "place", "relation") if key in entry]
        wanted += [words for key in ("trigger_any", "place_any") for words in entry.get(key, []) if words is not None]
        assert [words for words in wanted if words not in text] == [], entry["id"]
    for entry in gold["must_not"]:
        wanted = [entry["sentence"]] if "sentence" in entry else []
        assert [words for words in [*wanted, *entry.get("trigger_any", [])] if words not in text] == [], entry["why"]


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_words_of_an_entry_stand_in_one_sentence(row: dict[str, str]) -> None:
    sentences = re.split(r"(?<=[a-z0-9%][.?!])[”\"’]?\s+|\n+", _text(row))
    for entry in _gold(row["record"])["must"]:
        words = [entry[role]["words"] for role in ("actor", "recipient") if role in entry]
        triggers = entry.get("trigger_any") or [entry["trigger"]]
        assert any(
            all(part in sentence for part in words) and any(trigger in sentence for trigger in triggers)
            for sentence in sentences
        ), entry["id"]
