"""What a caller supplies beside the state: a mind, a bank, a ledger. All of it optional."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import InstanceOf
from pydantic.json_schema import SkipJsonSchema

from interview_agents.mind import Mind
from interview_agents.rehearsal import Rehearsal
from interview_panel.ledger import Ledger
from interview_personas import Bank, load_bank


@dataclass(frozen=True)
class PanelContext:
    """What thinks, what it asks from, and where turns are kept.

    Without a mind the embedded rehearsal holds the onsite; without a bank the shipped one
    is asked from; without a ledger the turns ride in graph state.
    """

    bank_path: str = ""
    """Folder of a bank of your own."""
    mind: SkipJsonSchema[InstanceOf[Mind] | None] = field(default=None, repr=False)
    bank: SkipJsonSchema[InstanceOf[Bank] | None] = field(default=None, repr=False)
    ledger: SkipJsonSchema[InstanceOf[Ledger] | None] = field(default=None, repr=False)

    def the_bank(self) -> Bank:
        """The bank to ask from."""
        return self.bank or load_bank(Path(self.bank_path) if self.bank_path else None)

    def the_mind(self) -> Mind:
        """The mind that holds the onsite."""
        return self.mind or _rehearsal()


@cache
def _rehearsal() -> Rehearsal:
    return Rehearsal()
