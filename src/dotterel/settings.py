"""One frozen Settings; ``dotterel.toml`` in the working folder, overridden by the command line."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from dotterel.errors import SettingsError

ON_ERROR = ("skip", "stop")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a walk is done. Hashable, so that a worker can load model and knowledge once for each."""

    published: str | None = None
    """Publication day (``YYYY-MM-DD``) for articles that carry none."""
    publisher: str | None = None
    """Publisher for articles that carry none."""
    model: str | None = None
    """Name of an installed spaCy English pipeline; None takes the best one that is installed."""
    on_error: str = "skip"
    """``skip`` records a bad input and goes on; ``stop`` ends the run with its message."""
    batch_size: int = 32
    """Articles that are parsed together."""
    max_chars: int = 200_000
    """An article longer than this is skipped, with its size as the reason."""
    codebook: str | None = None
    """Folder of the user's own verbs, nouns, classes and ontology, read after ours."""
    actors: str | None = None
    """Folder of the user's own actor files, read after ours."""

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", checked_day(self.published))
        if self.on_error not in ON_ERROR:
            raise SettingsError(f"on_error is '{self.on_error}'; write one of: {', '.join(ON_ERROR)}.")
        for name in ("batch_size", "max_chars"):
            if getattr(self, name) < 1:
                raise SettingsError(f"{name} is {getattr(self, name)}; write a number of at least 1.")


def checked_day(text: str) -> str:
    """Return ``text`` as ISO ``YYYY-MM-DD``; raise SettingsError when it is no day of the calendar."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise SettingsError(f"'{text}' is not a date; write it as YYYY-MM-DD, such as 2016-11-03.") from None


def load(path: Path | None = None, **options: Any) -> Settings:
    """Return the settings of ``dotterel.toml`` (or ``path``), with every option that is not None on top."""
    found = _read(path or Path("dotterel.toml"), must_exist=path is not None)
    given = {name: value for name, value in options.items() if value is not None}
    return replace(Settings(**found), **given)


def _read(path: Path, *, must_exist: bool) -> dict[str, Any]:
    if not path.is_file():
        if must_exist:
            raise SettingsError(f"{path}: no such settings file.")
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise SettingsError(f"{path}: cannot be read as TOML: {err}.") from err
    types = {f.name: f.type for f in fields(Settings)}
    for name, value in table.items():
        if name not in types:
            raise SettingsError(f"{path}: unknown setting '{name}'; known ones are {', '.join(sorted(types))}.")
        wanted = int if types[name] == "int" else str
        if not isinstance(value, wanted):
            raise SettingsError(f"{path}: '{name}' is {value!r}; write a {'number' if wanted is int else 'text'}.")
    return table
