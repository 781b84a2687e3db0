"""Where articles come from: a file, a folder of files, standard input → streams of bytes."""

from __future__ import annotations

import gzip
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dotterel.errors import ReadError

PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Source:
    """One stream, and what is known of it before a byte is read."""

    origin: str
    stream: BinaryIO
    suffix: str = ""
    """The end of its name, small letters, without ``.gz``."""
    type: str | None = None
    """The content type that its server states."""
    charset: str | None = None
    url: str | None = None


def suffix(name: str) -> str:
    """Return the ending of a file name that tells its format: ``.txt`` of ``Story.TXT.gz``."""
    path = Path(name.lower())
    return Path(path.stem).suffix if path.suffix == PACKED else path.suffix


def files(folder: Path) -> Iterator[Path | tuple[Path, OSError]]:
    """Yield the files below ``folder`` in the order of their names, or a folder with why it cannot be listed.

    Hidden files and folders are passed over, and so are links to folders, which may lead in circles.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if not _is_folder(path):
            yield path
            continue
        try:
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as err:
            yield path, err
            continue
        waiting += [
            item for item in inside if not item.name.startswith(".") and not (item.is_symlink() and item.is_dir())
        ]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def check_regular(path: Path) -> None:
    """Raise ReadError for a pipe or a device, which could keep a walk through a folder waiting for ever."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError("It is a pipe or a device and was met in a folder; name it by itself to read it.")


def trouble(err: Exception) -> str:
    """Return one sentence for what went wrong while a stream was opened or read."""
    if isinstance(err, ReadError):
        return str(err)
    if isinstance(err, gzip.BadGzipFile | EOFError | zlib.error):
        return "Its gzip data is damaged or cut off; pack it again."
    if isinstance(err, FileNotFoundError):
        return "There is no such file or folder."
    if isinstance(err, PermissionError):
        return "It may not be read (permission denied); change its rights or leave it out."
    if isinstance(err, OSError):
        return f"It cannot be read: {err.strerror or err}."
    return "Its name is no file name that this system knows."
