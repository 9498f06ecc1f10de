"""``docs/prompts.md``: one whole prompt of each agent, as it goes out.

``python -m tests.agents.model_mind.shown`` writes it again, from the root of the repository.
"""

from pathlib import Path

from langchain_core.messages import BaseMessage
from tests.agents.reader import SECRET, PromptReader
from tests.agents.talk import BANK, BEHAVIORAL, DESIGN, RECRUITER, asked, card, present, put, said, talk

from interview_agents.calls.call import Call
from interview_agents.debrief import Packet
from interview_agents.mind import AskView
from interview_agents.model_mind.asking import Marks, ask_call
from interview_agents.model_mind.candidate import ModelCandidate
from interview_agents.model_mind.deliberating import committee_call
from interview_agents.model_mind.prompts import load_prompts
from interview_agents.model_mind.scoring import score_call
from interview_agents.scorer import view_of
from interview_agents.transcript import Direction, Move

FILE = Path(__file__).parents[3] / "docs" / "prompts.md"
HEAD = """# The prompts, as models read them

Written by `python -m tests.agents.model_mind.shown`; a test compares it, so it is never out of date. The
texts are in `agents/interview_agents/prompts/`, one file each; the head of a file says where its rules come
from, in their order.

What is the same in a whole onsite stands first, then what is the same in a round, then the turns, so that a
provider's prompt cache finds the beginning of each request again. Everything a candidate said, wrote or
handed in stands between marks with a nonce that they cannot know. Nothing here decides anything: rulings,
quotes, caps and votes are checked and computed in code.
"""
PROMPTS = load_prompts()
RESUME = (
    "Built a tram delay forecast at Halvorsen Transit: boosted trees, retrained weekly, used by 40 planners."
)
ANSWER = "I'd take XGBoost, I always do. We logged what was shown and retrained every night."


def document() -> str:
    """The whole page."""
    parts = [_interviewer(), _scorer(), _judge(), _candidate()]
    return "\n".join([HEAD, *parts])


def _interviewer() -> str:
    question = BANK.questions["Q14"]
    direction = Direction(
        move=Move.CHALLENGE, question_id="Q14", text=question.challenges[0], quote="I always do"
    )
    view = AskView(
        persona=BANK.interviewers_of(DESIGN)[0],
        question=question,
        transcript=talk(DESIGN, put("Q14"), said(ANSWER)),
        minutes=45,
        candidate_name="Ana",
        resume=RESUME,
        rubric=BANK.rubric(DESIGN),
        focus=BANK.round(DESIGN).focus,
    )
    call = ask_call(view, direction, PROMPTS, Marks("1f0c77a5d2e9", "9b3d0e64c81a"))
    return _shown("Interviewer", "A challenge in a system-design round; the answer is plain text.", call)


def _scorer() -> str:
    transcript = talk(
        RECRUITER, put("Q01"), said("I'm at [school]. " + RESUME), asked("Why here?"), said(ANSWER)
    )
    call = score_call(view_of(transcript, BANK), BANK, PROMPTS, "5c2e8800ab17")
    return _shown("Scorer", "The recruiter's round; the answer is strict JSON (`ScoreSheet`).", call)


def _judge() -> str:
    turn = "system_design-02"
    cards = (
        card(
            DESIGN, 1.5, rulings=(present("opinion_not_structure", turn, "I'd take XGBoost, I always do."),)
        ),
        card(BEHAVIORAL, 3.8),
    )
    talks = (
        talk(DESIGN, put("Q14"), said(ANSWER)),
        talk(
            BEHAVIORAL, put("Q57"), said("I told them that the metric was wrong before I had one of my own.")
        ),
    )
    chair = BANK.chairs()[0].id
    packet = Packet(role="ml_engineer", company="generic", transcripts=talks, scorecards=cards, chair=chair)
    call = committee_call(packet, BANK, PROMPTS, "d41a6f9032bb")
    return _shown("Judge", "Two rounds; the answer is strict JSON (`CommitteeSheet`).", call)


def _candidate() -> str:
    spec = BANK.candidates["brandon_kessler"]
    player = ModelCandidate(spec, BANK, PromptReader(), secret=SECRET)
    call = Call("candidate/recruiter-02#1", player.messages(talk(RECRUITER, put("Q01"))))
    return _shown("Simulated candidate", "Only with `simulate --candidate-model`.", call)


def _shown(who: str, what: str, call: Call) -> str:
    return "\n".join([f"## {who}\n\n{what}\n", *(_message(message) for message in call.messages)])


def _message(message: BaseMessage) -> str:
    return f"### {message.type}\n\n~~~~text\n{message.text}\n~~~~\n"


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
