"""A DuckDB file opened as a store, or one sentence that says why it cannot be."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dotterel.errors import StoreError
from dotterel.store.tables import create, format_name

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Nothing is fetched, and nothing outside the file is read or written, whatever the SQL.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "enable_external_access": "false",
    "memory_limit": "1GB",
}
_MAGIC = slice(8, 12)


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection to the store at ``path``; a file that is not there is made, unless ``read_only``.

    Raises StoreError when that cannot be done: no folder, no permission, no store, another version, in use.
    """
    import duckdb

    _look_at(path, read_only=read_only)
    try:
        con = duckdb.connect(str(path.absolute()), read_only=read_only, config=_CONFIG)
    except duckdb.Error as err:
        raise StoreError(_why_closed(path, str(err))) from err
    try:
        with told(path):
            _check(con, path, read_only=read_only)
    except BaseException:
        con.close()
        raise
    return con


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what DuckDB raises inside the block into a StoreError that names the file."""
    import duckdb

    try:
        yield
    except duckdb.Error as err:
        raise StoreError(f"{path}: the store cannot be read or written: {_first_words(str(err))}.") from err


def _look_at(path: Path, *, read_only: bool) -> None:
    """Raise StoreError for what can be seen before DuckDB is asked."""
    try:
        if not path.exists():
            _look_around(path, read_only=read_only)
        elif path.is_dir():
            raise StoreError(f"{path} is a folder; name a file, such as {path / 'news.duckdb'}.")
        elif not path.is_file() or _start(path)[_MAGIC] != b"DUCK":
            raise StoreError(f"{path} is no DuckDB file; name a store, or a file that does not exist yet.")
    except OSError as err:
        raise StoreError(f"{path} cannot be read: {err.strerror}.") from err


def _look_around(path: Path, *, read_only: bool) -> None:
    """Raise StoreError when no new store can be made at ``path``."""
    if read_only:
        raise StoreError(f"{path}: no such store; make one with 'dotterel code INPUT --store {path}'.")
    if "\0" in str(path):
        raise StoreError(f"{path}: a file's name cannot hold a null character; take another one.")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; make it first.")
    if not os.access(path.parent, os.W_OK):
        raise StoreError(f"{path}: nothing can be written to the folder {path.parent}; take another one.")


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


def _why_closed(path: Path, message: str) -> str:
    if "set lock" in message or "used by another process" in message:
        holder = re.search(r"PID (\d+)", message)
        by = f"another process ({holder[1]})" if holder else "another process"
        return f"{path} is in use by {by}; wait until that has ended, or take another file."
    if "different configuration" in message:
        return f"{path} is open already in this process, for reading or for writing; close it first."
    return f"{path} cannot be opened: {_first_words(message)}."


def _first_words(message: str) -> str:
    """Return the first sentence of a DuckDB message, without its kind, hints and links."""
    line = message.strip().splitlines()[0] if message.strip() else "unknown reason"
    return re.sub(r"(\. |! | See also | Use ).*", "", line.partition("Error: ")[2] or line).rstrip(".!")


def _check(con: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Make the tables in a new file; raise StoreError when an old one has others."""
    names = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not names and not read_only:
        create(con)
        return
    if "dotterel" not in names:
        raise StoreError(f"{path} is a DuckDB file but no Dotterel store; take another file.")
    found = con.execute("SELECT format FROM dotterel").fetchone()
    if found is None or found[0] != format_name():
        raise StoreError(
            f"{path} was written by another version of Dotterel (its format is {found[0] if found else 'unknown'}, "
            f"this one's is {format_name()}); code the articles into a new file."
        )
