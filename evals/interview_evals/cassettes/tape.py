"""The recordings of one folder in one run: which is played, which is made, and what came of each request.

Failure contract: in replay nothing is sent, so a request without a recording can only be a `CassetteMiss`.
A file is written only for a whole answer without an error and without a secret.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from interview_evals.cassettes.answer import Answer, UnkeepableError
from interview_evals.cassettes.asked import Asked
from interview_evals.cassettes.files import Cassette, write_sealed
from interview_evals.cassettes.guarding import secret_in
from interview_evals.cassettes.misses import CassetteMiss, Miss, miss_of
from interview_evals.cassettes.replies import kept_of
from interview_evals.cassettes.shelf import Shelf
from interview_evals.errors import CassetteError, SecretError

VARIABLE = "INTERVIEW_PANEL_RECORD"


class Mode(StrEnum):
    """What is done with a request."""

    REPLAY = "replay"
    """Played from its recording; nothing is ever sent."""
    MISSING = "missing"
    """Played when it was recorded, else sent and recorded."""
    ALL = "all"
    """Sent and recorded, whatever was there."""
    VERIFY = "verify"
    """Sent and compared with its recording; nothing is written."""
    LIVE = "live"
    """Sent; nothing is read or written."""


def mode_asked(given: Mode | None, environ: Mapping[str, str]) -> Mode:
    """What is done with requests: as given, else as ``INTERVIEW_PANEL_RECORD`` says, else replay.

    Raises:
        CassetteError: it is no mode, or something would be sent in CI, where nothing ever is.
    """
    named = given or environ.get(VARIABLE) or Mode.REPLAY
    if named not in list(Mode):
        raise CassetteError(f"{VARIABLE}={named}: write one of {', '.join(Mode)}")
    if named != Mode.REPLAY and environ.get("CI", "").lower() not in {"", "0", "false"}:
        raise CassetteError(
            f"{named} in CI: recordings are only replayed there; record on a machine of your own"
        )
    return Mode(named)


class Verdict(StrEnum):
    """What came of a request."""

    HIT = "hit"
    RECORDED = "recorded"
    MISS = "miss"
    LIVE = "live"
    SAME = "same"
    """The model answered as recorded."""
    DRIFTED = "drifted"
    """It answered otherwise."""
    UNKEPT = "unkept"
    """It came back and was not written."""


class Played(NamedTuple):
    """One request of a run."""

    case: str
    call: str
    verdict: Verdict
    file: str = ""
    """Of its recording, within the folder."""
    why: str = ""
    """It was not kept."""


class Tape:
    """The recordings of a folder.

    Args:
        folder: holds a folder a case, with one file a request.
        mode: what is done with a request.
        keys: in use now; nothing that holds one is written.
    """

    def __init__(self, folder: Path, mode: Mode = Mode.REPLAY, keys: Sequence[str] = ()) -> None:
        self.folder, self.mode = folder, mode
        self._shelf = Shelf(folder)
        self.played: list[Played] = []
        """Every request of the run, as they came."""
        self.misses: list[Miss] = []
        """Requests that had no recording."""
        self._keys = tuple(keys)
        self._seen: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._made: set[Path] = set()
        self._lock = Lock()

    def play(self, asked: Asked) -> Answer | None:
        """The answer that was recorded; None when the request is to be sent.

        Raises:
            CassetteMiss: there is none, and nothing may be sent.
            SpoiltCassetteError: a recording of this call is not as it was written.
            SecretError: the request may be sent, but not be recorded.
        """
        with self._lock:
            self._number(asked)
            found = None if self.mode is Mode.LIVE else self._shelf.found(asked)
            if found and (self.mode in {Mode.REPLAY, Mode.MISSING} or found[0] in self._made):
                self._note(asked, Verdict.HIT, found[0])
                return found[1].answer
            if self.mode is Mode.REPLAY:
                raise self._missed(asked)
        if self.mode in {Mode.MISSING, Mode.ALL} and (what := secret_in(asked.body, self._keys)):
            raise SecretError(
                f"{asked.name}: the prompt holds {what}: take it out; nothing was sent or written"
            )
        return None

    def came(self, asked: Asked, content: bytes) -> None:
        """Take in what an endpoint answered, when it answered without an error."""
        with self._lock:
            if self.mode is Mode.LIVE:
                self._note(asked, Verdict.LIVE)
                return
            try:
                answer = kept_of(asked, content)
            except UnkeepableError as error:
                self._note(asked, Verdict.UNKEPT, why=str(error))
                return
            (self._compare if self.mode is Mode.VERIFY else self._keep)(asked, answer)

    def count(self, verdict: Verdict) -> int:
        """How many requests came to this."""
        return sum(played.verdict is verdict for played in self.played)

    def used(self) -> frozenset[str]:
        """Files that this run played or made, within the folder."""
        return frozenset(played.file for played in self.played if played.file)

    def unused(self) -> tuple[str, ...]:
        """Files that it did not; after a whole run nobody needs them."""
        return tuple(file for file in self._shelf.names() if file not in self.used())

    def _keep(self, asked: Asked, answer: Answer) -> None:
        path = self._shelf.path(asked, self._number(asked))
        cassette = Cassette(
            case=asked.case, call=asked.call, api=asked.api, request=asked.body, answer=answer
        )
        if what := secret_in(cassette.model_dump(), self._keys):
            self._note(asked, Verdict.UNKEPT, why=f"the answer holds {what}")
            return
        write_sealed(path, cassette)
        self._made.add(path)
        self._note(asked, Verdict.RECORDED, path)

    def _compare(self, asked: Asked, answer: Answer) -> None:
        found = self._shelf.found(asked)
        if found is None:
            self._missed(asked)
            return
        said, before = (
            kept.model_dump(include={"text", "refusal", "ended"}) for kept in (answer, found[1].answer)
        )
        self._note(asked, Verdict.SAME if said == before else Verdict.DRIFTED, found[0])

    def _missed(self, asked: Asked) -> CassetteMiss:
        miss = miss_of(asked, self._shelf.closest(asked))
        if miss not in self.misses:
            self.misses.append(miss)
        self._note(asked, Verdict.MISS)
        return CassetteMiss(miss)

    def _number(self, asked: Asked) -> int:
        """Which of its call's requests it is, in the order in which this run made them."""
        seen = self._seen[asked.case, asked.call]
        if asked.key not in seen:
            seen.append(asked.key)
        return seen.index(asked.key) + 1

    def _note(self, asked: Asked, verdict: Verdict, path: Path | None = None, *, why: str = "") -> None:
        file = self._shelf.name(path) if path else ""
        self.played.append(Played(asked.case, asked.call, verdict, file, why))
