"""What a file that is no text looks like, so that the user can be told."""

from __future__ import annotations

from dotterel.read.decode import marked

_KINDS = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF89a", "a GIF picture"),
    (b"GIF87a", "a GIF picture"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1f\x8b", "a gzip file inside a gzip file"),
    (b"BZh91AY", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
)
_DUCKDB = b"DUCK"
_CONTROL = bytes(set(range(1, 32)) - {8, 9, 10, 11, 12, 13, 26, 27})
_CONTROL_SHARE = 0.02
_NULL_SHARE = 0.3


def looks(head: bytes) -> str | None:
    """Return what the file that begins with ``head`` is, when it is no text, page or table."""
    known = next((name for mark, name in _KINDS if head.startswith(mark)), None)
    if known is not None:
        return known
    if head[8:12] == _DUCKDB:
        return "a DuckDB database"
    if head.lstrip().startswith((b"<?xml", b"<rss", b"<feed")) and b"<html" not in head.lower():
        return "an XML document"
    return None if _is_text(head) else "binary data"


def _is_text(head: bytes) -> bool:
    if marked(head)[1] is not None:
        return True
    controls = len(head) - len(head.translate(None, _CONTROL))
    return controls <= _CONTROL_SHARE * len(head) and head.count(0) <= _NULL_SHARE * len(head)
