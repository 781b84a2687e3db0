"""Files that are whole or not there, and one sentence for what cannot be written."""

from __future__ import annotations

import io
import os
import stat
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dotterel import export
from dotterel.errors import ExportError, StoreError
from dotterel.export import parquet

if TYPE_CHECKING:
    from dotterel.records import Report

SUFFIXES = [module.SUFFIX for module in export.EXPORTS]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_picks_the_format(tmp_path: Path, report: Report, suffix: str) -> None:
    out = tmp_path / f"x{suffix}"
    assert export.write(iter([report, report]), out) == 2
    assert export.write([report], tmp_path / f"y{suffix.upper()}") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([out.name, f"y{suffix.upper()}"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_open_file_takes_the_same(tmp_path: Path, report: Report, suffix: str) -> None:
    module = next(module for module in export.EXPORTS if suffix == module.SUFFIX)
    file = io.BytesIO()
    assert module.write([report], file) == 1
    export.write([report], tmp_path / f"x{suffix}")
    assert file.getvalue() == (tmp_path / f"x{suffix}").read_bytes()
    assert not file.closed


@pytest.mark.parametrize("name", ["x.xlsx", "x", ".jsonl", "x.jsonl.gz", "x.csv "])
def test_an_unknown_ending_lists_the_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"known format; end the name in \.jsonl, \.csv, \.parquet\.$"):
        export.write([], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("error", [KeyboardInterrupt, StoreError("the store is gone.")])
def test_an_interrupt_leaves_what_was_there(tmp_path: Path, report: Report, suffix: str, error: Any) -> None:
    out = tmp_path / f"x{suffix}"
    out.write_bytes(b"old")

    def broken() -> Iterator[Report]:
        yield report
        raise error

    with pytest.raises(error if isinstance(error, type) else type(error)):
        export.write(broken(), out)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, report: Report, suffix: str, monkeypatch: Any) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"x.* cannot be written: No space left on device"):
        export.write([report], tmp_path / f"x{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_paths_that_cannot_be_written_are_said(tmp_path: Path, report: Report) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match=r"folder\.csv is a folder; name a file in it"):
        export.write([report], tmp_path / "folder.csv")
    with pytest.raises(ExportError, match=r"the folder .*gone does not exist; make it first"):
        export.write([report], tmp_path / "gone" / "x.csv")
    with pytest.raises(ExportError, match="cannot be written: File name too long"):
        export.write([report], tmp_path / f"{'x' * 300}.csv")
    with pytest.raises(ExportError, match="cannot hold a null character"):
        export.write([report], tmp_path / "x\0.csv")


def test_check_says_it_before_the_work(tmp_path: Path) -> None:
    export.check(tmp_path / "x.csv")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ExportError, match="known format"):
        export.check(tmp_path / "x.doc")


def test_a_link_stays_a_link(tmp_path: Path, report: Report) -> None:
    (tmp_path / "real.csv").write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export.write([report], tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("id,event,")


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path, report: Report) -> None:
    (tmp_path / "null.csv").symlink_to("/dev/null")
    assert export.write([report], tmp_path / "null.csv") == 1
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_permissions_of_the_old_file_are_kept(tmp_path: Path, report: Report) -> None:
    out = tmp_path / "x.csv"
    out.write_text("old", encoding="utf-8")
    out.chmod(0o600)
    export.write([report], out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_memory_does_not_grow_with_the_stream(
    tmp_path: Path, report: Report, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 300)

    def peak(size: int) -> int:
        tracemalloc.start()
        export.write((replace(report, id=f"{n}") for n in range(size)), tmp_path / f"x{suffix}")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(2000) < 1.3 * peak(700)
