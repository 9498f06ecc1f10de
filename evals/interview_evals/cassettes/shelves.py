"""Folders of recordings as a whole: what is in them, what is wrong with them, what two have in common."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interview_evals.cassettes.files import Cassette, cassette_files, read_sealed
from interview_evals.cassettes.guarding import secret_in
from interview_evals.cassettes.manifest import FILE, read_manifest
from interview_evals.cassettes.misses import Change, change, changes_between
from interview_evals.errors import CassetteError

CASSETTES = Path(__file__).parents[2] / "cassettes"
"""Where a checkout keeps them; an installed wheel has none."""


class Fault(NamedTuple):
    """Something that should not be in a folder of recordings."""

    file: Path
    what: str


class Compared(NamedTuple):
    """The same call in two recordings."""

    name: str
    changes: tuple[Change, ...]
    """Of the prompt and the parameters, and of the answer."""


def shelves(folder: Path) -> tuple[Path, ...]:
    """The folders of recordings in a folder, which may be one itself.

    Raises:
        CassetteError: there are none.
    """
    found = tuple(sorted(path.parent for path in folder.glob(f"**/{FILE}")))
    if not found:
        raise CassetteError(f"{folder}: there are no recordings in it ({FILE} is missing): record some first")
    return found


def recordings(shelf: Path) -> Iterator[tuple[str, Cassette]]:
    """Every recording of a folder by its name in it.

    Raises:
        SpoiltCassetteError: a file is not as it was written.
    """
    for path in cassette_files(shelf):
        yield path.relative_to(shelf).as_posix(), read_sealed(path, Cassette)


def faults(folder: Path) -> Iterator[Fault]:
    """What is in a folder's files that should not be: secrets, edits, other files."""
    for shelf in shelves(folder):
        known = {shelf / FILE, *cassette_files(shelf)}
        for path in sorted(path for path in shelf.glob("**/*") if path.is_file()):
            if path not in known:
                yield Fault(path, "it is no recording: move it elsewhere, or delete it")
            elif what := secret_in(path.read_text("utf-8", errors="replace")):
                yield Fault(path, f"it holds {what}: delete it here and in git's history, and get a new one")
            else:
                yield from _spoilt(path)


def compared(one: Path, other: Path) -> Iterator[Compared]:
    """What is different between two recordings, or two folders of them, call by call.

    Raises:
        CassetteError: a file is not as it was written, or the folders have no call in common.
    """
    if one.is_file():
        yield _compared(one.name, read_sealed(one, Cassette), read_sealed(other, Cassette))
        return
    others = dict(recordings(other))
    both = [(name, cassette) for name, cassette in recordings(one) if name in others]
    if not both:
        raise CassetteError(f"{one} and {other} have no call in common: name two folders of the same cases")
    for name, cassette in both:
        yield _compared(name, cassette, others[name])


def _compared(name: str, one: Cassette, other: Cassette) -> Compared:
    answers = [_lines(cassette) for cassette in (one, other)]
    changes = [*changes_between(one.asked, other.asked), change("answer", *answers)]
    return Compared(name, tuple(change for change in changes if change.lines))


def _lines(cassette: Cassette) -> list[str]:
    answer = cassette.answer
    return [f"ended: {answer.ended}", *(answer.refusal or answer.text or "").split("\n")]


def _spoilt(path: Path) -> Iterator[Fault]:
    try:
        if path.name == FILE:
            read_manifest(path.parent)
        else:
            read_sealed(path, Cassette)
    except CassetteError as error:
        yield Fault(path, str(error).removeprefix(f"{path}: "))


def unused(shelf: Path, used: Path) -> tuple[Path, ...]:
    """Recordings of a folder that are not on a list of used ones.

    Raises:
        CassetteError: nothing on the list is in the folder; it is the list of another one.
    """
    names = frozenset(used.read_text("utf-8").split("\n"))
    files = {path.relative_to(shelf).as_posix(): path for path in cassette_files(shelf)}
    if files and not names & set(files):
        raise CassetteError(f"{used}: none of its files is in {shelf}: give the list of a run that used it")
    return tuple(path for name, path in files.items() if name not in names)
