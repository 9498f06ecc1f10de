"""What ``interview_panel`` exports, and what importing it costs."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import interview_panel
import interview_personas

ROOTS = [str(Path(__file__).parents[1] / root) for root in ("personas", "agents", "panel")]
FIRST_LINES = [
    "interview_panel",
    "interview_panel.strictly",
    "interview_personas",
    "interview_personas.lazily",
]


def in_python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={"PYTHONPATH": ":".join([*ROOTS, *sys.path]), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("name", interview_panel.__all__)
def test_every_exported_name_is_there(name: str) -> None:
    assert getattr(interview_panel, name) is not None


@pytest.mark.parametrize("name", interview_panel.__all__)
def test_every_exported_name_says_what_it_is(name: str) -> None:
    assert getattr(interview_panel, name).__doc__


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match=r"interview_panel.*'nonsense'"):
        interview_panel.nonsense  # noqa: B018  # a look-up is the point


def test_the_exports_are_listed() -> None:
    assert dir(interview_panel) == sorted(interview_panel.__all__)


def test_importing_the_panel_imports_its_first_lines_and_nothing_else() -> None:
    program = (
        "import sys; before = set(sys.modules); import interview_panel; print(*set(sys.modules) - before)"
    )
    assert sorted(in_python(program).split()) == FIRST_LINES


@pytest.mark.parametrize("name", interview_personas.__all__)
def test_every_name_of_the_bank_is_there_and_listed(name: str) -> None:
    assert getattr(interview_personas, name) is not None
    assert name in dir(interview_personas)


def test_the_root_of_all_errors_is_named_without_importing_the_bank() -> None:
    program = "import sys; from interview_personas import InterviewError; print('pydantic' in sys.modules)"
    assert in_python(program) == "False\n"


def test_a_whole_onsite_needs_no_browser_page() -> None:
    program = "import sys, interview_panel.cli, interview_panel.runner; print('streamlit' in sys.modules)"
    assert in_python(program) == "False\n"


@pytest.mark.parametrize("package", ["interview_personas", "interview_agents", "interview_panel"])
def test_a_package_says_that_it_is_typed(package: str) -> None:
    assert (Path(str(import_module(package).__file__)).parent / "py.typed").exists()
