"""Recordings are tried on the line that calls are tried on."""

from tests.agents.calls.conftest import api, line

__all__ = ["api", "line"]
