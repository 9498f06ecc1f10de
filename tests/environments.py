"""Environments of their own, for what must not stand in the one that runs the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OFFLINE = ("name resolution", "dns error", "error sending request", "NewConnectionError", "unreachable")


def outcome(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder where none of our packages lies about."""
    return subprocess.run(
        command, cwd=sys.prefix, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def run(*command: str | Path) -> None:
    """Runs a command that must not fail."""
    done = outcome(*command)
    assert done.returncode == 0, done.stdout


def bare(folder: Path) -> Path:
    """A new environment to install into; gives its Python. It has pip only where nothing else installs."""
    run(sys.executable, "-m", "venv", *(["--without-pip"] if _has_uv() else []), folder)
    return folder / "bin" / "python"


def install(python: Path, *what: str | Path, lock: Path = ROOT / "requirements.lock") -> None:
    """Installs packages in the versions of the lock; without the package index the test is skipped."""
    done = outcome(*_installer(python), "--constraint", lock, *what)
    if any(sign in done.stdout for sign in OFFLINE):
        pytest.skip(f"the package index cannot be reached, so {what} could not be installed")
    assert done.returncode == 0, done.stdout


def _installer(python: Path) -> list[str | Path]:
    return ["uv", "pip", "install", "--python", python] if _has_uv() else [python, "-m", "pip", "install"]


def _has_uv() -> bool:
    try:
        return outcome("uv", "--version").returncode == 0
    except FileNotFoundError:
        return False
