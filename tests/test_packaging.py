"""The wheel holds what it should, and breaks nobody else's packages."""

import subprocess
import sys
import zipfile
from configparser import ConfigParser
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "interview_personas": ROOT / "personas",
    "interview_agents": ROOT / "agents",
    "interview_panel": ROOT / "panel",
    "interview_ui": ROOT / "ui",
    "interview_evals": ROOT / "evals",
}
NEIGHBOURS = ["openai-agents", "panel"]
THEIRS = "import agents, panel; agents.Agent; panel.Row"
OURS = f"import {', '.join(PACKAGES)}"
OFFLINE = ("name resolution", "dns error", "error sending request", "NewConnectionError", "unreachable")

pytestmark = pytest.mark.slow


def _outcome(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder where none of our packages lies about."""
    return subprocess.run(
        command, cwd=sys.prefix, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def _run(*command: str | Path) -> None:
    done = _outcome(*command)
    assert done.returncode == 0, done.stdout


def _install(python: Path, *what: str | Path) -> None:
    done = _outcome(*_installer(python), "--constraint", ROOT / "requirements.lock", *what)
    if any(sign in done.stdout for sign in OFFLINE):
        pytest.skip(f"the package index cannot be reached, so {what} could not be installed")
    assert done.returncode == 0, done.stdout


def _installer(python: Path) -> list[str | Path]:
    try:
        has_uv = _outcome("uv", "--version").returncode == 0
    except FileNotFoundError:
        has_uv = False
    return ["uv", "pip", "install", "--python", python] if has_uv else [python, "-m", "pip", "install"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_file_of_the_five_packages_and_no_other(wheel: Path) -> None:
    expected = {
        path.relative_to(root).as_posix()
        for package, root in PACKAGES.items()
        for path in (root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_every_command_that_the_wheel_names_is_there(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        told = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
        points = ConfigParser()
        points.read_string(archive.read(told).decode())
    named = {**points["console_scripts"], **points["interview_panel.commands"]}
    assert {"interview-panel", "run", "assess", "ui", "eval"} <= set(named)
    for name, place in named.items():
        assert callable(EntryPoint(name, place, group="").load())


@pytest.mark.network  # the neighbours come from the package index
def test_beside_openai_agents_and_holoviz_panel_nobody_is_broken(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    _run(sys.executable, "-m", "venv", tmp_path / "env")
    _install(python, *NEIGHBOURS)
    _install(python, wheel)
    _run(python, "-I", "-c", f"{THEIRS}; {OURS}")

    _run(python, "-m", "pip", "uninstall", "--yes", "interview-panel")
    _run(python, "-I", "-c", THEIRS)
