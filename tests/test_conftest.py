"""The guard around every other test."""

import asyncio
import socket

import pytest

# Of the block that is reserved for documentation: nobody answers there.
ELSEWHERE = ("192.0.2.1", 443)


def test_connecting_elsewhere_is_refused() -> None:
    with socket.socket() as line, pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        line.connect(ELSEWHERE)


async def test_connecting_elsewhere_from_a_loop_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"192\.0\.2\.1"):
        await asyncio.open_connection(*ELSEWHERE)


def test_asking_for_a_name_is_refused() -> None:
    with pytest.raises(RuntimeError, match=r"somewhere\.example"):
        socket.create_connection(("somewhere.example", 443))


def test_this_machine_can_be_reached() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as line,
    ):
        assert line.getpeername() == server.getsockname()
