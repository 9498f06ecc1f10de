"""The onsites held here: rows, and of finished ones what is compared, read once a process.

A debrief never changes, so what was read of it stays in memory, under its owner and session.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from interview_panel.attempts import Attempt, attempt_of
from interview_panel.ledger import SessionRow
from interview_ui.house import House

KEPT = 2000
"""Onsites of all owners that stay in memory; each takes a few kilobytes."""


def attempts(house: House, rows: Iterable[SessionRow]) -> Sequence[Attempt]:
    """What the finished ones of an owner's onsites show, in the rows' order."""
    read = (_attempt(house, row.owner, row.id, row.created_at) for row in rows if row.finished)
    return [attempt for attempt in read if attempt is not None]


def forget(house: House, row: SessionRow) -> None:
    """Drop what was read of an onsite that is deleted."""
    _attempt.clear(house, row.owner, row.id, row.created_at)


def day(seconds: float) -> str:
    """A day as the browser's calendar has it."""
    return f"{_local(seconds):%Y-%m-%d}"


def minute(seconds: float) -> str:
    """A day and time as the browser's clock has it."""
    return f"{_local(seconds):%Y-%m-%d %H:%M}"


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _attempt(
    _house: House,
    owner: str,  # noqa: ARG001 - so that nothing is found under another owner
    session_id: str,
    held_at: float,
) -> Attempt | None:
    debrief = _house.runner.debrief(session_id)
    return None if debrief is None else attempt_of(session_id, held_at, debrief)


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(_zone())


def _zone() -> tzinfo:
    """The browser's time zone, where it tells one."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
