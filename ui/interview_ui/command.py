"""``interview-panel ui``: the onsite in the browser, on this machine only."""

import errno
import os
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from interview_panel.settings import Access, Settings

HOST = "127.0.0.1"
PORT = 8501
ACCENT, ACCENT_DARK = "#1f7a8c", "#2a869c"
"""Not Streamlit's red: what is chosen must not look like an error."""
SCRIPT = Path(__file__).with_name("script.py")


def command(
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port on 127.0.0.1.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    alone: Annotated[
        bool, typer.Option("--alone", help="This machine is mine: show the terminal's onsites too.")
    ] = False,
    login: Annotated[
        bool, typer.Option("--login", help="Nobody without a login; see docs/serving.md.")
    ] = False,
) -> None:
    """Hold the onsite in the browser. It listens on 127.0.0.1 only; Ctrl-C ends it, nothing is lost.

    Everybody who comes sees their own onsites only, by a cookie of their browser or by their login.
    """
    try:
        import streamlit  # noqa: F401, PLC0415 - an extra, and slow to import for the other commands
    except ModuleNotFoundError:
        _refuse("the browser page is not installed: pip install 'interview-panel[ui]'")
    if not _free(port):
        _refuse(f"port {port} is in use: choose another one with --port")
    if alone and login:
        _refuse("--alone is for one person and --login for several: choose one")
    access = "alone" if alone else "login" if login else Settings().access or "each"
    _serve(settings(port, browser=not no_browser), access)


def settings(port: int, *, browser: bool) -> Mapping[str, object]:
    """Streamlit's settings: this machine only, no telemetry, nothing private in an error."""
    return {
        "server.address": HOST,
        "server.port": port,
        "server.headless": not browser,
        "server.enableCORS": True,
        "server.enableXsrfProtection": True,
        "server.enableStaticServing": False,
        "server.maxUploadSize": 20,  # ten minutes of speech
        "server.maxWidgetStateSize": 5,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "type",
        "client.showErrorLinks": False,
        "runner.magicEnabled": False,
        "theme.light.primaryColor": ACCENT,
        "theme.dark.primaryColor": ACCENT_DARK,
    }


def _serve(config: Mapping[str, object], access: Access) -> None:
    import streamlit as st  # noqa: PLC0415 - see command()
    from starlette.middleware import Middleware  # noqa: PLC0415

    from interview_ui.access.cookie import OwnerCookie  # noqa: PLC0415
    from interview_ui.access.headers import SafeHeaders  # noqa: PLC0415
    from interview_ui.house import close_house  # noqa: PLC0415

    _refuse_no_login(access)
    os.environ["INTERVIEW_PANEL_ACCESS"] = access  # for the page's script, which reads the settings

    @asynccontextmanager
    async def open_house(_: object) -> AsyncIterator[None]:
        try:
            yield
        finally:
            close_house()

    middleware = [Middleware(SafeHeaders)]
    if access != "alone":
        middleware.append(Middleware(OwnerCookie))
    st.App(SCRIPT, lifespan=open_house, middleware=middleware).run(config=config)


def _refuse_no_login(access: Access) -> None:
    """Say at once what would fail at the first login."""
    from interview_ui.access.login import providers  # noqa: PLC0415 - see command()

    if providers() and access != "alone" and find_spec("authlib") is None:
        _refuse("[auth] is in the secrets, but logins are not installed: pip install 'streamlit[auth]'")
    if not providers() and access == "login":
        _refuse("nobody could log in: write [auth] into .streamlit/secrets.toml, as docs/serving.md says")


def _free(port: int) -> bool:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((HOST, port))
        except OSError as error:
            return error.errno not in {errno.EADDRINUSE, errno.EACCES}
        return True


def _refuse(message: str) -> None:
    typer.secho(message, fg="red", err=True)
    sys.exit(1)
