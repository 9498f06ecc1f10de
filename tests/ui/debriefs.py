"""Finished onsites to read a debrief of, held without a page."""

from collections.abc import Callable
from itertools import cycle

from interview_agents.answer import Answer
from interview_agents.rehearsal import CandidatePlayer
from interview_agents.transcript import Transcript
from interview_panel import Length, OnsiteRequest, PanelContext
from interview_panel.plan import Applicant
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_personas import RoundKind, load_bank

Reply = Callable[[Transcript], Answer]

BANK = load_bank()
NAME = "Ottilie Brandvold"
HOSTILE = (
    "![x](http://evil.example/a.png) [a tree](http://evil.example/b) :red[loud] <img src='http://evil.example/c"
    ".png'> ](http://evil www.evil.example\n```mermaid\nflowchart LR\nclick A 'http://evil.example/d'\n```\n"
)
"""Words that would fetch from elsewhere if any of them came alive."""
WAIT_S = 30.0


def saying(*answers: Answer) -> Reply:
    """Somebody who gives these answers in turn."""
    words = cycle(answers)
    return lambda _: next(words)


def weak(before: str = "") -> Reply:
    """Somebody who names models before data, and says something else first."""
    player = CandidatePlayer(BANK.candidates["brandon_kessler"], BANK, 3)

    def reply(transcript: Transcript) -> Answer:
        answer = player.reply(transcript)
        return answer.model_copy(update={"text": before + answer.text})

    return reply


def held(
    reply: Reply, kind: RoundKind = RoundKind.BEHAVIORAL, *, coach: bool = False, owner: str = ""
) -> str:
    """Id of a finished drill of one round with a candidate who has a name."""
    who = Applicant(name=NAME)
    request = OnsiteRequest(length=Length.DRILL, rounds=(kind,), candidate=who, coach=coach, seed=3)
    with Runner(Settings().sessions_file, PanelContext(bank=BANK, runs_code=False)) as runner:
        session_id = runner.start(request, owner)
        while True:
            standing = runner.follow(session_id).wait(WAIT_S)
            assert standing is not None
            if standing.debrief is not None:
                return session_id
            assert standing.question is not None, standing.problem
            (transcript,) = (part for part in runner.transcripts(session_id) if part.round is kind)
            runner.answer(session_id, reply(transcript).model_copy(update={"to": standing.question.turn_id}))
