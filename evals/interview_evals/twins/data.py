"""What twins are made of: the files of ``evals/twins``."""

import tomllib
from pathlib import Path
from typing import Literal

from interview_evals.errors import CorpusError
from interview_evals.judge.cases import Half
from interview_evals.lines import records
from interview_personas import Record

TWINS = Path(__file__).parents[2] / "twins"
"""Where a checkout keeps them; an installed wheel has none."""


class Identity(Record):
    """Somebody to be: said at the start of the first answer."""

    id: str
    says: str


class Manner(Record):
    """What is said around every answer and adds nothing to it."""

    id: str
    kind: Literal["padding", "politeness", "buzzwords"]
    half: Half
    """Which labelled rounds it is for: nothing that was mended on one half is measured on it."""
    before: str
    after: str


class Paraphrase(Record):
    """A round's answers in another person's words, written by hand."""

    id: str
    answers: tuple[str, ...]


class Stronger(Record):
    """What makes a red flag of a turn plainer still, written by hand."""

    id: str
    flag: str
    turn: int
    adds: str


class TwinData(Record):
    """Everything that twins are made of."""

    identities: tuple[Identity, ...]
    manners: tuple[Manner, ...]
    spelling: dict[str, str]
    paraphrases: tuple[Paraphrase, ...]
    stronger: tuple[Stronger, ...]


def read_twins(folder: Path = TWINS) -> TwinData:
    """The files of a folder: ``swaps.toml``, ``paraphrases.jsonl``, ``stronger.jsonl``.

    Raises:
        CorpusError: one is missing or malformed.
    """
    swaps = folder / "swaps.toml"
    try:
        said = tomllib.loads(swaps.read_text("utf-8"))
        return TwinData(
            **said,
            paraphrases=records([folder / "paraphrases.jsonl"], Paraphrase),
            stronger=records([folder / "stronger.jsonl"], Stronger),
        )
    except (OSError, ValueError) as error:  # TOML's and pydantic's are value errors
        raise CorpusError([f"{swaps}: cannot be read as what twins are made of ({error})"]) from error
