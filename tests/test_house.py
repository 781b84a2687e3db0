"""The house rules: a module imports only downwards, and the doors stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dotterel

SRC = Path(dotterel.__file__).parent
LAYERS = (
    ("__main__",),
    ("cli",),
    ("doors",),
    ("check", "explore", "score", "show", "spark"),
    ("export", "merge", "walker"),
    ("store", "read", "annotate", "coder"),
    ("knowledge",),
    ("records", "settings"),
    ("errors",),
)
"""From top to bottom; a module may import from lines below its own, never from its own line or above."""

LINE_OF = {room: line for line, rooms in enumerate(LAYERS) for room in rooms}
HEAVY = ("spacy", "duckdb", "pyarrow", "trafilatura", "dateparser", "py3langid", "numpy")


def modules() -> list[Path]:
    return sorted(path for path in SRC.rglob("*.py") if path.name != "__init__.py" or path.parent != SRC)


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def rooms_imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dotterel":
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {name.name for name in node.names}
        elif isinstance(node, ast.Import):
            found |= {n.name.split(".")[1] for n in node.names if n.name.startswith("dotterel.")}
    return found & set(LINE_OF)


def test_every_module_has_a_line() -> None:
    assert {room_of(path) for path in modules()} <= set(LINE_OF)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SRC)))
def test_module_imports_only_downwards(path: Path) -> None:
    own = room_of(path)
    above = {room for room in rooms_imported(path) if room != own and LINE_OF[room] <= LINE_OF[own]}
    assert not above, f"{own} imports {above}, which stand on its own line or above"


@pytest.mark.parametrize("statement", ["import dotterel", "from dotterel.cli import app"])
def test_importing_stays_light(statement: str) -> None:
    program = f"import sys\n{statement}\nprint([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_stays_light() -> None:
    program = (
        "import sys\nfrom dotterel.cli import app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


def test_public_names_are_there() -> None:
    assert all(hasattr(dotterel, name) for name in dotterel.__all__)
