"""The page of each agent, with one prompt as it goes out, and their index."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from langchain_core.messages import BaseMessage

from interview_agents.calls.call import Call
from interview_evals.prompts.holding import Held, Noted

WRITTEN_BY = "Written by `interview-panel eval prompts`; a test compares it, so it is never out of date."
INDEX = f"""# The prompts, as models read them

{WRITTEN_BY}
The texts are in `agents/interview_agents/prompts/`, one file each; the head of a file says where its rules
come from, in their order. The onsite that is shown here is made up: it is written down in
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
