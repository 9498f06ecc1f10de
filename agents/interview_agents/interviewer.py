"""What all four interviewers share: wording a turn, and ranking what is still missing."""

from collections.abc import Callable, Iterable, Sequence
from random import Random

from interview_agents.covering import Likely
from interview_agents.errors import MindError
from interview_agents.mind import AskView, Mind, Withdrawn
from interview_agents.record import RoundRecord
from interview_agents.transcript import Direction, Speaker, Turn
from interview_personas import Bank, Company, Point, Question, Role, RoundKind

MOST_PROBES = 2
"""Times one point is gone for before it is let go."""


async def next_turn(
    view: AskView, direction: Direction, mind: Mind, hear: Callable[[str], None] = lambda _: None
) -> Turn:
    """The interviewer's turn for a direction, in the mind's words.

    Args:
        view: the round as the interviewer sees it.
        direction: what the director decided.
        mind: who words it.
        hear: called with each piece as it arrives.

    Raises:
        MindError: when the mind cannot, or says nothing.
    """
    pieces: list[str] = []
    async for piece in mind.ask(view, direction):
        hear(piece)
        if isinstance(piece, Withdrawn):
            pieces.clear()
        pieces.append(piece)
    text = "".join(pieces).strip()
    if not text:
        raise MindError(f"{mind.name} said nothing for {view.transcript.next_id()}: try again")
    return Turn(
        id=view.transcript.next_id(),
        round=view.transcript.round,
        speaker=Speaker.INTERVIEWER,
        text=text,
        direction=direction,
    )


def open_points(question: Question, record: RoundRecord) -> list[Point]:
    """Points of the current question not reached and still worth a probe, in its order.

    A point is gone for a second time only when it is of the highest importance.
    """
    have, tried = record.reached_now(), record.probed_now()
    most = {point.id: MOST_PROBES if point.importance == MOST_PROBES + 1 else 1 for point in question.points}
    return [p for p in question.points if p.id not in have and tried[p.id] < most[p.id]]


def by_importance(points: Iterable[Point], likely: Likely) -> list[Point]:
    """Points the most important first; those that the answers likely covered already come last.

    Args:
        points: what is open by the record.
        likely: how likely each was covered all the same, by its id, and from where that counts.
    """

    def rank(point: Point) -> tuple[bool, float, float]:
        doubted = likely.doubts(point)
        return doubted, 0.0 if doubted else -point.importance, likely.of(point)

    return sorted(points, key=rank)


def pool(
    bank: Bank, kind: RoundKind, role: Role, company: Company, draw: Random, families: Sequence[str] = ()
) -> list[Question]:
    """A round's opening questions in the order they should be asked.

    The company's documented questions come first, then those of the role's families, each
    group in random order.

    Args:
        bank: where the questions are.
        kind: the round.
        role: the role interviewed for.
        company: the loop's company.
        draw: the source of chance; the same seed gives the same order.
        families: keep only these families; all of them when empty.
    """
    fit = [
        q
        for q in bank.questions.values()
        if q.round is kind
        and not q.follow_up
        and role.id in q.roles
        and (not families or q.family in families)
    ]
    draw.shuffle(fit)
    return sorted(fit, key=lambda q: (q.id not in company.questions, q.family not in role.families))


def take(questions: Iterable[Question], count: int) -> tuple[str, ...]:
    """The first questions, one a family before a second of any."""
    first: list[Question] = []
    rest: list[Question] = []
    for question in questions:
        seen = {q.family for q in first}
        (rest if question.family in seen else first).append(question)
    return tuple(q.id for q in [*first, *rest][:count])
