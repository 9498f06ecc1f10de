"""Which sandbox is found, and what is said when there is none."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interview_panel.sandbox import (
    TIERS,
    Limits,
    TierName,
    default_limits,
    find_sandbox,
    find_sandbox_blocking,
    tier_reports,
)
from interview_panel.sandbox.selftest import try_out
from interview_panel.sandbox.tier import Launch, UnusableError, jailed_python, rlimits
from interview_panel.sandbox.wasi import find_wasi

REFUSES = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"


class NoWalls:
    """A tier that starts Python as it is."""

    name: TierName = "bubblewrap"
    numpy: Path | None = None
    no_numpy = ""

    @contextmanager
    def launch(self, limits: Limits, *, numpy: bool) -> Iterator[Launch]:
        assert not numpy
        yield Launch(command=jailed_python(Path(sys.executable)), rlimits=rlimits(limits, processes=False))


@pytest.fixture
def bwrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a program that is found as bubblewrap."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path / "bwrap"


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    path.chmod(0o755)


async def test_at_least_one_tier_holds_where_the_tests_must_run() -> None:
    reports = await tier_reports()
    assert [report.tier for report in reports] == list(TIERS)
    if not any(report.usable for report in reports) and "CI" not in os.environ:
        pytest.skip("; ".join(f"{report.tier}: {report.why}" for report in reports))
    assert any(report.usable for report in reports), reports


async def test_every_report_is_one_line_that_says_something() -> None:
    for report in await tier_reports():
        assert report.why
        assert "\n" not in report.why


async def test_without_bubblewrap_the_report_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (report,) = await tier_reports(["bubblewrap"])
    assert report.why == "bwrap is not installed: on Debian and Ubuntu `apt install bubblewrap`"


async def test_a_bubblewrap_that_the_machine_refuses_is_not_used_and_its_words_are_told(bwrap: Path) -> None:
    write(bwrap, REFUSES)
    (report,) = await tier_reports(["bubblewrap"])
    assert not report.usable
    assert report.why.endswith("No permissions to create new namespace")
    assert await find_sandbox(["bubblewrap"]) is None


async def test_a_wall_that_is_not_there_is_noticed_and_named() -> None:
    with pytest.raises(UnusableError) as raised:
        await try_out(NoWalls(), default_limits())
    for attack in (
        'network ("made a socket")',
        'files ("read ',
        'processes ("started a process")',
        'writing ("opened ',
    ):
        assert attack in str(raised.value)


async def test_without_an_interpreter_for_wasi_the_report_says_where_to_get_one() -> None:
    (report,) = await tier_reports(["wasi"])
    assert not report.usable
    assert "wasmtime is not installed" in report.why or "docs/adr/0008" in report.why


def test_an_interpreter_that_is_not_the_known_one_is_not_used() -> None:
    pytest.importorskip("wasmtime")
    home = Path(os.environ["INTERVIEW_PANEL_HOME"])
    home.mkdir(parents=True)
    (home / "python.wasm").write_bytes(b"\0asm\1\0\0\0")
    with pytest.raises(UnusableError, match="is not the interpreter we know"):
        find_wasi()


def test_with_no_tier_to_try_there_is_no_sandbox() -> None:
    assert find_sandbox_blocking([]) is None
