"""A mind whose models are played from recordings, or recorded: the way in for suites and for tests."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from interview_agents.calls import wire
from interview_agents.calls.attempts import CLOCK
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.prices import price_table
from interview_agents.calls.progress import Clock
from interview_agents.calls.specs import ModelSpec, Role
from interview_agents.model_mind.mind import ModelMind
from interview_agents.model_mind.prompts import Prompts
from interview_evals.cassettes.manifest import Manifest, manifest_for
from interview_evals.cassettes.tape import Mode, Tape
from interview_evals.cassettes.transport import AsyncTapeTransport, TapeTransport

SECRET = b"recorded"
"""Known, so that the same case puts the same bytes on the wire."""
HELD_BY: tuple[Role, ...] = ("interviewer", "scorer", "judge")
NOBODY = SecretStr(wire.NO_KEY)


class StillClock(Clock):
    """No time passes in a replay: what it measured would be another number each time."""

    def now(self) -> float:
        """The same moment."""
        return 0.0

    async def rest(self, seconds: float) -> None:
        """Nobody is waited for."""


class RecordedMind(ModelMind):
    """Models that go through a tape; `tape` says what came of every request, and what was missed."""

    def __init__(
        self, tape: Tape, manifest: Manifest, specs: Mapping[Role, ModelSpec], prompts: Prompts | None
    ) -> None:
        self.tape, self.manifest = tape, manifest
        callers = {spec: recorded_caller(tape, spec) for spec in dict.fromkeys(specs.values())}
        super().__init__(*(callers[specs[role]] for role in HELD_BY), prompts=prompts, secret=SECRET)


def recorded_mind(
    folder: Path,
    mode: Mode = Mode.REPLAY,
    *,
    specs: Mapping[Role, ModelSpec] | None = None,
    about: str = "",
    prompts: Prompts | None = None,
) -> RecordedMind:
    """A mind that answers from the recordings of a folder, or makes them.

    Name the case that runs with `asked.recording_case`; after the run ``mind.tape`` has what was played,
    recorded and missed.

    Args:
        folder: the recordings; who was asked in it is written in its ``models.yaml``.
        mode: what is done with a request.
        specs: who is asked in each role, with address and key; needed whenever something may be sent.
        about: what was served and how, for people; kept with a new folder.
        prompts: the shipped ones when left out.

    Raises:
        CassetteError: the folder holds no recordings, or holds those of other models than are given.
        ModelSpecError: no key where one is needed, or a name that was shut down.
    """
    manifest = manifest_for(folder, specs, about, writes=mode in {Mode.MISSING, Mode.ALL})
    asked = specs if specs and mode is not Mode.REPLAY else manifest.specs()
    keys = [spec.api_key.get_secret_value() for spec in asked.values() if spec.api_key]
    return RecordedMind(Tape(folder, mode, keys), manifest, asked, prompts)


def recorded_caller(tape: Tape, spec: ModelSpec) -> Caller:
    """Calls of one model through a tape; they share no circuit with anybody."""
    clock = CLOCK
    if tape.mode is Mode.REPLAY:
        clock = StillClock()
        spec = spec.model_copy(update={"api_key": NOBODY})  # nothing is sent, so nobody has to have one
    endpoint = Endpoint.of(spec, price_table(), (TapeTransport(tape), AsyncTapeTransport(tape)))
    return Caller(endpoint, clock=clock, circuits=Circuits(clock.now))
