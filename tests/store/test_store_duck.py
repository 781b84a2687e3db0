"""The store: runs that add and never overwrite, batches that survive, and everything given back as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dotterel.errors import StoreError
from dotterel.records import Article, Coded, Event, LeftOut, Report, Skipped, Walked
from dotterel.store import Store

Make = Callable[..., Walked]
HOSTILE = '\'); DROP TABLE reports; --\x00 \x1b[2J =HYPERLINK("x") “quoted”\r\n\u2028\u202e end'


def begun(store: Store) -> str:
    return store.begin({"published": None}, "0.1.0", "abc", ["news/"])


def event_of(report: Report, name: str) -> Event:
    values = {f: getattr(report, f) for f in Report.__dataclass_fields__}
    return Event(**{**values, "id": name}, reports=(report.id,), articles=(report.article,))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_all_tables_of_the_design_are_there(tmp_path: Path) -> None:
    Store.open(tmp_path / "x.duckdb").close()
    names = {name for (name,) in rows(tmp_path / "x.duckdb", "SELECT table_name FROM duckdb_tables()")}
    assert names >= {"articles", "reports", "events", "event_reports", "rejected", "skipped", "runs"}


def test_what_goes_in_comes_out_in_order(tmp_path: Path, walked: Make, skipped: Walked) -> None:
    items = [walked(str(n), text=f"Text {n}.", left_out=(LeftOut(0, 4, "Text", "byline"),)) for n in range(200)]
    with Store.open(tmp_path / "x.duckdb") as store:
        run = begun(store)
        assert store.add([*items, skipped]) == 201
        store.finish()
        assert list(store.reports()) == [item.coded.reports[0] for item in items]
        assert list(store.rejected()) == [item.coded.rejected[0] for item in items]
        assert list(store.articles()) == [item.article for item in items]
        assert list(store.skipped()) == [skipped.skipped]
        (known,) = store.runs()
    assert (known.id, known.state, known.inputs, known.knowledge) == (run, "finished", ("news/",), "abc")
    assert (known.articles, known.reports, known.rejected, known.skipped, known.events) == (200, 200, 200, 1, 0)
    assert known.settings == {"published": None}


def test_an_article_without_reports_counts_as_read(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([Walked(Article("quiet", "Nothing happened."), Coded())])
        assert store.runs()[0].articles == 1
        assert list(store.reports()) == []


def test_a_skipped_article_keeps_its_publisher_and_day(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    article = Article("a", "Bonjour.", publisher="Le Courrier", published="2020-01-02")
    with Store.open(path) as store:
        begun(store)
        store.add([Walked(article, Coded(), Skipped("a.txt", "read", "is not English.", "a"))])
        assert list(store.articles()) == []
        assert [item.article for item in store.skipped()] == ["a"]
    assert rows(path, "SELECT publisher, published FROM skipped") == [("Le Courrier", "2020-01-02")]


def test_hostile_text_is_only_text(tmp_path: Path, walked: Make) -> None:
    item = walked(HOSTILE, text=HOSTILE, title=HOSTILE, url=HOSTILE, publisher=HOSTILE, origin=HOSTILE)
    with Store.open(tmp_path / "x.duckdb") as store:
        store.begin({HOSTILE: HOSTILE}, HOSTILE, HOSTILE, [HOSTILE])
        store.add([item])
        assert list(store.articles()) == [item.article]
        assert list(store.reports()) == list(item.coded.reports)
        assert store.runs()[0].inputs == (HOSTILE,)


def test_half_a_surrogate_pair_does_not_stop_a_run(tmp_path: Path, walked: Make) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([walked("odd", text="x\ud83dy"), walked("even")])
        assert next(store.articles()).text == "x\ufffdy"


def test_text_is_stored_once_for_each_content(tmp_path: Path, walked: Make) -> None:
    path = tmp_path / "x.duckdb"
    for _ in range(2):
        with Store.open(path) as store:
            begun(store)
            store.add([walked("1"), walked("2")])
            store.add([walked("3"), walked("4", text="Another text.")])
            store.finish()
    assert rows(path, "SELECT count(*) FROM texts") == [(2,)]
    assert rows(path, "SELECT count(*) FROM articles") == [(8,)]


def test_the_same_id_twice_in_a_run_is_skipped_with_the_reason(tmp_path: Path, walked: Make) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([walked("1"), walked("1", origin="copy.txt")])
        store.add([walked("1", origin="again.txt")])
        assert len(list(store.reports())) == 1
        assert [item.origin for item in store.skipped()] == ["copy.txt", "again.txt"]
        assert "'a-1' was read before in this run" in next(store.skipped()).reason


def test_a_run_never_overwrites_another(tmp_path: Path, walked: Make) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        for names in (["1", "2"], ["1"]):
            run = begun(store)
            store.add([walked(name) for name in names])
            store.put_events([event_of(walked(name).coded.reports[0], f"e-{name}") for name in names])
            store.finish()
        assert run == "r2"
        assert [r.id for r in store.reports()] == ["r-1"]
        assert [r.id for r in store.reports(as_of="r1")] == ["r-1", "r-2"]
        assert [r.id for r in store.reports("r1")] == ["r-1", "r-2"]
        assert [e.id for e in store.events(as_of="r1")] == ["e-1", "e-2"]
        assert [run.reports for run in store.runs()] == [2, 1]


def test_events_of_a_run_are_replaced_in_one_step(tmp_path: Path, walked: Make) -> None:
    path = tmp_path / "x.duckdb"
    report = walked("1").coded.reports[0]

    def broken() -> Iterator[Event]:
        yield event_of(report, "new")
        raise KeyboardInterrupt

    with Store.open(path) as store:
        begun(store)
        store.add([walked("1")])
        assert store.put_events([event_of(report, "old")]) == 1
        with pytest.raises(KeyboardInterrupt):
            store.put_events(broken())
        assert list(store.events()) == [event_of(report, "old")]
        store.put_events([event_of(report, "new")])
        store.finish()
    assert rows(path, "SELECT event, report FROM event_reports") == [("new", "r-1")]


def test_an_interrupt_loses_nothing_that_was_handed_over(tmp_path: Path, walked: Make) -> None:
    path = tmp_path / "x.duckdb"

    def stream() -> Iterator[Walked]:
        yield from (walked(str(n)) for n in range(100))
        raise KeyboardInterrupt

    def coded() -> None:
        with Store.open(path) as store:
            begun(store)
            store.add(stream())

    with pytest.raises(KeyboardInterrupt):
        coded()
    with Store.open(path, read_only=True) as store:
        assert len(list(store.reports())) == 100
        assert store.runs()[0].state == "interrupted"


def test_a_batch_that_fails_leaves_the_earlier_ones(tmp_path: Path, walked: Make, monkeypatch: Any) -> None:
    from dotterel.store import duck

    def full(*_: Any) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([walked("1")])
        monkeypatch.setattr(duck, "insert", full)
        with pytest.raises(StoreError, match="No space left on device"):
            store.add([walked("2")])
        monkeypatch.undo()
        store.add([walked("3")])
        assert [report.id for report in store.reports()] == ["r-1", "r-3"]


def test_half_a_run_hides_no_whole_one(tmp_path: Path, walked: Make) -> None:
    path = tmp_path / "x.duckdb"
    with Store.open(path) as store:
        begun(store)
        store.add([walked("1")])
        store.finish()
    with Store.open(path) as store:
        begun(store)
        store.add([walked("2")])
        assert [report.id for report in store.reports()] == ["r-1"]
        assert [report.id for report in store.reports("r2")] == ["r-2"]


def test_the_newest_run_by_a_date(tmp_path: Path, walked: Make) -> None:
    path = tmp_path / "x.duckdb"
    with Store.open(path) as store:
        for name in ("1", "2"):
            begun(store)
            store.add([walked(name)])
            store.finish()
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE runs SET finished = '2020-05-01T12:00:00+00:00' WHERE run = 'r1'")
        con.execute("UPDATE runs SET finished = '2020-05-02T12:00:00+00:00' WHERE run = 'r2'")
    with Store.open(path, read_only=True) as store:
        assert store.chosen(as_of="2020-05-01") == "r1"
        assert store.chosen(as_of="2020-05-01T13:00") == "r1"
        assert store.chosen(as_of="2020-05-02T14:30:00+02:00") == "r2"
        assert store.chosen(as_of="2030-01-01") == "r2"
        with pytest.raises(StoreError, match=r"No run was finished by 2020-04-30; the newest runs are r1 \(2020-05-01"):
            store.chosen(as_of="2020-04-30")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"run": "r9"}, "There is no run 'r9'; the newest runs are r1"),
        ({"as_of": "yesterday"}, "'yesterday' is neither a run nor a date such as 2016-11-03"),
        ({"as_of": "2020-13-45"}, "neither a run nor a date"),
        ({"run": "r1", "as_of": "r1"}, "give one of them"),
    ],
)
def test_a_run_that_is_not_there_is_said(tmp_path: Path, asked: dict[str, str], said: str) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.finish()
        with pytest.raises(StoreError, match=said):
            store.reports(**asked)


def test_a_store_without_runs_is_empty(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        assert store.chosen() is None
        assert [*store.reports(), *store.events(), *store.articles(), *store.runs()] == []
        with pytest.raises(StoreError, match="the store has no runs yet"):
            store.reports("r1")


def test_calls_in_the_wrong_order_are_said(tmp_path: Path, walked: Make) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        with pytest.raises(StoreError, match="no run was begun"):
            store.add([walked("1")])
        with pytest.raises(StoreError, match="no run was begun"):
            store.finish()
        with pytest.raises(StoreError, match="has no run yet"):
            store.put_events([])
        begun(store)
        with pytest.raises(StoreError, match="r1 is still being written"):
            begun(store)


def test_reading_while_writing_sees_whole_batches(tmp_path: Path, walked: Make) -> None:
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([walked(str(n)) for n in range(70)], batch=10)
        reports = store.reports()
        assert next(reports).id == "r-0"
        store.add([walked("late")])
        assert len(list(reports)) == 69
        assert len(list(store.reports())) == 71


def test_sorting_goes_through_the_database(tmp_path: Path) -> None:
    items = [Skipped(f"{n % 7}", "read", f"{n:04}") for n in range(2500)]
    with Store.open(tmp_path / "x.duckdb") as store:
        found = list(store.ordered(iter(items), Skipped, "origin, reason"))
    assert found == sorted(items, key=lambda item: (item.origin, item.reason))


def test_a_read_only_store_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    with Store.open(path) as store:
        begun(store)
        store.finish()
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="read-only"):
        begun(store)
    assert path.read_bytes() == before


def test_reports_of_the_same_text_have_one_row_each(tmp_path: Path, walked: Make) -> None:
    item = walked("1")
    (report,) = item.coded.reports
    double = replace(item, coded=replace(item.coded, reports=(report, replace(report, id="r-1b"))))
    with Store.open(tmp_path / "x.duckdb") as store:
        begun(store)
        store.add([double])
        assert [found.id for found in store.reports()] == ["r-1", "r-1b"]
