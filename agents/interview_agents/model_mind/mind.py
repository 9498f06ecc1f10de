"""Models as minds: one call for a turn, one for a scorecard, one for the committee.

Failure contract: every failure is a ``MindError`` and leaves nothing behind. Whatever a
call needs is rendered from the view it is given, so a mind with the same secret that lives in
another process after a restart goes on with the same words on the wire.
"""

import hashlib
import secrets as randomness
from collections.abc import AsyncIterator, Iterable, Sequence

from interview_agents.calls.strict_json import schema_sha256
from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.fencing import nonce_for
from interview_agents.mind import AskView, ScoreView, Withdrawn
from interview_agents.model_mind.asking import Marks, ask_call, call_again, private_page
from interview_agents.model_mind.deliberating import committee_call
from interview_agents.model_mind.filling import Calls, Form, Forms
from interview_agents.model_mind.leaks import LeakError, Listener, Secrets, secrets_of
from interview_agents.model_mind.private import private_of, public_texts
from interview_agents.model_mind.prompts import Prompts, load_prompts
from interview_agents.model_mind.scoring import score_call
from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet
from interview_agents.model_mind.speaking import Bare, let_through
from interview_agents.scorecard import ProposedScorecard, Provenance
from interview_agents.transcript import Direction
from interview_personas import Bank


class ModelMind:
    """Interviews, scores and deliberates with models. It implements ``Mind``.

    Args:
        interviewer: words the interviewers' turns.
        scorer: fills in scorecards; the interviewer's model when left out.
        judge: writes for the committee; the scorer's model when left out.
        prompts: the shipped ones when left out.
        secret: what nonces are made from. A new one for each mind when left out; give a
            lasting one so that a restart costs no cached prompt, and a known one to record.
    """

    def __init__(
        self,
        interviewer: Calls,
        scorer: Calls | None = None,
        judge: Calls | None = None,
        *,
        prompts: Prompts | None = None,
        secret: bytes | None = None,
    ) -> None:
        self._interviewer = interviewer
        self._scorer = scorer or interviewer
        self._judge = judge or self._scorer
        self._prompts = prompts or load_prompts()
        self._secret = secret or randomness.token_bytes(16)
        self._forms = Forms(self._prompts)

    @property
    def name(self) -> str:
        """``openai:<model>``, or the roles' models with a stroke between them."""
        return " / ".join(dict.fromkeys(calls.name for calls in self._roles()))

    @property
    def notice(self) -> str:
        """Which models do what, and that nobody has measured them here."""
        interviewer, scorer, judge = (calls.name for calls in self._roles())
        return (
            f"Model minds: {interviewer} words the interviewers, {scorer} proposes scorecards, {judge} "
            "writes for the committee. Every quote is checked and every vote computed in code; how well "
            "these models rule is not known until `interview-panel eval` has measured them."
        )

    def provenance(self, bank: Bank) -> Provenance:
        """Models, bank, prompts and schemas."""
        schemas = "\n".join(schema_sha256(schema) for schema in (ScoreSheet, CommitteeSheet))
        return Provenance(
            mind=self.name,
            bank_sha256=bank.sha256,
            prompt_sha256=self._prompts.sha256,
            schema_sha256=hashlib.sha256(schemas.encode()).hexdigest(),
        )

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        """The direction in the model's words, without what the candidate must not read.

        A try that leaks is cut off before the leak and asked for once more. Marks and labels of
        ours are taken off.
        """
        turn = f"{self._interviewer.name} for {view.transcript.next_id()}"
        marks = self._marks(view)
        first = ask_call(view, direction, self._prompts, marks)
        secrets = [*self._secrets(view), Secrets.of((), marks)]
        for call in (first, call_again(first, self._prompts)):
            listener = Listener(secrets, lambda: public_texts(view, direction))
            async for piece in let_through(self._interviewer.stream(call), Bare(marks), listener, turn):
                yield piece
            if not listener.leaked:
                return
            yield Withdrawn("")
        what = "told something private twice: try again, or give the interviewer another model"
        raise LeakError(f"{turn} {what}")

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """A sheet from the model, or the last one mended."""
        nonce = self._nonce("scorer", view.session, view.round)
        form = Form(score_call(view, bank, self._prompts, nonce), ScoreSheet)
        return (await self._forms.filled(self._scorer, form, faults)).proposal()

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """The committee's words from the model, or the last ones mended."""
        nonce = self._nonce("judge", packet.session)
        form = Form(committee_call(packet, bank, self._prompts, nonce), CommitteeSheet)
        return (await self._forms.filled(self._judge, form, faults)).proposal(packet, bank.templates)

    def _roles(self) -> tuple[Calls, Calls, Calls]:
        return self._interviewer, self._scorer, self._judge

    def _nonce(self, *parts: str) -> str:
        return nonce_for(self._secret, *parts)

    def _marks(self, view: AskView) -> Marks:
        mine = "interviewer", view.session
        return Marks(self._nonce(*mine, view.transcript.round), self._nonce(*mine))

    def _secrets(self, view: AskView) -> Iterable[Secrets]:
        """What is private in this round; what is the same for every candidate is read once."""
        yield secrets_of(private_page(view, self._prompts))
        for question in (*view.earlier, view.question):
            yield secrets_of(*private_of(question))  # pyright: ignore[reportArgumentType] - frozen, so hashable
