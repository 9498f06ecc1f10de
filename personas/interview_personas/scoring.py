"""Every threshold of the rulings, votes and decision, in one place and marked as ours."""

from typing import Annotated

from pydantic import Field

from interview_personas.record import Record

Points = Annotated[float, Field(ge=0, le=4)]
Share = Annotated[float, Field(ge=0, le=1)]


class Scoring(Record):
    """The numbers the policy reads. All of them are ours but the communication weight."""

    min_words: int
    """Words an answer needs to count as substantive."""
    min_substantive: int
    """Substantive answers a round needs before anything is scored."""
    strong_hire: Points
    lean_hire: Points
    lean_no_hire: Points
    """Lowest weighted points of each vote; below the last is a strong no-hire."""
    cap_crit: Points
    """Most points a round can keep with a critical flag present."""
    cap_high: Points
    """Most points with ``high_flags`` flags of high severity present."""
    high_flags: int
    cap_unfinished: Points
    """Most points of a round that the candidate left early."""
    cap_tampering: Points
    """Most points of a round whose code works against its tests."""
    worth_probed: Share
    worth_hinted: Share
    """What a rubric point is worth when a probe or a hint brought it; unprompted is 1."""
    tests_count_as: Annotated[float, Field(gt=0)]
    """How much a rubric point all hidden tests together are worth, as importance goes from 1 to 3."""
    share_four: Share
    share_three: Share
    share_two: Share
    """Least share of what was due for 4, 3 and 2 points on a criterion."""
    hire: Points
    hold: Points
    """Lowest aggregate of a hire and of a hold."""
    most_against: int
    """No-hire votes that a hire survives."""
    min_rounds: int
    """Rounds with a vote that a decision needs; fewer is a hold."""
