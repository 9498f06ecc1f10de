"""Onsites for the tests: rounds led by the director alone, and whole sessions played to their end."""

from interview_agents.answer import Answer
from interview_agents.code_run import CodeRun
from interview_agents.rehearsal import CandidatePlayer, Rehearsal
from interview_agents.transcript import Direction, Move, Speaker, Transcript, Turn, Wants
from interview_panel import Length, OnsiteRequest, PanelContext, RoundKind, Session, Standing, load_bank
from interview_panel.director import direct
from interview_panel.plan import PlannedRound

BANK = load_bank()
CONTEXT = PanelContext(mind=Rehearsal(), bank=BANK, runs_code=False)
DRILL = OnsiteRequest(length=Length.DRILL)
SCREEN = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.RECRUITER,))
"""The shortest onsite: one round of four turns."""
TWO = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.RECRUITER, RoundKind.BEHAVIORAL))
FILLER = "Every night the depot sends the tram positions and a planner compares them with the timetable."
"""A substantive answer that reaches nothing and shows nothing."""
MOST_EXCHANGES = 200


def planned(*questions: str, turns: int = 12, minutes: float = 60.0) -> PlannedRound:
    """A round of these questions, all of one kind."""
    kind = BANK.questions[questions[0]].round
    person = BANK.interviewers_of(kind)[0]
    return PlannedRound(kind=kind, interviewer=person.id, questions=questions, turns=turns, minutes=minutes)


def put(transcript: Transcript, direction: Direction) -> Transcript:
    """The round with a direction said word for word."""
    turn = Turn(
        id=transcript.next_id(),
        round=transcript.round,
        speaker=Speaker.INTERVIEWER,
        text=direction.text or direction.move.value,
        direction=direction,
    )
    return transcript.plus(turn)


def answered(transcript: Transcript, answer: Answer) -> Transcript:
    """The round with the candidate's answer."""
    return transcript.plus(answer.as_turn(transcript))


class Talk:
    """A round led by the director, an answer at a time."""

    def __init__(self, part: PlannedRound) -> None:
        self.part = part
        self.transcript = Transcript(round=part.kind)
        self.last = self._next()

    def _next(self) -> Direction:
        self.last = direct(self.part, self.transcript, BANK)
        self.transcript = put(self.transcript, self.last)
        return self.last

    def say(
        self,
        text: str = FILLER,
        code: str | None = None,
        wants: Wants = "reply",
        seconds: float = 0.0,
        runs: tuple[CodeRun, ...] = (),
    ) -> Direction:
        """Answer; gives what the director does next."""
        turn = Answer(text=text, code=code, wants=wants, seconds=seconds).as_turn(self.transcript)
        self.transcript = self.transcript.plus(turn.model_copy(update={"runs": runs}))
        return self._next()

    def directions(self) -> list[Direction]:
        """What was decided so far."""
        return directions(self.transcript)


def directions(transcript: Transcript) -> list[Direction]:
    """What the director decided in a round."""
    return [turn.direction for turn in transcript.questions() if turn.direction]


def held(part: PlannedRound, player: CandidatePlayer) -> Transcript:
    """A whole round between the director and a simulated candidate."""
    transcript = Transcript(round=part.kind)
    for _ in range(MOST_EXCHANGES):
        direction = direct(part, transcript, BANK)
        transcript = put(transcript, direction)
        if direction.move is Move.CLOSE:
            return transcript
        transcript = answered(transcript, player.reply(transcript))
    raise AssertionError(f"the {part.kind} round never closes")


def player(name: str = "hanna_lindqvist", seed: int = 0) -> CandidatePlayer:
    """One of the bank's simulated candidates."""
    return CandidatePlayer(BANK.candidates[name], BANK, seed)


async def reply_to(session: Session, standing: Standing, who: CandidatePlayer) -> Answer:
    """What a simulated candidate says to the open question."""
    assert standing.question is not None, standing.problem
    rounds = {transcript.round: transcript for transcript in await session.transcripts()}
    answer = who.reply(rounds[standing.question.round])
    return answer.model_copy(update={"to": standing.question.turn_id})


async def play(session: Session, who: CandidatePlayer | None = None) -> Standing:
    """Answer until the onsite is finished or paused."""
    who = who or player()
    standing = await session.advance()
    while standing.question is not None:
        await session.answer(await reply_to(session, standing, who))
        standing = await session.advance()
    return standing
