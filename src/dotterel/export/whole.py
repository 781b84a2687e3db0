"""Files that are whole or not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from dotterel.errors import ExportError


@contextmanager
def opened(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """Yield a file to write to: ``out`` itself when it is open already, else one that gets its name when it is whole.

    When the block raises, the new file is removed and what stood under the name before is as it was. Raises ExportError
    when the file cannot be written.
    """
    if not isinstance(out, Path):
        yield out
        return
    try:
        with _beside(out) as file:
            yield file
    except OSError as err:
        raise ExportError(f"{out} cannot be written: {err.strerror or err}.") from err


@contextmanager
def _beside(out: Path) -> Iterator[BinaryIO]:
    target = out.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as file:  # a pipe or a device: it must be written to, not replaced
            yield file
        return
    draft = target.with_name(f".{target.name[:80]}.{token_hex(4)}.part")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
