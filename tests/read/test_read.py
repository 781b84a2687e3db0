"""The room as a whole: files, folders, standard input, and what is done with each article."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dotterel.errors import ReadError
from dotterel.read import read, streams, text
from dotterel.records import Article, Skipped
from dotterel.settings import Settings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SAMPLES = Path(__file__).parents[1] / "samples"
TEXT = "Government troops reopened the harbour road at Farwell on Tuesday, and the mayor said that nobody was hurt."
FRENCH = "Les troupes ont pris la ville mardi après trois jours de combats, et les habitants ont fui vers le nord."


def taken(*inputs: str | Path, stdin: bytes | None = None, **options: object) -> list[Article | Skipped]:
    given = io.BytesIO(stdin) if stdin is not None else None
    return list(read(inputs, Settings(**options), stdin=given))  # type: ignore[arg-type]


def article(*inputs: str | Path, stdin: bytes | None = None, **options: object) -> Article:
    [found] = taken(*inputs, stdin=stdin, **options)
    assert isinstance(found, Article), found
    return found


def reason(*inputs: str | Path, stdin: bytes | None = None, **options: object) -> str:
    [found] = taken(*inputs, stdin=stdin, **options)
    assert isinstance(found, Skipped), found
    assert found.room == "read"
    assert found.reason[0].isupper()
    assert found.reason.endswith(".")
    return found.reason


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def test_article_is_ready_to_be_annotated() -> None:
    found = article(SAMPLES / "text/harbour.txt", published="2016-11-03", publisher="Harbour Post")
    assert (found.published, found.publisher, found.language) == ("2016-11-03", "Harbour Post", "en")
    assert found.origin == str(SAMPLES / "text/harbour.txt")
    assert len(found.left_out) == 4
    assert all(found.text[span.start : span.end] == span.text for span in found.left_out)


def test_settings_fill_only_what_is_missing() -> None:
    found = article(SAMPLES / "html/harbour.html", published="2001-01-01", publisher="Nobody")
    assert (found.published, found.publisher) == ("2016-11-03", "Harbour Post")


def test_one_path_alone_is_one_input() -> None:
    assert len(list(read(str(SAMPLES / "text/harbour.txt"), Settings()))) == 1


def test_folder_is_walked_in_order_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.secret.txt", ".hidden/x.txt", "c.TXT"):
        file(tmp_path, name, TEXT.encode())
    (tmp_path / "circle").symlink_to(tmp_path)
    assert [Path(item.origin).relative_to(tmp_path).as_posix() for item in taken(tmp_path)] == [
        "a/z.txt",
        "b.txt",
        "c.TXT",
    ]


def test_folder_of_all_formats() -> None:
    found = taken(SAMPLES)
    assert sum(isinstance(item, Article) for item in found) == 9
    assert [item.origin for item in found] == [item.origin for item in taken(SAMPLES)]


def test_folder_with_nothing_in_it(tmp_path: Path) -> None:
    assert reason(tmp_path) == "The folder holds no files that are not hidden."


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("unnamed", "html/harbour.html"),
        ("story.php", "html/harbour.html"),
        ("records.log", "jsonl/three_and_a_broken_line.jsonl"),
        ("table.dat", "csv/semicolons.csv"),
        ("note", "text/harbour.txt"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_names_that_tell_nothing(tmp_path: Path, name: str, sample: str, packed: bool) -> None:
    data = (SAMPLES / sample).read_bytes()
    path = file(tmp_path, name + ".gz" * packed, gzip.compress(data) if packed else data)
    [first, *_] = taken(path)
    [same, *_] = taken(SAMPLES / sample)
    assert isinstance(first, Article)
    assert isinstance(same, Article)
    assert (first.text, first.title, first.published) == (same.text, same.title, same.published)


@pytest.mark.parametrize("sample", ["text/harbour.txt", "html/harbour.html", "csv/commas.csv"])
def test_packed_files_are_told_by_their_bytes(tmp_path: Path, sample: str) -> None:
    path = file(tmp_path, Path(sample).name, gzip.compress((SAMPLES / sample).read_bytes()))
    assert isinstance(taken(path)[0], Article)


def test_standard_input() -> None:
    assert article("-", stdin=TEXT.encode()).origin == "-"
    assert isinstance(taken("-", stdin=gzip.compress(TEXT.encode()))[0], Article)
    assert len(taken("-", stdin=(SAMPLES / "csv/commas.csv").read_bytes())) == 2


def test_standard_input_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert article("-").text == TEXT
    monkeypatch.setattr(sys, "stdin", None)
    assert reason("-") == "There is no standard input."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "It is empty."),
        (b"  \n ", "It holds nothing but white space."),
        (b"%PDF-1.7\n", "It is a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "It is a PNG picture"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07" * 40, "It is binary data"),
        (b"12345678DUCK\0\0\0\0", "It is a DuckDB database"),
        (b"<?xml version='1.0'?><rss><item/></rss>", "It is an XML document"),
        (gzip.compress(TEXT.encode())[:30], "Its gzip data is damaged or cut off"),
        (gzip.compress(gzip.compress(TEXT.encode())), "It is a gzip file inside a gzip file"),
        (b"\x1f\x8bnot gzip at all", "Its gzip data is damaged or cut off"),
        (FRENCH.encode(), "The text is in French (fr), and only English is coded."),
    ],
)
def test_what_is_no_article(tmp_path: Path, data: bytes, words: str) -> None:
    assert reason(file(tmp_path, "story.txt", data)).startswith(words)


def test_packed_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_DOCUMENT", 1_000_000)
    path = file(tmp_path, "bomb.txt.gz", gzip.compress(b"a" * 5_000_000))
    assert "larger than" in reason(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert article(file(tmp_path, "story.txt", TEXT.encode(encoding))).text == TEXT


def test_too_long_says_how_long() -> None:
    assert reason("-", stdin=TEXT.encode(), max_chars=20) == (
        f"It has {len(TEXT)} characters, more than max_chars = 20; raise max_chars in dotterel.toml or split it."
    )


def test_missing_file_does_not_end_the_run(tmp_path: Path) -> None:
    good = file(tmp_path, "story.txt", TEXT.encode())
    found = taken(tmp_path / "none.txt", good, "a\0b", "x" * 5_000, good)
    assert [type(item) for item in found] == [Skipped, Article, Skipped, Skipped, Article]
    assert isinstance(found[0], Skipped)
    assert found[0].reason == "There is no such file or folder."


def test_stop_raises_the_sentence(tmp_path: Path) -> None:
    items = read([SAMPLES / "text/harbour.txt", tmp_path / "none.txt"], Settings(on_error="stop"))
    assert isinstance(next(items), Article)
    with pytest.raises(ReadError, match=r"none\.txt: There is no such file or folder\."):
        next(items)


def test_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if self.name == "story.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **options)

    path = file(tmp_path, "story.txt", TEXT.encode())
    monkeypatch.setattr(Path, "open", refuse)
    assert "permission denied" in reason(path)


def test_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "locked":
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    file(tmp_path, "locked/story.txt", TEXT.encode())
    file(tmp_path, "open/story.txt", TEXT.encode())
    monkeypatch.setattr(Path, "iterdir", refuse)
    locked, opened = taken(tmp_path)
    assert isinstance(locked, Skipped)
    assert "permission denied" in locked.reason
    assert isinstance(opened, Article)


def test_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "pipe" in reason(tmp_path)


def test_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    assert reason(tmp_path) == "There is no such file or folder."


class Endless(io.RawIOBase):
    """One line without an end, which counts what is taken of it."""

    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer)
        count = min(len(target), self.left)
        target[:count] = b"a" * count
        self.left -= count
        return count


def test_one_line_of_200_megabytes_is_not_read_to_its_end() -> None:
    size = 200_000_000
    raw = Endless(size)
    [found] = read(["-"], Settings(), stdin=io.BufferedReader(raw))
    assert isinstance(found, Skipped)
    assert found.reason == "It is larger than 16 MB, which no article is; split it."
    assert size - raw.left < 2 * streams.MAX_DOCUMENT
