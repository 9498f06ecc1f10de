"""The question put to the candidate: the interrupt's payload, plain JSON with a ``type``."""

from typing import Literal

from pydantic import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from interview_agents.answer import Answer
from interview_agents.record import RoundRecord, record_of
from interview_agents.transcript import Transcript
from interview_panel.director import HINTS
from interview_panel.plan import OnsitePlan, PlannedRound
from interview_panel.state import Plain
from interview_personas import Bank, Question, Record, RoundKind


def _answer_schema() -> JsonSchemaValue:
    """An ``Answer``'s JSON schema in one piece: what becomes a part of another one holds no references."""
    schema = Answer.model_json_schema()
    kinds = {f"#/$defs/{name}": kind for name, kind in schema.pop("$defs").items()}
    for field in schema["properties"].values():
        if "anyOf" in field:
            field["anyOf"] = [kinds.get(option.get("$ref"), option) for option in field["anyOf"]]
    return schema


ANSWER_SCHEMA = _answer_schema()


class OpenQuestion(Record):
    """What the candidate is asked, and where in the onsite that is."""

    type: Literal["question"] = "question"
    turn_id: str
    round: RoundKind
    round_number: int
    """From 1."""
    rounds: int
    interviewer: str
    """Their name."""
    manner: str
    text: str
    title: str
    """The question's short name."""
    step: str = ""
    """The step of the round's template that is due, where it has steps."""
    minutes: float
    minutes_used: float
    turns: int
    turns_used: int
    hints_left: int
    code: bool = False
    """Whether the answer may carry code."""
    sketch: bool = False
    """Whether the answer may carry a sketch."""
    statement: str = ""
    starter: str = ""


class AnswerForm(Answer):
    """An ``Answer`` as the interrupt asks for it: LangGraph wants its JSON schema at every question."""

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        core_schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> JsonSchemaValue:
        """The schema of an ``Answer``, which takes a third of a millisecond to make."""
        return dict(ANSWER_SCHEMA)


def question_payload(drawn: OnsitePlan, planned: PlannedRound, transcript: Transcript, bank: Bank) -> Plain:
    """The payload for a round's last interviewer turn."""
    record = record_of(transcript)
    question = bank.questions[record.current]
    person = bank.people[planned.interviewer]
    used = sum(record.hints[question.id, point.id] for point in question.points)
    return OpenQuestion(
        turn_id=transcript.questions()[-1].id,
        round=planned.kind,
        round_number=drawn.rounds.index(planned) + 1,
        rounds=len(drawn.rounds),
        interviewer=person.name,
        manner=person.manner,
        text=transcript.questions()[-1].text,
        title=question.title,
        step=_step_due(question, record, bank),
        minutes=planned.minutes,
        minutes_used=round(record.seconds / 60, 1),
        turns=planned.turns,
        turns_used=record.interviewer_turns,
        hints_left=max(0, HINTS - used),
        code=question.coding is not None,
        sketch=planned.kind is RoundKind.SYSTEM_DESIGN,
        statement=question.coding.statement if question.coding else "",
        starter=question.coding.starter if question.coding else "",
    ).model_dump(mode="json")


def _step_due(question: Question, record: RoundRecord, bank: Bank) -> str:
    """The first step of the template with a point of this question that no answer reached."""
    missing = {point.step for point in question.points if point.id not in record.reached_now()}
    due = (step.name for step in bank.round(question.round).steps if step.id in missing)
    return next(due, "")
