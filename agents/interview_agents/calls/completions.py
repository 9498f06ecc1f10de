"""Chat completions of the SDK, without the typed object it makes of every streamed chunk."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from openai import AsyncOpenAI, AsyncStream
from openai.resources.chat.completions import AsyncCompletions

from interview_agents.calls.handfuls import in_handfuls

Chunk = dict[str, Any]


class PlainCompletions(AsyncCompletions):
    """What langchain-openai asks for chat completions; a stream's chunks stay the plain data they came as.

    The SDK makes a typed object of every chunk, of which langchain-openai makes plain data again,
    and walks every message of a conversation through its type hints, on every turn. Together that
    takes longer than all the rest of a call. Sending, errors and reading are the SDK's own.
    """

    def __init__(self, client: AsyncOpenAI) -> None:
        super().__init__(client)
        self._sdk = client

    async def create(self, **payload: Any) -> Any:  # noqa: ANN401 - the SDK's has 40 parameters
        """An answer, or a stream of dictionaries when one is asked for."""
        if not payload.get("stream"):
            return await super().create(**payload)
        more = payload.pop("extra_body", None) or {}
        stream = await self._sdk.post(
            "/chat/completions",
            options={"timeout": payload.pop("timeout")} if "timeout" in payload else {},
            body={**payload, **more},
            cast_to=object,
            stream=True,
            stream_cls=AsyncStream[Any],
        )
        return aclosing(_chunks(stream))


async def _chunks(stream: AsyncStream[Chunk]) -> AsyncGenerator[Chunk, None]:
    """A stream's chunks, those with nothing but words put together: each costs as much as many words."""
    async with stream:
        async for chunk in in_handfuls(stream, _with_words_of, joins=_is_words):
            yield chunk


def _is_words(chunk: Chunk) -> bool:
    """Whether a chunk says something and nothing else."""
    choices: list[dict[str, Any]] = chunk.get("choices") or []
    if len(choices) != 1:
        return False
    more = chunk.get("usage") or choices[0].get("finish_reason") or choices[0].get("logprobs")
    says = {name for name, value in (choices[0].get("delta") or {}).items() if value}
    return not more and "content" in says <= {"role", "content"}


def _with_words_of(chunk: Chunk, other: Chunk) -> Chunk:
    chunk["choices"][0]["delta"]["content"] += other["choices"][0]["delta"]["content"]
    return chunk
