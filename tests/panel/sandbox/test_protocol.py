"""Which lines from a jail are taken for replies."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_panel.sandbox.protocol import Conversation, ForgedError


def opened() -> tuple[Conversation, str]:
    """A conversation with one request sent, and its nonce."""
    conversation = Conversation()
    nonce: str = json.loads(conversation.set_up({}))["nonce"]
    conversation.request(args="[]")
    return conversation, nonce


def line(**what: object) -> bytes:
    return json.dumps(what).encode() + b"\n"


def test_a_reply_with_the_nonce_and_the_number_is_taken() -> None:
    conversation, nonce = opened()
    assert conversation.reply(line(nonce=nonce, n=1, kind="answer", answer="3")).answer == "3"


def test_what_a_thread_printed_for_the_request_before_is_taken() -> None:
    conversation, nonce = opened()
    assert conversation.reply(line(nonce=nonce, n=0, kind="printed", text="late")).text == "late"


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "0" * 32},
        {"n": 0},
        {"n": 2},
        {"n": "1"},
        {"n": True},
        {"kind": "passed"},
        {"answer": 3},
        {"passed": True},
        {"kind": "printed", "n": 2},
        {"type": "Value Error"},
    ],
)
def test_a_line_that_the_runner_would_not_send_is_forged(change: dict[str, object]) -> None:
    conversation, nonce = opened()
    with pytest.raises(ForgedError):
        conversation.reply(line(**{"nonce": nonce, "n": 1, "kind": "answer", "answer": "3", **change}))


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"3\n", b"[" * 100_000, b"\xff\xfe\n", b'{"nonce": ' + b"9" * 10_000]
)
def test_a_line_that_is_no_reply_is_forged(raw: bytes) -> None:
    with pytest.raises(ForgedError):
        opened()[0].reply(raw)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    with pytest.raises(ForgedError):
        opened()[0].reply(raw)
