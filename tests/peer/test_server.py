"""The server comes up or says why not, and never outlives who started it."""

import socket
from pathlib import Path

import httpx
import pytest

from interview_evals.errors import PeerError
from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import PeerModel
from interview_evals.peer.server import Peer, serving

pytestmark = pytest.mark.peer


def test_a_port_that_is_taken_is_named(model: PeerModel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PeerError, match=f"port: {port}"), serving(model, fetched(model), port=port):
            pytest.fail("two cannot listen on one port")


def test_a_file_that_is_no_model_is_said(model: PeerModel, tmp_path: Path) -> None:
    file = tmp_path / "no.gguf"
    file.write_bytes(b"no model at all")
    with pytest.raises(PeerError, match="does not come up"), serving(model, file):
        pytest.fail("it cannot be served")


def test_after_the_block_nothing_listens_any_more(model: PeerModel) -> None:
    with serving(model, fetched(model)) as gone:
        assert gone.child.poll() is None
    assert gone.child.poll() == 0
    with pytest.raises(ConnectionRefusedError):
        gone.counters()


def test_nobody_is_answered_without_the_key(peer: Peer) -> None:
    assert httpx.get(f"{peer.base_url}/models").status_code == httpx.codes.UNAUTHORIZED


def test_no_page_of_another_origin_may_read_an_answer(peer: Peer) -> None:
    headers = {"Authorization": f"Bearer {peer.api_key}", "Origin": "http://elsewhere.example"}
    answer = httpx.get(f"{peer.base_url}/models", headers=headers)
    assert answer.status_code == httpx.codes.OK
    assert not answer.headers["Access-Control-Allow-Origin"]


def test_what_others_ask_is_not_shown(peer: Peer) -> None:
    headers = {"Authorization": f"Bearer {peer.api_key}"}
    assert httpx.get(f"{peer.base_url.removesuffix('/v1')}/slots", headers=headers).is_error
