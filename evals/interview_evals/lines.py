"""Files of one JSON record a line: all of them read, and every fault told with its file and line."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from interview_evals.errors import CorpusError

R = TypeVar("R", bound=BaseModel)


def records(files: Sequence[Path], kind: type[R]) -> tuple[R, ...]:
    """The records of files, by file and line.

    Raises:
        CorpusError: with every fault of every file, not only the first.
    """
    entries = [entry for file in files for entry in parsed(file, kind)]
    faults = [entry for entry in entries if isinstance(entry, str)]
    if faults:
        raise CorpusError(faults)
    return tuple(record for _, record in (entry for entry in entries if not isinstance(entry, str)))


def parsed(file: Path, kind: type[R]) -> Iterator[tuple[str, R] | str]:
    """Each line of a file as its place and record, or as the fault that it has."""
    try:
        lines = file.read_text("utf-8").split("\n")  # other line ends may stand in a text
    except (OSError, UnicodeDecodeError) as error:
        yield f"{file}: cannot be read as UTF-8 text ({error}): check the file"
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from _parsed_line(f"{file}:{number}", line, kind)


def _parsed_line(place: str, line: str, kind: type[R]) -> Iterator[tuple[str, R] | str]:
    try:
        yield place, kind.model_validate_json(line)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            where = ".".join(map(str, fault["loc"])) or "line"
            yield f"{place}: {where}: {fault['msg']}"


def found_in(folder: Path, pattern: str, what: str) -> list[Path]:
    """The files of a folder, by name.

    Raises:
        CorpusError: there are none.
    """
    files = sorted(folder.glob(pattern))
    if not files:
        raise CorpusError([f"{folder}: there are no {what} ({pattern}): name their folder"])
    return files
