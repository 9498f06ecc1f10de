"""What is committed of a run: how each check came out, for the next run to be measured by."""

import json
from pathlib import Path

from interview_agents.scorecard import Provenance
from interview_evals.errors import CorpusError
from interview_evals.suites.checks import Outcome
from interview_evals.suites.runs import Run, share_held
from interview_personas import Record

BASELINES = Path(__file__).parents[2] / "baselines"
"""Where a checkout keeps them; an installed wheel has none."""


class Kept(Record):
    """How one check came out."""

    outcome: Outcome
    said: str = ""


class Baseline(Record):
    """A run of a suite with a mind that was found good enough to be measured by."""

    version: int
    suite: str
    mind: str
    provenance: Provenance
    figures: dict[str, float | None]
    checks: dict[str, dict[str, Kept]]
    """By case and by name."""

    @classmethod
    def of(cls, run: Run) -> "Baseline":
        """What there is to keep of a run."""
        checks: dict[str, dict[str, Kept]] = {}
        for check in run.checks:
            checks.setdefault(check.case, {})[check.name] = Kept(outcome=check.outcome, said=check.said)
        return cls(
            version=run.version,
            suite=run.suite.id,
            mind=run.mind,
            provenance=run.provenance,
            figures={name: figure.value for name, figure in run.figures.items()},
            checks=checks,
        )

    def text(self) -> str:
        """As it is committed: a line a check, so that a change of one is a change of one line."""
        data = self.model_dump(mode="json", exclude={"checks"})
        cases = [
            f"  {json.dumps(case)}: {{\n{_lines(kept)}\n  }}" for case, kept in sorted(self.checks.items())
        ]
        head = json.dumps(data, indent=1, ensure_ascii=False).removesuffix("\n}")
        return f'{head},\n "checks": {{\n' + ",\n".join(cases) + "\n }\n}\n"


def _why_not(run: Run) -> str:
    if run.part:
        return "only a part of its cases was held: run the whole suite"
    if share_held(run.checks) is None:
        return "nothing was measured"
    if run.misses or any(each.missed for each in run.held):
        return "recordings are missing: `interview-panel eval record` makes them"
    return ""


def _lines(kept: dict[str, Kept]) -> str:
    lines = (
        f"   {json.dumps(name)}: {json.dumps(check.model_dump(mode='json'), ensure_ascii=False)}"
        for name, check in sorted(kept.items())
    )
    return ",\n".join(lines)


def baseline_for(run: Run, path: Path = BASELINES) -> Baseline | None:
    """What a run is compared with; None when there is nothing of its suite and mind.

    Args:
        run: the suite and the mind.
        path: a folder of baselines or of other runs, or a file of either.

    Raises:
        CorpusError: it cannot be read.
    """
    file = path if path.is_file() else path / f"{run.id}.json"
    if not file.is_file():
        return None
    try:
        data = json.loads(file.read_bytes())
        if "held" in data:
            return Baseline.of(Run.model_validate_json(file.read_bytes()))
        return Baseline.model_validate(data)
    except (OSError, ValueError) as error:
        why = str(error).splitlines()[0]
        raise CorpusError([f"{file}: is no baseline and no run ({why}): promote one again"]) from error


def promote(run: Run, folder: Path = BASELINES) -> Path:
    """Make a run the baseline of its suite and mind; says where it was written.

    Raises:
        CorpusError: nothing was measured, only a part was held, or a recording is missing.
    """
    if why := _why_not(run):
        raise CorpusError([f"{run.id} cannot be a baseline: {why}"])
    text = Baseline.of(run).text()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{run.id}.json"
    file.write_text(text, "utf-8")
    return file
