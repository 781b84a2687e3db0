"""Files that are no store, or cannot be opened: one sentence each, and no traceback of DuckDB's."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dotterel.errors import StoreError
from dotterel.store import Store

HOLDER = """
import sys
from pathlib import Path
from dotterel.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.read()
"""

WRITER = """
import sys
from pathlib import Path
from dotterel.records import Article, Coded, Walked
from dotterel.store import Store
def stream():
    for n in range(100_000):
        if n % 10 == 0:
            print(n, flush=True)
        yield Walked(Article(f"a-{n}", f"Text {n}."), Coded())
store = Store.open(Path(sys.argv[1]))
store.begin({}, "0.1.0", "abc", [])
store.add(stream(), batch=10)
"""


def fails(path: Path, said: str, *, read_only: bool = False) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Store.open(path, read_only=read_only)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("content", [b"", b"x", b"not a database " * 500, b"\x00" * 4096, b"SQLite format 3\x00" * 400])
@pytest.mark.parametrize("read_only", [True, False])
def test_what_is_no_duckdb_file_is_left_alone(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    fails(path, "is no DuckDB file", read_only=read_only)
    assert path.read_bytes() == content


def test_an_sqlite_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    con = sqlite3.connect(path)
    con.execute("CREATE TABLE reports (id TEXT)")
    con.close()
    fails(path, "is no DuckDB file")


def test_a_broken_duckdb_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    Store.open(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    fails(path, "cannot be")


def test_a_duckdb_file_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE reports (id VARCHAR)")
    fails(path, "but no Dotterel store")
    with duckdb.connect(str(path), read_only=True) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("reports",)]


def test_an_empty_duckdb_file_becomes_a_store_only_when_written(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    duckdb.connect(str(path)).close()
    fails(path, "but no Dotterel store", read_only=True)
    with Store.open(path) as store:
        assert store.runs() == []


def test_a_store_of_another_version_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE dotterel SET format = '0-old'")
    fails(path, "written by another version of Dotterel .*its format is 0-old.* into a new file")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    fails(tmp_path, "is a folder; name a file")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    fails(tmp_path / "gone" / "x.duckdb", r"the folder .*gone does not exist; make it first")


def test_names_that_no_file_can_have_are_said(tmp_path: Path) -> None:
    fails(tmp_path / "x\0.duckdb", "cannot hold a null character")
    fails(tmp_path / ("x" * 300), "cannot be read: File name too long")


def test_nothing_is_made_when_only_reading(tmp_path: Path) -> None:
    fails(tmp_path / "x.duckdb", "no such store", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    fails(tmp_path / "x.duckdb", "nothing can be written to the folder")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: Any) -> None:
    path = tmp_path / "x.duckdb"
    Store.open(path).close()

    def closed(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    fails(path, "cannot be read: Permission denied")


def test_a_pipe_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    os.mkfifo(path)
    fails(path, "is no DuckDB file")


def test_names_that_duckdb_reads_in_its_own_way_are_plain_files(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "md:news", "'; DROP TABLE runs; --"):
        with Store.open(Path(name)) as store:
            store.begin({}, "0.1.0", "abc", [])
        assert (tmp_path / name).is_file()


def test_a_store_in_use_names_the_process(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for read_only in (False, True):
            fails(path, rf"is in use by another process \({holder.pid}\); wait", read_only=read_only)
        holder.communicate("")
    Store.open(path).close()


def test_a_store_that_is_open_here_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    with Store.open(path):
        fails(path, "is open already in this process", read_only=True)


@pytest.mark.parametrize("after", [0, 30, 70])
def test_a_killed_run_keeps_all_its_whole_batches(tmp_path: Path, after: int) -> None:
    path = tmp_path / "x.duckdb"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        handed = next(int(line) for line in writer.stdout if int(line) >= after)
        writer.send_signal(signal.SIGKILL)
        writer.stdout.read()
    with Store.open(path) as store:
        kept = [article.id for article in store.articles()]
        assert len(kept) >= handed
        assert len(kept) % 10 == 0
        assert kept == [f"a-{n}" for n in range(len(kept))]
        assert store.runs()[0].state == "running"


def test_what_happens_outside_cannot_be_reached_by_sql(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with Store.open(tmp_path / "x.duckdb") as store, store.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')").fetchall()
