"""A model tried out before an onsite: one word spoken, one small sheet filled in, and what that shows."""

from collections.abc import Awaitable, Callable, Collection, Iterator

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from interview_agents import errors
from interview_agents.calls.attempts import CLOCK
from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.prices import PriceTable
from interview_agents.calls.specs import ModelSpec, Role
from interview_panel.commands.findings import Finding
from interview_personas import Record

SAID: tuple[BaseMessage, ...] = (
    SystemMessage("You are being tried out. Answer as briefly as you can."),
    HumanMessage("Name one color."),
)
HURRIED = {"requests": 1, "timeout_s": 30.0, "deadline_s": 60.0}
"""Less patience than in an onsite: somebody waits for the answer and nothing is lost."""
ENDPOINT, KEY, MODEL = "endpoint", "key", "model"
STREAMING, SHEETS = "streaming", "structured output"
SHOWS: dict[type[errors.ModelError], str] = {
    errors.UnreachableError: ENDPOINT,
    errors.CircuitOpenError: ENDPOINT,
    errors.DeadlineError: ENDPOINT,
    errors.KeyRefusedError: KEY,
    errors.QuotaExhaustedError: KEY,
    errors.RateLimitedError: KEY,
    errors.UnknownModelError: MODEL,
}
"""What an error says about more than the request it came from."""
Work = Callable[[Caller], Awaitable[Finding]]
NOT_TRIED = "not tried"


class Sheet(Record):
    """A color that was named."""

    color: str
    """Its name in English."""
    warm: bool
    """Whether people call it warm."""


async def examined(spec: ModelSpec, roles: Collection[Role], table: PriceTable) -> list[Finding]:
    """What works of a model, in the order in which one thing needs the other.

    Args:
        spec: which model.
        roles: what it is wanted for; who scores or judges must fill in sheets.
        table: prices.
    """
    try:
        caller = Caller(spec.model_copy(update=HURRIED), table=table, circuits=Circuits(CLOCK.now))
    except errors.ModelSpecError as error:
        return [Finding("fails", MODEL, str(error))]
    abilities: list[Finding] = []
    broken: Finding | None = None
    for what, work in _wanted(roles):
        finding = Finding("-", what, NOT_TRIED) if broken else await _tried(what, work, caller, spec)
        if finding.what != what:
            broken, finding = finding, Finding("-", what, NOT_TRIED)
        abilities.append(finding)
    return [*_basics(spec, broken, table), *abilities, _price(spec, table)]


def _wanted(roles: Collection[Role]) -> Iterator[tuple[str, Work]]:
    if {"interviewer", "candidate"} & set(roles):
        yield STREAMING, _speak
    if {"scorer", "judge"} & set(roles):
        yield SHEETS, _fill_in


async def _tried(what: str, work: Work, caller: Caller, spec: ModelSpec) -> Finding:
    """What trying one thing showed; an error may show something about another."""
    try:
        return await work(caller)
    except errors.ModelError as error:
        shown = next((basic for kind, basic in SHOWS.items() if isinstance(error, kind)), what)
        return Finding("fails", shown, f"{error.what}{_advice(shown, spec)}")


async def _speak(caller: Caller) -> Finding:
    async for _ in caller.stream(Call("doctor/streaming", SAID)):
        pass
    if caller.spent.uncounted:
        return Finding("note", STREAMING, "words come, but no count of tokens: costs will not be known")
    return Finding("ok", STREAMING, "words come as they are written, and a count of tokens with them")


async def _fill_in(caller: Caller) -> Finding:
    await caller.structured(Call("doctor/sheet", SAID), Sheet, repair=False)
    return Finding("ok", SHEETS, "a small sheet was filled in as its strict schema says")


def _basics(spec: ModelSpec, broken: Finding | None, table: PriceTable) -> Iterator[Finding]:
    """Endpoint, key and model: what the first request showed about each."""
    end = table.end_of(spec.model) if spec.listed else ""
    works = (
        Finding("ok", ENDPOINT, f"{spec.address} answers"),
        Finding("ok", KEY, "accepted" if spec.api_key else "none is given and none is asked for"),
        Finding("note" if end else "ok", MODEL, end or "answers under this name"),
    )
    reached = True
    for finding in works:
        if broken and finding.what == broken.what:
            yield broken
            reached = False
        else:
            yield finding if reached else Finding("-", finding.what, NOT_TRIED)


def _advice(shown: str, spec: ModelSpec) -> str:
    """What to do, where the error does not know this command line."""
    start = spec.profile.start
    if shown == ENDPOINT and start and spec.base_url is None:
        return f" at {spec.address}: start it with `{start}`, or name its address: openai:NAME, --base-url"
    if shown == ENDPOINT:
        return f" at {spec.address}: check the address and this machine's network"
    if shown == KEY and not spec.profile.needs_key:
        return "; a server that wants one is named openai:NAME, with --base-url and OPENAI_API_KEY"
    return "; this model cannot write scorecards: choose another" if shown == SHEETS else ""


def _price(spec: ModelSpec, table: PriceTable) -> Finding:
    row = spec.price(table)
    if not row.known:
        return Finding(
            "note",
            "price",
            f"no row for {spec.name} in the table of {table.as_of}: costs are not shown; "
            "INTERVIEW_PANEL_PRICES names a file that adds one",
        )
    cached = f", ${row.cached:g} read again" if row.cached is not None else ""
    figures = f"${row.input:g} for a million tokens read{cached}, ${row.output:g} written"
    return Finding("ok", "price", f"{figures} (table of {table.as_of})")
