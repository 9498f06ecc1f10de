"""The line to an endpoint: the clients that the SDK sends through, and who is calling."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast
from weakref import finalize

from interview_agents.calls.connections import Direct, OneALoop, http

__all__ = ["CALL_ID", "async_client", "calling", "client", "http", "patience"]

Watch = Callable[[bytes], None]
"""Is shown what comes in, before the SDK is."""

CALL_ID: ContextVar[str] = ContextVar("interview_agents.call_id", default="")
"""Which logical call is on the line, ``judge/committee#1``; a recording transport reads it."""
WATCH: ContextVar[Watch | None] = ContextVar("interview_agents.watch", default=None)

NO_KEY = "not-needed"
"""The SDK wants one; a server on this machine does not."""
CONNECT_S = 10.0
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


def patience(timeout_s: float) -> "http.Timeout":
    """How long a line may be silent; a connection is there soon or not at all."""
    return http.Timeout(timeout_s, connect=min(CONNECT_S, timeout_s))
