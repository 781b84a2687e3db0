"""The papers stay true: commands exist, links lead somewhere, the generated pages are those that the code gives."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

import dotterel
from dotterel import __version__, cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "src").rglob("SOURCES.md")])
WRITTEN = [path for path in PAGES if path.parent.name != "reference"]
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.M)
_EXIT_CODE = re.compile(r"\b(\d{1,3}) [a-z]")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def typed_lines(path: Path) -> Iterator[str]:
    """Yield what a page tells its reader to type."""
    for language, body in _FENCE.findall(text_of(path)):
        lines = body.splitlines()
        if language == "sh":
            yield from lines
        elif language == "console":
            yield from (line.removeprefix("$ ") for line in lines if line.startswith("$ "))


def calls(program: str, path: Path) -> Iterator[list[str]]:
    """Yield the words after each call of a program."""
    for line in typed_lines(path):
        for part in re.split(r"[|;]", re.sub(r'"[^"]*"', "TEXT", line)):
            words = part.split()
            if words and words[0].rpartition("/")[2] == program:
                yield words[1:]


def anchors(path: Path) -> set[str]:
    """Return the anchors that a page's headings get where repositories are shown."""
    prose = _FENCE.sub("", text_of(path))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(prose)}


def builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_readme_is_short_and_shows_code_early() -> None:
    text = text_of(README)
    assert len(text.split()) <= 500
    assert "```" in "\n".join(text.splitlines()[:24])


def test_readme_names_what_it_owes() -> None:
    text = text_of(README)
    assert all(word in text for word in ("GeoNames", "CC BY 4.0", "CITATION.cff", "MIT"))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_make_targets_exist(path: Path) -> None:
    targets = set(re.findall(r"^(\w+):", text_of(ROOT / "Makefile"), re.M))
    named = {words[0] for words in calls("make", path)} | set(re.findall(r"`make (\w+)`", text_of(path)))
    assert named <= targets


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_commands_and_options_exist(path: Path) -> None:
    for words in calls("dotterel", path):
        assert words[0] in COMMANDS, words
        known = {name for option in COMMANDS[words[0]].params for name in option.opts}
        assert {word for word in words if word.startswith("--")} <= known, words


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_explained(command: str) -> None:
    told = [path for path in WRITTEN if any(words[0] == command for words in calls("dotterel", path))]
    assert told, f"no page shows how to type 'dotterel {command}'"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    for link in _LINK.findall(_FENCE.sub("", text_of(path))):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        there = (path.parent / target).resolve() if target else path
        assert there.exists(), link
        assert ROOT in there.parents, link
        assert not anchor or anchor in anchors(there), link


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(text_of(index))}
    assert set((ROOT / "docs").rglob("*.md")) - {index} <= linked


def test_reference_is_what_the_code_gives() -> None:
    folder = ROOT / "docs" / "reference"
    found = {path.name: text_of(path) for path in folder.iterdir()}
    assert found == builder().pages(), "run `make docs` and commit docs/reference"


def test_exit_codes_are_told() -> None:
    told = text_of(ROOT / "docs" / "howto" / "bad_input_and_exit_codes.md")
    said = (cli.__doc__ or "").partition("Exit codes:")[2]
    codes = set(_EXIT_CODE.findall(said))
    assert {"0", "1", "2", "3", "130"} <= codes
    assert [code for code in codes if f"| {code} |" not in told] == []


def test_python_in_the_pages_is_python() -> None:
    for path in WRITTEN:
        for language, body in _FENCE.findall(text_of(path)):
            if language == "python":
                compile(body, name_of(path), "exec")
            elif language == "toml":
                tomllib.loads(body)


def test_version_is_the_same_everywhere() -> None:
    pyproject = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    assert "version" in pyproject["project"]["dynamic"]
    assert ROOT / pyproject["tool"]["hatch"]["version"]["path"] == Path(dotterel.__file__)
    assert f"\nversion: {__version__}\n" in text_of(ROOT / "CITATION.cff")
    assert __version__ in text_of(ROOT / "CHANGELOG.md")


def test_every_data_folder_names_its_sources() -> None:
    data = ROOT / "src" / "dotterel" / "data"
    folders = [data, *(path for path in data.iterdir() if path.is_dir())]
    assert [name_of(path) for path in folders if not (path / "SOURCES.md").is_file()] == []


def test_every_english_file_is_in_its_sources() -> None:
    folder = ROOT / "src" / "dotterel" / "data" / "en"
    told = text_of(folder / "SOURCES.md")
    assert [path.name for path in folder.glob("*.toml") if f"`{path.name}`" not in told] == []
