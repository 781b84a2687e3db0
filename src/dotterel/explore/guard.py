"""What stands before every page: it answers only this machine's own browser, and no answer can run or load anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OURS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_MAX_QUERY = 16_000


class Guard:
    """Wraps the pages: refuses foreign hosts, foreign origins and huge addresses, and adds the safety headers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = _refusal(scope)
        answer = self.app if refusal is None else PlainTextResponse(refusal[1], refusal[0])
        await answer(scope, receive, safely)


def _refusal(scope: Scope) -> tuple[int, str] | None:
    """Return the code and the reason for which a request gets no page."""
    headers = Headers(scope=scope)
    hosts = headers.getlist("host")
    if len(hosts) != 1 or not _OURS.fullmatch(hosts[0]):
        # A foreign name that leads to this machine is how a web site would read what only its user may see.
        return 400, "These pages answer only to the names 127.0.0.1 and localhost.\n"
    # Site and port of a page that asks must be our own; the browser itself sends none when a user types an address.
    if any(origin != f"http://{hosts[0]}" for origin in headers.getlist("origin")):
        return 403, "These pages answer only to themselves, not to another site.\n"
    if len(scope["query_string"]) > _MAX_QUERY:
        return 414, "The address is too long; take fewer or shorter filters.\n"
    return None
