"""Starting an onsite, in whichever room it was put together."""

from collections.abc import Callable

import streamlit as st
from pydantic import ValidationError

from interview_panel.plan import OnsiteRequest
from interview_personas import InterviewError
from interview_ui import memory, rooms
from interview_ui.house import the_house
from interview_ui.minds.choice import NO_MODEL, typed


def begin(ask: Callable[[], OnsiteRequest]) -> None:
    """Start an onsite with the mind the lobby's fields name, or say at the button why not.

    Where it says why not, nothing was started and nothing asked.

    Args:
        ask: what onsite; what it raises is said as well.
    """
    house, now = the_house(), typed()
    try:
        request = ask().model_copy(update={"models": now.names() if now else NO_MODEL})
        context = now.context(house.runner.context) if now else None
        st.session_state["entered"] = house.runner.start(request, context=context)
        memory.draw_again()
    except ValidationError as error:
        first = error.errors()[0]
        memory.refuse(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except (InterviewError, ValueError) as error:
        memory.refuse(str(error))


def go_in() -> None:
    """Go to the onsite that a button of this page has just started, if one has."""
    if st.session_state.get("entered"):
        rooms.go(rooms.Room.INTERVIEW, st.session_state.pop("entered"))
