"""The prompts of a written onsite, as they go out, and the page of each agent that shows one."""

from collections.abc import AsyncGenerator, Iterator, Mapping
from typing import NamedTuple, TypeVar

from langchain_core.messages import BaseMessage

from interview_agents.calls.call import Call
from interview_agents.debrief import Debrief
from interview_agents.judge import deliberate
from interview_agents.model_mind.candidate import ModelCandidate
from interview_agents.model_mind.mind import ModelMind
from interview_agents.scorer import score_round
from interview_agents.transcript import Transcript
from interview_evals.prompts.onsite import WrittenOnsite
from interview_personas import Bank, Record, RoundKind

R = TypeVar("R", bound=Record)
SECRET = b"the marks in the documentation"
PLAYED = "brandon_kessler"
SPOKEN = "I see."
WRITTEN_BY = "Written by `interview-panel eval prompts`; a test compares it, so it is never out of date."
INDEX = f"""# The prompts, as models read them

{WRITTEN_BY} The texts are in `agents/interview_agents/prompts/`, one file each; the head of a file says
where its rules come from, in their order. The onsite that is shown here is made up: it is written down in
`evals/interview_evals/prompts/onsite.json`, with the sheets that were filled in for it.

| agent | what is shown |
|---|---|
{{rows}}

What is the same in a whole onsite stands first, then what is the same in a round, then the turns, so that a
provider's prompt cache finds the beginning of each request again. Everything a candidate said, wrote or
handed in stands between marks with a nonce that they cannot know. Nothing here decides anything: rulings,
quotes, caps and votes are checked and computed in code.
"""


class Shown(NamedTuple):
    """One agent's page."""

    name: str
    """The file's, without its ending."""
    title: str
    what: str
    id: str
    """Which of the onsite's calls it shows, by the beginning of its id."""


AGENTS = (
    Shown("recruiter", "Recruiter", "The next question; plain text comes back.", "interviewer/recruiter"),
    Shown("coding", "Coding interviewer", "A hint; plain text comes back.", "interviewer/coding"),
    Shown(
        "system_design",
        "System-design interviewer",
        "A challenge; plain text comes back.",
        "interviewer/system_design",
    ),
    Shown(
        "behavioral",
        "Behavioral interviewer",
        "The closing words; plain text comes back.",
        "interviewer/behavioral",
    ),
    Shown(
        "scorer",
        "Scorer",
        "The recruiter's round; strict JSON comes back (`ScoreSheet`).",
        "scorer/recruiter",
    ),
    Shown("judge", "Judge", "The committee; strict JSON comes back (`CommitteeSheet`).", "judge/committee"),
    Shown("candidate", "Simulated candidate", "Only with `simulate --candidate-model`.", "candidate/"),
)


class Noted:
    """Calls that are written down, and answered with the sheets that were filled in for the onsite."""

    name = "openai:model"

    def __init__(self, onsite: WrittenOnsite) -> None:
        self.asked: list[Call] = []
        self.sheets: dict[str, Record] = {f"scorer/{held.round}": held.sheet for held in onsite.rounds}
        self.sheets["judge/committee"] = onsite.committee

    async def stream(self, call: Call) -> AsyncGenerator[str, None]:
        """A few words that tell nothing."""
        self.asked.append(call)
        yield SPOKEN

    async def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:  # noqa: ARG002 - its sheets are of the right form
        """The sheet of the round, or the committee's, read from what goes over the wire."""
        self.asked.append(call)
        return schema.model_validate_json(self.sheets[call.id.partition("#")[0]].model_dump_json())


class Held(NamedTuple):
    """What an onsite asked of models, and what code made of the sheets."""

    noted: Noted
    debrief: Debrief


async def hold(onsite: WrittenOnsite, bank: Bank) -> Held:
    """Every agent's call of an onsite, through the minds and the checks that real ones go through."""
    noted = Noted(onsite)
    mind = ModelMind(noted, secret=SECRET)
    who = [onsite.candidate]
    cards = []
    for held in onsite.rounds:
        async for _ in mind.ask(onsite.view(held, bank), held.exchanges[-1].direction(bank)):
            pass
        cards.append(await score_round(held.transcript(bank), bank, mind, identity=who))
    debrief = await deliberate(onsite.packet(tuple(cards), bank), bank, mind, identity=who)
    player = ModelCandidate(bank.candidates[PLAYED], bank, noted, secret=SECRET)
    await player.reply(_opened(onsite, bank))
    return Held(noted, debrief)


def _opened(onsite: WrittenOnsite, bank: Bank) -> Transcript:
    """The design round before its first answer."""
    held = next(held for held in onsite.rounds if held.round is RoundKind.SYSTEM_DESIGN)
    whole = held.transcript(bank)
    return whole.model_copy(update={"turns": whole.turns[:1]})


def pages(held: Held) -> Mapping[str, str]:
    """File name to text: a page an agent, and an index."""
    rows = "\n".join(f"| [{agent.title}]({agent.name}.md) | {agent.what} |" for agent in AGENTS)
    return {"README.md": INDEX.format(rows=rows)} | {f"{a.name}.md": _page(a, held.noted) for a in AGENTS}


def _page(agent: Shown, noted: Noted) -> str:
    call = next(call for call in noted.asked if call.id.startswith(agent.id))
    return "\n".join([f"# {agent.title}\n\n{agent.what} {WRITTEN_BY}\n", *_parts(call, noted)])


def _parts(call: Call, noted: Noted) -> Iterator[str]:
    for message in call.messages:
        yield _message(message)
    sheet = noted.sheets.get(call.id.partition("#")[0])
    if sheet:
        yield f"## what came back\n\n~~~~json\n{sheet.model_dump_json(indent=2)}\n~~~~\n"


def _message(message: BaseMessage) -> str:
    return f"## {message.type}\n\n~~~~text\n{message.text}\n~~~~\n"
