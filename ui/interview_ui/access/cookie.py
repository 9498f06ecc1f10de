"""The cookie by which a browser that nobody logged in with finds its own onsites again."""

import hashlib
import re
import secrets
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLAIN, SECURE = "interview_panel_owner", "__Host-interview_panel_owner"
"""Over https a name that browsers let no neighboring host set."""
LASTS_S = 400 * 24 * 3600
"""As long as browsers keep one; every visit begins it anew."""
TOKEN_BYTES = 32
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
"""Nothing shorter is taken: a token that can be guessed would be somebody's key."""
CONDITIONS = {b"if-none-match", b"if-modified-since"}


def token_in(cookies: Mapping[str, str]) -> str:
    """A browser's token; empty when it has none that could be ours."""
    token = cookies.get(SECURE) or cookies.get(PLAIN, "")
    return token if TOKEN.fullmatch(token) else ""


def owner_of(token: str) -> str:
    """What a token's onsites are stored under. Nobody gets from there to the token."""
    return f"browser:{hashlib.sha256(token.encode()).hexdigest()}"


class OwnerCookie:
    """Middleware that gives every browser its cookie, together with the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; a page goes out with the cookie."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = token_in(_cookies(scope))
        if not token:
            # A page out of the browser's cache would come without its cookie.
            kept = [header for header in scope["headers"] if header[0] not in CONDITIONS]
            scope = {**scope, "headers": kept}
        cookie = _cookie(token or secrets.token_urlsafe(TOKEN_BYTES), secure=scope["scheme"] == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Set-Cookie", cookie)
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _cookies(scope: Scope) -> Mapping[str, str]:
    lines = (value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    return cookie_parser("; ".join(lines))


def _cookie(token: str, *, secure: bool) -> str:
    name = SECURE if secure else PLAIN
    marks = f"Path=/; Max-Age={LASTS_S}; HttpOnly; SameSite=Lax"
    return f"{name}={token}; {marks}{'; Secure' if secure else ''}"
