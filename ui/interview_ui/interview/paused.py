"""A pause: what happened, what can be done, and a place for a key that is not known any more."""

from enum import StrEnum

import streamlit as st

from interview_panel.minds import OPENAI
from interview_panel.plan import ModelNames
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.house import House
from interview_ui.minds.endpoints import keyed, title
from interview_ui.minds.key_field import key_field
from interview_ui.shown import defused

ADVICE = (
    "Try again now or later: this onsite also waits under History, with everything you have said and written."
)
GONE = (
    "**Paused; nothing you said is lost.** A key typed in this page is kept in memory only, and is gone when "
    "the server is started again. Give the key again to go on."
)
NONE_KNOWN = (
    "No key is known for this address. If it wants one, give it again: a typed key is kept in memory only."
)


class Key(StrEnum):
    """What is known of the key that an onsite's models are asked with."""

    GONE = "gone"
    """There is none, and nothing can be asked without one."""
    NONE = "none"
    """There is none, and the server at this address may not want one."""
    KNOWN = "known"


def key_of(house: House, session_id: str, models: ModelNames) -> Key:
    """Whether an onsite still has its key; one that needs none has all it needs."""
    try:
        specs = house.runner.context_of(session_id).the_models(models).values()
    except InterviewError:
        return Key.KNOWN  # what is wrong is not the key, and the pause says it
    without = [spec for spec in specs if spec.profile.needs_key and spec.api_key is None]
    if any(spec.base_url is None for spec in without):
        return Key.GONE
    return Key.NONE if without else Key.KNOWN


def show_key_gone(house: House, session_id: str, models: ModelNames) -> None:
    """Ask for the key before anything else."""
    st.warning(GONE)
    _ask_for_key(house, session_id, models)


def show_pause(house: House, session_id: str, models: ModelNames, problem: str) -> None:
    """Why it is paused, and the ways on."""
    st.warning(f"**Paused; nothing you said is lost.** What happened: {defused(problem)}\n\n{ADVICE}")
    key = key_of(house, session_id, models)
    with st.container(horizontal=True):
        st.button("Try again", type="primary", on_click=_go_on, args=(house, session_id))
        if models:
            with st.popover("Give another key" if key is Key.KNOWN else "Give a key"):
                _ask_for_key(house, session_id, models)
    if key is Key.NONE:
        st.caption(NONE_KNOWN)


def _ask_for_key(house: House, session_id: str, models: ModelNames) -> None:
    key_field(f"API key for {defused(models.base_url) or title(OPENAI)}", memory.key_key(session_id))
    st.button("Go on with this key", type="primary", on_click=_take_key, args=(house, session_id))


def _take_key(house: House, session_id: str) -> None:
    given = str(st.session_state.pop(memory.key_key(session_id), "") or "").strip()
    if not given:
        memory.tell("Type the key first.", "warning")
        return
    house.runner.hold_with(session_id, keyed(house.runner.context, given))
    _go_on(house, session_id)


def _go_on(house: House, session_id: str) -> None:
    house.runner.follow(session_id, again=True)
