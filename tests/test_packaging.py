"""The wheel holds what it should, and breaks nobody else's packages."""

import sys
import zipfile
from configparser import ConfigParser
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from tests.environments import ROOT, bare, install, run

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

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
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


def test_a_consumer_is_type_checked_against_the_wheel_and_nothing_else(wheel: Path, tmp_path: Path) -> None:
    python = bare(tmp_path / "env")
    install(python, "--no-deps", wheel)
    site = next((tmp_path / "env" / "lib").glob("python3*/site-packages"))
    (site / "rest.pth").write_text("\n".join(path for path in sys.path if path.endswith("site-packages")))
    check = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-executable", str(python)]
    run(*check, "--cache-dir", tmp_path / "cache", ROOT / "examples" / "typed_consumer.py")


@pytest.mark.network  # the neighbours come from the package index
def test_beside_openai_agents_and_holoviz_panel_nobody_is_broken(wheel: Path, tmp_path: Path) -> None:
    python = tmp_path / "env" / "bin" / "python"
    run(sys.executable, "-m", "venv", tmp_path / "env")
    install(python, *NEIGHBOURS)
    install(python, wheel)
    run(python, "-I", "-c", f"{THEIRS}; {OURS}")

    run(python, "-m", "pip", "uninstall", "--yes", "interview-panel")
    run(python, "-I", "-c", THEIRS)
