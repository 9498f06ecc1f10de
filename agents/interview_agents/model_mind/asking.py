"""An interviewer's conversation as a model sees it: it only ever grows at its end.

One message of ours a turn holds the candidate's last answer and the direction; it stays
there for the rest of the round, as it was. What does not change in a round stands before
everything that does, so each request repeats the last one byte for byte and a provider's
prompt cache finds it. Directions stand in a user's message because many chat templates
take a system message only in the first place and want speakers to alternate.
"""

from collections.abc import Iterable, Mapping

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from interview_agents.fencing import fenced
from interview_agents.mind import AskView
from interview_agents.model_mind.prompts import Prompts
from interview_agents.model_mind.rendering import rubric_lines, utterance
from interview_agents.transcript import Direction, Move, Turn
from interview_personas import Question


def ask_messages(view: AskView, direction: Direction, prompts: Prompts, nonce: str) -> list[BaseMessage]:
    """The messages for one interviewer turn, oldest first."""
    questions = {question.id: question for question in (*view.earlier, view.question)}
    writer = DirectionWriter(questions, prompts, nonce)
    messages: list[BaseMessage] = [SystemMessage(interviewer_page(view, prompts, nonce))]
    answer: Turn | None = None
    for turn in view.transcript.turns:
        if turn.by_candidate:
            answer = turn
        else:
            messages += [HumanMessage(writer.message(answer, turn.direction)), AIMessage(turn.text)]
            answer = None
    return [*messages, HumanMessage(writer.message(answer, direction))]


def interviewer_page(view: AskView, prompts: Prompts, nonce: str) -> str:
    """The page that opens a round's conversation; nothing in it changes before the round is over.

    The points of a question's rubric are not on it: the director goes for them, and what is
    not in a prompt cannot be talked out of it.
    """
    kind = view.transcript.round
    return prompts["interviewer"].fill(
        round_rules=prompts[kind.value].fill(),
        focus=", ".join(view.focus) or kind.value.replace("_", " "),
        rubric=rubric_lines(view.rubric.criteria) if view.rubric else "(no sheet was given)",
        name=view.persona.name,
        title=view.persona.title,
        brief=view.persona.brief,
        minutes=f"{view.minutes:.0f}",
        candidate=_one_line(view.candidate_name) or "not named; do not invent a name",
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
        parts = [utterance(answer, self._nonce)] if answer else []
        if direction is not None:
            parts.append(self._direction(direction))
        return "\n\n".join(parts) or "Begin."

    def _direction(self, direction: Direction) -> str:
        lines = [f"move: {direction.move.value}", *_flags(direction)]
        if direction.quote:
            lines += ["their words to go on from:", fenced(direction.quote, self._nonce)]
        if direction.text:
            lines.append(f"say: {direction.text}")
        question = self._questions.get(direction.question_id)
        if question and direction.move in {Move.OPEN, Move.NEXT}:
            lines += ["", self._about(question)]
        body = "\n".join(lines)
        return f"<direction-{self._nonce}>\n{body}\n</direction-{self._nonce}>"

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
