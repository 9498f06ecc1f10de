"""The attack programs: candidates' solutions that try to get out, to cheat, or only look odd.

They lie in text files, because a test runner imports every Python file under ``tests``.
"""

import platform
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from interview_personas import Record

HERE = Path(__file__).parent
PRELUDE = (HERE / "prelude.txt").read_text("utf-8")
HEAD = re.compile(r"# (\w+): (.+)")


class Program(Record):
    """One solution and what its head says about it."""

    name: str
    says: dict[str, str]
    """``tries`` and ``success`` of an attack, ``is`` of an honest solution; ``task`` it is for, processor it
    ``needs``, tier it is ``beyond``."""
    body: str
    bare: bool = False
    """Whether it goes to the sandbox as it is, without what the attacks share."""

    def code(self, facts: Mapping[str, object]) -> str:
        """The solution, told all that an attacker could have learned about this machine."""
        if self.bare:
            return self.body
        known = "; ".join(f"{name} = {value!r}" for name, value in facts.items())
        return f"{known}\n{PRELUDE}{self.body}"


def programs(folder: str, *more: Program) -> list[ParameterSet]:
    """All programs of a folder, and more, as named parameters of a test."""
    found = [*every(folder), *more]
    return [pytest.param(program, id=program.name, marks=_marks(program)) for program in found]


def every(folder: str) -> list[Program]:
    """All programs of a folder, by name."""
    return [_read(path) for path in sorted((HERE / folder).glob("*.txt"))]


def named(folder: str, name: str) -> Program:
    """One program of a folder."""
    return _read(HERE / folder / f"{name}.txt")


def _read(path: Path) -> Program:
    text = path.read_text("utf-8")
    says = {found[1]: found[2] for line in text.splitlines() if (found := HEAD.fullmatch(line))}
    return Program(name=path.stem, says=says, body=text, bare="is" in says)


def _marks(program: Program) -> list[pytest.MarkDecorator]:
    needs = program.says.get("needs")
    return (
        [pytest.mark.skipif(platform.machine() != needs, reason=f"speaks to {needs} only")] if needs else []
    )
