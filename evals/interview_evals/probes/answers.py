"""Answers to the bank's questions, each with the rubric points that two readers ticked off."""

from pathlib import Path

from interview_agents.transcript import Speaker, Turn, turn_id
from interview_evals.judge.cases import Half
from interview_evals.lines import found_in, records
from interview_personas import Question, Record

COVERAGE = Path(__file__).parents[2] / "coverage"
"""Where a checkout keeps the labelled answers; an installed wheel has none."""


class Covered(Record):
    """An answer to a question of the bank, and the points that two readers ticked off."""

    id: str
    question: str
    half: Half
    answer: str
    author: tuple[str, ...]
    second: tuple[str, ...]

    def truth(self, point: str) -> bool | None:
        """Whether a point is covered; None where the readers differ."""
        told = point in self.author
        return told if told is (point in self.second) else None

    def turn(self, question: Question) -> Turn:
        """The answer as a turn."""
        place = turn_id(question.round, 1)
        return Turn(id=place, round=question.round, speaker=Speaker.CANDIDATE, text=self.answer)


def read_covered(folder: Path = COVERAGE, half: Half | None = None) -> tuple[Covered, ...]:
    """The labelled answers of a folder, by file and line.

    Raises:
        CorpusError: there are none, or one is malformed.
    """
    files = found_in(folder, "*.jsonl", "labelled answers")
    return tuple(covered for covered in records(files, Covered) if half in {None, covered.half})
