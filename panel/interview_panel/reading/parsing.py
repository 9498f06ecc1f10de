"""Has a document parsed where it can do no harm: outside this process, and for a short time.

A file of a few kilobytes can make a parser run for minutes or fill the memory. So the parser gets
a process of its own, which lowers its own limits before it imports a parser: processor time,
address space, output; and it finds none of our keys in its environment. The sandbox for
candidates' code does not fit: it shows a process nothing but the standard library and numpy, it
speaks the language of tests, and on some machines none of its tiers holds, where a résumé should
be read all the same. Its walls are for unknown programs; here only the input is unknown.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from threading import BoundedSemaphore
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from interview_panel.errors import MissingExtraError
from interview_panel.reading.errors import DamagedError, LockedError, OverLimitError, UnlimitedError
from interview_panel.reading.kinds import Kind
from interview_panel.reading.limits import ReadingLimits
from interview_personas import Record

PARSERS: dict[Kind, str] = {"PDF": "pypdf", "Word document": "docx"}
EXTRA = "resume"
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}
BYTES_A_CHARACTER = 13
"""JSON takes twelve for one at most, two halves of six; and a little for what is around it."""
AT_ONCE = BoundedSemaphore(2)
"""However many hand in a document at the same time, there is memory for two."""


class Parsed(Record):
    """What the child read."""

    text: str
    pages: int | None
    more: bool
    """Whether the document goes on where the text ends."""


class Problem(Record):
    """Why the child refused it."""

    problem: Literal["parser", "locked", "pages", "unpacked"]
    found: int


SAID: TypeAdapter[Parsed | Problem] = TypeAdapter(Parsed | Problem)


def missing_readers() -> tuple[Kind, ...]:
    """The formats whose parser is not installed."""
    return tuple(kind for kind, package in PARSERS.items() if importlib.util.find_spec(package) is None)


def parsed(document: bytes, kind: Kind, characters: int, limits: ReadingLimits) -> Parsed:
    """The text of a PDF or Word document; it may take a few seconds.

    Args:
        document: its bytes.
        kind: which of the two.
        characters: most of them that are wanted.
        limits: what reading it may use.

    Raises:
        MissingExtraError: its parser, or what that needs, is not installed.
        ReadingError: it cannot be read; the message says what to do.
    """
    if kind in missing_readers():
        raise MissingExtraError(f"reading a {kind}", EXTRA)
    if importlib.util.find_spec("resource") is None:
        raise UnlimitedError
    said = _said(document, _setup(kind, characters, limits), limits.wall_s)
    if isinstance(said, Parsed):
        return said
    if said.problem == "parser":
        raise MissingExtraError(f"reading a {kind}", EXTRA)
    if said.problem == "locked":
        raise LockedError
    if said.problem == "pages":
        raise OverLimitError(f"it has {said.found:,} pages, and at most {limits.pages} are read")
    raise OverLimitError("there is far too much packed in this document")


def _setup(kind: Kind, characters: int, limits: ReadingLimits) -> dict[str, object]:
    return {
        **limits.model_dump(include={"pages", "unpacked_bytes", "cpu_s", "memory_bytes"}),
        "kind": kind,
        "characters": characters,
        "said_bytes": BYTES_A_CHARACTER * characters,
        "path": [str(Path(place).absolute()) for place in sys.path],
    }


def _said(document: bytes, setup: dict[str, object], wall_s: float) -> Parsed | Problem:
    """What the child says of a document; not through a pipe, so that its limit for files holds."""
    program = files("interview_panel.reading").joinpath("child.py").read_text("utf-8")
    with AT_ONCE, tempfile.TemporaryFile() as written:
        try:
            status = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-I", "-B", "-X", "utf8", "-c", program, json.dumps(setup)],
                input=document,
                stdout=written,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                timeout=wall_s,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            raise _too_laborious() from None
        written.seek(0)
        said = written.read()
    if status < 0:
        raise _too_laborious()
    try:
        return SAID.validate_json(said)
    except ValidationError:
        raise DamagedError from None


def _too_laborious() -> OverLimitError:
    return OverLimitError(
        "reading it takes more time or memory than a document may", "print it into a new PDF"
    )
