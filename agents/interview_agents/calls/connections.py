"""Connections to an endpoint, of whichever HTTP library the installed SDK uses; closed by themselves.

openai 2.x sends through httpx, openai 3.x through httpx2, which has the same interface. What is
built here is of the one in use, so a transport can be put in its place.
"""

import asyncio
import importlib
import ssl
import urllib.request
from collections.abc import AsyncGenerator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from weakref import WeakKeyDictionary

import openai

__all__ = ["Direct", "OneALoop", "http"]

if TYPE_CHECKING:
    import httpx as http
else:
    http = importlib.import_module(openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0])

IDLE_S = 55.0
"""Shorter than servers keep a connection, longer than most answers take to type."""
LIMITS = http.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=IDLE_S)


class Direct(http.BaseTransport):
    """Connections for calls that block; they are closed with the client that uses them."""

    def __init__(self) -> None:
        self._line: http.BaseTransport | None = None

    def handle_request(self, request: "http.Request") -> "http.Response":
        """Send, on a connection that is kept."""
        self._line = self._line or http.HTTPTransport(**_settings(request.url))
        return self._line.handle_request(request)

    def close(self) -> None:
        """Close the connections; the next request opens new ones."""
        line, self._line = self._line, None
        if line is not None:
            line.close()


class OneALoop(http.AsyncBaseTransport):
    """Connections belong to the loop they were opened on; each loop gets its own here.

    A plain client that is used on a second loop dies with "Event loop is closed". When a loop
    ends, its connections are closed with it, so nobody has to close a caller.
    """

    def __init__(self) -> None:
        self._lines: WeakKeyDictionary[asyncio.AbstractEventLoop, Held] = WeakKeyDictionary()

    async def handle_async_request(self, request: "http.Request") -> "http.Response":
        """Send on the running loop's connections."""
        loop = asyncio.get_running_loop()
        held = self._lines.get(loop)
        if held is None:
            line = http.AsyncHTTPTransport(**_settings(request.url))
            held = self._lines[loop] = Held(line, _until_the_loop_ends(line))
            await anext(held.end)
        return await held.line.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the running loop's connections; the next request opens new ones."""
        held = self._lines.pop(asyncio.get_running_loop(), None)
        if held is not None:
            await held.end.aclose()


class Held(NamedTuple):
    """One loop's connections."""

    line: http.AsyncBaseTransport
    end: AsyncGenerator[None, None]


async def _until_the_loop_ends(line: http.AsyncBaseTransport) -> AsyncGenerator[None, None]:
    """Close a line's connections when the loop shuts its generators down, as ``asyncio.run`` lets it."""
    try:
        yield
    finally:
        await line.aclose()
        await asyncio.sleep(0)  # the sockets close on the loop's next round


class Settings(TypedDict):
    """What connections of both kinds are opened with."""

    verify: ssl.SSLContext
    limits: "http.Limits"
    proxy: str | None


def _settings(url: "http.URL") -> Settings:
    return {"verify": _certificates(), "limits": LIMITS, "proxy": _proxy(url)}


@cache
def _certificates() -> ssl.SSLContext:
    return http.create_ssl_context()


def _proxy(url: "http.URL") -> str | None:
    """The environment's proxy; a client with a transport of its own does not look for it."""
    if urllib.request.proxy_bypass(url.host):
        return None
    proxies = urllib.request.getproxies()
    return proxies.get(url.scheme) or proxies.get("all")
