"""Byte streams: looked into without losing a byte, unpacked, and never read further than a limit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 8_192
"""What a format is told by."""
MAX_DOCUMENT = 16_000_000
"""Unpacked bytes of one text or page; more is no article, or is meant to fill the memory."""

_GZIP = b"\x1f\x8b"


class _Rejoined(io.RawIOBase):
    """Bytes that were read ahead, then the rest of their stream; closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        if not self._head:
            piece = self._rest.read(len(target))
        else:
            piece, self._head = bytes(self._head[: len(target)]), self._head[len(target) :]
        target[: len(piece)] = piece
        return len(piece)


def peek(stream: BinaryIO, size: int = HEAD_BYTES) -> tuple[bytes, BinaryIO]:
    """Return the first ``size`` bytes (fewer when there are no more) and a stream that still begins with them."""
    parts: list[bytes] = []
    missing = size
    while missing > 0 and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    head = b"".join(parts)
    return head, cast("BinaryIO", io.BufferedReader(_Rejoined(head, stream), 65_536))


def unpacked(stream: BinaryIO) -> BinaryIO:
    """Return what ``stream`` holds, unpacked while it is read when it is gzipped."""
    head, stream = peek(stream, len(_GZIP))
    if head != _GZIP:
        return stream
    import gzip

    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def whole(stream: BinaryIO, limit: int) -> bytes | None:
    """Return all bytes of ``stream``, or None when there are more than ``limit``."""
    data = stream.read(limit + 1)
    return data if len(data) <= limit else None
