"""An interviewer's conversation as a model sees it: it only ever grows at its end.

One message of ours a turn holds the candidate's last answer and the direction; it stays
there for the rest of the round, as it was. What does not change in an onsite stands first,
what does not change in a round after it, and then the turns, so each request repeats the
last one byte for byte and a provider's prompt cache finds it. Directions stand in a user's
message because many chat templates take a system message only in the first place and want
speakers to alternate.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from interview_agents.calls.call import Call
from interview_agents.fencing import fenced
from interview_agents.mind import AskView
from interview_agents.model_mind.code_seen import code_seen
from interview_agents.model_mind.prompts import Prompt, Prompts
from interview_agents.model_mind.rendering import Page, paper, rubric_lines, utterance
from interview_agents.transcript import Direction, Move, Turn
from interview_personas import Question


class Marks(NamedTuple):
    """Nonces of the marks around what a candidate wrote."""

    turns: str
    """The round's own."""
    papers: str
    """One for all rounds, so that their pages begin alike."""


def ask_call(view: AskView, direction: Direction, prompts: Prompts, marks: Marks) -> Call:
    """The call for one interviewer turn."""
    page = interviewer_page(view, prompts, marks)
    questions = {question.id: question for question in (*view.earlier, view.question)}
    writer = DirectionWriter(questions, prompts, marks.turns)
    messages: list[BaseMessage] = [SystemMessage(page.text)]
    answer: Turn | None = None
    for turn in view.transcript.turns:
        if turn.by_candidate:
            answer = turn
        else:
            messages += [HumanMessage(writer.message(answer, turn.direction)), AIMessage(turn.text)]
            answer = None
    messages.append(HumanMessage(writer.message(answer, direction)))
    return Call(f"interviewer/{view.transcript.next_id()}#1", messages, view.session, len(page.shared))


def call_again(call: Call, prompts: Prompts) -> Call:
    """The call for a turn whose first try told something private."""
    last = HumanMessage(f"{call.messages[-1].text}\n\n{prompts['again'].fill()}")
    return replace(call, id=f"{call.id.removesuffix('#1')}#2", messages=[*call.messages[:-1], last])


def interviewer_page(view: AskView, prompts: Prompts, marks: Marks) -> Page:
    """The page that opens a round's conversation; nothing in it changes before the round is over.

    The points of a question's rubric are not on it: the director goes for them, and what is
    not in a prompt cannot be talked out of it.
    """
    papers = _papers(view, prompts["papers"], marks.papers)
    shared = prompts["interviewer"].fill(examples=prompts["examples"].fill(), papers=papers)
    return Page(shared, _seat(view, prompts, marks.turns))


def private_page(view: AskView, prompts: Prompts) -> str:
    """Of an interviewer's page what the candidate must not read; it is the same for every candidate."""
    return Page(prompts["interviewer"].fill(examples="", papers=""), _seat(view, prompts, "")).text


def _papers(view: AskView, part: Prompt, mark: str) -> str:
    most = part.head.most
    return part.fill(
        candidate=_one_line(view.candidate_name) or "not named; do not invent a name",
        mark=mark,
        resume=paper(view.resume, most["resume"], mark),
        job_description=paper(view.job_description, most["job_description"], mark),
    )


def _seat(view: AskView, prompts: Prompts, nonce: str) -> str:
    kind = view.transcript.round
    return prompts["seat"].fill(
        round_rules=prompts[kind.value].fill(),
        focus=", ".join(view.focus) or kind.value.replace("_", " "),
        rubric=rubric_lines(view.rubric.criteria) if view.rubric else "(no sheet was given)",
        name=view.persona.name,
        title=view.persona.title,
        brief=view.persona.brief,
        minutes=f"{view.minutes:.0f}",
        nonce=nonce,
    )


class DirectionWriter:
    """Writes the one message of a turn; the same turn is always written the same way."""

    def __init__(self, questions: Mapping[str, Question], prompts: Prompts, nonce: str) -> None:
        self._questions = questions
        self._prompts = prompts
        self._nonce = nonce

    def message(self, answer: Turn | None, direction: Direction | None) -> str:
        """The candidate's answer and what the director makes of it."""
        parts = [utterance(answer, self._nonce), code_seen(answer)] if answer else []
        if direction is not None:
            parts.append(self._direction(direction))
        return "\n\n".join(filter(None, parts)) or "Begin."

    def _direction(self, direction: Direction) -> str:
        """What is to be spoken stands last: small models go on from what they read last."""
        lines: list[str] = []
        question = self._questions.get(direction.question_id)
        if question and direction.move in {Move.OPEN, Move.NEXT}:
            lines += [self._about(question), ""]
        lines += [f"move: {direction.move.value}", *_flags(direction)]
        if direction.quote:
            lines += ["their words to go on from:", fenced(direction.quote, self._nonce)]
        if direction.text:
            lines.append(f"say: {direction.text}")
        return self._prompts["direction"].fill(nonce=self._nonce, direction="\n".join(lines))

    def _about(self, question: Question) -> str:
        facts = "\n".join(f"- {fact.ask} {fact.answer}" for fact in question.facts)
        task = (
            f"\nThe task as the candidate reads it:\n{question.coding.statement}" if question.coding else ""
        )
        return self._prompts["question"].fill(title=question.title, facts=facts or "- none", task=task)


def _flags(direction: Direction) -> Iterable[str]:
    if direction.inside:
        yield "inside: yes"
    if direction.stuck:
        yield "stuck: yes"


def _one_line(name: str) -> str:
    """A name is the candidate's to choose: letters on one line, and no room for orders."""
    kept = "".join(c if c.isalnum() or c in " .'’-" else " " for c in name)
    return " ".join(kept.split())[:40]
