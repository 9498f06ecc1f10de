"""The line to an endpoint: the HTTP library the SDK uses, connections, and who is calling.

openai 2.x sends through httpx, openai 3.x through httpx2, which has the same interface. What is
built here is of whichever the installed SDK uses, so a transport can be put in its place.
"""

import asyncio
import importlib
import ssl
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import openai

__all__ = ["CALL_ID", "OneALoop", "async_client", "calling", "client", "http", "patience"]

if TYPE_CHECKING:
    import httpx as http
else:
    http = importlib.import_module(openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0])

CALL_ID: ContextVar[str] = ContextVar("interview_agents.call_id", default="")
"""Which logical call is on the line, ``judge/committee#1``; a recording transport reads it."""

CONNECT_S = 10.0
IDLE_S = 55.0
"""Shorter than servers keep a connection, longer than most answers take to type."""
LIMITS = http.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=IDLE_S)


@contextmanager
def calling(call_id: str) -> Iterator[None]:
    """Name the logical call that is made inside."""
    token = CALL_ID.set(call_id)
    try:
        yield
    finally:
        CALL_ID.reset(token)


def client(transport: "http.BaseTransport | None" = None, timeout_s: float = 60.0) -> "http.Client":
    """An HTTP client for calls that block."""
    return http.Client(
        transport=transport,
        timeout=patience(timeout_s),
        limits=LIMITS,
        follow_redirects=True,
        verify=transport is None and _certificates(),
    )


def async_client(
    transport: "http.AsyncBaseTransport | None" = None, timeout_s: float = 60.0
) -> "http.AsyncClient":
    """An HTTP client that can be used on any event loop, one after the other or at once."""
    return http.AsyncClient(
        transport=transport or OneALoop(), timeout=patience(timeout_s), follow_redirects=True
    )


class OneALoop(http.AsyncBaseTransport):
    """Connections belong to the loop they were opened on; each loop gets its own here.

    A plain client that is used on a second loop dies with "Event loop is closed".
    """

    def __init__(self) -> None:
        self._lines: WeakKeyDictionary[asyncio.AbstractEventLoop, http.AsyncBaseTransport] = (
            WeakKeyDictionary()
        )

    async def handle_async_request(self, request: "http.Request") -> "http.Response":
        """Send on the running loop's connections."""
        loop = asyncio.get_running_loop()
        line = self._lines.get(loop)
        if line is None:
            line = self._lines[loop] = http.AsyncHTTPTransport(
                verify=_certificates(), limits=LIMITS, proxy=_proxy(request.url)
            )
        return await line.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the running loop's connections."""
        line = self._lines.pop(asyncio.get_running_loop(), None)
        if line is not None:
            await line.aclose()


def patience(timeout_s: float) -> "http.Timeout":
    """How long a line may be silent; a connection is there soon or not at all."""
    return http.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s))


@cache
def _certificates() -> ssl.SSLContext:
    return http.create_ssl_context()


def _proxy(url: "http.URL") -> str | None:
    """The environment's proxy; a client with a transport of its own does not look for it."""
    if urllib.request.proxy_bypass(url.host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(url.scheme) or proxies.get("all")
