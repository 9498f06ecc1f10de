"""Logging in and out, where an identity provider is set up in Streamlit's secrets."""

from collections.abc import Mapping

import streamlit as st

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
    access, ways = Settings().access, providers()
    if access == "alone" or access is None or not ways:
        return
    inside = bool(st.user.get("is_logged_in"))
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if inside:
            st.caption(
                f"Logged in as {defused(str(st.user.get('name') or st.user.get('email') or 'yourself'))}"
            )
            st.button("Log out", on_click=st.logout, type="tertiary")
        else:
            for way in ways:
                st.button(
                    _title(way), key=f"login_{way}", on_click=st.login, args=_named(way), type="tertiary"
                )
    if access == "login" and not inside:
        st.info("Log in to hold an onsite: everybody has their own here.")
        st.stop()


def _title(way: str) -> str:
    return "Log in" if way == PROVIDER else f"Log in with {way}"


def _named(way: str) -> tuple[str, ...]:
    return () if way == PROVIDER else (way,)
