"""What the browser is told to refuse: other hosts, frames, guesses about files, sensors."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from importlib.resources import files

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Mapping[str, str] = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "microphone=(self), camera=(), display-capture=(), geolocation=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SCRIPTS = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy() -> str:
    """The Content-Security-Policy under which all our pages work, and no other host is asked.

    What is beside 'self' was found necessary in a browser: components and pictures of diagrams
    come as blobs, icons of the charts as a font in the stylesheet, recordings are read back.
    """
    parts = {
        "default-src": "'self'",
        "script-src": f"'self' 'wasm-unsafe-eval' blob: {' '.join(_own_scripts())}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "media-src": "'self' blob:",
        "connect-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{what} {where}" for what, where in parts.items())


def _own_scripts() -> list[str]:
    """Hashes of the scripts inside Streamlit's page, so that no other one in a page is run."""
    page = files("streamlit").joinpath("static/index.html").read_bytes()
    digests = (hashlib.sha256(script.encode()).digest() for script in SCRIPTS.findall(page.decode()))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


class SafeHeaders:
    """Middleware that puts these headers on every response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers: Mapping[str, str] = {"Content-Security-Policy": policy(), **HEADERS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
