"""The lobby: what can be chosen, and what comes of it."""

import pytest
from tests.ui.tab import Tab

from interview_panel import session
from interview_panel.errors import RequestError
from interview_personas import Length, RoundKind
from interview_ui.house import the_house


def test_the_lobby_says_that_it_is_practice() -> None:
    assert "Practice, not a hiring evaluation." in Tab().words


def test_rubric_and_red_flags_are_open_to_read_before_the_start() -> None:
    words = Tab().words
    assert "**Communication**, 40% (a document's figure)" in words
    assert "red flags can be raised here" in words
    assert "RF03" in words


def test_a_length_says_what_it_means_in_minutes_and_turns() -> None:
    length = next(radio for radio in Tab().page.radio if radio.label == "Length")
    assert "Coding 75 min, up to 15 turns" in str(length.proto)


def test_what_is_chosen_is_what_is_held() -> None:
    tab = Tab()
    tab.choose("Role", "data_scientist").choose("Length", Length.DRILL)
    tab.choose("Who holds the Coding round", "malik_johnson")
    tab.page.selectbox[0].set_value("google").run()
    tab.page.number_input[0].set_value(7).run()
    tab.page.text_input[0].set_value("Imani Okafor").run()
    tab.press("Start the onsite").settle()
    request = the_house().runner.row(tab.session).request
    assert (request.role, request.company, request.length) == ("data_scientist", "google", Length.DRILL)
    assert request.interviewers == {RoundKind.CODING: "malik_johnson"}
    assert request.rounds == tuple(RoundKind)
    assert request.seed == 7
    assert request.candidate.name == "Imani Okafor"


def test_the_role_says_what_its_interviewers_lean_on() -> None:
    tab = Tab().choose("Role", "data_scientist")
    assert "statistics, evaluation and concepts weigh more" in tab.words


def test_an_interviewer_is_told_of_before_the_onsite() -> None:
    tab = Tab()
    assert "Malik Johnson, easygoing" in str([radio.proto for radio in tab.page.radio])
    tab.choose("Who holds the Coding round", "malik_johnson")
    assert "treats the interview like a pairing session" in tab.words.replace("\\", "")


@pytest.mark.parametrize("wanted", [False, True])
def test_coach_mode_is_off_unless_it_is_asked_for(wanted: bool) -> None:  # noqa: FBT001
    tab = Tab()
    if wanted:
        tab.page.toggle[0].set_value(True).run()
    tab.press("Start the onsite").settle()
    assert the_house().runner.row(tab.session).request.coach is wanted


def test_two_visits_bring_two_onsites() -> None:
    seeds = {Tab().page.number_input[0].value for _ in range(4)}
    assert len(seeds) > 1


def test_one_round_alone_makes_a_drill_of_it() -> None:
    tab = Tab()
    tab.page.pills[0].set_value([RoundKind.BEHAVIORAL]).run()
    tab.press("Start the onsite").settle()
    assert "Behavioral, round 1 of 1" in tab.words


def test_an_onsite_without_a_round_is_not_started() -> None:
    tab = Tab()
    tab.page.pills[0].set_value([]).run()
    tab.press("Start the onsite")
    assert "Choose at least one round." in tab.words
    assert not tab.session


def test_what_the_bank_cannot_give_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise RequestError("the bank has no coding question for ai_product: choose another role")

    monkeypatch.setattr(session, "plan_onsite", refuse)
    tab = Tab().press("Start the onsite")
    assert "choose another role" in tab.words
    assert not tab.session
    assert not the_house().runner.sessions()


def test_an_open_onsite_is_offered_again() -> None:
    first = Tab()
    first.press("Start the onsite").settle()
    links = [link.label for link in Tab().page.page_link]
    assert any("Go on with your short onsite (ML Engineer)" in label for label in links)
