"""From which probability a reader speaks up: chosen on the dev half of the labelled rounds."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from interview_agents.signals.readers import Side
from interview_evals.errors import CorpusError
from interview_personas import Record

CUTS = Path(__file__).parents[2] / "calibration.toml"
"""Where a checkout keeps them; an installed wheel has none."""
Kind = Literal["commission", "omission"]
Probability = Annotated[float, Field(gt=0, lt=1)]


class Cuts(Record):
    """The probabilities, each a line of the file."""

    commission: Probability
    """An answer is read as showing a flag of commission."""
    omission: Probability
    """An answer is read as passing over what was asked for."""
    strong: Probability
    """An answer is read as having what stands against a flag."""
    unlike: Probability
    """Under it an answer is nothing like what is read for."""
    covered: Probability
    """A rubric point is likely covered, and not asked for while there are others."""

    def of(self, kind: Kind, side: Side) -> float:
        """From where a reader of one side of such a flag says yes."""
        if side == "strong":
            return self.strong
        return self.commission if kind == "commission" else self.omission


def read_cuts(file: Path = CUTS) -> Cuts:
    """The cuts of a file.

    Raises:
        CorpusError: it cannot be read, or a line is missing or no probability.
    """
    try:
        return Cuts.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError([f"{file}: cannot be read as TOML ({error}): check the file"]) from error
    except ValidationError as error:
        faults = [f"{file}: {'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors()]
        raise CorpusError(faults) from error
