"""What every ledger promises, in memory, in a file and in PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from tests.agents.talk import case, ran
from tests.panel.ledgers import CODING, RECRUITER, Clock, in_a_file, in_memory, in_postgres, row, texts, turn

from interview_agents.calls.spending import Spending
from interview_agents.delivery import Delivery
from interview_agents.transcript import Speaker, Turn
from interview_panel import Ledger
from interview_panel.errors import OutOfTurnError, UnknownSessionError
from interview_panel.ledger import Charge

PAID = Spending(
    calls=1, requests=1, tokens_in=1200, tokens_cached=1024, tokens_out=40, seconds=0.5, dollars=0.01
)
SPOKEN = Delivery(spoken_s=12.5, words_per_minute=144.0, long_pauses=2, fillers_at_least=3)
FAILED = Spending(calls=1, requests=4, retries=3, failures=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def place(request: pytest.FixtureRequest, kind: str, clock: Clock) -> AbstractAsyncContextManager[Ledger]:
    """A ledger of a kind; only the one in PostgreSQL needs a server."""
    if kind == "postgres":
        return in_postgres(request.getfixturevalue("swept"), sweep=True)
    path: Path = request.getfixturevalue("tmp_path")
    return in_memory() if kind == "memory" else in_a_file(path / "ledger.sqlite", clock)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
async def ledger(request: pytest.FixtureRequest, clock: Clock) -> AsyncIterator[Ledger]:
    async with place(request, request.param, clock) as made:
        await made.open(row("one"))
        await made.open(row("two"))
        yield made


class TestTurns:
    async def test_come_back_in_order_and_as_they_were(self, ledger: Ledger) -> None:
        answered = turn(1, "A\n“ü” \U0001f600", code="x = 1\n")
        answered = answered.model_copy(update={"sketch": "graph LR\nA --> B", "delivery": SPOKEN})
        stored = [turn(0, "Q"), answered, turn(2, "Q2")]
        for each in stored:
            await ledger.append("one", each)
        assert list((await ledger.turns("one", CODING)).turns) == stored

    async def test_of_other_rounds_and_sessions_stay_apart(self, ledger: Ledger) -> None:
        await ledger.append("one", turn(0, "coding"))
        await ledger.append("one", turn(0, "recruiter", RECRUITER))
        await ledger.append("two", turn(0, "other"))
        assert await texts(ledger) == ["coding"]
        assert await texts(ledger, kind=RECRUITER) == ["recruiter"]
        assert await texts(ledger, "two") == ["other"]

    async def test_appended_again_change_nothing(self, ledger: Ledger) -> None:
        for each in (turn(0), turn(1), turn(0), turn(1)):
            await ledger.append("one", each)
        assert await texts(ledger) == ["said", "said"]

    async def test_the_same_answer_spoken_otherwise_is_the_same_answer(self, ledger: Ledger) -> None:
        await ledger.append("one", turn(0))
        await ledger.append("one", turn(1).model_copy(update={"delivery": SPOKEN}))
        await ledger.append("one", turn(1))
        assert (await ledger.turns("one", CODING)).turns[1].delivery == SPOKEN

    async def test_the_same_answer_with_other_seconds_is_the_same_answer(self, ledger: Ledger) -> None:
        await ledger.append("one", turn(0))
        await ledger.append("one", turn(1).model_copy(update={"seconds": 5.0}))
        await ledger.append("one", turn(1).model_copy(update={"seconds": 9.0}))
        assert (await ledger.turns("one", CODING)).turns[1].seconds == 5.0

    @pytest.mark.parametrize(
        "other",
        [
            turn(1, "something else"),
            turn(1, code="x = 1"),
            turn(1).model_copy(update={"sketch": "A --> B"}),
            turn(1).model_copy(update={"speaker": Speaker.INTERVIEWER}),
        ],
        ids=["words", "code", "sketch", "speaker"],
    )
    async def test_that_differ_from_what_stands_are_refused(self, ledger: Ledger, other: Turn) -> None:
        await ledger.append("one", turn(0))
        await ledger.append("one", turn(1))
        with pytest.raises(OutOfTurnError, match="coding-02 was answered already"):
            await ledger.append("one", other)
        assert (await ledger.turns("one", CODING)).turns[1] == turn(1)

    @pytest.mark.parametrize("position", [1, 2, 50])
    async def test_with_a_gap_before_them_are_refused(self, ledger: Ledger, position: int) -> None:
        with pytest.raises(OutOfTurnError, match="does not come next"):
            await ledger.append("one", turn(position))
        assert await texts(ledger) == []

    async def test_of_a_long_round_keep_their_order(self, ledger: Ledger) -> None:
        for position in range(120):
            await ledger.append("one", turn(position, str(position)))
        assert await texts(ledger) == [str(position) for position in range(120)]


class TestRuns:
    async def test_stand_in_front_of_their_answer_and_then_in_it(self, ledger: Ledger) -> None:
        first, last = ran("x", submitted=False), ran("y", case())
        await ledger.append("one", turn(0))
        await ledger.keep_run("one", "coding-02", first)
        assert list(await ledger.runs("one", "coding-02")) == [first]
        assert (await ledger.turns("one", CODING)).turns == (turn(0),)
        await ledger.append("one", turn(1, code="y"))
        await ledger.keep_run("one", "coding-02", last)
        assert (await ledger.turns("one", CODING)).turns[1].runs == (first, last)

    async def test_of_what_was_handed_in_are_kept_once(self, ledger: Ledger) -> None:
        await ledger.keep_run("one", "coding-02", ran("y", case()))
        await ledger.keep_run("one", "coding-02", ran("y", case("wrong")))
        assert list(await ledger.runs("one", "coding-02")) == [ran("y", case())]

    async def test_of_other_turns_and_sessions_stay_apart(self, ledger: Ledger) -> None:
        await ledger.keep_run("one", "coding-02", ran("y", case()))
        assert not await ledger.runs("one", "coding-04")
        assert not await ledger.runs("two", "coding-02")

    async def test_of_a_session_that_is_gone_are_refused_and_go_with_it(self, ledger: Ledger) -> None:
        await ledger.keep_run("one", "coding-02", ran("y", case()))
        await ledger.delete("one")
        with pytest.raises(UnknownSessionError):
            await ledger.keep_run("one", "coding-02", ran("y", case()))
        await ledger.open(row("one"))
        assert not await ledger.runs("one", "coding-02")


class TestResults:
    async def test_are_remembered_once(self, ledger: Ledger) -> None:
        assert await ledger.recall("one", "k") is None
        assert await ledger.remember("one", "k", "first") == "first"
        assert await ledger.remember("one", "k", "second") == "first"
        assert await ledger.recall("one", "k") == "first"

    async def test_of_other_sessions_stay_apart(self, ledger: Ledger) -> None:
        await ledger.remember("one", "k", "mine")
        assert await ledger.recall("two", "k") is None

    async def test_are_all_told_by_their_keys(self, ledger: Ledger) -> None:
        for name, key in (("one", "b"), ("one", "a"), ("two", "c")):
            await ledger.remember(name, key, f"{name} {key}")
        assert await ledger.remembered("one") == {"a": "one a", "b": "one b"}
        assert await ledger.remembered("three") == {}


class TestBills:
    async def test_begin_with_nothing(self, ledger: Ledger) -> None:
        assert await ledger.spent("one") == Spending()

    async def test_are_the_sum_of_what_was_charged(self, ledger: Ledger) -> None:
        for _ in range(3):
            await ledger.charge("one", "scorecard/coding", PAID)
        await ledger.charge("one", "committee", FAILED)
        assert await ledger.spent("one") == PAID + PAID + PAID + FAILED

    async def test_are_told_row_by_row_in_order(self, ledger: Ledger) -> None:
        charged = [Charge(work="b", spending=PAID), Charge(work="a", spending=FAILED)]
        for charge in charged:
            await ledger.charge("one", charge.work, charge.spending)
        assert list(await ledger.charges("one")) == charged
        assert not await ledger.charges("two")

    async def test_of_other_sessions_stay_apart(self, ledger: Ledger) -> None:
        await ledger.charge("one", "committee", PAID)
        assert await ledger.spent("two") == Spending()

    async def test_of_work_done_side_by_side_lose_nothing(self, ledger: Ledger) -> None:
        await asyncio.gather(*(ledger.charge("one", str(number), PAID) for number in range(20)))
        assert (await ledger.spent("one")).calls == 20

    async def test_of_sessions_that_are_not_there_are_empty_and_cannot_be_charged(
        self, ledger: Ledger
    ) -> None:
        with pytest.raises(UnknownSessionError, match="'three'"):
            await ledger.charge("three", "committee", PAID)
        assert await ledger.spent("three") == Spending()


class TestDrafts:
    async def test_are_what_was_kept_last_in_each_field(self, ledger: Ledger) -> None:
        assert await ledger.drafts("one") == {}
        for field, text in (("words", "half"), ("code/Two sums", "def"), ("words", "half a thought")):
            await ledger.keep_draft("one", field, text)
        assert await ledger.drafts("one") == {"words": "half a thought", "code/Two sums": "def"}

    async def test_with_a_character_that_no_text_has_are_kept_all_the_same(self, ledger: Ledger) -> None:
        await ledger.keep_draft("one", "words", "half\0 a thought")
        assert (await ledger.drafts("one"))["words"].replace("\ufffd", "\0") == "half\0 a thought"

    async def test_of_other_sessions_stay_apart(self, ledger: Ledger) -> None:
        await ledger.keep_draft("one", "words", "mine")
        assert await ledger.drafts("two") == {}

    async def test_of_sessions_that_are_not_there_are_refused_and_go_with_theirs(
        self, ledger: Ledger
    ) -> None:
        await ledger.keep_draft("one", "words", "half a thought")
        await ledger.keep_draft("two", "words", "stays")
        await ledger.delete("one")
        with pytest.raises(UnknownSessionError, match="'one'"):
            await ledger.keep_draft("one", "words", "more")
        await ledger.open(row("one"))
        assert await ledger.drafts("one") == {}
        assert await ledger.drafts("two") == {"words": "stays"}


class TestSessions:
    async def test_are_known_by_their_row(self, ledger: Ledger) -> None:
        assert await ledger.session("one") == row("one")

    async def test_opened_again_stay_as_they_are(self, ledger: Ledger) -> None:
        await ledger.append("one", turn(0))
        await ledger.open(row("one", owner="somebody else", created_at=99.0))
        assert await ledger.session("one") == row("one")
        assert await texts(ledger) == ["said"]

    async def test_are_listed_newest_first_and_to_their_owner_only(self, ledger: Ledger) -> None:
        for name, at in (("a", 5.0), ("b", 9.0), ("c", 7.0)):
            await ledger.open(row(name, "anna", at))
        assert [found.id for found in await ledger.sessions("anna")] == ["b", "c", "a"]
        assert {found.id for found in await ledger.sessions()} == {"one", "two"}
        everybody = [found.id for found in await ledger.sessions(None)]
        assert everybody[:3] == ["b", "c", "a"]
        assert set(everybody[3:]) == {"one", "two"}

    async def test_are_marked_when_finished(self, ledger: Ledger) -> None:
        await ledger.finish("one")
        assert [(await ledger.session(name)).finished for name in ("one", "two")] == [True, False]

    async def test_that_are_not_there_are_unknown(self, ledger: Ledger) -> None:
        with pytest.raises(UnknownSessionError, match="'three'"):
            await ledger.session("three")

    async def test_deleted_are_gone_with_everything_and_nothing_else(self, ledger: Ledger) -> None:
        for name in ("one", "two"):
            await ledger.append(name, turn(0))
            await ledger.remember(name, "k", "v")
            await ledger.charge(name, "committee", PAID)
        await ledger.delete("one")
        with pytest.raises(UnknownSessionError):
            await ledger.session("one")
        await ledger.open(row("one"))
        assert await texts(ledger) == []
        assert await ledger.recall("one", "k") is None
        assert await ledger.spent("one") == Spending()
        assert await ledger.spent("two") == PAID
        assert await texts(ledger, "two") == ["said"]
        assert await ledger.recall("two", "k") == "v"


async def test_a_turn_of_a_session_that_was_deleted_is_refused(ledger: Ledger) -> None:
    await ledger.append("one", turn(0))
    await ledger.delete("one")
    with pytest.raises(UnknownSessionError):
        await ledger.append("one", turn(1))


class TestLeases:
    async def test_are_held_by_one(self, ledger: Ledger) -> None:
        assert await ledger.claim("one", "elsewhere:1:a", 30)
        assert not await ledger.claim("one", "elsewhere:2:b", 30)

    async def test_are_renewed_by_their_holder(self, ledger: Ledger) -> None:
        assert [await ledger.claim("one", "elsewhere:1:a", 30) for _ in range(2)] == [True, True]

    async def test_are_a_sessions_own(self, ledger: Ledger) -> None:
        assert await ledger.claim("one", "elsewhere:1:a", 30)
        assert await ledger.claim("two", "elsewhere:2:b", 30)

    async def test_given_back_are_free(self, ledger: Ledger) -> None:
        await ledger.claim("one", "elsewhere:1:a", 30)
        await ledger.release("one", "elsewhere:1:a")
        assert await ledger.claim("one", "elsewhere:2:b", 30)

    async def test_are_given_back_by_their_holder_only(self, ledger: Ledger) -> None:
        await ledger.claim("one", "elsewhere:1:a", 30)
        await ledger.release("one", "elsewhere:2:b")
        assert not await ledger.claim("one", "elsewhere:2:b", 30)
