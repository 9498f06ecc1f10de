"""A scripted provider on this machine: a set wait, then words at a set pace, then what was used.

Run as a child process, so that its work is not counted as the client's. It prints its port.
Sheets it fills in at once, from what the prompt holds. ``GET /sent`` gives the bodies that came
since it was last asked for.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.agents.provider import answer_to

WORD = "token "
WORDS = 64
SAID = WORD * WORDS
"""Every spoken answer."""


def _event(body: object) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()


def _chunk(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}


def _usage(words: int) -> dict[str, int]:
    return {"prompt_tokens": 1000, "completion_tokens": words, "total_tokens": 1000 + words}


class Script:
    """How one answer is sent."""

    def __init__(self, first_ms: float, pace: float) -> None:
        self.first_s = first_ms / 1000
        self.gap_s = 1 / pace if pace else 0.0
        self.head = _event(_chunk({"role": "assistant", "content": ""}))
        self.word = _event(_chunk({"content": WORD}))
        end: dict[str, object] = {**_chunk({}), "choices": [], "usage": _usage(WORDS)}
        self.tail = _event(_chunk({}, "stop")) + _event(end) + b"data: [DONE]\n\n"
        self.sent: list[dict[str, object]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until it is closed."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
                body = await reader.readexactly(int(lengths[0].split(b":")[1])) if lengths else b""
                await self._answer(body, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, body: bytes, writer: asyncio.StreamWriter) -> None:
        if not body:
            self._whole(writer, self.sent)
            self.sent = []
            return
        asked: dict[str, object] = json.loads(body)
        self.sent.append(asked)
        if asked.get("stream"):
            await self._stream(writer)
        else:
            message = {"role": "assistant", "content": await answer_to(asked), "refusal": None}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            whole = {**_chunk({}), "object": "chat.completion", "choices": [choice], "usage": _usage(500)}
            self._whole(writer, whole)

    async def _stream(self, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + self.first_s
        await asyncio.sleep(self.first_s)
        start = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        writer.write(start + self._framed(self.head + self.word))
        await writer.drain()
        for _ in range(WORDS - 1):
            due += self.gap_s
            if (wait := due - loop.time()) > 0:
                await asyncio.sleep(wait)
            writer.write(self._framed(self.word))
            await writer.drain()
        writer.write(self._framed(self.tail) + b"0\r\n\r\n")
        await writer.drain()

    def _framed(self, body: bytes) -> bytes:
        return f"{len(body):x}\r\n".encode() + body + b"\r\n"

    def _whole(self, writer: asyncio.StreamWriter, content: object) -> None:
        body = json.dumps(content).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        writer.write(head.encode() + body)


@contextmanager
def endpoint(*flags: str) -> Iterator[str]:
    """The scripted provider's address, while it runs."""
    command = [sys.executable, "-m", "benchmarks.endpoint", *flags]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        if child.stdout is None:
            raise SystemExit("the endpoint has no output")
        yield f"http://127.0.0.1:{child.stdout.readline().strip()}/v1"
    finally:
        child.terminate()
        child.wait()


async def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first-ms", type=float, default=100.0)
    parser.add_argument("--pace", type=float, default=300.0, help="words a second; 0 for all at once")
    given = parser.parse_args()
    script = Script(given.first_ms, given.pace)
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
