"""A scripted provider on this machine: a set wait, then words at a set pace, then what was used.

Run as a child process, so that its work is not counted as the client's. It prints its port.
"""

import argparse
import asyncio
import json

WORD = "token "


def _event(body: object) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()


def _chunk(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "stub", "choices": [choice]}


class Script:
    """How one answer is sent."""

    def __init__(self, first_ms: float, words: int, pace: float) -> None:
        self.first_s = first_ms / 1000
        self.words = words
        self.gap_s = 1 / pace if pace else 0.0
        usage = {"prompt_tokens": 1000, "completion_tokens": words, "total_tokens": 1000 + words}
        self.head = _event(_chunk({"role": "assistant", "content": ""}))
        self.word = _event(_chunk({"content": WORD}))
        end: dict[str, object] = {**_chunk({}), "choices": [], "usage": usage}
        self.tail = _event(_chunk({}, "stop")) + _event(end) + b"data: [DONE]\n\n"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer requests on one connection until it is closed."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    int(line.split(b":")[1])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length")
                )
                await reader.readexactly(length)
                await self._answer(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _answer(self, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time() + self.first_s
        await asyncio.sleep(self.first_s)
        start = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
        writer.write(start + self._framed(self.head + self.word))
        await writer.drain()
        for _ in range(self.words - 1):
            due += self.gap_s
            if (wait := due - loop.time()) > 0:
                await asyncio.sleep(wait)
            writer.write(self._framed(self.word))
            await writer.drain()
        writer.write(self._framed(self.tail) + b"0\r\n\r\n")
        await writer.drain()

    def _framed(self, body: bytes) -> bytes:
        return f"{len(body):x}\r\n".encode() + body + b"\r\n"


async def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--first-ms", type=float, default=100.0)
    parser.add_argument("--words", type=int, default=64)
    parser.add_argument("--pace", type=float, default=300.0, help="words a second; 0 for all at once")
    given = parser.parse_args()
    script = Script(given.first_ms, given.words, given.pace)
    server = await asyncio.start_server(script.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
