"""What an onsite will use, said before it starts, in the same units as what it used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from interview_agents.calls.prices import PriceTable, price_table
from interview_agents.calls.specs import ModelSpec, Role, model_data
from interview_agents.calls.spending import Spending
from interview_personas import Record


class Sizes(Record):
    """Tokens that one call of each kind reads and writes."""

    opening: int
    shared: int
    exchange: int
    question: int
    sheet_opening: int
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
    cached: int
    written: int


def estimate(
    turns: Sequence[int], specs: Mapping[Role, ModelSpec], table: PriceTable | None = None
) -> Spending:
    """What an onsite will use if nothing goes wrong: turns, a sheet a round, one committee.

    Args:
        turns: interviewer turns of each round, the closing words included.
        specs: who is asked. A role without a model, a rehearsed one, costs nothing.
        table: prices; the shipped ones when left out.
    """
    table = table or price_table()
    total = Spending()
    for read in _calls(turns, sizes()):
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
        seen = size.shared if number else 0
        for turn in range(count):
            reads = size.opening + turn * size.exchange
            yield Read("interviewer", reads, seen, size.question)
            seen = reads
        seen = 0
        for answer in range(1, count):  # the closing words are not answered
            reads = size.candidate_opening + answer * size.exchange
            yield Read("candidate", reads, seen, size.answer)
            seen = reads
        yield Read("scorer", size.sheet_opening + count * size.exchange, 0, size.sheet)
    said = sum(turns) * size.exchange + len(turns) * size.sheet
    yield Read("judge", size.committee_opening + said, 0, size.committee)


def _priced(read: Read, spec: ModelSpec, table: PriceTable) -> Spending:
    thinks = read.role in {"scorer", "judge"} and spec.listed and spec.reasoning_effort != "none"
    usage = {
        "input_tokens": read.tokens,
        "output_tokens": read.written + (sizes().thinking if thinks else 0),
        "input_token_details": {"cache_read": read.cached},
    }
    return Spending(calls=1) + Spending.of(usage, spec.price(table))
