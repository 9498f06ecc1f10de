"""What the seccomp filter decides, read off the program itself by a small machine like the kernel's."""

import re
import struct
from pathlib import Path

import pytest

from interview_panel.sandbox import SandboxError
from interview_panel.sandbox.filter import architectures, filter_program, policy

ALLOWED, EPERM, ENOSYS, KILLED = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
LONGEST = 4096
"""More instructions the kernel does not take."""
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
REFUSED = {  # on x86-64, by number, for they have no place in our tables
    "socket": 41, "connect": 42, "bind": 49, "sendmsg": 46, "recvmsg": 47, "fork": 57, "vfork": 58,
    "kill": 62, "tkill": 200, "tgkill": 234, "ptrace": 101, "process_vm_readv": 310, "mount": 165,
    "unshare": 272, "setns": 308, "chroot": 161, "pivot_root": 155, "bpf": 321, "perf_event_open": 298,
    "io_uring_setup": 425, "userfaultfd": 323, "memfd_create": 319, "add_key": 248, "keyctl": 250,
    "open_by_handle_at": 304, "openat2": 437, "creat": 85, "unlink": 87, "rename": 82, "mkdir": 83,
    "chmod": 90, "chown": 92, "truncate": 76, "symlink": 88, "personality": 135, "seccomp": 317,
    "execveat": 322, "pidfd_open": 434, "pidfd_getfd": 438, "shmget": 29, "readlink": 89, "setpriority": 141,
}  # fmt: skip
CLONE_THREAD, CLONE_NEWUSER = 0x10000, 0x10000000
LIKE_A_THREAD = 0x3D0F00
"""The flags with which glibc starts a thread."""


def decide(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """What the filter says to one call."""
    mark = architectures()[machine].audit if audit is None else audit
    record = struct.pack("=IIQ6Q", number, mark, 0, *arguments, *[0] * (6 - len(arguments)))
    program = list(struct.iter_unpack("=HBBI", filter_program(machine)))
    at = held = 0
    while True:
        operation, yes, no, constant = program[at]
        at += 1
        if operation == 0x20:
            held = struct.unpack_from("=I", record, constant)[0]
        elif operation == 0x54:
            held &= constant
        elif operation in {0x15, 0x35}:
            at += yes if (held == constant if operation == 0x15 else held >= constant) else no
        else:
            assert operation == 0x06
            return int(constant)


def call(name: str, *arguments: int, machine: str = "x86_64") -> int:
    return decide(machine, architectures()[machine].numbers[name], *arguments)


@pytest.mark.parametrize("machine", architectures())
def test_every_listed_call_is_allowed_and_every_other_number_is_not(machine: str) -> None:
    numbers = architectures()[machine].numbers
    free = {numbers[name] for name in policy().allow if name in numbers}
    checked = {numbers[rule.call] for rule in policy().checked if rule.call in numbers}
    missing = {numbers[name] for name in policy().missing if name in numbers}
    assert {n for n in range(600) if decide(machine, n) == ALLOWED} - checked == free
    assert {n for n in range(600) if decide(machine, n) == ENOSYS} == missing


@pytest.mark.parametrize("name", REFUSED)
def test_what_reaches_others_is_refused(name: str) -> None:
    assert decide("x86_64", REFUSED[name]) == EPERM


@pytest.mark.parametrize("machine", architectures())
@pytest.mark.parametrize(
    ("name", "arguments", "decision"),
    [
        ("clone", (LIKE_A_THREAD,), ALLOWED),
        ("clone", (17,), EPERM),
        ("clone", (LIKE_A_THREAD | CLONE_NEWUSER,), EPERM),
        ("clone", (LIKE_A_THREAD & ~CLONE_THREAD,), EPERM),
        ("clone", (LIKE_A_THREAD | 1 << 63,), ALLOWED),
        ("openat", (0, 0, 0o2000000), ALLOWED),
        ("openat", (0, 0, 0o1), EPERM),
        ("openat", (0, 0, 0o2), EPERM),
        ("openat", (0, 0, 0o100), EPERM),
        ("openat", (0, 0, 0o1000), EPERM),
        ("ioctl", (0, 0x5401), ALLOWED),
        ("ioctl", (0, 0x5451), ALLOWED),
        ("ioctl", (0, 0x5412), EPERM),
        ("ioctl", (0, 0x5412 | 1 << 32), EPERM),
        ("fcntl", (0, 1), ALLOWED),
        ("fcntl", (0, 4), ALLOWED),
        ("fcntl", (0, 1030), ALLOWED),
        ("fcntl", (0, 8), EPERM),
        ("fcntl", (0, 10), EPERM),
        ("prlimit64", (0,), ALLOWED),
        ("prlimit64", (1,), EPERM),
        ("prctl", (15,), ALLOWED),
        ("prctl", (4,), EPERM),
        ("socketpair", (1, 0o2000001), ALLOWED),
        ("socketpair", (1, 2), EPERM),
        ("socketpair", (2, 1), EPERM),
        ("sendto", (3, 0, 5, 0, 0, 0), ALLOWED),
        ("sendto", (3, 0, 5, 0, 99, 16), EPERM),
    ],
)
def test_arguments_decide_where_a_call_has_two_faces(
    machine: str, name: str, arguments: tuple[int, ...], decision: int
) -> None:
    assert call(name, *arguments, machine=machine) == decision


def test_another_architectures_calls_end_the_process() -> None:
    assert decide("x86_64", 0, audit=0x40000003) == KILLED


def test_the_second_numbering_of_x86_64_is_refused() -> None:
    assert decide("x86_64", 0x40000000) == EPERM


@pytest.mark.parametrize("machine", architectures())
def test_the_kernel_takes_a_program_of_this_size(machine: str) -> None:
    assert len(filter_program(machine)) // 8 <= LONGEST


def test_a_processor_without_a_table_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(SandboxError, match=r"processor 'riscv64': there is one for aarch64, x86_64"):
        filter_program("riscv64")


def test_every_name_has_a_number_somewhere() -> None:
    known = {name for architecture in architectures().values() for name in architecture.numbers}
    assert policy().names == known


@pytest.mark.parametrize("machine", architectures())
def test_the_numbers_are_those_of_linux(machine: str) -> None:
    header = HEADERS[machine]
    if not header.exists():
        pytest.skip(f"no {header}: Linux's headers are not installed")
    said = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text("utf-8")))
    said["newfstatat"] = said.get("newfstatat") or said.get("fstatat", "")
    wrong = {n: v for n, v in architectures()[machine].numbers.items() if said.get(n) != str(v)}
    assert wrong == {}
