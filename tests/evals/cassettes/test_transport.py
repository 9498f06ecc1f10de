"""Recording and playing on the wire: both APIs, on an event loop and without."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from tests.agents.wire import (
    EVENTS,
    GOOD,
    REFUSAL,
    SAID,
    TEXT,
    WORDS,
    AnyCaller,
    Line,
    failure,
    reset,
    stream,
)

from interview_agents import errors
from interview_agents.calls.blocking import BlockingCaller
from interview_agents.calls.caller import Caller
from interview_agents.calls.circuits import Circuits
from interview_agents.calls.endpoint import Endpoint
from interview_agents.calls.prices import price_table
from interview_evals.cassettes.misses import CassetteMiss
from interview_evals.cassettes.tape import Mode, Tape, Verdict
from interview_evals.cassettes.transport import AsyncTapeTransport, TapeTransport
from interview_evals.errors import SecretError, SpoiltCassetteError
from interview_personas import InterviewError

Taped = Callable[[Mode], tuple[AnyCaller, Tape]]


@pytest.fixture
def taped(line: Line, tmp_path: Path) -> Taped:
    """A caller whose requests go through a tape of the test's folder."""

    def caller(mode: Mode) -> tuple[AnyCaller, Tape]:
        spec = line.spec()
        key = spec.api_key.get_secret_value() if spec.api_key else ""
        tape = Tape(tmp_path / "cassettes", mode, [key])
        endpoint = Endpoint.of(spec, price_table(), (TapeTransport(tape), AsyncTapeTransport(tape)))
        kind = BlockingCaller if line.blocking else Caller
        return kind(endpoint, clock=line.clock, circuits=Circuits(line.clock.now), seed=1), tape

    return caller


def texts(tape: Tape) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(tape.folder.glob("**/*")) if path.is_file()}


async def test_what_was_recorded_is_played_with_nothing_sent(line: Line, taped: Taped) -> None:
    route = line.answers(line.spoken(), line.written(GOOD.model_dump_json()))
    recorder, recorded = taped(Mode.MISSING)
    said, sheet = await line.hear(recorder), await line.sheet(recorder)
    assert recorded.count(Verdict.RECORDED) == 2
    before = route.call_count

    player, tape = taped(Mode.REPLAY)
    assert "".join(await line.hear(player)) == "".join(said) == TEXT
    assert await line.sheet(player) == sheet == GOOD
    assert (player.spent.tokens_in, player.spent.tokens_out) == (
        recorder.spent.tokens_in,
        recorder.spent.tokens_out,
    )
    assert route.call_count == before
    assert [played.verdict for played in tape.played] == [Verdict.HIT, Verdict.HIT]
    assert tape.unused() == ()


async def test_a_stream_is_played_in_the_pieces_it_came_in(line: Line, taped: Taped) -> None:
    line.answers(line.spoken())
    recorder, recorded = taped(Mode.ALL)
    await line.hear(recorder)
    (text,) = texts(recorded).values()
    assert f"pieces: {[len(word) for word in WORDS]}".encode() in text


async def test_a_line_separator_inside_a_text_is_a_letter_like_any_other(line: Line, taped: Taped) -> None:
    said = "one\u2028two\x85three"
    answer = line.spoken([said])
    raw = answer.content.decode().replace("\\u2028", "\u2028").replace("\\u0085", "\x85").encode()
    line.answers(httpx.Response(200, headers=EVENTS, content=raw))
    await line.hear(taped(Mode.MISSING)[0])
    assert "".join(await line.hear(taped(Mode.REPLAY)[0])) == said


async def test_recording_again_gives_the_same_bytes(line: Line, taped: Taped) -> None:
    line.answers(line.spoken(), line.written(GOOD.model_dump_json()))
    recorder, recorded = taped(Mode.ALL)
    await line.hear(recorder)
    first = texts(recorded)
    line.answers(line.spoken())
    again, _ = taped(Mode.ALL)
    await line.hear(again)
    assert texts(recorded) == first


async def test_a_request_that_was_never_recorded_is_one_error_and_sends_nothing(
    line: Line, taped: Taped
) -> None:
    route = line.answers(line.spoken())
    player, tape = taped(Mode.REPLAY)
    with pytest.raises(
        errors.NotRecordedError, match="no recording of unnamed: interviewer/coding-03"
    ) as raised:
        await line.hear(player)
    causes: list[BaseException | None] = [raised.value]
    while causes[-1] is not None:
        causes.append(causes[-1].__cause__)
    assert any(isinstance(cause, CassetteMiss) for cause in causes)
    assert route.call_count == 0
    assert line.clock.rests == []
    assert [miss.call for miss in tape.misses] == ["interviewer/coding-03"]


async def test_missing_plays_what_is_there_and_sends_the_rest(line: Line, taped: Taped) -> None:
    route = line.answers(line.spoken())
    await line.hear(taped(Mode.MISSING)[0], "interviewer/a")
    caller, tape = taped(Mode.MISSING)
    await line.hear(caller, "interviewer/a")
    await line.hear(caller, "interviewer/b")
    assert [played.verdict for played in tape.played] == [Verdict.HIT, Verdict.RECORDED]
    assert route.call_count == 2


