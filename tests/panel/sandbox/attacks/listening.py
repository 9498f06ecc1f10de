"""Listeners on this machine that nobody in the sandbox may reach."""

import asyncio
import random
import socket
from contextlib import AsyncExitStack, suppress
from pathlib import Path

BELOW_EPHEMERAL = range(12_000, 32_000)
"""Ports that are given to nobody unasked: a late call at another test's closed port is not heard here."""


class Datagrams(asyncio.DatagramProtocol):
    """Notes every datagram."""

    def __init__(self, heard: list[str], where: str) -> None:
        self._heard, self._where = heard, where

    def datagram_received(self, data: bytes, addr: object) -> None:
        """Note it."""
        self._heard.append(f"{data!r} from {addr!r} at {self._where}")


async def listeners(stack: AsyncExitStack, heard: list[str], folder: Path, name: str) -> dict[str, object]:
    """Listen by TCP, UDP, and Unix sockets with a path and with a name; gives the addresses."""
    path = folder / "line"
    tcp, udp = _at_a_port(socket.SOCK_STREAM), _at_a_port(socket.SOCK_DGRAM)
    with _at_a_port(socket.SOCK_STREAM) as free:
        port = free.getsockname()[1]
    for where, line in (
        ("TCP", tcp),
        ("a path", _bound(socket.AF_UNIX, socket.SOCK_STREAM, str(path))),
        ("a name", _bound(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{name}")),
    ):
        await _serve(stack, line, heard, where)
    for where, line in (
        ("UDP", udp),
        ("a path", _bound(socket.AF_UNIX, socket.SOCK_DGRAM, f"{path}-datagrams")),
        ("a name", _bound(socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{name}-datagrams")),
    ):
        await _receive(stack, line, heard, where)
    for made in (path, Path(f"{path}-datagrams")):
        made.chmod(0o777)
    ports = {"TCP": tcp.getsockname()[1], "UDP": udp.getsockname()[1], "LISTEN": port}
    return {**ports, "UNIX": str(path), "ABSTRACT": name}


def _at_a_port(kind: int) -> socket.socket:
    for port in random.sample(BELOW_EPHEMERAL, 100):
        with suppress(OSError):  # somebody is there
            return _bound(socket.AF_INET, kind, ("127.0.0.1", port))
    raise OSError(f"none of 100 ports in {BELOW_EPHEMERAL} is free")


def _bound(family: int, kind: int, address: str | tuple[str, int]) -> socket.socket:
    line = socket.socket(family, kind)
    try:
        line.setblocking(False)  # noqa: FBT003 - the socket's own name for it
        line.bind(address)
    except OSError:
        line.close()
        raise
    return line


async def _serve(stack: AsyncExitStack, line: socket.socket, heard: list[str], where: str) -> None:
    def note(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(f"a call at {where}")
        writer.close()

    line.listen()
    server = await asyncio.start_server(note, sock=line)
    stack.callback(server.close)


async def _receive(stack: AsyncExitStack, line: socket.socket, heard: list[str], where: str) -> None:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Datagrams(heard, where), sock=line)
    stack.callback(transport.close)
