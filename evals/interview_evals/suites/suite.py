"""A suite as a file: what kind of cases, from where, with which minds, and what a drop is."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from interview_agents.mind import Mind
from interview_evals.errors import CorpusError
from interview_evals.judge.cases import Case, Half, read_cases
from interview_evals.lines import found_in
from interview_personas import Bank, Length, Record

SUITES = Path(__file__).parents[2] / "suites"
"""Where a checkout keeps them; an installed wheel has none."""
Kind = Literal["judge", "interviewer", "committee", "onsite", "injection", "twins"]
Severity = Literal["crit", "high", "med", "low"]


class MindPlan(Record):
    """Who is measured, and how it is asked without a network."""

    id: str
    """A short name: runs and baselines are kept under it."""
    model: str = "rehearsal"
    """As ``--model`` takes it."""
    recordings: str = ""
    """Folder of its recordings, from the suite's file; empty when nothing needs to be recorded."""
    about: str = ""
    """What is recorded, for whoever reads the recordings."""
    cases: tuple[str, ...] = ()
    """Only these, where a mind is too slow for all."""


class Suite(Record):
    """What is measured, and what counts as worse."""

    id: str = ""
    """The file's name."""
    kind: Kind
    title: str
    about: str = ""
    minds: tuple[MindPlan, ...] = (MindPlan(id="rehearsal"),)
    rounds: str = "../cases"
    """Folder of labelled rounds, from the suite's file; so are the others."""
    attacks: str = "../injection/attacks.jsonl"
    twins: str = "../twins"
    answers: str = "../coverage"
    half: Half = "dev"
    """Of the labelled rounds and answers."""
    hosts: Annotated[int, Field(ge=1)] = 3
    """Rounds that each attack is written into."""
    identities: Annotated[int, Field(ge=1)] = 3
    """Of the names, pronouns and schools, how many each round is given, in turn."""
    candidates: tuple[str, ...] = ()
    """Simulated candidates; all of them when left out."""
    length: Length = Length.SHORT
    out_of_role: tuple[str, ...] = ()
    """Words that no interviewer would say."""
    weights: dict[Severity, float] = Field(default_factory=dict)
    """What a check of a flag of that severity weighs; 1 when left out."""
    margin: Annotated[float, Field(gt=0, lt=1)] = 0.05
    """A drop of the share held that is let pass."""


@dataclass(frozen=True)
class Setting:
    """Everything that holding a suite's cases needs."""

    suite: Suite
    home: Path
    """The folder of the suite's file."""
    bank: Bank
    mind: Mind
    wanted: tuple[str, ...] = ()
    """Ids of the only cases to hold; all of them when empty."""
    part: str = ""
    """Hold only cases with this in their id."""
    recording: Callable[[str], AbstractContextManager[object]] = nullcontext
    """What a case's recordings are kept under while it is held."""
    misses: Callable[[], int] = int
    """How many requests had no recording so far."""

    @contextmanager
    def asking(self, name: str) -> Iterator[Callable[[], bool]]:
        """While a mind is asked about a case; gives what tells whether a recording was missing."""
        before = self.misses()
        with self.recording(name):
            yield lambda: self.misses() > before

    def wants(self, case: str) -> bool:
        """Whether a case is to be held."""
        return self.part in case and (not self.wanted or case in self.wanted)

    def rounds(self) -> tuple[Case, ...]:
        """The labelled rounds to hold.

        Raises:
            CorpusError: they cannot be read.
        """
        every = read_cases(self.home / self.suite.rounds, self.suite.half)
        return tuple(case for case in every if self.wants(case.id))


def read_suites(folder: Path = SUITES) -> dict[str, Suite]:
    """The suites of a folder by their names, ``*.toml``.

    Raises:
        CorpusError: there are none, or with every fault of every file.
    """
    files = found_in(folder, "*.toml", "suites")
    faults: list[str] = []
    suites: dict[str, Suite] = {}
    for file in files:
        try:
            suite = read_suite(file)
            suites[suite.id] = suite
        except CorpusError as error:
            faults += error.faults
    if faults:
        raise CorpusError(faults)
    return suites


def read_suite(file: Path) -> Suite:
    """The suite of a file, called what stands before the first point of the file's name.

    Raises:
        CorpusError: it cannot be read.
    """
    try:
        return Suite.model_validate(
            {**tomllib.loads(file.read_text("utf-8")), "id": file.name.partition(".")[0]}
        )
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise CorpusError([f"{file}: {'.'.join(map(str, first['loc']))}: {first['msg']}"]) from error
    except (OSError, ValueError) as error:
        raise CorpusError([f"{file}: {error}"]) from error
