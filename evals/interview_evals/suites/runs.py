"""A run: what a mind did with every case of a suite, and the checks of it. The same bytes every time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError

from interview_agents.scorecard import Provenance
from interview_evals.errors import CorpusError
from interview_evals.judge.figures import Figure, JudgeFigures
from interview_evals.judge.statistics import bootstrap
from interview_evals.suites.asked import AskedTurn
from interview_evals.suites.attacked import AttackedRound
from interview_evals.suites.checks import VERSION, Check, Outcome
from interview_evals.suites.committee import Deliberated
from interview_evals.suites.judged import JudgedRound
from interview_evals.suites.onsite import HeldOnsite
from interview_evals.suites.suite import Suite
from interview_evals.suites.twinned import TwinnedRound
from interview_personas import Bank, Record

RUNS = Path("evals/runs")
"""Where they are left, from where one stands; git does not see it in a checkout."""
Held = Annotated[
    JudgedRound | AskedTurn | Deliberated | HeldOnsite | AttackedRound | TwinnedRound,
    Field(discriminator="kind"),
]


class Run(Record):
    """One suite with one mind."""

    version: int = VERSION
    suite: Suite
    mind: str
    """The short name that the suite gives the mind."""
    provenance: Provenance
    held: tuple[Held, ...]
    checks: tuple[Check, ...]
    figures: dict[str, Figure]
    """Of what was measured, each with its interval over cases drawn again."""
    part: str = ""
    """Only cases with this in their id were held."""
    misses: tuple[str, ...] = ()
    """What was asked and is not recorded, by cause."""
    used: tuple[str, ...] = ()
    """Recordings that were played, within their folder."""

    @property
    def id(self) -> str:
        """Suite and mind: what its files are called."""
        return f"{self.suite.id}.{self.mind}"

    @classmethod
    def of(
        cls,
        suite: Suite,
        mind: str,
        provenance: Provenance,
        held: Sequence[Held],
        bank: Bank,
        part: str = "",
    ) -> Self:
        """The run of what was held, checked as the checks are now."""
        checks = tuple(check for each in held for check in each.checks(suite, bank))
        return cls(
            suite=suite,
            mind=mind,
            provenance=provenance,
            held=tuple(held),
            checks=checks,
            figures={**_shares(checks), **_of_judge(held, bank)},
            part=part,
        )

    def scored(self, bank: Bank, suite: Suite | None = None) -> "Run":
        """This run checked again, as the checks and its suite are now; no mind is asked.

        Args:
            bank: questions, flags, rubrics.
            suite: as its file is now; as it was when left out.
        """
        again = Run.of(suite or self.suite, self.mind, self.provenance, self.held, bank, self.part)
        return again.model_copy(update={"misses": self.misses, "used": self.used})

    def write(self, folder: Path) -> Path:
        """Write it into a folder, and say where."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self.id}.json"
        file.write_text(self.model_dump_json(indent=1) + "\n", "utf-8")
        return file


def read_runs(path: Path) -> tuple[Run, ...]:
    """The run of a file, or all runs of a folder.

    Raises:
        CorpusError: there is none, or one cannot be read.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise CorpusError([f"{path}: there is no run here: `interview-panel eval run` leaves them"])
    return tuple(_read(file) for file in files)


def _read(file: Path) -> Run:
    try:
        return Run.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        why = str(error).splitlines()[0]
        raise CorpusError([f"{file}: is no run of a suite ({why}): name what `eval run` left"]) from error


def share_held(checks: Sequence[Check]) -> float | None:
    """Of what was measured, the share that held, by weight."""
    return _share([_weights(checks)])


def by_case(checks: Sequence[Check]) -> list[list[Check]]:
    """The checks of each case together."""
    cases: dict[str, list[Check]] = {}
    for each in checks:
        cases.setdefault(each.case, []).append(each)
    return list(cases.values())


def _shares(checks: Sequence[Check]) -> dict[str, Figure]:
    kinds = dict.fromkeys(each.name.partition("/")[0] for each in checks)
    of_kind = {kind: [each for each in checks if each.name.partition("/")[0] == kind] for kind in kinds}
    counted = {kind: [_counting(each) for each in some] for kind, some in of_kind.items()}
    return {name: _figure(some) for name, some in {"all": checks, **counted}.items()}


def _counting(check: Check) -> Check:
    """By itself a check counts even where it weighs nothing beside others."""
    return check if check.weight else check.model_copy(update={"weight": 1.0})


def _figure(checks: Sequence[Check]) -> Figure:
    """The share that held; a case is drawn again by its weights alone, which is much quicker."""
    weights = [_weights(case) for case in by_case(checks)]
    return Figure(value=_share(weights), interval=bootstrap(weights, _share))


def _weights(checks: Sequence[Check]) -> tuple[float, float]:
    """Weight of what held, and of all that was measured."""
    measured = [each for each in checks if each.outcome is not Outcome.NOT_MEASURED]
    return sum(e.weight for e in measured if e.outcome is Outcome.HELD), sum(e.weight for e in measured)


def _share(weights: Sequence[tuple[float, float]]) -> float | None:
    measured = sum(every for _, every in weights)
    return sum(held for held, _ in weights) / measured if measured else None


def _of_judge(held: Sequence[Held], bank: Bank) -> dict[str, Figure]:
    """Precision, recall, kappa and the votes' weighted kappa, as ``eval judge`` gives them."""
    judged = [each.judged(bank) for each in held if isinstance(each, JudgedRound)]
    if not any(each.card for each in judged):
        return {}
    figures = JudgeFigures.of(judged, bank, "", "")
    pooled = figures.pooled
    return {
        "precision": pooled.precision,
        "recall": pooled.recall,
        "kappa": pooled.kappa,
        "votes' kappa": figures.votes.kappa,
    }
