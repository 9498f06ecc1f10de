"""Where a folder's recordings are, and which of them a request is most like."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from interview_evals.cassettes.asked import Asked
from interview_evals.cassettes.files import ENDING, Cassette, cassette_files, read_sealed
from interview_evals.cassettes.misses import Kept, likeness, lines_of
from interview_evals.errors import CassetteError

ALIKE = 0.5
"""A recording of another call with at least so many lines in common may be the same call, renamed."""


class Shelf:
    """The recordings of one folder: a folder a case, a file a request."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._all: Sequence[Kept] | None = None

    def names(self) -> tuple[str, ...]:
        """Every file's."""
        return tuple(map(self.name, cassette_files(self.folder)))

    def name(self, path: Path) -> str:
        """A file's, within the folder."""
        return path.relative_to(self.folder).as_posix()

    def path(self, asked: Asked, number: int) -> Path:
        """Where a request is kept: its call's name, with a number when it is not the call's first.

        The name does not change with the prompt, so that a new recording shows as a changed file.
        """
        again = f".{number}" if number > 1 else ""
        return self.folder / asked.case / f"{_file_name(asked.call)}{again}{ENDING}"

    def found(self, asked: Asked) -> tuple[Path, Cassette] | None:
        """The recording of exactly this request.

        Raises:
            SpoiltCassetteError: a recording of its call is not as it was written.
        """
        for path, cassette in self._of_call(asked):
            if cassette.asked.key == asked.key:
                return path, cassette
        return None

    def closest(self, asked: Asked) -> Kept | None:
        """The recording that is most like a request: of its own call, or else of one that may be it."""
        lines = lines_of(asked)
        own = [Kept(self.name(path), cassette) for path, cassette in self._of_call(asked)]
        alike = own or [kept for kept in self._every() if likeness(kept.lines, lines) > ALIKE]
        return max(alike, key=lambda kept: likeness(kept.lines, lines), default=None)

    def _of_call(self, asked: Asked) -> Iterator[tuple[Path, Cassette]]:
        """The recordings of a call's requests: the first, then those that asked for it to be mended."""
        folder, name = self.folder / asked.case, _file_name(asked.call)
        for path in [*folder.glob(f"{name}{ENDING}"), *sorted(folder.glob(f"{name}.[0-9]*{ENDING}"))]:
            cassette = read_sealed(path, Cassette)
            if (cassette.case, cassette.call) != (asked.case, asked.call):
                raise CassetteError(f"{path}: it is of {cassette.asked.name}: move it back, or delete it")
            yield path, cassette

    def _every(self) -> Sequence[Kept]:
        if self._all is None:
            files = cassette_files(self.folder)
            self._all = [Kept(self.name(path), read_sealed(path, Cassette)) for path in files]
        return self._all


def _file_name(call: str) -> str:
    """A call's id as a file's name.

    >>> _file_name("scorer/system_design#1")
    'scorer-system_design-1'
    """
    return re.sub(r"[^\w-]+", "-", call, flags=re.ASCII).strip("-") or "call"
