"""Banks for the tests: the shipped one, and folders of one's own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import interview_personas
from interview_personas import Bank, load_bank

SHIPPED = Path(interview_personas.__file__).parent
Folder = Callable[[dict[str, str]], Path]


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The shipped bank."""
    return load_bank()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes a bank's files, name to text, and gives their folder."""

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "bank"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return root

    return write


@pytest.fixture
def copy_of_shipped(tmp_path: Path) -> Path:
    """A folder with a copy of every shipped data file, to be changed."""
    root = tmp_path / "copy"
    shutil.copytree(SHIPPED, root, ignore=shutil.ignore_patterns("*.py", "__pycache__", "py.typed"))
    return root
