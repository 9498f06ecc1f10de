"""A small HTTP server on this machine, for as long as a block lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class QuietDesk(BaseHTTPRequestHandler):
    """One connection, without a line a request on stderr."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@contextmanager
def loopback(desk: type[QuietDesk], host: str = "127.0.0.1") -> Iterator[str]:
    """Serve until the end of the block; gives the address."""
    with ThreadingHTTPServer((host, 0), desk) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{host}:{server.server_address[1]}"
        server.shutdown()
