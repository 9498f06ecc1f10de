"""Suites as tests of any repository: files ``*.panel.toml``, two fixtures, and ``--panel-record``.

pytest loads this wherever the package is installed, so what it needs is imported when it is used.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from interview_evals.cassettes.minds import RecordedMind
    from interview_evals.comparing.comparison import Comparison
    from interview_evals.suites.suite import MindPlan, Suite

ENDING = ".panel.toml"
OPTION = "--panel-record"
MODES = ("replay", "missing", "all", "verify")
CASSETTES = "cassettes"
"""Beside a test's file."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--panel-record``."""
    parser.getgroup("interview-panel").addoption(
        OPTION,
        choices=MODES,
        help="What models answer: replay (the default, and all there is in CI), missing, all, verify. "
        "INTERVIEW_PANEL_RECORD says the same.",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "SuiteFile | None":
    """Take ``*.panel.toml`` for suites."""
    return SuiteFile.from_parent(parent, path=file_path) if file_path.name.endswith(ENDING) else None


class SuiteFailure(Exception):  # noqa: N818 - what pytest shows of a test
    """A suite regressed, or could not be measured."""


class SuiteFile(pytest.File):
    """A suite: a test a mind."""

    def collect(self) -> "Iterator[SuiteItem]":
        """The suite with each of its minds."""
        from interview_evals.suites.suite import read_suite  # noqa: PLC0415 - when it is used

        suite = read_suite(self.path)
        for plan in suite.minds:
            yield SuiteItem.from_parent(self, name=f"{suite.id}.{plan.id}", suite=suite, plan=plan)


class SuiteItem(pytest.Item):
    """A suite with one mind, beside the baseline that stands in ``baselines``."""

    def __init__(self, *, suite: "Suite", plan: "MindPlan", **known: object) -> None:
        super().__init__(**known)  # type: ignore[arg-type]  # what pytest gives its own nodes
        self._suite, self._plan = suite, plan

    def runtest(self) -> None:
        """Run and compare."""
        from interview_evals.recording.testing import trouble  # noqa: PLC0415 - when it is used

        if told := trouble(self._suite, self._plan, self.path.parent, self.config.getoption(OPTION)):
            raise SuiteFailure(told)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None) -> str:  # noqa: ARG002 - pytest's
        """What a person reads: what changed, and the cases that moved."""
        expected = isinstance(excinfo.value, SuiteFailure)
        return str(excinfo.value) if expected else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where it stands."""
        return self.path, None, self.name


@pytest.fixture
def panel_suite(request: pytest.FixtureRequest) -> "Callable[[Path], tuple[Comparison, ...]]":
    """Runs a suite's file and gives its comparisons with ``baselines`` beside it, a mind each."""
    from interview_evals.recording.testing import compared_with  # noqa: PLC0415 - when it is used
    from interview_evals.suites.suite import read_suite  # noqa: PLC0415

    def run(file: Path) -> "tuple[Comparison, ...]":
        suite, mode = read_suite(file), request.config.getoption(OPTION)
        return tuple(compared_with(suite, plan, file.parent, mode)[1] for plan in suite.minds)

    return run


@pytest.fixture
def panel_mind(request: pytest.FixtureRequest) -> "Iterator[Callable[[str], RecordedMind]]":
    """Makes a model's mind whose answers are kept in ``cassettes/<test file>/<test>`` beside the test."""
    from interview_evals.cassettes.asked import recording_case  # noqa: PLC0415 - when it is used
    from interview_evals.recording.testing import mind_of_a_test  # noqa: PLC0415

    folder = request.path.parent / CASSETTES / request.path.stem

    def mind(model: str) -> "RecordedMind":
        return mind_of_a_test(model, folder, request.config.getoption(OPTION))

    with recording_case(re.sub(r"[^\w.-]+", "-", request.node.name).strip("-")):
        yield mind
