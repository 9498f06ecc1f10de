"""One question in one onsite, taken out of its debrief to be laid beside another attempt at it."""

from collections.abc import Mapping

from interview_agents.debrief import Debrief
from interview_agents.record import record_of
from interview_agents.scorecard import Ruling
from interview_agents.transcript import Transcript, Turn
from interview_personas import Record, RoundKind


class Try(Record):
    """What was asked and answered for one question, and what came of it."""

    round: RoundKind
    exchanges: tuple[tuple[Turn, Turn], ...]
    """The interviewer's turns on the question, each with the answer to it."""
    reached: Mapping[str, str]
    """The question's points that were reached: ``unprompted``, ``probed`` or ``hinted``."""
    flags: tuple[Ruling, ...]
    """Red flags that stand, with words from these answers."""
    round_points: float | None
    """Points of the whole round, as far as it could be scored."""


def try_at(question: str, debrief: Debrief) -> Try | None:
    """The attempt at a question; None when it got no answer."""
    for transcript in debrief.transcripts:
        exchanges = _exchanges(question, transcript)
        if exchanges:
            return _try(question, transcript, exchanges, debrief)
    return None


def _try(
    question: str, transcript: Transcript, exchanges: tuple[tuple[Turn, Turn], ...], debrief: Debrief
) -> Try:
    cards = [card for card in debrief.scorecards if card.round is transcript.round]
    answers = {answer.id for _, answer in exchanges}
    return Try(
        round=transcript.round,
        exchanges=exchanges,
        reached=record_of(transcript).reached.get(question, {}),
        flags=tuple(ruling for card in cards for ruling in card.present() if ruling.turn_id in answers),
        round_points=next((card.points for card in cards), None),
    )


def _exchanges(question: str, transcript: Transcript) -> tuple[tuple[Turn, Turn], ...]:
    return tuple(
        (asked, answer)
        for asked, answer in transcript.exchanges()
        if asked.direction and asked.direction.question_id == question
    )
