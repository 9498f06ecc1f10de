"""A stage for simulated candidates: one to change, and rounds for them to play."""

from tests.agents.talk import BANK, BEHAVIORAL, CODING, DESIGN, RECRUITER, Line, asked, probe, put, talk

from interview_agents.answer import Answer
from interview_agents.rehearsal import CandidatePlayer
from interview_agents.transcript import Direction, Move, Transcript
from interview_personas import CandidateSpec, RoundKind

OPENERS = {RECRUITER: "Q01", CODING: "T1a", DESIGN: "Q14", BEHAVIORAL: "Q57"}
STRONG = CandidateSpec(
    id="strong",
    name="Ana",
    pronouns="she/her",
    school="x",
    role="ml_engineer",
    about="x",
    kind="strong",
    opening_share=1.0,
    probe_share=1.0,
)
PUSH = asked("Really?", Direction(move=Move.CHALLENGE, question_id="Q14", text="Really?"))
WRITE = asked(
    "Please write it down.",
    Direction(move=Move.PROBE, question_id="T1a", text="Please write it down.", code=True),
)


def spec(**change: object) -> CandidateSpec:
    """The strong candidate with something changed."""
    return STRONG.model_copy(update=change)


def play(player: CandidatePlayer, kind: RoundKind, *lines: Line) -> list[Answer]:
    """The player's answers to these interviewer turns of one round."""
    transcript, answers = Transcript(round=kind), []
    for line in lines:
        turn = talk(kind, line).turns[0].model_copy(update={"id": transcript.next_id()})
        transcript = transcript.plus(turn)
        answers.append(player.reply(transcript))
        transcript = transcript.plus(answers[-1].as_turn(transcript))
    return answers


def onsite(player: CandidatePlayer) -> list[Answer]:
    """Every round with every probe of its question and a push-back."""
    answers = []
    for kind, name in OPENERS.items():
        points = [probe(name, point.id) for point in BANK.questions[name].points]
        push = asked("Really?", Direction(move=Move.CHALLENGE, question_id=name, text="Really?"))
        answers += play(player, kind, put(name), push, *points, push)
    return answers
