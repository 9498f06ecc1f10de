"""The rehearsal's readers as one person had them trained, with their own corrections.

They are used on a machine of one's own only: where several people come to a page, nobody's
corrections change what anybody's answers are read with. The file's name says over which shipped
readers they were trained; under newer ones they are set aside until they are trained again.
"""

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from interview_agents.errors import ReadersError
from interview_agents.rehearsal import Rehearsal
from interview_agents.signals.readers import SHIPPED, load_signals
from interview_panel.corrections import replace
from interview_panel.errors import StoreError
from interview_panel.settings import Settings

ENDING = ".readers.json.gz"
IN_USE = "They were trained with your own corrections too."
SET_ASIDE = "Readers of your own were trained over older ones and are not used: train them again."


def own_file(home: Path) -> Path:
    """Where readers of one's own are, if they were trained over the shipped ones there are now."""
    return home / f"{_shipped_digest()[:16]}{ENDING}"


def keep_own(home: Path, packed: bytes) -> Path:
    """Write readers of one's own, in place of those there were; gives where.

    Raises:
        StoreError: when the folder cannot be written.
    """
    file = own_file(home)
    try:
        replace(file, packed)
    except OSError as error:
        raise StoreError(
            f"{file}: cannot be written ({error.strerror}): set INTERVIEW_PANEL_HOME to a folder of yours"
        ) from error
    for other in _all(home):
        if other != file:
            other.unlink(missing_ok=True)
    return file


def forget_own(home: Path) -> None:
    """Go back to the shipped readers; the corrections stay."""
    for file in _all(home):
        file.unlink(missing_ok=True)


def has_own(home: Path) -> bool:
    """Whether there are readers of one's own, in use or set aside."""
    return any(_all(home))


def are_set_aside(home: Path) -> bool:
    """Whether those there are were trained over older shipped ones."""
    return has_own(home) and not own_file(home).exists()


def rehearsal_for(settings: Settings) -> Rehearsal:
    """The rehearsal as it reads on this machine, and says so.

    Raises:
        StoreError: when the file of one's own cannot be read.
    """
    if not settings.one_person:
        return _shipped()
    file = own_file(settings.home)
    try:
        changed_ns = file.stat().st_mtime_ns
    except OSError:  # there is none
        return _shipped(SET_ASIDE if has_own(settings.home) else "")
    return _own(file, changed_ns)


def _all(home: Path) -> list[Path]:
    return list(home.glob(f"*{ENDING}"))


@cache
def _shipped_digest() -> str:
    return hashlib.sha256(SHIPPED.read_bytes()).hexdigest()


@lru_cache
def _shipped(remark: str = "") -> Rehearsal:
    return Rehearsal(remark=remark)


@lru_cache(maxsize=1)
def _own(file: Path, _changed_ns: int) -> Rehearsal:
    load_signals.cache_clear()  # it would give what the file held before
    try:
        return Rehearsal(load_signals(file), remark=IN_USE)
    except ReadersError as error:
        raise StoreError(
            f"{file}: holds no readers: `interview-panel eval train --mine` makes them anew, "
            "`--forget-mine` goes back to the shipped ones"
        ) from error
