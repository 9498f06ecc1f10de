"""What twins are made of: the files of ``evals/twins``."""

import json
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from interview_evals.errors import CorpusError
from interview_evals.judge.cases import Half
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
    try:
        return TwinData.model_validate(
            {
                **tomllib.loads((folder / "swaps.toml").read_text("utf-8")),
                "paraphrases": _lines(folder / "paraphrases.jsonl"),
                "stronger": _lines(folder / "stronger.jsonl"),
            }
        )
    except (OSError, ValueError, ValidationError) as error:
        raise CorpusError([f"{folder}: cannot be read as twins ({error}): check its files"]) from error


def _lines(file: Path) -> list[object]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]
