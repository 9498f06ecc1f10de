"""Walls its own process in, then becomes the jailed Python; run as a program of its own.

Imports the standard library only, for it runs without site packages. Every step that fails ends it.
"""

import ctypes
import json
import os
import signal
import struct
import sys
from functools import cache

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
"""The same numbers on every processor."""
BENEATH_A_PATH = 1
ASK_VERSION = 1
EXECUTE, READ_FILE, READ_FOLDER = 1 << 0, 1 << 2, 1 << 3
READ = EXECUTE | READ_FILE | READ_FOLDER
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version knows; newer ones know as many as the last."""
NETWORK_SINCE, SCOPES_SINCE = 4, 6
ALL_TCP, ALL_SCOPES = 0b11, 0b11
SET_DEATH_SIGNAL, SET_SECCOMP, SET_NO_NEW_PRIVILEGES, FILTER_MODE = 1, 22, 38, 2


@cache
def libc() -> ctypes.CDLL:
    """The C library, which has the way to system calls."""
    return ctypes.CDLL(None, use_errno=True)


def main(words: list[str]) -> None:
    """Wall this process in and start the command.

    Args:
        words: the setup as JSON, paths to open (``+`` to read, ``=`` to list), ``--``, the command.
    """
    end = words.index("--")
    setup, opened, command = json.loads(words[0]), words[1:end], words[end + 1 :]
    os.chdir("/")
    ruleset = rules(opened)
    shed_root(setup["uid"])
    control(SET_NO_NEW_PRIVILEGES, 1)
    done(libc().syscall(RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")
    os.close(ruleset)
    die_with_parent(setup["parent"])
    take_filter(bytes.fromhex(setup["filter"]))
    os.execve(command[0], command, setup["environment"])  # noqa: S606  # this is what it is for


def rules(opened: list[str]) -> int:
    """A ruleset that denies all that it can, but for what is to be opened."""
    version = done(libc().syscall(CREATE_RULESET, None, 0, ASK_VERSION), "landlock_create_ruleset")
    files = (1 << RIGHTS.get(version, RIGHTS[max(RIGHTS)])) - 1
    network = ALL_TCP if version >= NETWORK_SINCE else 0
    scopes = ALL_SCOPES if version >= SCOPES_SINCE else 0
    size = 24 if version >= SCOPES_SINCE else 16 if version >= NETWORK_SINCE else 8
    attributes = struct.pack("=QQQ", files, network, scopes)
    ruleset = done(libc().syscall(CREATE_RULESET, attributes, size, 0), "landlock_create_ruleset")
    for word in opened:
        open_path(ruleset, word[1:], READ if word[0] == "+" else READ_FOLDER)
    return ruleset


def open_path(ruleset: int, path: str, rights: int) -> None:
    """Allow rights on a path and all beneath; one that is gone, or forbidden to us, needs no rule."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    if not os.path.isdir(path):
        rights &= ~READ_FOLDER
    rule = struct.pack("=Qi", rights, descriptor)
    done(libc().syscall(ADD_RULE, ruleset, BENEATH_A_PATH, rule, 0), f"landlock_add_rule for {path}")
    os.close(descriptor)


def shed_root(uid: int) -> None:
    """Become a user that nobody else is, when started by root."""
    if uid:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def die_with_parent(parent: int) -> None:
    """Be killed when the process that started this one ends."""
    control(SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent has ended already")


def take_filter(program: bytes) -> None:
    """Put the seccomp filter over this process, and over all that it becomes."""
    instructions = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(instructions))
    control(SET_SECCOMP, FILTER_MODE, ctypes.c_char_p(described))


def control(option: int, *arguments: object) -> None:
    """Call prctl and insist."""
    filled = [*arguments, 0, 0, 0, 0][:4]
    done(libc().prctl(option, *filled), f"prctl {option}")


def done(result: int, what: str) -> int:
    """A system call's result, if it is one."""
    if result < 0:
        sys.exit(f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


if __name__ == "__main__":
    main(sys.argv[1:])
