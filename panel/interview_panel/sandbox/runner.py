"""What runs inside the walls: loads the candidate's code and calls it with one input at a time.

It is handed to the jailed interpreter as text and imports nothing of ours. No expected answer is
ever in this process, so whatever the candidate's code does to it, the most it can forge is an
answer, and answers are compared outside.

Requests and replies are lines of JSON. The first request sets the process up, the second brings the
code, each later one is a call. Every reply carries the run's nonce and its request's number.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import sys
from contextlib import nullcontext
from types import ModuleType

TYPE_CHECKING = False  # typing itself takes as long to import as all that is needed here
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from importlib.machinery import ModuleSpec
    from types import TracebackType
    from typing import Any

FILE = "solution.py"
SHOWN_ERROR = 500
LONGEST_NAME = 100
OUT_OF_MEMORY = 77
"""Exit code when there is not even memory left to say so."""
WASI = sys.platform == "wasi"
"""There descriptors cannot be copied, and there are no threads and no resource limits."""
FORMS = "a list, tuple, dict, text, number, bool or None"


class UnplainError(Exception):
    """The answer has no JSON form."""


class Channel:
    """The only way out: numbered lines with the nonce, and what is printed among them."""

    def __init__(self) -> None:
        self._in, self._out = _private_descriptors()
        self._lock = _lock()
        self._nonce = ""
        self._number = 0
        self._line = ""
        self._room = self._room_each = 0

    def set_up(self) -> dict[str, Any]:
        """The first request."""
        setup: dict[str, Any] = json.loads(self._in.readline())
        self._nonce, self._room_each = setup["nonce"], setup["printed_bytes"]
        self._room = self._room_each
        return setup

    def next_request(self) -> dict[str, Any] | None:
        """The code to load, then one call after the other; None after the last."""
        line = self._in.readline()
        if not line:
            return None
        request: dict[str, Any] = json.loads(line)
        self._number, self._room, self._line = request["n"], self._room_each, ""
        return request

    def reply(self, kind: str, **what: object) -> None:
        """Send one reply, after all that was printed before it."""
        self.printed("", flush=True)
        self._send(kind, what)

    def printed(self, text: str, *, flush: bool = False) -> None:
        """Take printed text, a line at a time, while there is room."""
        with self._lock:
            self._line += text[: max(0, self._room)]
            self._room -= len(text)
            cut = len(self._line) if flush else self._line.rfind("\n") + 1
            ready, self._line = self._line[:cut], self._line[cut:]
        if ready:
            self._send("printed", {"text": ready})

    def _send(self, kind: str, what: dict[str, object]) -> None:
        message = {"nonce": self._nonce, "n": self._number, "kind": kind, **what}
        text = json.dumps(message, ensure_ascii=False)
        data = memoryview(text.encode("utf-8", "replace") + b"\n")  # half characters have no code
        with self._lock:
            while data:
                data = data[os.write(self._out, data) :]


class Printed(io.TextIOBase):
    """Takes the place of stdout and stderr."""

    encoding = "utf-8"

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self._channel.printed(str(text))
        return len(text)


class OnePackage:
    """Finds numpy in its own folder, whose neighbours are not to be seen."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None = None,  # noqa: ARG002  # the import system's interface
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        if name != os.path.basename(self._folder):
            return None
        start = os.path.join(self._folder, "__init__.py")
        return importlib.util.spec_from_file_location(name, start, submodule_search_locations=[self._folder])


def main() -> None:
    """Set up, then load the candidate's code and answer calls until there are no more."""
    channel = Channel()
    setup = channel.set_up()
    _lower(setup)
    _cover(channel)
    if setup["numpy"]:
        sys.meta_path.append(OnePackage(setup["numpy"]))
    channel.reply("up")
    entry: Callable[..., object] | None = None
    while (request := channel.next_request()) is not None:
        if entry is None:
            entry = _load(channel, request["code"], request["entry"])
        else:
            _answer(channel, entry, json.loads(request["args"]), setup["answer_bytes"])


def _private_descriptors() -> tuple[io.BufferedReader, int]:
    """Where to read and write, away from 0 and 1, which then lead nowhere."""
    if WASI:
        return open(0, "rb", closefd=False), 1  # it lives as long as the process
    requests, replies = os.dup(0), os.dup(1)
    _lead_nowhere(0, 1)
    return os.fdopen(requests, "rb"), replies


