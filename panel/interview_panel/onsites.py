"""One owner's onsites on a runner: whatever is somebody else's is not there.

A surface that several people reach is given this and never the runner, so that no page can
forget to ask whose onsite it shows.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from interview_agents.answer import Answer
from interview_agents.calls.spending import Spending
from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief
from interview_agents.transcript import Transcript
from interview_agents.voice import Heard
from interview_panel.context import PanelContext
from interview_panel.errors import TooManyError
from interview_panel.ledger import SessionRow
from interview_panel.plan import OnsiteRequest
from interview_panel.run import Run
from interview_panel.runner import Runner

MOST_RUNNING = 5
"""Onsites of one owner in which somebody thinks at the same time: a person cannot follow more."""


@dataclass(frozen=True)
class Onsites:
    """What a runner holds for one owner.

    Every method that takes a session's id raises `UnknownSessionError` when the session is
    somebody else's, in the same words as when there is none.
    """

    _runner: Runner
    owner: str
    """Empty on a machine of one's own."""

    @property
    def context(self) -> PanelContext:
        """Mind and bank of every onsite that was not given its own."""
        return self._runner.context

    def start(self, request: OnsiteRequest, context: PanelContext | None = None) -> str:
        """Start an onsite; gives its id.

        Args:
            request: what onsite.
            context: what `hold_with` says.

        Raises:
            RequestError: when the bank cannot give what was asked for.
            ModelSpecError: when a model is named or set up so that it cannot work.
            TooManyError: when too many of this owner's onsites are being run.
        """
        own = {row.id for row in self.sessions()}
        if len(own & self._runner.running()) >= MOST_RUNNING:
            raise TooManyError(
                f"{MOST_RUNNING} of your onsites are thinking just now: wait for one, or delete one"
            )
        return self._runner.start(request, owner=self.owner, context=context)

    def hold_with(self, session_id: str, context: PanelContext) -> None:
        """Hold a session with a mind and keys of its own from the next run on."""
        self._runner.hold_with(self._own(session_id), context)

    def context_of(self, session_id: str) -> PanelContext:
        """What a session is held with."""
        return self._runner.context_of(self._own(session_id))

    def answer(self, session_id: str, answer: Answer) -> Run:
        """Store an answer and go on. When this returns, the answer is safe.

        Raises:
            OutOfTurnError: when nothing is asked, or the question has another answer already.
        """
        return self._runner.answer(self._own(session_id), answer)

    def follow(self, session_id: str, *, again: bool = False) -> Run:
        """The session's run: the active one, or a new one when it has to go on.

        Args:
            session_id: which.
            again: run even when the last run has come to a standstill.
        """
        return self._runner.follow(self._own(session_id), again=again)

    def try_code(self, session_id: str, code: str) -> CodeRun:
        """Run code for the open question against the tests that can be seen.

        Raises:
            OutOfTurnError: when no coding question is open, or it was tried too often.
            CodeOffError: when this machine has no sandbox.
        """
        return self._runner.try_code(self._own(session_id), code)

    def tries(self, session_id: str) -> tuple[CodeRun, ...]:
        """Runs of code for the answer that is being written, oldest first."""
        return self._runner.tries(self._own(session_id))

    def keep_draft(self, session_id: str, field: str, text: str) -> None:
        """Keep what is being written in a field, for whoever looks next."""
        self._runner.keep_draft(self._own(session_id), field, text)

    def drafts(self, session_id: str) -> Mapping[str, str]:
        """What is being written, by field."""
        return self._runner.drafts(self._own(session_id))

    def hear(self, session_id: str, turn_id: str, wav: bytes) -> Future[Heard]:
        """Have a recording written down; what `Runner.hear` says."""
        return self._runner.hear(self._own(session_id), turn_id, wav)

    def transcripts(self, session_id: str) -> tuple[Transcript, ...]:
        """Every round's turns so far."""
        return self._runner.transcripts(self._own(session_id))

    def debrief(self, session_id: str) -> Debrief | None:
        """A session's write-up as stored; None before there is one. Nothing is run."""
        return self._runner.debrief(self._own(session_id))

    def spent(self, session_id: str) -> Spending:
        """What a session's model calls used so far, in the middle of a run too."""
        return self._runner.spent(self._own(session_id))

    def sessions(self) -> Sequence[SessionRow]:
        """All of them, newest first."""
        return self._runner.sessions(self.owner)

    def row(self, session_id: str) -> SessionRow:
        """What is known of a session without opening it."""
        return self._runner.row(session_id, self.owner)

    def delete(self, session_id: str) -> None:
        """Remove a session with everything it left behind."""
        self._runner.delete(self._own(session_id))

    def _own(self, session_id: str) -> str:
        return self.row(session_id).id
