"""What a user types and what comes back: outputs, exit codes, and one sentence for everything that goes wrong."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

import dotterel
from dotterel import doors
from dotterel.store import Store

Command = Callable[..., CompletedProcess[str]]
DAY = ("--published", "2016-11-03")
TEXT = "Rebels killed twelve soldiers in Mosul on Tuesday, officials said. France will not meet with Germany this week."
LATER = "Police arrested nine students in Nairobi on Wednesday."
FRENCH = (
    "Le gouvernement a annoncé mardi que les négociations avec les rebelles reprendraient la semaine prochaine à "
    "Genève, après plusieurs mois de combats dans le nord du pays."
)
pytestmark = pytest.mark.usefixtures("warm")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, so that no dotterel.toml is picked up."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def one_sentence(message: str) -> bool:
    """True for one line that ends as a sentence does and shows no traceback."""
    return message.count("\n") == 1 and message.endswith(".\n") and "Traceback" not in message


# --- code: where articles come from


@pytest.mark.model
def test_a_file_becomes_a_table_on_stdout(command: Command, story: Path) -> None:
    done = command("code", story, *DAY)
    assert done.returncode == 0
    for words in ("2016-11-01", "Rebels", "ASSAULT", "twelve soldiers", "Mosul", "officials", "REJECT"):
        assert words in done.stdout
    assert done.stderr == "1 article coded; 2 reports.\n"


@pytest.mark.model
def test_standard_input_is_read(command: Command) -> None:
    done = command("code", "-", *DAY, stdin=TEXT.encode())
    assert (done.returncode, "ASSAULT" in done.stdout) == (0, True)


@pytest.mark.model
def test_a_folder_is_walked(command: Command, tmp_path: Path) -> None:
    for name, text in (("a.txt", TEXT), ("sub/b.txt", LATER), (".hidden.txt", TEXT)):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = command("code", tmp_path / "news", *DAY)
    assert done.stderr == "2 articles coded; 3 reports.\n"
    assert "Nairobi" in done.stdout


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/story.txt":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(TEXT.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.model
def test_an_address_is_fetched(command: Command, server: str, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    done = command("code", f"{server}/story.txt", f"{server}/gone.txt", *DAY, "--out", out)
    assert done.returncode == 1
    assert len(rows(out)) == 2
    assert re.search(r"^skipped http://127\.0\.0\.1:\d+/gone\.txt: .*404", done.stderr, re.M)


# --- code: where events go


@pytest.mark.model
def test_events_are_written_as_jsonl(command: Command, story: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    done = command("code", story, *DAY, "--out", out)
    assert (done.returncode, done.stdout) == (0, "")
    first, second = rows(out)
    assert (first["event"], first["date"], first["event_loc"]["country_code"]) == ("ASSAULT", "2016-11-01", "IRQ")
    assert (first["actor"][0]["text"], first["actor"][0]["sector"]) == ("Rebels", "REB")
    assert (second["event"], second["actor"][0]["code"]) == ("REJECT", "FRA")
    assert len(first["reports"]) == 1


@pytest.mark.model
def test_events_are_written_as_csv_and_parquet(command: Command, story: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    for name in ("x.csv", "x.parquet"):
        assert command("code", story, *DAY, "--out", tmp_path / name).returncode == 0
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["event"] for row in csv.DictReader(file)] == ["ASSAULT", "REJECT"]
    table = pq.read_table(tmp_path / "x.parquet")
    assert table.column("event").to_pylist() == ["ASSAULT", "REJECT"]


@pytest.mark.model
def test_a_store_keeps_every_run(command: Command, story: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    empty = tmp_path / "empty.txt"
    empty.touch()
    first = command("code", story, empty, *DAY, "--store", path)
    assert (first.returncode, first.stdout) == (1, "")
    assert first.stderr.endswith(f"1 article coded; 2 reports; 1 skipped; kept in {path}.\n")
    assert command("code", story, *DAY, "--store", path).returncode == 0
    with Store.open(path, read_only=True) as store:
        one, two = store.runs()
        assert (one.articles, one.reports, one.events, one.skipped, one.state) == (1, 2, 2, 1, "finished")
        assert (two.articles, two.reports, two.events, two.skipped) == (1, 2, 2, 0)
        assert one.inputs == (str(story), str(empty))
        assert one.settings["published"] == "2016-11-03"
        assert one.version == dotterel.__version__
        assert [report.id for report in store.reports(run=one.id)] == [report.id for report in store.reports()]
        [article] = store.articles()
        assert article.text == TEXT


@pytest.mark.model
def test_the_store_holds_all_statuses_whatever_is_shown(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("France did not attack Germany on Monday.", encoding="utf-8")
    done = command("code", story, *DAY, "--store", tmp_path / "x.duckdb", "--table")
    assert done.stdout == "No events.\n"
    with Store.open(tmp_path / "x.duckdb", read_only=True) as store:
        assert [report.status for report in store.reports()] == ["negated"]


@pytest.mark.model
def test_a_store_is_exported(command: Command, story: Path, tmp_path: Path) -> None:
    store, out = tmp_path / "x.duckdb", tmp_path / "x.jsonl"
    command("code", story, *DAY, "--store", store)
    done = command("export", store, out)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", f"2 records written to {out}.\n")
    assert [row["event"] for row in rows(out)] == ["ASSAULT", "REJECT"]
    assert command("export", store, tmp_path / "y.csv", "--reports").returncode == 0
    missing = command("export", store, tmp_path / "z.csv", "--as-of", "r99")
    assert (missing.returncode, one_sentence(missing.stderr)) == (3, True)


@pytest.mark.model
def test_reports_are_shown_instead_of_events(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    twice = (
        "Rebels killed twelve soldiers in Mosul on Tuesday. Rebels killed twelve soldiers in Mosul on Tuesday, he said."
    )
    story.write_text(twice, encoding="utf-8")
    events, reports = tmp_path / "e.jsonl", tmp_path / "r.jsonl"
    command("code", story, *DAY, "--out", events)
    command("code", story, *DAY, "--out", reports, "--reports")
    assert [len(row["reports"]) for row in rows(events)] == [2]
    assert len(rows(reports)) == 2
    assert "reports" not in rows(reports)[0]


@pytest.mark.model
def test_statuses_are_chosen(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("France attacked Germany. Germany did not attack France. Spain may attack Chad.", encoding="utf-8")
    found = {}
    for status in ("actual", "all", "negated", "negated,hypothetical"):
        out = tmp_path / "x.jsonl"
        assert command("code", story, "--status", status, "--out", out).returncode == 0
        found[status] = [row["status"] for row in rows(out)]
    assert found == {
        "actual": ["actual"],
        "all": ["actual", "negated", "hypothetical"],
        "negated": ["negated"],
        "negated,hypothetical": ["negated", "hypothetical"],
    }


@pytest.mark.model
def test_without_a_day_no_date_is_shown(command: Command, story: Path, tmp_path: Path) -> None:
    command("code", story, "--out", tmp_path / "x.jsonl")
    assert [row["date"] for row in rows(tmp_path / "x.jsonl")] == [None, None]


# --- walk


@pytest.mark.model
def test_walk_shows_the_rooms(command: Command, story: Path) -> None:
    done = command("walk", story, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if line.isupper()] == [
        "SENTENCES",
        "WHO",
        "WHERE",
        "WHEN",
        "SAYS",
        "REPORTS",
        "REJECTED",
    ]


@pytest.mark.model
def test_walk_json_is_one_object_for_each_article_and_nothing_else(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": TEXT}) + "\n{oops\n" + json.dumps({"id": "b", "text": LATER}), "utf-8"
    )
    done = command("walk", path, "--json", *DAY)
    first, broken, last = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    wanted = "article sentences actors places dates says predicates reports rejected skipped".split()
    assert list(first) == list(broken) == list(last) == wanted
    assert (first["article"]["id"], last["article"]["id"]) == ("a", "b")
    assert (broken["article"], broken["skipped"]["origin"]) == (None, f"{path}:2")


@pytest.mark.model
def test_walk_json_is_the_same_twice(command: Command, story: Path) -> None:
    assert command("walk", story, "--json", *DAY).stdout == command("walk", story, "--json", *DAY).stdout


@pytest.mark.model
def test_escapes_in_an_article_do_not_reach_the_terminal(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "evil\x1b[31m.txt"
    story.write_text(
        "Rebels\x1b[31m killed \x1b]0;owned\x07 twelve soldiers in Mosul\x9b2J on Tuesday.\n" + TEXT, "utf-8"
    )
    for given in (("code", story, "--status", "all"), ("walk", story), ("code", tmp_path / "gone\x1b[2J")):
        done = command(*given, *DAY)
        assert re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", done.stdout + done.stderr) is None


# --- bad input


def odd_files(folder: Path) -> dict[str, bytes]:
    """Write files that hold no article, and return the reason that each must be given."""
    files: dict[str, tuple[bytes, bytes]] = {
        "binary.bin": (bytes(range(256)) * 40, b"binary data"),
        "blank.txt": (b" \n\n ", b""),
        "empty.txt": (b"", b"It is empty."),
        "french.txt": (FRENCH.encode(), b"French"),
        "menu.html": (b"<html><body><script>x()</script></body></html>", b""),
        "table.csv": (b"id,title\n1,Truce\n", b"no column 'text'"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(200), b"PNG picture"),
    }
    for name, (data, _) in files.items():
        (folder / name).write_bytes(data)
    return {name: reason for name, (_, reason) in files.items()}


@pytest.mark.model
def test_what_holds_no_article_is_skipped_and_the_rest_goes_on(command: Command, tmp_path: Path, story: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    reasons = odd_files(folder)
    done = command("code", folder, tmp_path / "missing.txt", story, *DAY)
    assert done.returncode == 1
    assert "ASSAULT" in done.stdout
    for name, reason in reasons.items():
        [line] = [row for row in done.stderr.splitlines() if row.startswith(f"skipped {folder / name}")]
        assert reason.decode() in line
        assert line.endswith(".")
    assert f"skipped {tmp_path / 'missing.txt'}: There is no such file or folder.\n" in done.stderr
    assert done.stderr.endswith(f"1 article coded; 2 reports; {len(reasons) + 1} skipped.\n")


@pytest.mark.model
@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-16"),
        TEXT.encode("utf-8-sig"),
        TEXT.replace("officials", "offi\xadcials").encode("cp1252"),
        TEXT.replace("Mosul on", "Mosul\0 on").encode(),
        TEXT.encode() + b" \xff\xfe\xc3\x28 He left.",
        TEXT.replace(" ", "\r\n").encode(),
    ],
    ids=["utf-16", "bom", "cp1252", "null bytes", "broken utf-8", "a word a line"],
)
def test_odd_encodings_are_read(command: Command, tmp_path: Path, data: bytes) -> None:
    path, out = tmp_path / "odd.txt", tmp_path / "x.jsonl"
    path.write_bytes(data)
    done = command("code", path, *DAY, "--out", out, "--status", "all")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


@pytest.mark.model
def test_utf_16_gives_the_same_events(command: Command, tmp_path: Path) -> None:
    for name, encoding in (("a", "utf-8"), ("b", "utf-16")):
        (tmp_path / f"{name}.txt").write_bytes(TEXT.encode(encoding))
        command("code", tmp_path / f"{name}.txt", *DAY, "--out", tmp_path / f"{name}.jsonl")
    events = [[row["event"] for row in rows(tmp_path / f"{name}.jsonl")] for name in "ab"]
    assert events[0] == events[1] == ["ASSAULT", "REJECT"]


@pytest.mark.model
def test_a_broken_line_of_jsonl_costs_only_itself(command: Command, tmp_path: Path) -> None:
    path, out = tmp_path / "three.jsonl", tmp_path / "x.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n{oops\n" + json.dumps({"text": LATER}) + "\n", encoding="utf-8")
    done = command("code", path, *DAY, "--out", out)
    assert done.returncode == 1
    assert [row["event"] for row in rows(out)] == ["ASSAULT", "REJECT", "COERCE"]
    assert f"skipped {path}:2: Line 2 is not JSON" in done.stderr


@pytest.mark.model
def test_the_settings_limit_how_long_an_article_is(command: Command, story: Path, tmp_path: Path) -> None:
    Path("dotterel.toml").write_text("max_chars = 200\n", encoding="utf-8")
    long = tmp_path / "long.txt"
    long.write_text("one line " * 100, encoding="utf-8")
    done = command("code", long, story, *DAY)
    assert done.returncode == 1
    assert f"skipped {long}: It has 900 characters, more than max_chars = 200" in done.stderr
    assert "ASSAULT" in done.stdout


@pytest.mark.model
def test_a_folder_without_permission_is_skipped(
    command: Command, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refuse(self: Path) -> Any:
        if self.name == "locked":
            raise PermissionError(13, "Permission denied", str(self))
        return listed(self)

    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)
    done = command("code", tmp_path / "locked", story, *DAY)
    assert (done.returncode, "ASSAULT" in done.stdout) == (1, True)
    assert f"skipped {tmp_path / 'locked'}: It may not be read (permission denied)" in done.stderr


def test_escapes_in_a_name_do_not_reach_the_terminal_in_an_error(command: Command, tmp_path: Path) -> None:
    (tmp_path / "evil").mkdir()
    (tmp_path / "evil" / "a\x1b]0;owned\x07.txt").touch()
    done = command("code", tmp_path / "evil", "--on-error", "stop")
    assert (done.returncode, one_sentence(done.stderr)) == (2, True)
    assert "a·]0;owned·.txt: It is empty." in done.stderr


def test_a_run_that_is_to_stop_stops(command: Command, tmp_path: Path) -> None:
    done = command("code", tmp_path / "missing.txt", "--on-error", "stop")
    assert (done.returncode, done.stdout) == (2, "")
    assert one_sentence(done.stderr)


@pytest.mark.model
def test_an_event_may_be_none(command: Command, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Snow fell on the hills all through the night.", encoding="utf-8")
    done = command("code", story)
    assert (done.returncode, done.stdout) == (0, "No events.\n")


# --- bad options


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--published", "2016-13-45"), 2, "'2016-13-45' is not a date; write it as YYYY-MM-DD"),
        (("--published", ""), 2, "is not a date"),
        (("--status", "nonsense"), 2, "--status 'nonsense' is not known; write all, or a comma list of actual"),
        (("--on-error", "cry"), 2, "on_error is 'cry'; write one of: skip, stop"),
        (("--model", "no_such_model"), 2, "'no_such_model' cannot be loaded; installed here: "),
        (("--codebook", "gone"), 2, "no such codebook folder"),
        (("--actors", "gone"), 2, "no such actors folder"),
        (("--out", "x.docx"), 3, "names no known format; end the name in .jsonl, .csv, .parquet"),
        (("--out", "gone/x.csv"), 3, "the folder gone does not exist"),
        (("--store", "gone/x.duckdb"), 3, "the folder gone does not exist"),
    ],
)
def test_a_wrong_option_is_one_sentence(
    command: Command, story: Path, args: tuple[str, ...], code: int, words: str
) -> None:
    done = command("code", story, *args)
    assert (done.returncode, done.stdout) == (code, "")
    assert one_sentence(done.stderr)
    assert words in done.stderr


def test_a_file_that_is_no_store_is_not_touched(command: Command, story: Path, tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("my notes", encoding="utf-8")
    done = command("code", story, "--store", path)
    assert (done.returncode, one_sentence(done.stderr)) == (3, True)
    assert path.read_text(encoding="utf-8") == "my notes"


def test_a_wrong_settings_file_is_named(command: Command, story: Path) -> None:
    Path("dotterel.toml").write_text("batch = 3\n", encoding="utf-8")
    done = command("code", story)
    assert (done.returncode, one_sentence(done.stderr)) == (2, True)
    assert "dotterel.toml: unknown setting 'batch'" in done.stderr


def test_an_unknown_option_and_a_missing_input_end_with_2(command: Command) -> None:
    for args in (("code",), ("code", "x.txt", "--nonsense"), ("nonsense",)):
        done = command(*args)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_help_and_version(command: Command) -> None:
    assert command("--version").stdout == f"dotterel {dotterel.__version__}\n"
    for name in ("code", "walk", "check", "export", "explore"):
        done = command(name, "--help")
        assert (done.returncode, name in done.stdout) == (0, True)


# --- the user's own words


VERB = """
[[verb]]
lemma = "pique"
sense = "tease.pique"
frame = "who pique whom"
[[verb.says]]
text = "France piqued Germany on Monday."
"""


def book(folder: Path, verb: str = VERB) -> Path:
    for name, text in (
        ("en/verbs/mine.toml", verb),
        ("ontology/plover.toml", '[sense]\n"tease" = "ACCUSE disapprove"\n'),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.model
def test_a_codebook_changes_what_is_coded(command: Command, tmp_path: Path) -> None:
    story, out = tmp_path / "story.txt", tmp_path / "x.jsonl"
    story.write_text("France piqued Germany on Monday.", encoding="utf-8")
    assert command("code", story).stdout == "No events.\n"
    done = command("code", story, "--codebook", book(tmp_path / "book"), "--out", out)
    assert done.returncode == 0
    [row] = rows(out)
    assert (row["event"], row["mode"], row["sense"]) == ("ACCUSE", ["disapprove"], "tease.pique")
    assert row["rule"] == "book/en/verbs/mine.toml#pique"


@pytest.mark.model
def test_actors_of_the_user_are_coded(command: Command, tmp_path: Path) -> None:
    story, out, folder = tmp_path / "story.txt", tmp_path / "x.jsonl", tmp_path / "people"
    story.write_text("Lantern Brigade fighters attacked Gao. The Lantern Brigade attacked Kidal.", encoding="utf-8")
    folder.mkdir()
    (folder / "groups_mine.csv").write_text("id,name,code,sector\nlb,Lantern Brigade,MLI,REB\n", encoding="utf-8")
    assert command("code", story, "--actors", folder, "--out", out).returncode == 0
    sides = [(actor["code"], actor["sector"]) for row in rows(out) for actor in row["actor"]]
    assert set(sides) == {("MLI", "REB")}


def test_a_mistake_in_a_codebook_is_named_by_file_and_line(command: Command, story: Path, tmp_path: Path) -> None:
    folder = book(tmp_path / "book", VERB.replace("who pique whom", "who pique whomever"))
    done = command("code", story, "--codebook", folder)
    assert (done.returncode, done.stdout, one_sentence(done.stderr)) == (2, "", True)
    assert done.stderr.startswith("dotterel: book/en/verbs/mine.toml:2: frame of 'pique': ")


@pytest.mark.model
def test_check_takes_a_folder_of_the_users(command: Command, tmp_path: Path) -> None:
    well = command("check", book(tmp_path / "book"))
    assert (well.returncode, well.stdout) == (0, "All knowledge files are well; 1 example coded.\n")
    wrong = command("check", book(tmp_path / "book", VERB.replace("France piqued", "France thanked")))
    assert wrong.returncode == 1
    assert wrong.stdout.startswith("book/en/verbs/mine.toml:2: verb 'pique': it does not fire")
    assert wrong.stdout.endswith("\n1 problem found; 1 example coded.\n")


# --- as a program of its own


def program(*args: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "dotterel", *args], input=stdin, capture_output=True, check=False)


@pytest.mark.model
def test_the_program_codes_standard_input_and_prints_only_the_table() -> None:
    done = program("code", "-", *DAY, stdin=TEXT.encode())
    assert done.returncode == 0
    assert b"ASSAULT" in done.stdout
    assert done.stderr == b"1 article coded; 2 reports.\n"


def test_the_program_ends_with_its_exit_code() -> None:
    done = program("code", "-", "--published", "never")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_an_interrupt_is_told_and_ends_with_130(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(run: doors.Run) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(doors, "code", interrupted)
    done = command("code", "x.txt")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "dotterel: Interrupted; what was already written is kept.\n"


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    ours = f"{sys.executable} -m dotterel walk gone.txt --json; echo $? >&2"
    read = subprocess.run(["sh", "-c", f"({ours}) | cat"], capture_output=True, text=True, check=False)
    unread = subprocess.run(["sh", "-c", f"({ours}) | true"], capture_output=True, text=True, check=False)
    assert (read.stderr, unread.stderr) == ("1\n", "0\n")