def _lead_nowhere(*descriptors: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDONLY)
    for descriptor in descriptors:
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _lock() -> AbstractContextManager[object]:
    if WASI:
        return nullcontext()
    import threading

    threading.stack_size(1 << 20)
    return threading.RLock()


def _lower(setup: dict[str, Any]) -> None:
    """Shed root, then set limits that cannot be raised again."""
    if setup["uid"]:
        os.setgroups([])
        os.setresgid(setup["uid"], setup["uid"], setup["uid"])
        os.setresuid(setup["uid"], setup["uid"], setup["uid"])
    if not setup["rlimits"]:
        return
    import resource

    for name, (soft, hard) in setup["rlimits"].items():
        kind = getattr(resource, name)
        most = resource.getrlimit(kind)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)  # noqa: PLW2901
        resource.setrlimit(kind, (soft, hard))


def _cover(channel: Channel) -> None:
    """From here on nothing that is printed leaves by itself; until here stderr told of our faults."""
    if not WASI:
        _lead_nowhere(2)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Printed(channel)  # type: ignore[assignment, misc]  # a text stream in all that counts
    sys.stdin = sys.__stdin__ = io.StringIO()  # type: ignore[assignment, misc]  # likewise


def _load(channel: Channel, code: str, entry: str) -> Callable[..., object] | None:
    """The candidate's function; None after saying what is wrong with the code."""
    module = ModuleType("solution")
    sys.modules["solution"] = module
    try:
        exec(compile(code, FILE, "exec"), module.__dict__)  # noqa: S102  # this is what the jail is for
    except BaseException as error:  # noqa: BLE001  # it may raise anything
        channel.reply("problem", **_described(error))
        return None
    function = getattr(module, entry, None)
    if not callable(function):
        channel.reply("problem", text=f"the code defines no function `{entry}`")
        return None
    channel.reply("ready")
    return function  # type: ignore[no-any-return]  # callable, as was just asked


def _answer(channel: Channel, entry: Callable[..., object], arguments: list[Any], most: int) -> None:
    try:
        text = json.dumps(plain(entry(*arguments)))
    except UnplainError as error:
        channel.reply("unplain", text=str(error))
    except BaseException as error:  # noqa: BLE001  # it may raise anything
        channel.reply("raised", **_described(error))
    else:
        if len(text) > most:
            channel.reply("unplain", text=f"an answer of more than {most // 1024} kB")
        else:
            channel.reply("answer", answer=text)


def plain(value: object, depth: int = 0) -> object:
    """An answer in JSON's forms; bool, int and float stay what they are.

    Raises:
        UnplainError: it holds something that has none.
    """
    if value is None or type(value) in {bool, int, float, str}:
        return value
    if depth > 100:  # noqa: PLR2004
        raise UnplainError("an answer that is nested more than 100 deep")
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_key(key): plain(item, depth + 1) for key, item in value.items()}
    if type(value).__module__ == "numpy" and (tolist := getattr(value, "tolist", None)):
        return plain(tolist(), depth + 1)
    for form in (int, float, str):
        if isinstance(value, form):
            return form(value)
    raise UnplainError(f"a {type(value).__name__}; an answer is {FORMS}")


def _key(key: object) -> str:
    if isinstance(key, str):
        return str(key)
    raise UnplainError(f"a dict with a key of type {type(key).__name__}; an answer's keys are text")


def _described(error: BaseException) -> dict[str, object]:
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == FILE else None
    try:
        text = error.msg if isinstance(error, SyntaxError) else str(error)
        code = error.code if isinstance(error, SystemExit) else None
    except BaseException:  # noqa: BLE001  # its own __str__ may raise anything
        text, code = "", None
    name = type(error).__name__
    return {
        "type": name if name.isidentifier() and len(name) <= LONGEST_NAME else "Exception",
        "text": text[:SHOWN_ERROR],
        "line": line or _line(error.__traceback__),
        "clean_exit": isinstance(error, SystemExit) and code in {None, 0},
    }


def _line(trace: TracebackType | None) -> int | None:
    """The innermost line of the candidate's own code."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


if __name__ == "__main__":
    try:
        main()
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)
