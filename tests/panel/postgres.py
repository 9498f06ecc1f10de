"""A PostgreSQL server for the tests: one of their own, or the one an address leads to."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from interview_panel.database import Database

ADDRESS = "INTERVIEW_PANEL_TEST_POSTGRES"
NAMED = os.environ.get(ADDRESS, "")
"""A database that tests may make schemas in."""
DEBIAN = "/usr/lib/postgresql/*/bin"
PATIENCE_S = 60


class Server:
    """A PostgreSQL server in a folder, reached through a socket in it; nobody else can."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder = programs, folder
        folder.chmod(0o700)
        self._user = "nobody" if os.geteuid() == 0 else None
        """It refuses to be run by root."""
        if self._user:
            shutil.chown(folder, self._user)
        self._run("initdb", "--no-sync", "--auth=trust", "--username=tester", "-D", self._data)

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"postgresql://tester@/postgres?host={self._folder}"

    def start(self) -> None:
        """Start it; it answers afterwards."""
        options = f"-c listen_addresses= -c fsync=off -k {self._folder}"
        log = self._folder / "log"
        self._run("pg_ctl", "start", "--wait", "-D", self._data, "-l", str(log), "-o", options)

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate", "-D", self._data)

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def _run(self, program: str, *options: str) -> None:
        command = [str(self._programs / program), *options]
        subprocess.run(
            command, user=self._user, cwd="/", check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL
        )


def programs() -> Path | None:
    """Where this machine has PostgreSQL's programs."""
    found = shutil.which("pg_ctl")
    beside = [Path(found).resolve().parent] if found else []
    debian = sorted(Path("/").glob(f"{DEBIAN[1:]}/initdb"), reverse=True)
    return next(iter([*beside, *(initdb.parent for initdb in debian)]), None)


@contextmanager
def own_server() -> Iterator[Server]:
    """A server of a test's own, running; the test is skipped where there is no PostgreSQL."""
    found = programs()
    if found is None:
        pytest.skip(f"no PostgreSQL here: apt install postgresql, or name a database in {ADDRESS}")
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as folder:
        server = Server(found, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def drop(database: Database) -> None:
    """Remove what a test made."""
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute(f'DROP SCHEMA IF EXISTS "{database.schema}" CASCADE'.encode())
