"""Real connections, to a server in this process: kept while a loop runs, closed when it ends."""

import asyncio
import gc
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import Thread
from typing import Any

import pytest
import respx
from tests.agents.wire import GOOD, SAID, TEXT, Line, Sheet

from interview_agents.calls.blocking import BlockingCaller
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.specs import ModelSpec

LINE = Line(respx.MockRouter(), responses=False, blocking=False)
SPOKEN, WRITTEN = LINE.spoken().content, LINE.written(GOOD.model_dump_json()).content


class Server(ThreadingHTTPServer):
    """Counts its connections."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.opened = self.closed = 0

    def get_request(self) -> tuple[socket, Any]:
        self.opened += 1
        return super().get_request()

    def shutdown_request(self, request: socket | tuple[bytes, socket]) -> None:
        super().shutdown_request(request)
        self.closed += 1


class Answers(BaseHTTPRequestHandler):
    """One connection; it stays open from one request to the next."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["content-length"]))
        spoken = b'"stream":true' in asked
        body = SPOKEN if spoken else WRITTEN
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if spoken else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


def spec(server: Server) -> ModelSpec:
    return ModelSpec(name="vllm:any", base_url=f"http://127.0.0.1:{server.server_port}/v1")


def all_hung_up(server: Server) -> bool:
    """Whether every connection was closed; the server's threads see it a moment later."""
    while server.closed < server.opened:
        time.sleep(0.01)
    return server.opened > 0


async def onsite(caller: Caller) -> None:
    for _ in range(3):
        assert await caller.structured(Call("j#1", SAID), Sheet) == GOOD
    assert "".join([piece async for piece in caller.stream(Call("i#1", SAID))]) == TEXT


def test_a_loops_connection_is_kept_and_closed_with_the_loop(server: Server) -> None:
    caller = Caller(spec(server))
    for loops in (1, 2):
        asyncio.run(onsite(caller))
        assert server.opened == loops
        assert all_hung_up(server)
    gc.collect()  # a socket that is still open would be an error here


def test_without_a_loop_connections_are_closed_with_their_caller(server: Server) -> None:
    caller = BlockingCaller(spec(server))
    for _ in range(3):
        assert caller.structured(Call("j#1", SAID), Sheet) == GOOD
    assert server.opened == 1
    assert "".join(caller.stream(Call("i#1", SAID))) == TEXT
    del caller
    gc.collect()
    assert all_hung_up(server)
