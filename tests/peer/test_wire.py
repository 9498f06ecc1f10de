"""Our calls against llama.cpp's own server: what a double can only claim."""

from typing import Annotated, Literal

import pytest
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from pydantic import Field, SecretStr

from interview_agents.calls.call import Call
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.errors import CutOffError, KeyRefusedError, ModelError, RequestRefusedError
from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import PeerModel
from interview_evals.peer.server import Peer, serving
from interview_personas import Record

pytestmark = pytest.mark.peer
PAGE = SystemMessage("You answer in plain words. " * 40)
COUNT = HumanMessage("Count from one to thirty, in words.")
Short = Annotated[str, Field(max_length=60)]


class Noted(Record):
    """One thing seen in an answer."""

    flag: Literal["model_before_data", "no_baseline"]
    quote: Short | None
    ruling: Literal["present", "absent", "not_assessable"]


class SmallSheet(Record):
    """What a scorecard is made of, with bounds: a small model does not stop by itself."""

    notes: Annotated[tuple[Noted, ...], Field(min_length=1, max_length=2)]
    points: Literal[1, 2, 3, 4] | None
    why: Short


def call(*messages: BaseMessage) -> Call:
    return Call("interviewer/recruiter-01#1", messages, "peer")


async def said(caller: Caller, *messages: BaseMessage) -> list[str]:
    return [piece async for piece in caller.stream(call(*messages))]


async def test_a_turn_comes_in_pieces_and_its_tokens_are_counted(peer: Peer) -> None:
    caller = Caller(peer.spec())
    pieces = await said(caller, PAGE, COUNT)
    assert len(pieces) > 1
    spent = caller.spent
    assert (spent.calls, spent.requests, spent.uncounted, spent.failures) == (1, 1, 0, 0)
    assert spent.tokens_in > 200
    assert spent.tokens_out >= len(pieces)


async def test_a_turn_that_goes_on_from_the_last_finds_it_in_the_servers_cache(peer: Peer) -> None:
    caller = Caller(peer.spec())
    first = "".join(await said(caller, PAGE, COUNT))
    before = caller.spent.tokens_cached
    await said(caller, PAGE, COUNT, AIMessage(first), HumanMessage("And from thirty to one."))
    assert caller.spent.tokens_cached - before > 200


async def test_a_strict_schema_is_filled_in_by_the_servers_grammar(peer: Peer) -> None:
    caller = Caller(peer.spec())
    asked = HumanMessage("Candidate: I would start with XGBoost and look at the data later. Rule on it.")
    sheet = await caller.structured(call(PAGE, asked), SmallSheet)
    assert isinstance(sheet, SmallSheet)
    assert (caller.spent.requests, caller.spent.repairs) == (1, 0)


async def test_a_wrong_key_is_refused_once_and_said(peer: Peer) -> None:
    caller = Caller(peer.spec(api_key=SecretStr("wrong")))
    with pytest.raises(KeyRefusedError):
        await said(caller, COUNT)
    assert caller.spent.requests == 1


async def test_a_conversation_over_the_context_is_refused_once_and_said(peer: Peer) -> None:
    caller = Caller(peer.spec())
    with pytest.raises(RequestRefusedError, match="longer than the model can read"):
        await said(caller, HumanMessage("and so on " * peer.model.context))
    assert caller.spent.requests == 1


async def test_a_turn_that_runs_into_its_limit_is_no_turn(peer: Peer) -> None:
    with pytest.raises(CutOffError) as caught:
        await said(Caller(peer.spec(max_tokens=5)), COUNT)
    assert caught.value.at_limit


async def test_a_turn_nobody_listens_to_any_more_leaves_the_server_free(peer: Peer) -> None:
    caller = Caller(peer.spec())
    stream = caller.stream(call(PAGE, COUNT))
    await anext(stream)
    await stream.aclose()
    assert await said(caller, PAGE, HumanMessage("Say hello."))
    assert caller.spent.uncounted == 1, "the one that was left was sent, and its tokens are not known"


async def test_a_server_that_dies_in_the_middle_of_a_turn_is_one_typed_error(model: PeerModel) -> None:
    with serving(model, fetched(model)) as dying:
        stream = Caller(dying.spec(requests=1), circuits=Circuits(lambda: 0.0)).stream(call(PAGE, COUNT))
        await anext(stream)
        dying.child.kill()
        with pytest.raises(ModelError) as caught:
            async for _ in stream:
                pass
    assert "interviewer/recruiter-01#1" in str(caught.value)
