"""Who is shown what of an onsite."""

from collections.abc import AsyncIterator, Sequence

from tests.panel.minds import Call, Counting
from tests.panel.onsites import BANK, TWO, play

from interview_agents.debrief import Packet, ProposedDebrief
from interview_agents.mind import AskView, ScoreView
from interview_agents.scorecard import ProposedScorecard
from interview_agents.transcript import Direction
from interview_panel import PanelContext, Session, memory_archive
from interview_panel.plan import Applicant
from interview_personas import Bank, Record


class Reading(Counting):
    """Keeps what each of its calls was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[Call, list[Record]] = {"ask": [], "score": [], "deliberate": []}

    async def ask(self, view: AskView, direction: Direction) -> AsyncIterator[str]:
        self.shown["ask"].append(view)
        async for piece in super().ask(view, direction):
            yield piece

    async def score(self, view: ScoreView, bank: Bank, faults: Sequence[str] = ()) -> ProposedScorecard:
        self.shown["score"].append(view)
        return await super().score(view, bank, faults)

    async def deliberate(self, packet: Packet, bank: Bank, faults: Sequence[str] = ()) -> ProposedDebrief:
        self.shown["deliberate"].append(packet)
        return await super().deliberate(packet, bank, faults)


async def test_interviewers_read_the_resume_and_the_position_and_nobody_who_scores_does() -> None:
    brought = {"resume": "Led the tram timetable rewrite.", "job_description": "We hire for the depot."}
    request = TWO.model_copy(update={"candidate": Applicant(name="Ana", **brought)})
    mind = Reading()
    await play(await Session.start(request, memory_archive(), PanelContext(mind=mind, bank=BANK)))
    for view in mind.shown["ask"]:
        assert brought.items() <= view.model_dump().items()
    for shown in (*mind.shown["score"], *mind.shown["deliberate"]):
        assert not any(text in shown.model_dump_json() for text in brought.values())
    assert all(mind.shown.values())


async def test_the_committee_reads_who_chairs_it_and_the_debrief_says_so() -> None:
    mind = Reading()
    session = await Session.start(TWO, memory_archive(), PanelContext(mind=mind, bank=BANK))
    debrief = (await play(session)).debrief
    assert debrief is not None
    chair = (await session.plan()).chair
    assert [packet.model_dump()["chair"] for packet in mind.shown["deliberate"]] == [chair]
    assert debrief.chair == chair
