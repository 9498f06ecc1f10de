"""The rooms and the doors between them, whatever is inside."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from interview_ui.memory import FLAG_IN_URL, IN_URL


class Room(StrEnum):
    """The pages, named as in the URL."""

    LOBBY = "lobby"
    INTERVIEW = "interview"
    DEBRIEF = "debrief"
    HISTORY = "history"
    STUDY = "study"


_inside: dict[Room, Callable[[], None]] = {}
"""What is shown in each: told by the script, because the rooms lead to one another."""


def furnish(pages: Mapping[Room, Callable[[], None]]) -> None:
    """Tell what is inside, before a door is opened."""
    _inside.update(pages)


def door(room: Room, *, hidden: bool = False) -> Page:
    """The page of a room."""
    return st.Page(
        _inside[room],
        title=room.capitalize(),
        url_path=room.value,
        default=room is Room.LOBBY,
        visibility="hidden" if hidden else "visible",
    )


def doors(*, with_session: bool) -> list[Page]:
    """Every room; those of a session are not offered before there is one."""
    of_session = {Room.INTERVIEW, Room.DEBRIEF}
    return [door(room, hidden=room in of_session and not with_session) for room in Room]


def go(room: Room, session_id: str = "") -> NoReturn:
    """Go to a room, with the session in the URL."""
    st.switch_page(door(room), query_params={IN_URL: session_id} if session_id else None)


def link(room: Room, label: str, session_id: str = "", *, flag: str = "") -> None:
    """A link to a room that keeps the session in the URL, or names a red flag to study there."""
    named = {IN_URL: session_id, FLAG_IN_URL: flag}
    st.page_link(
        door(room),
        label=label,
        icon=":material/arrow_forward:",
        query_params={name: value for name, value in named.items() if value} or None,
    )
