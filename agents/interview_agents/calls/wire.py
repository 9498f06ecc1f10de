"""The line to an endpoint: the HTTP library the SDK uses, connections, and who is calling.

openai 2.x sends through httpx, openai 3.x through httpx2, which has the same interface. What is
built here is of whichever the installed SDK uses, so a transport can be put in its place.
"""

import asyncio
import importlib
import ssl
import urllib.request
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast
from weakref import WeakKeyDictionary, finalize

import openai

__all__ = ["CALL_ID", "OneALoop", "async_client", "calling", "client", "http", "patience"]

Watch = Callable[[bytes], None]
"""Is shown what comes in, before the SDK is."""

if TYPE_CHECKING:
    import httpx as http
else:
    http = importlib.import_module(openai.DefaultHttpxClient.__mro__[1].__module__.partition(".")[0])

CALL_ID: ContextVar[str] = ContextVar("interview_agents.call_id", default="")
"""Which logical call is on the line, ``judge/committee#1``; a recording transport reads it."""
WATCH: ContextVar[Watch | None] = ContextVar("interview_agents.watch", default=None)

CONNECT_S = 10.0
IDLE_S = 55.0
"""Shorter than servers keep a connection, longer than most answers take to type."""
LIMITS = http.Limits(max_connections=200, max_keepalive_connections=50, keepalive_expiry=IDLE_S)
PLAIN = {"accept-encoding": "identity"}
"""A compressed stream is held back until a block is full, and cannot be watched."""


@contextmanager
def calling(call_id: str, watch: Watch | None = None) -> Iterator[None]:
    """Name the logical call that is made inside, and watch what comes back for it."""
    named, watched = CALL_ID.set(call_id), WATCH.set(watch)
    try:
        yield
    finally:
        CALL_ID.reset(named)
        WATCH.reset(watched)


def client(transport: "http.BaseTransport | None" = None, timeout_s: float = 60.0) -> "http.Client":
    """An HTTP client for calls that block."""
    direct = Direct()
    made = http.Client(
        transport=transport or direct,
        timeout=patience(timeout_s),
        follow_redirects=True,
        headers=PLAIN,
        event_hooks={"response": [_watched]},
    )
    finalize(made, direct.close)
    return made


def async_client(
    transport: "http.AsyncBaseTransport | None" = None, timeout_s: float = 60.0
) -> "http.AsyncClient":
    """An HTTP client that can be used on any event loop, one after the other or at once."""
    return http.AsyncClient(
        transport=transport or OneALoop(),
        timeout=patience(timeout_s),
        follow_redirects=True,
        headers=PLAIN,
        event_hooks={"response": [_watched_on_a_loop]},
    )


class Watched(http.SyncByteStream, http.AsyncByteStream):
    """A body that somebody looks at on its way in."""

    def __init__(self, body: "http.SyncByteStream | http.AsyncByteStream", watch: Watch) -> None:
        self._body, self._watch = body, watch

    def __iter__(self) -> Iterator[bytes]:
        for part in cast("http.SyncByteStream", self._body):  # only a client that blocks comes here
            self._watch(part)
            yield part

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in cast("http.AsyncByteStream", self._body):  # only a client on a loop comes here
            self._watch(part)
            yield part

    def close(self) -> None:
        """Hang up."""
        cast("http.SyncByteStream", self._body).close()

    async def aclose(self) -> None:
        """Hang up."""
        await cast("http.AsyncByteStream", self._body).aclose()


def _watched(answer: "http.Response") -> None:
    if watch := WATCH.get():
        answer.stream = Watched(answer.stream, watch)


async def _watched_on_a_loop(answer: "http.Response") -> None:
    _watched(answer)


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
