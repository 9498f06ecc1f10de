"""The sheet a round is scored on."""

from typing import Annotated

from pydantic import Field

from interview_personas.record import Record
from interview_personas.rounds import RoundKind


class Anchors(Record):
    """What each of the four points looks like, as behaviour one can see."""

    one: str
    two: str
    three: str
    four: str

    def of(self, points: int) -> str:
        """What so many points look like, 1 to 4."""
        return (self.one, self.two, self.three, self.four)[points - 1]


class Criterion(Record):
    """One line of the sheet."""

    id: str
    name: str
    weight: Annotated[float, Field(gt=0, le=1)]
    """Share of the round's score; the shares of a rubric sum to one."""
    documented: bool = False
    """Whether the weight is a document's figure; every other is ours."""
    anchors: Anchors


class Rubric(Record):
    """The criteria of one round."""

    round: RoundKind
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=2)]
