"""Cassettes as files: written whole or not at all, and read only as they were written.

Failure contract: the last line of a file is a hash of everything before it, and a file that does not fit
its own is refused. So nobody edits an answer and calls it a recording, and a bad disk is no other answer.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import JsonValue, ValidationError

from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.asked import Api, Asked
from interview_evals.cassettes.blocks import read, written
from interview_evals.errors import CassetteError, SpoiltCassetteError
from interview_personas import Record

HEAD = "# Recorded, not written: what a model answered. An edited file is refused.\n"
SEALED = re.compile(r"(?P<body>.*^)sha256: (?P<sha256>[0-9a-f]{64})\n\Z", re.DOTALL | re.MULTILINE)
ENDING = ".yaml"
R = TypeVar("R", bound=Record)


class Cassette(Record):
    """One request and what was answered."""

    case: str
    call: str
    api: Api
    request: Mapping[str, JsonValue]
    answer: Answer

    @property
    def asked(self) -> Asked:
        """The request, to compare with another."""
        return Asked(self.case, self.call, self.api, dict(self.request))


def write_sealed(path: Path, record: Record) -> str:
    """Write a record; the text that was written.

    Raises:
        CassetteError: what would be written does not read back as it is.
    """
    text = sealed(record)
    if opened(text, type(record), str(path)) != record:
        raise CassetteError(f"{path}: this cannot be written so that it reads back as it was")
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.half")
    try:
        half.write_bytes(text.encode())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return text


def read_sealed(path: Path, kind: type[R]) -> R:
    """What was written into a file.

    Raises:
        SpoiltCassetteError: the file is not as it was written.
        OSError: it cannot be read.
    """
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise SpoiltCassetteError(str(path), "it is no text") from error
    return opened(text, kind, str(path))


def sealed(record: Record) -> str:
    """A record's text, with its hash in the last line."""
    body = HEAD + written(record.model_dump(mode="json"))
    return f"{body}sha256: {_sha256(body)}\n"


def opened(text: str, kind: type[R], file: str) -> R:
    """The record of a text.

    Raises:
        SpoiltCassetteError: the text is not as it was written.
    """
    parts = SEALED.match(text)
    if parts is None:
        raise SpoiltCassetteError(file, "it does not end with its hash")
    if _sha256(parts["body"]) != parts["sha256"]:
        raise SpoiltCassetteError(file, "it was changed after it was written")
    try:
        return kind.model_validate(read(parts["body"]))
    except (ValueError, ValidationError) as error:
        raise SpoiltCassetteError(
            file, f"it is no {kind.__name__}: {' '.join(str(error).split())}"
        ) from error


def cassette_files(folder: Path) -> Iterator[Path]:
    """Every cassette of a folder and the folders in it, in order of their names."""
    yield from sorted(path for path in folder.glob(f"**/*{ENDING}") if path.parent != folder)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
