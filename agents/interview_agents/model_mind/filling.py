"""Forms that a model fills in, and the one request to mend what code found wrong in one."""

import hashlib
from collections import OrderedDict
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, Protocol, TypeVar

from langchain_core.messages import AIMessage, HumanMessage

from interview_agents.calls.call import Call
from interview_agents.calls.spending import metered
from interview_agents.errors import MalformedReplyError
from interview_agents.model_mind.prompts import Prompts
from interview_agents.model_mind.scoring import faults_message
from interview_personas import Record

KEPT = 256
R = TypeVar("R", bound=Record)


class Calls(Protocol):
    """The calls of one role; ``calls.Caller`` is one, and so is a test's double."""

    @property
    def name(self) -> str:
        """``openai:<model>``."""
        ...

    def stream(self, call: Call) -> AsyncGenerator[str, None]:
        """Plain text in pieces."""
        ...

    async def structured(self, call: Call, schema: type[R], *, repair: bool = True) -> R:
        """A filled-in schema."""
        ...


class Given(NamedTuple):
    """A proposal that was made, for the one request to mend it."""

    sheet: Record
    repaired: bool
    """Whether mending its form was asked for already."""


@dataclass(frozen=True)
class Form(Generic[R]):
    """A schema to be filled in, and what is read for it."""

    call: Call
    """The first one for it; a second asks for it to be mended."""
    schema: type[R]

    @property
    def key(self) -> str:
        """The same for the same messages."""
        return hashlib.sha256("\0".join(message.text for message in self.call.messages).encode()).hexdigest()

    def again(self, last: Given | None, faults: HumanMessage) -> Call:
        """The call that asks for it to be mended; its messages go on from the first one's."""
        said = self.call.messages
        if last:
            said = [*said, AIMessage(last.sheet.model_dump_json()), faults]
        else:
            said = [*said[:-1], HumanMessage(f"{said[-1].text}\n\n{faults.text}")]
        return replace(self.call, id=f"{self.call.id.removesuffix('#1')}#2", messages=said)


class Forms:
    """Fills forms in, and remembers the last filling of each for as long as it may be sent back."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self._given: OrderedDict[str, Given] = OrderedDict()

    async def filled(self, calls: Calls, form: Form[R], faults: Sequence[str]) -> R:
        """A sheet: the first one, or the last one mended, which is asked for once.

        When its form had to be mended already, or the mended one is no good, the last one
        comes back as it was: code drops and counts what does not hold in it.
        """
        if not faults:
            with metered() as meter:
                sheet = await calls.structured(form.call, form.schema)
            self._keep(form.key, Given(sheet, repaired=meter.spending.repairs > 0))
            return sheet
        last = self._given.pop(form.key, None)
        if last and last.repaired and isinstance(last.sheet, form.schema):
            return last.sheet
        again = form.again(last, faults_message(faults, self._prompts))
        try:
            return await calls.structured(again, form.schema, repair=False)
        except MalformedReplyError:
            if last and isinstance(last.sheet, form.schema):
                return last.sheet
            raise

    def _keep(self, key: str, given: Given) -> None:
        self._given[key] = given
        if len(self._given) > KEPT:
            self._given.popitem(last=False)
