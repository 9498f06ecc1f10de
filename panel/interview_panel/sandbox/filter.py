"""The seccomp filter: ``filter.toml`` turned into a classic BPF program.

A program is a list of instructions of eight bytes: operation, jump if true, jump if false, constant.
The kernel runs it at every system call over a small record: number, architecture, arguments.
"""

import platform
import struct
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from interview_panel.sandbox.errors import SandboxError
from interview_personas import Record

NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16
LOAD, AND, IF_EQUAL, IF_AT_LEAST, RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
ALLOW, ERROR, KILL = 0x7FFF0000, 0x00050000, 0x80000000
EPERM, ENOSYS = 1, 38
X32 = 0x40000000
"""x86-64's second numbering, with which every name could be called past its number."""
SAME_NAMES = {"amd64": "x86_64", "arm64": "aarch64"}

Instruction = tuple[int, int, int, int]


class Argument(Record):
    """A condition on one argument's low 32 bits; the calls that have one take no more of it."""

    index: int
    mask: int
    equals: int


class Checked(Record):
    """A call that is allowed for some arguments."""

    call: str
    arguments: tuple[Argument, ...]


class Policy(Record):
    """What ``filter.toml`` says."""

    allow: tuple[str, ...]
    missing: tuple[str, ...]
    checked: tuple[Checked, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every call that is named."""
        return frozenset((*self.allow, *self.missing, *(rule.call for rule in self.checked)))


class Architecture(Record):
    """A processor's mark in the kernel's record, and the numbers of its calls."""

    audit: int
    numbers: dict[str, int]


@cache
def policy() -> Policy:
    """The shipped policy."""
    return Policy.model_validate(_data("filter.toml"))


@cache
def architectures() -> dict[str, Architecture]:
    """The processors a filter can be made for."""
    return {name: Architecture.model_validate(row) for name, row in _data("syscalls.toml").items()}


def filter_program(machine: str | None = None) -> bytes:
    """The filter as the kernel takes it, for this machine's processor or the one named.

    Raises:
        SandboxError: there is no table of numbers for this processor.
    """
    machine = machine or platform.machine().lower()
    machine = SAME_NAMES.get(machine, machine)
    if machine not in architectures():
        known = ", ".join(sorted(architectures()))
        raise SandboxError(f"no seccomp filter for processor {machine!r}: there is one for {known}")
    program = _program(policy(), architectures()[machine], x32=machine == "x86_64")
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _program(rules: Policy, processor: Architecture, *, x32: bool) -> Iterator[Instruction]:
    yield LOAD, 0, 0, ARCHITECTURE_AT
    yield IF_EQUAL, 1, 0, processor.audit
    yield RETURN, 0, 0, KILL
    yield LOAD, 0, 0, NUMBER_AT
    if x32:
        yield IF_AT_LEAST, 0, 1, X32
        yield RETURN, 0, 0, ERROR | EPERM
    for number in _numbers(rules.allow, processor):
        yield from _if_number(number, [(RETURN, 0, 0, ALLOW)])
    for number in _numbers(rules.missing, processor):
        yield from _if_number(number, [(RETURN, 0, 0, ERROR | ENOSYS)])
    for rule in rules.checked:
        for number in _numbers([rule.call], processor):
            yield from _if_number(number, _if_arguments(rule.arguments))
    yield RETURN, 0, 0, ERROR | EPERM


def _numbers(names: Iterable[str], processor: Architecture) -> list[int]:
    return [processor.numbers[name] for name in names if name in processor.numbers]


def _if_number(number: int, then: list[Instruction]) -> list[Instruction]:
    return [(IF_EQUAL, 0, len(then), number), *then]


def _if_arguments(arguments: tuple[Argument, ...]) -> list[Instruction]:
    """Allow when all conditions hold; else load the number again, for the rules that follow."""
    done: list[Instruction] = [(RETURN, 0, 0, ALLOW)]
    for argument in reversed(arguments):
        load = (LOAD, 0, 0, ARGUMENTS_AT + 8 * argument.index)
        done = [load, (AND, 0, 0, argument.mask), (IF_EQUAL, 0, len(done), argument.equals), *done]
    return [*done, (LOAD, 0, 0, NUMBER_AT)]


def _data(name: str) -> dict[str, object]:
    return tomllib.loads(files("interview_panel.sandbox").joinpath(name).read_text("utf-8"))
