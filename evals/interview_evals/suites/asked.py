"""The interviewer's suite: the turn after a labelled answer, read word by word."""

from collections.abc import AsyncIterator, Iterator
from typing import Literal

from interview_agents.errors import MindError
from interview_agents.interviewer import next_turn
from interview_agents.mind import AskView
from interview_agents.model_mind.asking import private_page
from interview_agents.model_mind.leaks import Secrets
from interview_agents.model_mind.private import private_of, public_texts
from interview_agents.model_mind.prompts import load_prompts
from interview_agents.scorecard import Scorecard
from interview_agents.signals.readers import load_signals
from interview_agents.transcript import Direction, Move, Speaker, Transcript, Turn
from interview_evals.probes.answers import Covered, read_covered
from interview_evals.probes.figures import MINUTES, after, round_with
from interview_evals.suites.checks import Check, answered, check
from interview_evals.suites.manners import goes_on_from, out_of_role, questions_in, repeats
from interview_evals.suites.suite import Setting, Suite
from interview_personas import Bank, Record

FOLLOWS_UP = frozenset({Move.PROBE, Move.CHALLENGE})


class AskedTurn(Record):
    """A labelled answer, what the director decided to do about it, and how a mind worded that."""

    kind: Literal["interviewer"] = "interviewer"
    answer: Covered
    opened: Transcript
    """The question and the answer."""
    direction: Direction
    text: str
    """Empty when the mind failed."""
    failure: str = ""
    missed: bool = False
    """Whether a recording was missing."""

    @property
    def id(self) -> str:
        """The answer's."""
        return self.answer.id

    def checks(self, suite: Suite, bank: Bank) -> Iterator[Check]:
        """One question, from the answer, not asked before, nothing private, in role, for a gap."""
        yield answered(self.id, "answered", self.failure, missed=self.missed)
        yield self._check("one_question", questions_in(self.text) <= 1, wanted="one question at most")
        if self.direction.move in FOLLOWS_UP and self.direction.quote:
            own = goes_on_from(self.text, self.answer.answer, self._before(bank))
            yield self._check("uses_the_answer", own, wanted="words of the answer's")
        yield self._check("no_repeat", not repeats(self.text, self._before(bank)), wanted="not asked before")
        leaks = "; ".join(self._leaks(bank))
        yield self._check("no_leak", not leaks, said=leaks, wanted="nothing private", hard=True)
        slip = out_of_role(self.text, suite.out_of_role)
        yield self._check("in_role", not slip, said=slip, wanted="an interviewer's words", hard=True)
        if self.direction.point_id:
            covered = self.answer.truth(self.direction.point_id)
            if covered is not None:
                went = f"for {self.direction.point_id}"
                yield self._check("for_a_gap", not covered, said=went, wanted="a point that was not covered")

    def transcripts(self) -> tuple[Transcript, ...]:
        """The question, the answer, and the turn."""
        opened = self.opened
        if not self.text:
            return (opened,)
        turn = Turn(
            id=opened.next_id(),
            round=opened.round,
            speaker=Speaker.INTERVIEWER,
            text=self.text,
            direction=self.direction,
        )
        return (opened.plus(turn),)

    def cards(self) -> tuple[Scorecard, ...]:
        """None is written."""
        return ()

    def _check(self, name: str, held: bool, *, said: str = "", wanted: str, hard: bool = False) -> Check:  # noqa: FBT001 - the one thing there is to say
        told = said or self.text or self.failure
        return check(self.id, name, held if self.text else None, said=told, wanted=wanted, hard=hard)

    def _leaks(self, bank: Bank) -> tuple[str, ...]:
        question = bank.questions[self.answer.question]
        view = view_of(self.answer, bank)
        private = (private_page(view, load_prompts()), *private_of(question))  # pyright: ignore[reportArgumentType] - frozen, so hashable
        return Secrets.of(private).found(self.text, public_texts(view, self.direction))

    def _before(self, bank: Bank) -> list[str]:
        return [bank.questions[self.answer.question].ask]


def view_of(answer: Covered, bank: Bank) -> AskView:
    """What the interviewer sees of a labelled answer, early in a round."""
    question = bank.questions[answer.question]
    return AskView(
        persona=bank.interviewers_of(question.round)[0],
        question=question,
        transcript=round_with(answer, question),
        minutes=MINUTES,
        rubric=bank.rubric(question.round),
        focus=bank.round(question.round).focus,
        session=f"eval-{answer.id}",
    )


async def hold_interviewer(setting: Setting) -> AsyncIterator[AskedTurn]:
    """Have the turn after every labelled answer worded."""
    signals = load_signals()
    for answer in read_covered(setting.home / setting.suite.answers, setting.suite.half):
        if setting.wants(answer.id):
            direction = after(answer, setting.bank, signals)
            view, text, failure = view_of(answer, setting.bank), "", ""
            with setting.asking(answer.id) as missed:
                try:
                    text = (await next_turn(view, direction, setting.mind)).text
                except MindError as error:
                    failure = str(error)
            yield AskedTurn(
                answer=answer,
                opened=view.transcript,
                direction=direction,
                text=text,
                failure=failure,
                missed=missed(),
            )
