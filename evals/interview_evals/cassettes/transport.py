"""The recorder on the wire: a transport under the model's client, for whichever HTTP library the SDK uses.

In replay there is no transport beneath, so nothing can leave. An answer that is recorded is handed on as it
comes, and is written when the client hangs up after its end.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import cast

from interview_agents.calls.connections import Direct, OneALoop
from interview_agents.calls.wire import http
from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.asked import Asked
from interview_evals.cassettes.replies import reply_of
from interview_evals.cassettes.tape import Mode, Tape

GOOD = 200


class TapeTransport(http.BaseTransport):
    """Plays and records the calls that block.

    Args:
        tape: what is played, and where what came is taken in.
        line: what is sent through; connections of its own when left out, and none in replay.
    """

    def __init__(self, tape: Tape, line: "http.BaseTransport | None" = None) -> None:
        self._tape = tape
        self._line = None if tape.mode is Mode.REPLAY else line or Direct()

    def handle_request(self, request: "http.Request") -> "http.Response":
        """Play, or send and record."""
        asked = Asked.of(request.url.path, request.read())
        answer = self._tape.play(asked)
        if answer is not None or self._line is None:
            return _played(asked, answer, request)
        return _teed(self._line.handle_request(request), Tee(self._tape, asked))

    def close(self) -> None:
        """Close the connections."""
        if self._line is not None:
            self._line.close()


class AsyncTapeTransport(http.AsyncBaseTransport):
    """The same for calls on an event loop; files are read and written beside it."""

    def __init__(self, tape: Tape, line: "http.AsyncBaseTransport | None" = None) -> None:
        self._tape = tape
        self._line = None if tape.mode is Mode.REPLAY else line or OneALoop()

    async def handle_async_request(self, request: "http.Request") -> "http.Response":
        """Play, or send and record."""
        asked = Asked.of(request.url.path, await request.aread())
        answer = await asyncio.to_thread(self._tape.play, asked)
        if answer is not None or self._line is None:
            return _played(asked, answer, request)
        return _teed(await self._line.handle_async_request(request), Tee(self._tape, asked))

    async def aclose(self) -> None:
        """Close the connections."""
        if self._line is not None:
            await self._line.aclose()


class Tee:
    """Keeps what goes by, and takes it in once at the end."""

    def __init__(self, tape: Tape, asked: Asked) -> None:
        self._tape, self._asked = tape, asked
        self.content = bytearray()
        self.encoding = ""
        self._done = False

    def take_in(self) -> None:
        """Hand it to the tape; a body that was broken off is found out there."""
        if not self._done:
            self._done = True
            packed = http.Response(
                GOOD, headers={"content-encoding": self.encoding}, content=bytes(self.content)
            )
            self._tape.came(self._asked, packed.content)


class TeedBody(http.SyncByteStream, http.AsyncByteStream):
    """A body that is kept while it is handed on; the SDK comes again for what is left after the end."""

    def __init__(self, body: "http.SyncByteStream | http.AsyncByteStream", tee: Tee) -> None:
        self._body, self._tee = body, tee
        self._parts: Iterator[bytes] | None = None
        self._parts_on_a_loop: AsyncIterator[bytes] | None = None

    def __iter__(self) -> Iterator[bytes]:
        # only a client that blocks comes here
        self._parts = self._parts or iter(cast("http.SyncByteStream", self._body))
        for part in self._parts:
            self._tee.content += part
            yield part

    async def __aiter__(self) -> AsyncIterator[bytes]:
        # only a client on a loop comes here
        self._parts_on_a_loop = self._parts_on_a_loop or aiter(cast("http.AsyncByteStream", self._body))
        async for part in self._parts_on_a_loop:
            self._tee.content += part
            yield part

    def close(self) -> None:
        """Hang up."""
        cast("http.SyncByteStream", self._body).close()
        self._tee.take_in()

    async def aclose(self) -> None:
        """Hang up."""
        await cast("http.AsyncByteStream", self._body).aclose()
        await asyncio.to_thread(self._tee.take_in)


def _played(asked: Asked, answer: Answer | None, request: "http.Request") -> "http.Response":
    assert answer is not None  # noqa: S101 - a tape in replay answers or raises
    reply = reply_of(asked, answer)
    headers, body = {"content-type": reply.content_type}, http.ByteStream(reply.content)
    return http.Response(GOOD, headers=headers, stream=body, request=request)


def _teed(response: "http.Response", tee: Tee) -> "http.Response":
    """The response, kept as it is read; one with an error is only handed on."""
    if response.status_code == GOOD:
        tee.encoding = response.headers.get("content-encoding", "")
        response.stream = TeedBody(response.stream, tee)
    return response
