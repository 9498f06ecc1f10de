"""What goes out with every response: the headers, and with a page its browser's cookie."""

import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from interview_ui.access.cookie import PLAIN, SECURE, TOKEN, OwnerCookie
from interview_ui.access.headers import SafeHeaders, policy

ETAG = '"same"'


def _page(request: Request) -> Response:
    if request.headers.get("if-none-match") == ETAG:
        return Response(status_code=304)
    return HTMLResponse("<p>page</p>", headers={"ETag": ETAG, "Cache-Control": "no-cache"})


def _file(_: Request) -> Response:
    return PlainTextResponse("file")


def server(scheme: str = "http") -> TestClient:
    """A server with our middleware, as a browser meets it."""
    middleware = [Middleware(SafeHeaders), Middleware(OwnerCookie)]
    app = Starlette(routes=[Route("/", _page), Route("/file", _file)], middleware=middleware)
    return TestClient(app, base_url=f"{scheme}://onsite.example")


def cookie(response_header: str) -> tuple[str, str, set[str]]:
    """Name, token and marks of a cookie."""
    pair, *marks = response_header.split("; ")
    name, _, token = pair.partition("=")
    return name, token, set(marks)


def test_a_browser_gets_its_cookie_with_the_page_and_keeps_it() -> None:
    browser = server()
    name, token, marks = cookie(browser.get("/").headers["Set-Cookie"])
    assert name == PLAIN
    assert TOKEN.fullmatch(token)
    assert marks == {"Path=/", "Max-Age=34560000", "HttpOnly", "SameSite=Lax"}
    assert cookie(browser.get("/").headers["Set-Cookie"])[1] == token


def test_no_two_browsers_get_the_same() -> None:
    assert len({server().get("/").headers["Set-Cookie"] for _ in range(20)}) == 20


def test_over_https_the_cookie_is_never_sent_without_and_no_neighbor_can_set_it() -> None:
    name, _, marks = cookie(server("https").get("/").headers["Set-Cookie"])
    assert name == SECURE
    assert name.startswith("__Host-")
    assert {"Secure", "Path=/"} < marks
    assert not any(mark.startswith("Domain") for mark in marks)


@pytest.mark.parametrize("token", ["anna", "a" * 42, "a" * 42 + "!", ""])
def test_what_cannot_be_ours_is_replaced(token: str) -> None:
    answer = server().get("/", headers={"Cookie": f"other=1; {PLAIN}={token}"})
    assert TOKEN.fullmatch(cookie(answer.headers["Set-Cookie"])[1])


def test_files_come_without_a_cookie() -> None:
    assert "Set-Cookie" not in server().get("/file").headers


def test_a_page_is_kept_by_nobody_on_the_way() -> None:
    assert server().get("/").headers["Cache-Control"] == "no-store"


def test_a_browser_that_has_the_page_and_lost_its_cookie_gets_both_again() -> None:
    answer = server().get("/", headers={"If-None-Match": ETAG})
    assert answer.status_code == 200
    assert "Set-Cookie" in answer.headers


@pytest.mark.parametrize("path", ["/", "/file", "/not-there"])
def test_every_response_has_the_headers(path: str) -> None:
    headers = server().get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert headers["Content-Security-Policy"] == policy()


def test_the_policy_names_no_other_host_and_runs_no_script_that_stands_in_a_page() -> None:
    parts = dict(part.split(" ", 1) for part in policy().split("; "))
    allowed = set(" ".join(parts.values()).split())
    keywords = {"'self'", "'none'", "'unsafe-inline'", "'wasm-unsafe-eval'", "data:", "blob:"}
    assert all(re.fullmatch(r"'sha256-.{44}'", one) for one in allowed - keywords)
    assert "unsafe-inline" not in parts["script-src"]
    assert parts["frame-ancestors"] == "'none'"


def test_streamlits_page_still_has_the_scripts_that_are_allowed() -> None:
    page = files("streamlit").joinpath("static/index.html").read_text("utf-8")
    assert len(re.findall(r"<script>", page)) == policy().count("'sha256-")
