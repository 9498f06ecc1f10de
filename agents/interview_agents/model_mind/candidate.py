"""A simulated candidate played by a model: shows what the spec plants, in words of its own.

Only for tests of interviewers and scorers, and only when asked for: the rehearsal's player
is the same every time and costs nothing. Degenerate candidates stay with it.
"""

import re

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from interview_agents.answer import Answer
from interview_agents.calls.call import Call
from interview_agents.errors import MindError
from interview_agents.fencing import nonce_for
from interview_agents.model_mind.filling import Calls
from interview_agents.model_mind.prompts import Prompts, load_prompts
from interview_agents.model_mind.rendering import utterance
from interview_agents.text import clean, words
from interview_agents.transcript import Transcript, Turn
from interview_personas import Bank, CandidateSpec, RoundKind

CODE = re.compile(r"```(?:python|py)?[ \t]*\n(.*?)(?:```|\Z)", re.DOTALL)
WORDS_A_SECOND = 2.3
"""Speaking pace, about 140 words a minute."""
CODE_SECONDS = 240.0
STYLES = {
    "clean": "Write clean Python with clear names and a short docstring, and try it on an example.",
    "untidy": "Write Python that mostly works, with one-letter names, no comments and no example.",
    "partial": "Write Python that handles the plain case and misses one that matters.",
    "none": "You never get as far as writing code; you talk about it.",
}


class ModelCandidate:
    """One candidate through one onsite.

    Args:
        spec: who is played.
        bank: where the red flags are described.
        calls: the model.
        session: id of the onsite.
        secret: what the nonces around interviewers' words are made from.
        prompts: the shipped ones when left out.
    """

    def __init__(
        self,
        spec: CandidateSpec,
        bank: Bank,
        calls: Calls,
        *,
        session: str = "",
        secret: bytes = b"",
        prompts: Prompts | None = None,
    ) -> None:
        if spec.behaviour != "talks":
            raise MindError(f"{spec.id} is played by rehearsal only: leave out the candidate's model")
        self.spec = spec
        self._bank, self._calls, self._session, self._secret = bank, calls, session, secret
        self._prompts = prompts or load_prompts()

    async def reply(self, transcript: Transcript) -> Answer:
        """The answer to the last interviewer turn of a round.

        Raises:
            MindError: when the model cannot, or says nothing.
        """
        call = Call(f"candidate/{transcript.next_id()}#1", self.messages(transcript), self._session)
        stream = self._calls.stream(call)
        said = clean("".join([piece async for piece in stream]))
        if not said:
            raise MindError(f"{self._calls.name} said nothing for {self.spec.id}: try again")
        return _answer(said, takes_code=transcript.round is RoundKind.CODING)

    def messages(self, transcript: Transcript) -> list[BaseMessage]:
        """The round as its candidate remembers it; it only grows at its end."""
        nonce = nonce_for(self._secret, "candidate", self._session, transcript.round)
        page = SystemMessage(self._page(transcript.round, nonce))
        return [page, *(_remembered(turn, nonce) for turn in transcript.turns)]

    def _page(self, kind: RoundKind, nonce: str) -> str:
        spec, flags = self.spec, self._bank.red_flags
        planted = [plan for plan in spec.planted if plan.round is kind]
        shows = [f"- {flags[plan.flag].title}. For instance: {plan.lines[0].strip()}" for plan in planted]
        omits = [f"- {flags[name].title}." for name in spec.omits if kind in flags[name].rounds]
        strong = [f"- {part.lines[0].strip()}" for part in spec.strengths if part.round is kind]
        return self._prompts["candidate"].fill(
            name=spec.name,
            about=spec.about,
            role=self._bank.roles[spec.role].title,
            round=self._bank.round(kind).name,
            shows="\n".join(shows) or "- nothing in this round",
            omits="\n".join(omits) or "- nothing in this round",
            strengths="\n".join(strong) or "- nothing in particular",
            code=_code_rule(spec, kind),
            nonce=nonce,
        )


def _code_rule(spec: CandidateSpec, kind: RoundKind) -> str:
    if kind is not RoundKind.CODING:
        return "This round has none; never write any."
    ask = "When you are asked to write it down, answer with one ```python block after your words."
    return f"{ask} {STYLES[spec.code]}"


def _remembered(turn: Turn, nonce: str) -> BaseMessage:
    if not turn.by_candidate:
        return HumanMessage(utterance(turn, nonce))
    code = f"\n```python\n{turn.code}\n```" if turn.code else ""
    return AIMessage(f"{turn.text}{code}")


def _answer(said: str, *, takes_code: bool) -> Answer:
    blocks = CODE.findall(said) if takes_code else []
    text = CODE.sub("", said).strip() if blocks else said
    seconds = 5 + len(words(text)) / WORDS_A_SECOND + (CODE_SECONDS if blocks else 0.0)
    code = "\n\n".join(block.strip("\n") for block in blocks) or None
    return Answer(text=text, code=code, seconds=round(seconds, 1))
