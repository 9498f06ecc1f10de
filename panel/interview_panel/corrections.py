"""Rulings that the candidate calls wrong, kept as labelled answers to train the readers with.

``<home>/corpus/you/<flag>.jsonl`` is this machine's one person's, and the only corpus of corrections
that is ever trained with. Where several people come to a page, each has a folder of their own under
``<home>/corpora``, which nothing reads but their own page. Nothing of it leaves the machine.
"""

import hashlib
import os
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from interview_agents.rehearsal.labelled import SHORTEST, Label, Line, excerpt, fits
from interview_agents.scorecard import Ruling, State
from interview_agents.transcript import Transcript
from interview_panel.errors import CorrectionError, StoreError
from interview_personas import RoundKind

CORPUS, CORPORA, AUTHOR = "corpus", "corpora", "you"
OTHER_SIDE: Mapping[State, Label] = {State.PRESENT: "strong", State.ABSENT: "flag"}
"""What an answer is labelled when a ruling on it was wrong."""
PRIVATE_FOLDER = 0o700
_writing = threading.Lock()


class Place(NamedTuple):
    """Which ruling of an onsite is meant: a round has one on a flag."""

    session_id: str
    round: RoundKind
    flag: str

    @property
    def id(self) -> str:
        """The id of its correction."""
        return f"{self.session_id}/{self.round}/{self.flag}"


class Corrections:
    """One owner's corrections. Every method raises `StoreError` when their files cannot be used.

    Args:
        corpus: the owner's folder, from `corpus_of`.
    """

    def __init__(self, corpus: Path) -> None:
        self._folder = corpus / AUTHOR

    def by_flag(self) -> Mapping[str, Sequence[Line]]:
        """All of them."""
        return {file.stem: _read(file) for file in sorted(self._folder.glob("*.jsonl"))}

    def ids(self) -> frozenset[str]:
        """The ids of all; `Place.id` says what each is of."""
        return frozenset(line.id for lines in self.by_flag().values() for line in lines)

    def add(self, place: Place, ruling: Ruling, transcript: Transcript) -> None:
        """Keep the answer that a wrong ruling rests on, under the other label; once.

        Args:
            place: where the ruling stands.
            ruling: present or absent, with the turn that it quotes.
            transcript: the round's.

        Raises:
            CorrectionError: when the answer is nothing to learn from, or its words are kept already.
        """
        line = correction(place, ruling, transcript)
        with _writing:
            known = self.by_flag()
            if any(line.id == kept.id for kept in known.get(place.flag, ())):
                return
            for flag, lines in known.items():
                if any(line.answer == kept.answer for kept in lines):
                    raise CorrectionError(f"these words are kept already, for {flag}: take that back first")
            self._write(place.flag, [*known.get(place.flag, ()), line])

    def take_back(self, place: Place) -> None:
        """Forget the correction of a ruling, if there is one."""
        self._drop(f"{place.id}/")

    def forget(self, session_id: str) -> None:
        """Forget all corrections of an onsite."""
        self._drop(f"{session_id}/")

    def _drop(self, start: str) -> None:
        with _writing:
            for flag, lines in self.by_flag().items():
                left = [line for line in lines if not f"{line.id}/".startswith(start)]
                if len(left) < len(lines):
                    self._write(flag, left)

    def _write(self, flag: str, lines: Sequence[Line]) -> None:
        """A flag's file whole, or none when nothing is left."""
        file = self._folder / f"{flag}.jsonl"
        try:
            if lines:
                replace(file, "".join(f"{line.model_dump_json()}\n" for line in lines).encode())
            else:
                file.unlink(missing_ok=True)
        except OSError as error:
            raise StoreError(
                f"{file}: cannot be written ({error.strerror}): set INTERVIEW_PANEL_HOME to a folder of yours"
            ) from error


def correction(place: Place, ruling: Ruling, transcript: Transcript) -> Line:
    """A wrong ruling as a labelled answer, in the format that the readers are trained on.

    Raises:
        CorrectionError: when the answer has too few words to learn from.
    """
    turn_id = ruling.turn_id or ""
    turn = transcript.turn(turn_id)
    answer = excerpt(turn.text, ruling.quote or "") if turn else ""
    if not fits(answer):
        raise CorrectionError(f"there is too little to learn from: answers of {SHORTEST} words and more are")
    return Line(
        id=place.id,
        q=f"{place.session_id}/{turn_id}",
        question=_asked(transcript, turn_id),
        answer=answer,
        label=OTHER_SIDE[ruling.ruling],
    )


def corpus_of(home: Path, owner: str = "") -> Path:
    """The folder of an owner's corpus; without an owner, of this machine's one person."""
    if not owner:
        return home / CORPUS
    return home / CORPORA / hashlib.sha256(owner.encode()).hexdigest()[:32]


def forget_everywhere(home: Path, session_id: str) -> None:
    """Forget what its owner corrected in an onsite that is deleted, whoever that was.

    Raises:
        StoreError: when a file of corrections cannot be used.
    """
    for corpus in (home / CORPUS, *(home / CORPORA).glob("*")):
        Corrections(corpus).forget(session_id)


def replace(file: Path, content: bytes) -> None:
    """Write a file whole, readable by its owner only; who reads it meanwhile reads the old one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    number, draft = tempfile.mkstemp(prefix=".", suffix=".draft", dir=file.parent)
    try:
        with os.fdopen(number, "wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        Path(draft).replace(file)
    finally:
        Path(draft).unlink(missing_ok=True)


def _asked(transcript: Transcript, turn_id: str) -> str:
    return next((asked.text for asked, said in transcript.exchanges() if said.id == turn_id), "")


def _read(file: Path) -> Sequence[Line]:
    try:
        lines = file.read_text("utf-8").split("\n")
        return [Line.model_validate_json(line) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise StoreError(f"{file}: is no file of corrections any more: mend it, or move it away") from error
