"""An http(s) address → a stream of bytes, with a limit on how long and how much."""

from __future__ import annotations

import http.client
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import quote, urlsplit

from dotterel.errors import ReadError
from dotterel.read.source import Source, suffix

if TYPE_CHECKING:
    from http.client import HTTPResponse

TIMEOUT = 20.0
"""Seconds without an answer after which an address is given up."""
MAX_SECONDS = 120.0
"""Seconds that a whole download may take."""
MAX_BYTES = 64_000_000
"""Bytes that are taken from one address, as they are sent."""

_IN_MEMORY = 8_000_000
_PIECE = 65_536
_AS_WRITTEN = "%/:=&?~#+!$,;'@()*[]"
_AGENT = "dotterel (event coder)"
_HANDLERS = (
    urllib.request.ProxyHandler,
    urllib.request.UnknownHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
)
"""No handler for files and FTP, so that no redirection can lead there."""


@contextmanager
def fetched(address: str) -> Iterator[Source]:
    """Give the stream of what stands at ``address``; raise ReadError with one sentence when it cannot be had."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as store:
        kept = cast("BinaryIO", store)
        try:
            with _opened(address) as response:
                _copy(response, kept)
                headers, url = response.headers, response.url
        except (OSError, http.client.HTTPException, ValueError) as err:
            raise ReadError(_trouble(err)) from err
        store.seek(0)
        yield Source(
            origin=address,
            stream=kept,
            suffix=suffix(urlsplit(url).path),
            type=headers.get_content_type() if "content-type" in headers else None,
            charset=headers.get_content_charset(),
            url=url,
        )


def _opened(address: str) -> HTTPResponse:
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    request = urllib.request.Request(quote(address, safe=_AS_WRITTEN), headers={"User-Agent": _AGENT, "Accept": "*/*"})
    return cast("HTTPResponse", opener.open(request, timeout=TIMEOUT))


def _copy(response: HTTPResponse, store: BinaryIO) -> None:
    """Write what is sent into ``store``, piece by piece as it comes."""
    end, size = time.monotonic() + MAX_SECONDS, 0
    while piece := response.read1(_PIECE):
        size += len(piece)
        if size > MAX_BYTES:
            raise ReadError(f"The server sends more than {MAX_BYTES // 1_000_000} MB; download it to a file first.")
        if time.monotonic() > end:
            raise ReadError(f"The server took more than {MAX_SECONDS:.0f} seconds; download it to a file first.")
        store.write(piece)
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and size < int(stated):
        raise ReadError(f"The connection broke off after {size:,} of {int(stated):,} bytes; try again.")


def _trouble(err: Exception) -> str:
    if isinstance(err, urllib.error.HTTPError):
        err.close()
        return f"The server answers {err.code} {err.reason}."
    cause = err.reason if isinstance(err, urllib.error.URLError) else err
    if isinstance(cause, TimeoutError):
        return f"The server did not answer within {TIMEOUT:.0f} seconds; try again."
    if isinstance(err, OSError):
        return f"It cannot be fetched: {getattr(cause, 'strerror', None) or cause}; check the address and the network."
    return "It is not an address that can be fetched, or its server does not speak HTTP; check how it is written."
