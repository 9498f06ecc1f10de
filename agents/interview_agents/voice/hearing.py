"""From a recording to words and their delivery."""

import asyncio
from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from interview_agents.delivery import Delivery
from interview_agents.errors import NothingHeardError
from interview_agents.text import clean
from interview_agents.voice.delivering import delivery_of, phrases
from interview_agents.voice.recording import Recording
from interview_personas import Record


@runtime_checkable
class Transcriber(Protocol):
    """Who writes down what is said; `calls.transcriptions.Transcriptions` is one."""

    @property
    def name(self) -> str:
        """What it is called in errors."""
        ...

    @property
    def address(self) -> str:
        """Where recordings go."""
        ...

    async def words(self, wav: bytes, heard_s: float, *, call_id: str, terms: Sequence[str] = ()) -> str:
        """What was said in a recording.

        Raises:
            ModelError: there is no transcript.
        """
        ...


class Heard(Record):
    """A spoken answer, for the candidate to read before it is sent."""

    text: str
    delivery: Delivery


async def heard(
    transcriber: Transcriber, wav: bytes, *, call_id: str = "voice", terms: Sequence[str] = ()
) -> Heard:
    """What was said in a recording, and how. A recording in which nobody speaks is sent nowhere.

    Args:
        transcriber: who writes it down.
        wav: the recording.
        call_id: names the call in errors and logs.
        terms: words to expect, from `glossary`.

    Raises:
        RecordingError: it cannot be used, or nobody speaks in it.
        ModelError: there is no transcript.
    """
    recording = await asyncio.to_thread(_listened_to, wav)
    text = clean(await transcriber.words(wav, recording.seconds, call_id=call_id, terms=terms))
    if not text:
        raise NothingHeardError("no words were found in the recording: speak up, and record again")
    return Heard(text=text, delivery=delivery_of(recording, text))


def _listened_to(wav: bytes) -> Recording:
    recording = Recording.of(wav)
    phrases(recording.levels_db)
    return recording
