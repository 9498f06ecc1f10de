"""What an onsite will use, said before it starts, in the same units as what it used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.specs import ModelSpec, Role, model_data
from interview_agents.calls.spending import Spending
from interview_personas import Record


class Sizes(Record):
    """Tokens that one call of each kind reads and writes; ``models.toml`` says what each is."""

    opening: int
    shared: int
    exchange: int
    question: int
    sheet_opening: int
    sheet_shared: int
    told: int
    sheet: int
    committee_opening: int
    committee: int
    candidate_opening: int
    answer: int
    thinking: int


@dataclass(frozen=True)
class Read:
    """One call as the price list sees it."""

    role: Role
    tokens: int
    found: int
    """Of those, found in a prompt cache."""
    kept: int
    """Of those, written to it; it costs something at some providers."""
    written: int


def estimate(
    turns: Sequence[int],
    specs: Mapping[Role, ModelSpec],
    table: PriceTable | None = None,
    *,
    papers: int = 0,
) -> Spending:
    """What an onsite will use if nothing goes wrong: turns, a sheet a round, one committee.

    Args:
        turns: interviewer turns of each round, the closing words included.
        specs: who is asked. A role without a model, a rehearsed one, costs nothing.
        table: prices; the shipped ones when left out.
        papers: tokens of what the candidate handed in, which interviewers read in every round.
    """
    table = table or price_table()
    size = sizes()
    with_papers = {"opening": size.opening + papers, "shared": size.shared + papers}
    total = Spending()
    for read in _calls(turns, size.model_copy(update=with_papers)):
        spec = specs.get(read.role)
        if spec is not None:
            total = total + _priced(read, spec, table)
    return total


@cache
def sizes() -> Sizes:
    """The figures of ``models.toml``."""
    return Sizes.model_validate(model_data()["estimate"])


def _calls(turns: Sequence[int], size: Sizes) -> Iterator[Read]:
    for number, count in enumerate(turns):
        shared, sheet_shared = (size.shared, size.sheet_shared) if number else (0, 0)
        yield from _growing("interviewer", (size.opening, size.exchange), count, size.question, shared)
        # the closing words are not answered
        yield from _growing("candidate", (size.candidate_opening, size.told), count - 1, size.answer)
        reads = size.sheet_opening + count * size.told
        yield Read("scorer", reads, sheet_shared, size.sheet_shared - sheet_shared, size.sheet)
    reads = size.committee_opening + sum(turns) * size.told + len(turns) * size.sheet
    yield Read("judge", reads, 0, 0, size.committee)


def _growing(role: Role, reads: tuple[int, int], count: int, written: int, found: int = 0) -> Iterator[Read]:
    """A conversation that goes on where its last call ended."""
    opening, step = reads
    for turn in range(count):
        whole = opening + turn * step
        yield Read(role, whole, found, whole - found, written)
        found = whole


def _priced(read: Read, spec: ModelSpec, table: PriceTable) -> Spending:
    price = spec.price(table)
    thinks = read.role in {"scorer", "judge"} and spec.listed and spec.reasoning_effort != "none"
    keeps = spec.profile.keeps_prompts
    usage = {
        "input_tokens": read.tokens,
        "output_tokens": read.written + (sizes().thinking if thinks else 0),
        "input_token_details": {
            "cache_read": read.found if keeps else 0,
            "cache_creation": read.kept if keeps and price.cache_write else 0,
        },
    }
    return Spending(calls=1) + Spending.of(usage, price)
