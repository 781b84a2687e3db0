"""Room 6b: a store as pages on this machine, to look at events and read the sentence behind each.

``views`` names the tables and their filters, ``choice`` reads an address, ``rows`` asks the store, ``marks`` and
``card`` lay out evidence, ``web`` answers, ``guard`` stands before it. Pages only read, and the file is open only while
one is made, so that coding can go on.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dotterel.errors import DotterelError, SettingsError

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

__all__ = ["app", "serve"]

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_PORTS = 65_535
_EXTRA = ("fastapi", "uvicorn", "jinja2")


def app(path: Path) -> FastAPI:
    """Return the pages of the store at ``path`` as a FastAPI application.

    Raises StoreError when there is no store, and DotterelError when the ``explore`` extra is not installed.
    """
    _check_extra()
    from dotterel.explore.web import build

    return build(path)


def serve(path: Path, port: int = 8765, host: str = "127.0.0.1") -> None:
    """Serve the pages of the store at ``path`` until interrupted; port 0 takes one that is free.

    Raises SettingsError for a host that other machines could reach, or a port that is taken.
    """
    if host not in _LOOPBACK:
        raise SettingsError(
            f"The host '{host}' can be reached by others and the pages ask for no password; take 127.0.0.1."
        )
    pages = app(path)
    import uvicorn

    config = uvicorn.Config(
        pages, log_level="warning", access_log=False, server_header=False, ws="none", lifespan="off"
    )
    with _listening(host, port) as sock, suppress(KeyboardInterrupt):
        sys.stderr.write(f"{path} is at {_address(host, sock)} (Ctrl-C stops).\n")
        uvicorn.Server(config).run(sockets=[sock])


def _check_extra() -> None:
    try:
        for name in _EXTRA:
            import_module(name)
    except ImportError as err:
        raise DotterelError(
            f"The explorer needs {err.name}; install it with: pip install 'dotterel[explore]' (from a clone: "
            "pip install '.[explore]')."
        ) from err


def _listening(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if not 0 <= port <= _PORTS:
        raise SettingsError(f"The port {port} is none; take a number from 1024 to {_PORTS}.")
    try:
        return socket.create_server((host, port), family=family)
    except OSError as err:
        raise SettingsError(f"The port {port} of {host} cannot be used ({err.strerror}); take another one.") from err


def _address(host: str, sock: socket.socket) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sock.getsockname()[1]}/"