async def test_a_sheet_that_had_to_be_mended_is_two_recordings(line: Line, taped: Taped) -> None:
    line.answers(line.written("{}"), line.written(GOOD.model_dump_json()))
    recorder, recorded = taped(Mode.MISSING)
    assert await line.sheet(recorder) == GOOD
    assert sorted(texts(recorded)) == ["judge-committee-1.2.yaml", "judge-committee-1.yaml"]
    player, _ = taped(Mode.REPLAY)
    assert await line.sheet(player) == GOOD
    assert player.spent.repairs == 1


async def test_a_refusal_and_an_answer_that_ran_out_of_room_are_played_as_they_were(
    line: Line, taped: Taped
) -> None:
    line.answers(line.refused(), line.written('{"points": 1', end="length"))
    recorder, _ = taped(Mode.MISSING)
    player, _ = taped(Mode.REPLAY)
    for caller in (recorder, player):
        with pytest.raises(errors.RefusedError):
            await line.hear(caller)
        with pytest.raises(errors.CutOffError) as cut:
            await line.sheet(caller)
        assert cut.value.at_limit
    assert "".join(REFUSAL).encode() in b"".join(texts(taped(Mode.REPLAY)[1]).values())


@pytest.mark.parametrize("fault", ["status", "cut", "unended", "event", "page"])
async def test_only_a_whole_good_answer_is_written(line: Line, taped: Taped, fault: str) -> None:
    whole = line.spoken()
    answers = {
        "status": failure(400, message="no"),
        "cut": reset({"type": "response.created"} if line.responses else {"choices": []}),
        "unended": line.spoken(end="", done=False),
        "event": stream({"error": {"message": "overloaded", "code": 500}}),
        "page": stream("<html>"),
    }
    line.answers(answers[fault], whole)
    recorder, recorded = taped(Mode.MISSING)
    try:
        await line.hear(recorder)
    except InterviewError:
        assert texts(recorded) == {}
    else:  # it was asked again, and that answer is the one that is kept
        assert recorded.count(Verdict.RECORDED) == 1
        assert "".join(await line.hear(taped(Mode.REPLAY)[0])) == TEXT


async def test_verify_says_what_drifted_and_writes_nothing(line: Line, taped: Taped) -> None:
    line.answers(line.spoken())
    await line.hear(taped(Mode.MISSING)[0])
    before = texts(taped(Mode.REPLAY)[1])
    line.answers(line.spoken(["Why", " not?"]))
    caller, tape = taped(Mode.VERIFY)
    assert "".join(await line.hear(caller)) == "Why not?"
    line.answers(line.spoken())
    await line.hear(caller)
    await line.hear(caller, "interviewer/new")
    assert [played.verdict for played in tape.played] == [Verdict.DRIFTED, Verdict.SAME, Verdict.MISS]
    assert texts(tape) == before


async def test_live_neither_reads_nor_writes(line: Line, taped: Taped) -> None:
    line.answers(line.spoken())
    caller, tape = taped(Mode.LIVE)
    await line.hear(caller)
    assert (tape.count(Verdict.LIVE), texts(tape)) == (1, {})


async def test_an_answer_that_holds_the_key_is_heard_and_not_written(line: Line, taped: Taped) -> None:
    line.answers(line.spoken(["It is ", "sk-test-0123456789abcdef", "."]))
    caller, tape = taped(Mode.MISSING)
    assert "sk-test" in "".join(await line.hear(caller))
    assert [(played.verdict, played.why) for played in tape.played] == [
        (Verdict.UNKEPT, "the answer holds the key in use")
    ]
    assert texts(tape) == {}


async def test_a_prompt_that_holds_a_key_is_not_even_sent(
    line: Line, taped: Taped, monkeypatch: pytest.MonkeyPatch
) -> None:
    route = line.answers(line.spoken())
    said = [*SAID[:-1], SAID[-1].model_copy(update={"content": "mine:\nghp_" + "a1" * 18})]
    monkeypatch.setattr("tests.agents.wire.SAID", said)
    caller, tape = taped(Mode.MISSING)
    with pytest.raises(SecretError, match="a GitHub token"):
        await line.hear(caller)
    assert (route.call_count, texts(tape)) == (0, {})


async def test_an_edited_recording_is_refused(line: Line, taped: Taped) -> None:
    line.answers(line.written(GOOD.model_dump_json()))
    recorder, recorded = taped(Mode.MISSING)
    await line.sheet(recorder)
    (path,) = recorded.folder.glob("**/*.yaml")
    path.write_text(path.read_text().replace("named the metric", "named no metric"))
    with pytest.raises(SpoiltCassetteError, match="changed after it was written"):
        await line.sheet(taped(Mode.REPLAY)[0])
