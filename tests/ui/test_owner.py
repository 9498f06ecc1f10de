"""Whose page it is: told by a login or a browser's cookie, and refused when it cannot be told."""

import re
import secrets
from collections.abc import Mapping
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.tab import APP

from interview_personas import Length, RoundKind
from interview_ui.access.cookie import PLAIN, SECURE, owner_of
from interview_ui.access.owner import NO_COOKIE, NOT_ALONE, NOT_HERE, NobodyError, owner_of_login

ANNA = {"is_logged_in": True, "iss": "https://id.example", "sub": "1", "name": "Anna ![x](http://a.example/)"}
BERT = {**ANNA, "sub": "2", "name": "Bert"}
AUTH = {"redirect_uri": "http://127.0.0.1:8501/oauth2callback", "cookie_secret": "s" * 40}
FROM_ELSEWHERE = (
    {"Host": "192.0.2.1:8501"},
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example"},
    {"Host": "127.0.0.1:8501", "X-Forwarded-For": "192.0.2.1"},
    {"Host": "127.0.0.1:8501", "forwarded": "for=192.0.2.1"},
    {"Origin": "http://127.0.0.1:8501"},
)
GONE = "no session '{}' here: choose one of your own"
HERE = {"Host": "127.0.0.1:8501"}


class Visitor:
    """Who comes to the page, and what their browser sends."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def comes(self, cookies: Mapping[str, str] | None = None, headers: Mapping[str, str] = HERE) -> "Visitor":
        """The next page is theirs."""
        sent = SimpleNamespace(headers=list(headers.items()), cookies=cookies or {})
        self._patch.setattr("streamlit.runtime.context._get_client_context", lambda: sent)
        return self

    def sees(
        self, session: str = "", user: Mapping[str, object] | None = None, auth: object = None
    ) -> AppTest:
        """The page as they see it."""
        page = AppTest.from_file(APP, default_timeout=20)
        page.user = dict(user or {})
        if auth:
            page.secrets["auth"] = auth
        if session:
            page.query_params["session"] = session
        page.run()
        assert not page.exception, page.exception
        return page


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """Somebody at a server for several people."""
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "each")
    return Visitor(monkeypatch)


def new_cookie() -> dict[str, str]:
    """What a browser that was here before sends."""
    return {PLAIN: secrets.token_urlsafe(32)}


def start(page: AppTest) -> str:
    """Start a drill as whoever this is; gives its id."""
    page.pills[0].set_value([RoundKind.RECRUITER]).run()
    next(radio for radio in page.radio if radio.label == "Length").set_value(Length.DRILL).run()
    next(button for button in page.button if button.label == "Start the onsite").click().run()
    assert not page.exception, page.exception
    return str(page.query_params["session"])


def told(page: AppTest) -> str:
    """What the page says went wrong, as it is read."""
    return "\n".join(re.sub(r"\\(?=\W)|\u2060", "", str(error.value)) for error in page.error)


def test_a_browser_sees_its_own_onsites_and_no_others(visitor: Visitor) -> None:
    hers, his = new_cookie(), new_cookie()
    session = start(visitor.comes(hers).sees())
    assert told(visitor.comes(his).sees(session)) == GONE.format(session)
    assert not visitor.sees().get("page_link")
    assert not told(visitor.comes(hers).sees(session))
    assert visitor.sees().get("page_link")


def test_a_session_that_is_somebody_elses_is_as_one_that_is_not_there(visitor: Visitor) -> None:
    session = start(visitor.comes(new_cookie()).sees())
    visitor.comes(new_cookie())
    missing = secrets.token_hex(16)
    assert told(visitor.sees(session)).replace(session, missing) == told(visitor.sees(missing))


def test_what_is_stored_opens_no_page(visitor: Visitor) -> None:
    cookie = new_cookie()
    session = start(visitor.comes(cookie).sees())
    stored = owner_of(cookie[PLAIN])
    assert cookie[PLAIN] not in stored
    for forged in (stored, stored.removeprefix("browser:"), stored.removeprefix("browser:")[:43]):
        assert told(visitor.comes({PLAIN: forged}).sees(session)) in {GONE.format(session), NO_COOKIE}


def test_a_cookie_that_could_be_guessed_is_none(visitor: Visitor) -> None:
    for token in ("", "anna", "a" * 42, "a" * 44, "ä" * 43, "a" * 42 + "\n"):
        assert told(visitor.comes({PLAIN: token}).sees()) == NO_COOKIE


def test_a_neighboring_host_cannot_slip_its_own_cookie_in(visitor: Visitor) -> None:
    secure, slipped_in = secrets.token_urlsafe(32), new_cookie()
    session = start(visitor.comes({SECURE: secure, **slipped_in}).sees())
    assert told(visitor.comes(slipped_in).sees(session)) == GONE.format(session)


def test_a_login_is_worth_more_than_a_cookie(visitor: Visitor) -> None:
    session = start(visitor.comes(new_cookie()).sees(user=ANNA, auth=AUTH))
    assert not told(visitor.comes(new_cookie()).sees(session, user=ANNA, auth=AUTH))
    assert told(visitor.sees(session, user=BERT, auth=AUTH)) == GONE.format(session)
    assert told(visitor.sees(session, auth=AUTH)) == GONE.format(session)


def test_nobody_has_to_log_in_who_is_not_made_to(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.comes(new_cookie())
    assert visitor.sees(auth=AUTH).button[0].label == "Log in"
    assert start(visitor.sees(auth=AUTH))
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "login")
    assert [button.label for button in visitor.sees(auth=AUTH).button] == ["Log in"]
    assert "log in first" in told(visitor.sees())


def test_each_provider_has_a_button(visitor: Visitor) -> None:
    named = {**AUTH, "google": {"client_id": "x"}, "okta": {"client_id": "y"}}
    labels = [button.label for button in visitor.comes(new_cookie()).sees(auth=named).button]
    assert labels[:2] == ["Log in with google", "Log in with okta"]


def test_who_logged_in_is_named_without_their_name_coming_alive(visitor: Visitor) -> None:
    page = visitor.comes(new_cookie()).sees(user=ANNA, auth=AUTH)
    assert page.button[0].label == "Log out"
    assert "Logged in as Anna !\\[x\\]" in page.caption[0].value


@pytest.mark.parametrize("missing", ["iss", "sub"])
def test_a_login_that_does_not_say_who_is_nobodys(missing: str) -> None:
    with pytest.raises(NobodyError, match="`iss` and `sub`"):
        owner_of_login({**ANNA, missing: ""})


def test_two_providers_may_call_two_people_the_same() -> None:
    owners = {
        owner_of_login({"iss": issuer, "sub": subject})
        for issuer, subject in (("a", "b"), ("a", "c"), ("c", "b"), ("a", 'b", "c'))
    }
    assert len(owners) == 4


@pytest.mark.parametrize("access", ["alone", None])
def test_one_persons_page_answers_at_this_machine_only(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, access: str | None
) -> None:
    monkeypatch.delenv("INTERVIEW_PANEL_ACCESS")
    if access:
        monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", access)
    monkeypatch.setattr("streamlit.get_option", lambda _: "127.0.0.1")
    for name in ("127.0.0.1:8501", "localhost:8501", "[::1]:8501"):
        assert not told(visitor.comes(headers={"Host": name}).sees())
    for headers in FROM_ELSEWHERE:
        assert told(visitor.comes(headers=headers).sees()) == (NOT_HERE if access else NOT_ALONE)


@pytest.mark.parametrize("address", [None, "0.0.0.0", "192.0.2.1"])  # noqa: S104 - what is refused
def test_without_middleware_a_page_that_others_may_reach_is_refused(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    monkeypatch.delenv("INTERVIEW_PANEL_ACCESS")
    monkeypatch.setattr("streamlit.get_option", lambda _: address)
    assert told(visitor.comes().sees()) == NOT_ALONE


def test_the_terminals_onsites_are_in_one_persons_page_only(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _: "127.0.0.1")
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "alone")
    session = start(visitor.comes().sees())
    monkeypatch.setenv("INTERVIEW_PANEL_ACCESS", "each")
    assert told(visitor.comes(new_cookie()).sees(session)) == GONE.format(session)
