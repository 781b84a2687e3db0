"""Write the generated part of the documentation: ``docs/reference``. Run it with ``make docs``; a test compares.

The record's fields come from ``records.py``, the options from the command line's own help; the frame grammar, the
settings and the errors from the docstrings that define them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import fields
from pathlib import Path

from typer.main import get_command

from dotterel import cli, errors, records, settings
from dotterel.knowledge import DATA, frame, ontology

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
RECORDS = (
    records.Report,
    records.Event,
    records.Entity,
    records.Speaker,
    records.Place,
    records.When,
    records.Sizes,
    records.Size,
    records.Span,
    records.Article,
    records.LeftOut,
    records.Skipped,
    records.Rejected,
    records.Claim,
    records.Predicate,
    records.Sentence,
)


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    return {
        "record.md": record_page(),
        "commands.md": commands_page(),
        "frames.md": frames_page(),
        "settings.md": settings_page(),
        "errors.md": errors_page(),
        "plover.md": plover_page(),
    }


def record_page() -> str:
    """Return the page of all records and their fields."""
    parts = ["# The records", inspect.getdoc(records) or ""]
    for record in RECORDS:
        notes = field_notes(record)
        rows = [f"| `{f.name}` | `{f.type}` | {notes.get(f.name, '')} |" for f in fields(record)]
        parts += [
            f"## {record.__name__}",
            inspect.getdoc(record) or "",
            "| field | type | |\n|---|---|---|\n" + "\n".join(rows),
        ]
    return page(parts)


def field_notes(record: type) -> dict[str, str]:
    """Return the note written under each field of a record."""
    body = ast.parse(textwrap.dedent(inspect.getsource(record))).body[0]
    assert isinstance(body, ast.ClassDef)
    notes = {}
    for before, after in zip(body.body, body.body[1:], strict=False):
        if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            notes[ast.unparse(before.target)] = " ".join(str(after.value.value).split())
    return notes


def commands_page() -> str:
    """Return the page of all commands and their options."""
    group = get_command(cli.app)
    parts = ["# Commands", inspect.getdoc(cli) or ""]
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        rows = []
        for option in command.params:
            label = ", ".join(f"`{text}`" for text in getattr(option, "opts", [])) or f"`{option.name}`"
            rows.append(f"| {label} | {getattr(option, 'help', '') or ''} |")
        parts += [f"## dotterel {name}", command.help or "", "| option | |\n|---|---|\n" + "\n".join(rows)]
    return page(parts)


def frames_page() -> str:
    """Return the page of the frame grammar."""
    return page(["# Frames", inspect.getdoc(frame) or ""])


def settings_page() -> str:
    """Return the page of all settings."""
    notes = field_notes(settings.Settings)
    rows = [f"| `{f.name}` | `{f.default!r}` | {notes.get(f.name, '')} |" for f in fields(settings.Settings)]
    return page(
        ["# Settings", inspect.getdoc(settings) or "", "| setting | default | |\n|---|---|---|\n" + "\n".join(rows)]
    )


def errors_page() -> str:
    """Return the page of the exception tree."""
    return page(["# Errors", "```\n" + (inspect.getdoc(errors) or "") + "\n```"])


def plover_page() -> str:
    """Return the page of types and modes."""
    plover = ontology.load(DATA / "ontology" / "plover.toml", "ontology/plover.toml")
    rows = []
    for event in plover.types.values():
        modes = ", ".join(f"{mode} {score}" for mode, score in plover.modes.get(event.name, {}).items())
        rows.append(f"| {event.name} | {event.quad} | {event.score} | {event.title} | {modes} |")
    head = "| type | quad | score | covers | modes and their scores |\n|---|---|---|---|---|\n"
    return page([f"# {plover.name} ({plover.version})", head + "\n".join(rows)])


def page(parts: list[str]) -> str:
    """Return the parts as one page, marked as generated."""
    return "<!-- written by tools/build_docs.py: do not edit -->\n\n" + "\n\n".join(parts) + "\n"


def main() -> None:
    """Write the pages."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
