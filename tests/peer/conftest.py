"""A real model behind a real server, started once. ``INTERVIEW_PANEL_PEER`` names another model."""

import os
from collections.abc import Iterator

import pytest

from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import PeerModel, peer_model
from interview_evals.peer.server import Peer, serving

NAME = os.environ.get("INTERVIEW_PANEL_PEER", "smollm2")
"""Read before a test's own environment hides the developer's settings."""


@pytest.fixture(scope="session")
def model() -> PeerModel:
    return peer_model(NAME)


@pytest.fixture(scope="session")
def peer(model: PeerModel) -> Iterator[Peer]:
    with serving(model, fetched(model)) as running:
        yield running
