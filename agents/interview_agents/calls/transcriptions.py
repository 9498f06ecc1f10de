"""Calls that write down what was said, at any endpoint with OpenAI's ``/audio/transcriptions``.

Failure contract: as `caller`'s. A call ends with the words, or with one `ModelError`. Only the
text is asked for: what else such endpoints give differs from one to the next.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from openai import AsyncOpenAI

from interview_agents.calls import wire
from interview_agents.calls.attempts import CIRCUITS, CLOCK, Attempts
from interview_agents.calls.call import Call
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.failures import failure_of
from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.progress import Clock, Progress
from interview_agents.calls.specs import ModelSpec, transcribing
from interview_agents.calls.spending import Spending

FILE = "answer.wav"
"""The endpoint tells the format by the name."""
HEAD_BYTES = 2000
"""As much of an answer is looked at for an error in its place."""


class Transcriptions:
    """Calls to one model that writes down speech.

    Args:
        spec: which model, where.
        language: what is spoken, ``en``; found out from the recording when empty.
        table: prices and shutdowns; the shipped ones when left out.
        clock: what calls are measured and paced by.
        circuits: shared with every other caller of the process when left out.
        seed: spreads the pauses.

    Raises:
        ModelSpecError: no key where one is needed, or a name that was shut down.
    """

    def __init__(
        self,
        spec: ModelSpec,
        *,
        language: str = "",
        table: PriceTable | None = None,
        clock: Clock = CLOCK,
        circuits: Circuits = CIRCUITS,
        seed: int | None = None,
    ) -> None:
        self.spec, self._language = spec, language
        self._table = table or price_table()
        spec.refuse_what_cannot_work(self._table)
        self._price = spec.price(self._table)
        self._attempts = Attempts(spec.name, spec.address, spec.limits, clock, circuits, seed)
        self._client = _client(spec)

    @property
    def name(self) -> str:
        """``openai:gpt-transcribe``."""
        return self.spec.name

    @property
    def address(self) -> str:
        """Where recordings go, without what an address may hold beside that."""
        return self.spec.address

    @property
    def spent(self) -> Spending:
        """What all its calls used so far; `metered` counts those of one session."""
        return self._attempts.spent

    async def words(self, wav: bytes, heard_s: float, *, call_id: str, terms: Sequence[str] = ()) -> str:
        """What was said in a recording; empty when no words were found in it.

        Args:
            wav: the recording.
            heard_s: how long it is; prices go by that.
            call_id: names the call in errors and logs.
            terms: words to expect.

        Raises:
            ModelError: there is no transcript.
        """
        hints = _hints(self.spec, terms, self._language)
        with self._attempts.underway(Call(call_id, ())) as progress:
            text: str = await self._attempts.asking(progress)(self._sent, progress, wav, heard_s, hints)
        return text.strip()

    async def _sent(self, progress: Progress, wav: bytes, heard_s: float, hints: dict[str, object]) -> str:
        asked: dict[str, Any] = {
            "file": (FILE, wav, "audio/wav"),
            "model": self.spec.model,
            "response_format": "json",
            "extra_body": hints,
        }
        with self._request(progress, heard_s):
            patience_s = progress.time_left()
            async with asyncio.timeout(patience_s):
                asked["timeout"] = wire.patience(patience_s)
                return _text_of(await self._client.audio.transcriptions.create(**asked))

    @contextmanager
    def _request(self, progress: Progress, heard_s: float) -> Iterator[None]:
        """Count one request, and turn whatever it raises into one of our errors."""
        head = bytearray()

        def watch(raw: bytes) -> None:
            head.extend(raw[: HEAD_BYTES - len(head)])

        spent = Spending.of_audio(heard_s, self._price)
        try:
            with wire.calling(progress.call.id, watch):
                yield
        except Exception as error:
            spent = Spending(requests=1)  # what was not written down is not charged for
            raise failure_of(error, progress.said, self._table, bytes(head)) from error
        finally:
            progress.sent(spent)


def _client(spec: ModelSpec) -> AsyncOpenAI:
    """The SDK's, which sends what we send through, whichever HTTP library that is."""
    arguments: dict[str, Any] = {
        "api_key": spec.api_key.get_secret_value() if spec.api_key else wire.NO_KEY,
        "base_url": spec.endpoint,
        "organization": spec.organization,
        "max_retries": 0,
        "http_client": wire.async_client(timeout_s=spec.limits.timeout_s),
    }
    return AsyncOpenAI(**arguments)


def _hints(spec: ModelSpec, terms: Sequence[str], language: str) -> dict[str, object]:
    """What helps the model, in the fields it takes; not every SDK has arguments for them."""
    if spec.model in transcribing().keywords:
        hints: dict[str, object] = {"keywords": list(terms), "languages": [language] if language else []}
    else:
        hints = {"prompt": ", ".join(terms), "language": language}
    return {name: value for name, value in hints.items() if value}


def _text_of(said: object) -> str:
    """The words of an answer; a server that is not the API's sends pages, or errors as answers."""
    text = getattr(said, "text", None)
    if not isinstance(text, str):
        raise ValueError("an answer without a text")  # noqa: TRY004 - what was sent is at fault
    return text
