"""Logging in and out, where an identity provider is set up in Streamlit's secrets."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from interview_panel.settings import Settings
from interview_ui.shown import defused

PROVIDER = "default"


def providers() -> tuple[str, ...]:
    """Who can be asked who somebody is; none where logins are not set up."""
    if not st.secrets.load_if_toml_exists() or "auth" not in st.secrets:
        return ()
    auth: Mapping[str, object] = st.secrets["auth"]
    named = tuple(name for name, section in auth.items() if isinstance(section, Mapping))
    return named or (PROVIDER,)


def show_login() -> None:
    """Who is logged in and the way out, or the ways in; the page ends here for who must log in."""
    ways = providers()
    access = Settings().access if ways else None
    if access not in {"each", "login"}:
        return
    if st.user.get("is_logged_in"):
        with _row():
            who = str(st.user.get("name") or st.user.get("email") or "yourself")
            st.caption(f"Logged in as {defused(who)}")
            st.button("Log out", on_click=st.logout, type="tertiary")
    elif access == "login":
        st.title("Your ML onsite")
        st.markdown("Log in to hold an onsite: here everybody has onsites of their own.")
        _ways_in(ways, "primary")
        st.stop()
    else:
        with _row():
            _ways_in(ways, "tertiary")


def _row() -> DeltaGenerator:
    return st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center")


def _ways_in(ways: tuple[str, ...], type_: Literal["primary", "tertiary"]) -> None:
    for way in ways:
        st.button(_title(way), key=f"login_{way}", on_click=st.login, args=_named(way), type=type_)


def _title(way: str) -> str:
    return "Log in" if way == PROVIDER else f"Log in with {way}"


def _named(way: str) -> tuple[str, ...]:
    return () if way == PROVIDER else (way,)
