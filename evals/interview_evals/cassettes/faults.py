"""What goes wrong on the way to a model, made by hand and played by name; none of it is a recording."""

import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pydantic import Field

from interview_agents.calls.attempts import CLOCK
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.prices import price_table
from interview_agents.calls.progress import Clock
from interview_agents.calls.specs import ModelSpec
from interview_agents.calls.wire import http
from interview_agents.model_mind.mind import ModelMind
from interview_evals.cassettes.answer import Answer
from interview_evals.cassettes.asked import Asked
from interview_evals.cassettes.minds import SECRET
from interview_evals.cassettes.replies import JSON, Reply, reply_of
from interview_evals.errors import CassetteError
from interview_personas import Record

PAGE = "text/html"
SPEC = ModelSpec(name="llamacpp:fault", requests=2)
"""Asked twice, so that a fault that passes is seen to be asked again."""


class Fault(Record):
    """One thing that goes wrong; the same for every request."""

    what: str
    status: int = 200
    headers: Mapping[str, str] = Field(default_factory=dict)
    body: str = ""
    """What comes back, when it is not the API's answer."""
    answer: Answer | None = None
    """What comes back, in the form that was asked for."""
    comes: float = Field(default=1.0, gt=0, le=1)
    """Share of it that arrives."""
    resets: bool = False
    """Whether the line is then reset, and not just closed."""

    def reply(self, asked: Asked) -> Reply:
        """All that would be sent if nothing was cut off."""
        if self.answer is not None:
            return reply_of(asked, self.answer)
        return Reply(JSON if self.body.startswith("{") else PAGE, self.body.encode())


@cache
def read_faults() -> Mapping[str, Fault]:
    """Every fault by its name."""
    text = files("interview_evals.cassettes").joinpath("faults.toml").read_text(encoding="utf-8")
    return {name: Fault.model_validate(row) for name, row in tomllib.loads(text).items()}


def faulty_mind(name: str, spec: ModelSpec = SPEC, clock: Clock = CLOCK) -> ModelMind:
    """A mind whose every request meets the same fault; nothing is sent.

    Args:
        name: of the fault.
        spec: how the model is asked.
        clock: what pauses are taken by; a test's own does not wait.

    Raises:
        CassetteError: there is no such fault.
    """
    known = read_faults()
    if name not in known:
        raise CassetteError(f"there is no fault {name!r}: choose one of {', '.join(known)}")
    line = FaultyLine(known[name])
    endpoint = Endpoint.of(spec, price_table(), (line, AsyncFaultyLine(known[name])))
    return ModelMind(Caller(endpoint, clock=clock, circuits=Circuits(clock.now), seed=0), secret=SECRET)


class FaultyLine(http.BaseTransport):
    """Where calls that block meet a fault."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault

    def handle_request(self, request: "http.Request") -> "http.Response":
        """The fault."""
        return _response(self._fault, request, request.read())


class AsyncFaultyLine(http.AsyncBaseTransport):
    """Where calls on a loop meet a fault."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault

    async def handle_async_request(self, request: "http.Request") -> "http.Response":
        """The fault."""
        return _response(self._fault, request, await request.aread())


class FaultyBody(http.SyncByteStream, http.AsyncByteStream):
    """What arrives, and how it ends."""

    def __init__(self, content: bytes, *, resets: bool) -> None:
        self._content, self._resets = content, resets

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        if self._resets:
            raise http.ReadError("connection reset by peer")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for part in self:
            yield part


def _response(fault: Fault, request: "http.Request", content: bytes) -> "http.Response":
    reply = fault.reply(Asked.of(request.url.path, content))
    arrives = reply.content[: int(len(reply.content) * fault.comes)]
    return http.Response(
        fault.status,
        headers={"content-type": reply.content_type, **fault.headers},
        stream=FaultyBody(arrives, resets=fault.resets),
        request=request,
    )
