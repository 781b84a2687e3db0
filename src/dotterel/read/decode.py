"""Bytes → text, whatever the encoding, with nothing stripped, folded or reordered.

Offsets into an article point at the text as given. So a null character or half of a surrogate pair is
replaced one for one, and line ends stay as they are.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING

from dotterel.errors import ReadError
from dotterel.read.streams import peek

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

GUESS_BYTES = 65_536
"""An encoding is guessed from at most this many bytes."""
MAX_RECORD = 16_000_000
"""Characters in one line of a JSONL or CSV file; a longer one is skipped without being held."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNSAFE = re.compile(r"[\0\ud800-\udfff]")
_WESTERN_SHARE = 0.1
_ESCAPED = re.compile(r"[\udc80-\udcff]")


def decode(data: bytes, stated: str | None = None) -> str:
    """Return the text of ``data``: by its mark, as UTF-8, as ``stated`` by its sender, or by the best guess."""
    mark, wide = marked(data)
    if wide is not None:
        return safe(data[mark:].decode(wide, errors="replace"))
    return safe(_narrow(data, stated))


def safe(text: str) -> str:
    """Return ``text`` with each null character as a space and each half surrogate pair as U+FFFD."""
    return _UNSAFE.sub(lambda found: " " if found[0] == "\0" else "\ufffd", text)


def marked(data: bytes) -> tuple[int, str | None]:
    """Return the length of the byte order mark and the encoding it (or the pattern of nulls) stands for."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return len(mark), encoding
    return 0, _unmarked_utf16(data[:GUESS_BYTES])


def _unmarked_utf16(head: bytes) -> str | None:
    """Latin text in UTF-16 has a null in nearly every second byte, and none between."""
    even, odd = head[::2], head[1::2]
    if len(odd) < 2:
        return None
    low, high = even.count(0) / len(even), odd.count(0) / len(odd)
    if high > 0.6 and low < 0.1:
        return "utf-16-le"
    return "utf-16-be" if low > 0.6 and high < 0.1 else None


def _narrow(data: bytes, stated: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    mended = data.decode("utf-8", errors="replace")
    broken = mended.count("\ufffd")
    if sum(char > "\x7f" for char in mended) > 2 * broken:
        return mended  # UTF-8 with a few bytes lost: a guess would garble all the others
    return data.decode(_known(data, stated) or guess(data), errors="replace")


def _known(data: bytes, stated: str | None) -> str | None:
    """Return the stated encoding when there is such a one and ``data`` is written in it."""
    if stated is None:
        return None
    try:
        data.decode(stated)
    except (LookupError, ValueError):  # no such encoding, or not written in it
        return None
    return stated


def guess(data: bytes) -> str:
    """Return the likeliest 8-bit or East Asian encoding of ``data``.

    Mostly plain letters with a few bytes above them is Western European text as Windows writes it; guessers
    take its quotation marks for letters of other alphabets.
    """
    head = data[:GUESS_BYTES]
    above = sum(byte > 0x7F for byte in head)
    if above <= _WESTERN_SHARE * len(head) and _known(head, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    return best.encoding if best else "cp1252"


class Lines:
    """The lines of a stream, one by one, each at most MAX_RECORD characters long.

    A longer line raises ReadError when it is asked for, is passed over without being held in memory, and the
    next line can be asked for. ``number`` is the number of the line that was given last.
    """

    def __init__(self, stream: BinaryIO, stated: str | None = None) -> None:
        head, stream = peek(stream, GUESS_BYTES)
        mark, wide = marked(head)
        stream.read(mark)
        encoding, errors = (wide, "replace") if wide and wide != "utf-8" else ("utf-8", "surrogateescape")
        self._text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
        self._stated = stated
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_RECORD)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) == MAX_RECORD and not line.endswith(("\n", "\r")):
            self._pass_over()
            raise ReadError(f"Line {self.number} is longer than {MAX_RECORD:,} characters; split it.")
        return self._mended(line)

    def _pass_over(self) -> None:
        while (piece := self._text.readline(MAX_RECORD)) and not piece.endswith(("\n", "\r")):
            pass

    def _mended(self, line: str) -> str:
        """Return a line that is not UTF-8 in the encoding it is likeliest in, kept for the lines after it."""
        if not _ESCAPED.search(line):
            return safe(line)
        data = line.encode("utf-8", errors="surrogateescape")
        self._stated = _known(data, self._stated) or guess(data)
        return safe(_narrow(data, self._stated))
