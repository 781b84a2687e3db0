"""What the commands do once their options are parsed: statuses, what is shown, what is kept when a run ends early."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dotterel import doors
from dotterel.errors import SettingsError
from dotterel.records import Article, Coded, Skipped, Status, Walked
from dotterel.settings import Settings
from dotterel.store import Store
from dotterel.walker import Walker

STORY = "Rebels killed twelve soldiers in Mosul on Tuesday."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("all", set(Status)),
        ("actual", {Status.ACTUAL}),
        ("negated, future", {Status.NEGATED, Status.FUTURE}),
    ],
)
def test_statuses_are_named(text: str, wanted: set[Status]) -> None:
    assert doors.statuses(text) == wanted


@pytest.mark.parametrize("text", ["", "nonsense", "actual,", "ACTUAL", "actual;negated"])
def test_unknown_statuses_are_refused(text: str) -> None:
    with pytest.raises(SettingsError, match=r"write all, or a comma list of actual, historical, future"):
        doors.statuses(text)


def test_a_table_is_shown_when_nothing_is_written_or_when_asked_for() -> None:
    run = doors.Run(Settings(), ("x.txt",))
    assert run.shows_table
    assert not doors.Run(Settings(), ("x.txt",), out=Path("x.csv")).shows_table
    assert not doors.Run(Settings(), ("x.txt",), store=Path("x.duckdb")).shows_table
    assert doors.Run(Settings(), ("x.txt",), out=Path("x.csv"), table=True).shows_table


def test_a_tally_counts_articles_reports_and_skips() -> None:
    tally = doors.Tally()
    tally.add(Walked(Article("a", "x"), Coded()))
    tally.add(Walked(None, Coded(), Skipped("x", "read", "It is empty.")))
    assert (tally.articles, tally.reports, tally.skipped) == (1, 0, 1)


def test_what_is_explained_is_plain_data() -> None:
    found = doors.explained(Walked(None, Coded(), Skipped("x", "read", "It is empty.")))
    assert list(found) == [
        "article",
        "sentences",
        "actors",
        "places",
        "dates",
        "says",
        "predicates",
        "reports",
        "rejected",
        "skipped",
    ]
    assert found["skipped"] == {"origin": "x", "room": "read", "reason": "It is empty.", "article": None}


@pytest.mark.model
def test_a_run_that_is_interrupted_keeps_what_was_done(
    warm: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = Walker.code

    def interrupted(self: Walker, articles: Any) -> Iterator[Walked]:
        yield next(code(self, articles))
        raise KeyboardInterrupt

    monkeypatch.setattr(Walker, "code", interrupted)
    story, store = tmp_path / "story.txt", tmp_path / "x.duckdb"
    story.write_text(STORY, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        doors.code(doors.Run(Settings(), (str(story),), store=store))
    with Store.open(store, read_only=True) as opened:
        [run] = opened.runs()
        assert (run.state, run.articles, run.reports) == ("interrupted", 1, 1)


@pytest.mark.model
def test_a_file_that_could_not_be_finished_is_not_there(
    warm: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Walker, articles: Any) -> Iterator[Walked]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Walker, "code", broken)
    story, out = tmp_path / "story.txt", tmp_path / "x.jsonl"
    story.write_text(STORY, encoding="utf-8")
    out.write_text("old\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        doors.code(doors.Run(Settings(), (str(story),), out=out))
    assert out.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.txt", "x.jsonl"]
