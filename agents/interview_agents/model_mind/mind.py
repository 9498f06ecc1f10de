"""Models as minds: one call for a turn, one for a scorecard, one for the committee.

Failure contract: every failure is a ``MindError`` and leaves nothing behind. Whatever a
call needs is rendered from the view it is given, so a mind with the same secret that lives in
another process after a restart goes on with the same words on the wire.
"""

import hashlib
import secrets as randomness
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import aclosing

from langchain_core.messages import HumanMessage

from interview_agents.calls.strict_json import schema_sha256
from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.fencing import nonce_for
from interview_agents.mind import AskView, ScoreView, Withdrawn
from interview_agents.model_mind.asking import ask_messages, interviewer_page
from interview_agents.model_mind.deliberating import committee_messages
from interview_agents.model_mind.filling import Calls, Form, Forms
from interview_agents.model_mind.leaks import LeakError, Listener, Secrets, secrets_of
from interview_agents.model_mind.private import private_of, public_texts
from interview_agents.model_mind.prompts import Prompts, load_prompts
from interview_agents.model_mind.scoring import score_messages
from interview_agents.model_mind.sheets import CommitteeSheet, ScoreSheet
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

        A try that leaks is cut off before the leak and asked for once more.
        """
        nonce = self._nonce("interviewer", view.session, view.transcript.round)
        messages = ask_messages(view, direction, self._prompts, nonce)
        secrets = [*self._secrets(view), Secrets.of((), (nonce,))]
        again = HumanMessage(f"{messages[-1].text}\n\n{self._prompts['again'].fill()}")
        turn_id = view.transcript.next_id()
        for number, asked in enumerate((messages, [*messages[:-1], again]), 1):
            listener = Listener(secrets, lambda: public_texts(view, direction))
            heard = self._interviewer.stream(
                asked, call_id=f"interviewer/{turn_id}#{number}", session=view.session
            )
            async for piece in _let_through(heard, listener):
                yield piece
            if not listener.leaked:
                return
            yield Withdrawn("")
        raise LeakError(f"{self._interviewer.name} told something private twice for {turn_id}: try again")

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        """A sheet from the model, or the last one mended."""
        nonce = self._nonce("scorer", view.session, view.round)
        messages = score_messages(view, bank, self._prompts, nonce)
        form = Form(f"scorer/{view.round.value}", ScoreSheet, messages, view.session)
        return (await self._forms.filled(self._scorer, form, faults)).proposal()

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        """The committee's words from the model, or the last ones mended."""
        nonce = self._nonce("judge", packet.session)
        messages = committee_messages(packet, bank, self._prompts, nonce)
        form = Form("judge/committee", CommitteeSheet, messages, packet.session)
        return (await self._forms.filled(self._judge, form, faults)).proposal(packet, bank.templates)

    def _roles(self) -> tuple[Calls, Calls, Calls]:
        return self._interviewer, self._scorer, self._judge

    def _nonce(self, *parts: str) -> str:
        return nonce_for(self._secret, *parts)

    def _secrets(self, view: AskView) -> Iterable[Secrets]:
        """What is private in this round; the page without what only this session has is read once."""
        anyone = view.model_copy(update={"candidate_name": ""})
        yield secrets_of(interviewer_page(anyone, self._prompts, ""))
        for question in (*view.earlier, view.question):
            yield secrets_of(*private_of(question))  # pyright: ignore[reportArgumentType] - frozen, so hashable


async def _let_through(heard: AsyncGenerator[str, None], listener: Listener) -> AsyncIterator[str]:
    """What a listener lets through, until it hears a leak."""
    async with aclosing(heard):
        async for piece in heard:
            if said := listener.heard(piece):
                yield said
            if listener.leaked:
                return
    if said := listener.rest():
        yield said
