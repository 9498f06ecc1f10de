"""One owner's onsites: whatever is somebody else's is not there, whichever way it is asked for."""

import inspect
from collections.abc import Callable

import pytest
from tests.panel.minds import Standstill
from tests.panel.onsites import BANK, CONTEXT, FILLER, SCREEN
from tests.panel.threads import stand

from interview_agents.answer import Answer
from interview_panel import PanelContext
from interview_panel.errors import TooManyError, UnknownSessionError
from interview_panel.onsites import MOST_RUNNING, Onsites
from interview_panel.runner import Runner

MORE: dict[str, object] = {"answer": Answer(text=FILLER), "code": "x = 1", "context": CONTEXT}


def reaching() -> list[str]:
    """Every way to a session by its id."""
    ways = inspect.getmembers(Onsites, inspect.isfunction)
    return [
        name
        for name, way in ways
        if not name.startswith("_") and "session_id" in inspect.signature(way).parameters
    ]


def reach(onsites: Onsites, name: str, session_id: str) -> object:
    """Go that way, with what else it wants."""
    way: Callable[..., object] = getattr(onsites, name)
    wanted = list(inspect.signature(way).parameters.values())[1:]
    positional = [p for p in wanted if p.kind is p.POSITIONAL_OR_KEYWORD and p.default is p.empty]
    return way(session_id, *[MORE.get(parameter.name, "") for parameter in positional])


def everything(runner: Runner, session_id: str) -> object:
    """What is to be seen of a session."""
    return runner.row(session_id, None), runner.transcripts(session_id), runner.tries(session_id)


def test_there_is_no_way_that_is_not_tried_here() -> None:
    assert {"answer", "follow", "row", "transcripts", "delete", "hold_with", "context_of"} <= set(reaching())


@pytest.mark.parametrize("name", reaching())
def test_somebody_elses_session_is_as_one_that_is_not_there(runner: Runner, name: str) -> None:
    session_id = Onsites(runner, "anna").start(SCREEN)
    stand(runner.follow(session_id))
    before = everything(runner, session_id)
    for other in ("bert", "Anna", ""):
        said = []
        for asked in (session_id, "0" * 32):
            with pytest.raises(UnknownSessionError) as refused:
                reach(Onsites(runner, other), name, asked)
            said.append(str(refused.value).replace(asked, "ID"))
        assert said[0] == said[1]
    assert everything(runner, session_id) == before
    assert runner.context_of(session_id) is runner.context


@pytest.mark.parametrize("name", [name for name in reaching() if name != "try_code"])
def test_the_owner_gets_there(runner: Runner, name: str) -> None:
    anna = Onsites(runner, "anna")
    session_id = anna.start(SCREEN)
    stand(anna.follow(session_id))
    reach(anna, name, session_id)


def test_each_owner_has_their_own_list(runner: Runner) -> None:
    anna, bert = Onsites(runner, "anna"), Onsites(runner, "bert")
    hers, his = anna.start(SCREEN), bert.start(SCREEN)
    assert [row.id for row in anna.sessions()] == [hers]
    assert [row.id for row in bert.sessions()] == [his]
    assert not Onsites(runner, "").sessions()


def test_one_owner_cannot_have_everybody_think_at_once() -> None:
    mind = Standstill()
    with Runner(context=PanelContext(mind=mind, bank=BANK, runs_code=False)) as runner:
        anna, bert = Onsites(runner, "anna"), Onsites(runner, "bert")
        for _ in range(MOST_RUNNING):
            anna.start(SCREEN)
        with pytest.raises(TooManyError, match="wait for one"):
            anna.start(SCREEN)
        assert len(anna.sessions()) == MOST_RUNNING
        his = bert.start(SCREEN)
        mind.through.set()
        for row in (*anna.sessions(), bert.row(his)):
            stand(runner.follow(row.id))
        stand(anna.follow(anna.start(SCREEN)))
