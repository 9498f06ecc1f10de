"""What ``interview_panel`` exports, what importing it costs, and what docs/api.md promises."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import interview_panel
import interview_panel.errors
import interview_personas

ROOT = Path(__file__).parents[1]
ROOTS = [str(ROOT / root) for root in ("personas", "agents", "panel")]
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
    program = (
        "import sys, interview_panel.assembling, interview_panel.runner; print('streamlit' in sys.modules)"
    )
    assert in_python(program) == "False\n"


@pytest.mark.parametrize("package", ["interview_personas", "interview_agents", "interview_panel"])
def test_a_package_says_that_it_is_typed(package: str) -> None:
    assert (Path(str(import_module(package).__file__)).parent / "py.typed").exists()


PAGE = (ROOT / "docs" / "api.md").read_text()
SECTION = re.compile(r"^## `(\w[\w.]*)`\n(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
SECTIONS = dict(SECTION.findall(PAGE))


def first_cells(section: str) -> str:
    return "\n".join(line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))


def public() -> dict[str, set[str]]:
    """The names of each public module, as the page lists them."""
    agents = re.findall(r"^\| `([\w.]+)` \| (.*) \|$", SECTIONS["interview_agents"], re.MULTILINE)
    panels = (name for name in SECTIONS if name.startswith("interview_panel"))
    return {
        **{module: set(re.findall(r"`(\w+)`", first_cells(SECTIONS[module]))) for module in panels},
        "interview_personas": set(interview_personas.__all__),
        **{module: set(re.findall(r"`(\w+)`", names)) for module, names in agents},
    }


def test_the_page_lists_what_the_panel_exports() -> None:
    assert public()["interview_panel"] == set(interview_panel.__all__)


def test_the_page_lists_every_error_of_the_panel() -> None:
    defined = {name for name, found in vars(interview_panel.errors).items() if isinstance(found, type)}
    assert public()["interview_panel.errors"] == defined - {"InterviewError"}


@pytest.mark.parametrize("module", public())
def test_every_name_on_the_page_is_there(module: str) -> None:
    for name in public()[module]:
        assert hasattr(import_module(module), name), name


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_an_example_uses_nothing_that_is_not_public(path: Path) -> None:
    listed = public()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("interview_"):
            assert {alias.name for alias in node.names} <= listed.get(str(node.module), set()), node.module
