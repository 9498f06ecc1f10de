"""Whose page this is. What is stored is a digest: nobody gets from the sessions' file into a browser.

- ``each`` (what ``interview-panel ui`` does): who is logged in, and else whose browser it is.
- ``login``: nobody without a login.
- ``alone``: this machine is one person's; the terminal's onsites are in the page too.

Started without ``interview-panel ui`` there is no middleware that gives out cookies. Then the
page is one person's, and it is refused to whoever may be somebody else.
"""

import hashlib
import json
from collections.abc import Mapping

import streamlit as st

from interview_panel.settings import Settings
from interview_personas import InterviewError
from interview_ui.access.addresses import is_here
from interview_ui.access.cookie import owner_of, token_in

NOBODY = "This page cannot tell people apart when it is started this way"
NO_COOKIE = (
    "This page needs a cookie to know which onsites are yours, and your browser has sent none: "
    "allow cookies for this site and load the page again"
)
NOT_HERE = (
    "This page is one person's, and answers on that person's machine only: open it there, or have it "
    "started without --alone, and everybody who comes has onsites of their own"
)
NOT_ALONE = (
    f"{NOBODY}, and others may reach it: start it with “interview-panel ui”, or for yourself alone "
    "with --server.address 127.0.0.1"
)
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
"""Headers of a proxy: who comes through one need not be at this machine."""


class NobodyError(InterviewError):
    """It is not known whose page this is, so no onsite can be shown."""


def the_owner(settings: Settings | None = None) -> str:
    """What this tab's onsites are stored under; empty on a machine of one's own.

    Args:
        settings: the server's; read again when left out.

    Raises:
        NobodyError: when it cannot be known.
    """
    access = (settings or Settings()).access
    if access in {"alone", None}:
        if not (_listens_here() and _asked_from_here()):
            raise NobodyError(NOT_HERE if access else NOT_ALONE)
        return ""
    if st.user.get("is_logged_in"):
        return owner_of_login(st.user)
    if access == "login":
        raise NobodyError("log in first: here everybody has onsites of their own")
    token = token_in(st.context.cookies)
    if not token:
        raise NobodyError(NO_COOKIE)
    return owner_of(token)


def owner_of_login(claims: Mapping[str, object]) -> str:
    """What the onsites of somebody who logged in are stored under.

    Args:
        claims: what the identity provider says.

    Raises:
        NobodyError: when it does not say who it is, or who somebody is there.
    """
    issuer, subject = claims.get("iss"), claims.get("sub")
    if not issuer or not subject:
        raise NobodyError("the login says too little about who you are: its token needs `iss` and `sub`")
    return f"login:{hashlib.sha256(json.dumps([str(issuer), str(subject)]).encode()).hexdigest()}"


def _listens_here() -> bool:
    """Whether the server can be reached from this machine only; no server at all is one."""
    address = st.get_option("server.address")
    return not st.context.headers or bool(address and is_here(f"http://{address}"))


def _asked_from_here() -> bool:
    """Whether the browser called this machine by its own name, and no proxy.

    Other names lead here too: a website can point its own at this machine and read along.
    """
    headers = st.context.headers
    return not headers or (
        is_here(f"http://{headers.get('Host', '')}") and not any(name in headers for name in PASSED_ON)
    )
