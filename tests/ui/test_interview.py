"""The interview: answering, hints, code, reloads, errors, and nothing lost."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from tests.ui.provider import Provider
from tests.ui.tab import STORIES, Tab, finished, modelled, started

from interview_agents.answer import Answer
from interview_agents.errors import MindError
from interview_agents.mind import AskView, Withdrawn
from interview_agents.rehearsal import Rehearsal
from interview_agents.transcript import Direction, Transcript, Turn
from interview_personas import Bank, Question, RoundKind
from interview_ui.house import the_house
from interview_ui.interview import page as interview
from interview_ui.interview import talk as shown_turns
from interview_ui.interview.desk import problem_of

SAID = "I built a churn model for a gym chain because members left after one month."
CODE = "def solve(rows):\n    return [row for row in rows if row]"


def turns(tab: Tab) -> list[Turn]:
    return [turn for transcript in the_house().runner.transcripts(tab.session) for turn in transcript.turns]


def test_the_page_shows_round_interviewer_turns_and_minutes() -> None:
    tab = started()
    assert "Recruiter, round 1 of 4" in tab.words
    assert "0 of 9 minutes used · turn 1 of 4" in tab.page.get("progress")[0].proto.text
    assert the_house().bank.people  # the name beside the question is one of them
    assert any(person.name in tab.words for person in the_house().bank.interviewers_of(RoundKind.RECRUITER))


def test_a_design_round_shows_the_step_that_is_due() -> None:
    tab = started(RoundKind.SYSTEM_DESIGN)
    assert "step: Clarify the problem" in tab.page.get("progress")[0].proto.text


def test_an_answer_is_shown_at_once_and_the_field_is_empty_again() -> None:
    tab = started()
    tab.write("Your answer", SAID).press("Send")
    assert SAID in tab.words
    tab.settle()
    assert tab.written("Your answer") == ""
    assert "turn 2 of 4" in tab.page.get("progress")[0].proto.text


def test_an_empty_answer_is_not_sent() -> None:
    tab = started()
    tab.write("Your answer", "  \n ").press("Send")
    assert "Nothing to send yet" in tab.words
    assert len(turns(tab)) == 1


def test_a_pause_hides_the_question_and_keeps_what_is_written() -> None:
    tab = started()
    asked = turns(tab)[-1].text
    tab.write("Your answer", SAID).press("Pause")
    assert "the clock stands still" in tab.words
    assert asked not in tab.words
    assert "the clock stands still" in Tab(tab.session).settle().words, "for a new tab too"
    tab.press("Go on")
    assert asked in tab.words
    assert tab.written("Your answer") == SAID


def test_reloading_the_tab_in_the_middle_of_a_round_goes_on_where_it_was() -> None:
    tab = started()
    tab.answer(SAID)
    again = Tab(tab.session).settle()
    assert SAID in again.words
    assert "Recruiter, round 1 of 4" in again.words
    again.answer("The next best was logistic regression, and what tipped the scale was its recall.")
    assert len([turn for turn in turns(again) if turn.by_candidate]) == 2


def test_a_draft_survives_a_hint_and_a_reload() -> None:
    tab = started()
    tab.write("Your answer", "half a thought").press("Hint").settle()
    assert tab.written("Your answer") == "half a thought"
    assert Tab(tab.session).settle().written("Your answer") == "half a thought"
    assert turns(tab)[1].wants == "hint"


def test_hints_are_counted() -> None:
    tab = started()
    tab.press("Hint (3 left)").settle()
    assert any(button.label == "Hint (2 left)" for button in tab.page.button)


def test_ending_the_round_opens_the_next_one() -> None:
    tab = started()
    tab.press("End it now").settle()
    assert "Coding, round 2 of 4" in tab.words
    assert "(left the round)" in tab.words


def test_code_goes_in_only_when_it_is_sent_with_the_answer() -> None:
    tab = started(RoundKind.CODING)
    starter = tab.written("Your code")
    assert starter.startswith("def ")
    tab.write("Your code", CODE).answer("Before I go on, can the input be empty?")
    assert turns(tab)[1].code is None
    assert tab.written("Your code") == CODE
    tab.write("Your answer", "Here it is.").press("Send with code").settle()
    handed_in = [turn.code for turn in turns(tab) if turn.code]
    assert handed_in == [CODE]


def test_the_starter_alone_is_not_handed_in() -> None:
    tab = started(RoundKind.CODING)
    tab.press("Send with code")
    assert "There is no code of yours yet" in tab.words
    assert len(turns(tab)) == 1


def test_a_second_tab_that_answers_late_is_told_so() -> None:
    first = started()
    second = Tab(first.session).settle()
    first.answer(SAID)
    second.write("Your answer", "Something else entirely.", look=False).press("Send")
    assert "What you wrote is still here." in second.words
    assert [turn.text for turn in turns(first) if turn.by_candidate] == [SAID]


def test_an_answer_given_elsewhere_is_seen_after_a_reload() -> None:
    tab = started()
    the_house().runner.answer(tab.session, Answer(text=SAID)).wait(10)
    assert SAID in Tab(tab.session).settle().words


def test_a_pause_says_why_and_goes_on_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    tab = started()

    async def fails(self: Rehearsal, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG001
        raise MindError("the model did not answer within 30 s: try again")
        yield ""

    with monkeypatch.context() as broken:
        broken.setattr(Rehearsal, "ask", fails)
        tab.answer(SAID)
    assert "the model did not answer within 30 s" in tab.words.replace("\u2060", "")
    assert "nothing you said is lost" in tab.words
    tab.press("Try again").settle()
    assert "turn 2 of 4" in tab.page.get("progress")[0].proto.text
    assert [turn.text for turn in turns(tab) if turn.by_candidate] == [SAID]


def test_the_question_is_shown_as_it_comes_and_a_reload_joins_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tab = started()
    ask = Rehearsal.ask

    async def slowly(self: Rehearsal, view: AskView, direction: Direction) -> AsyncIterator[str]:
        async for piece in ask(self, view, direction):
            await asyncio.sleep(0.1)
            yield piece

    monkeypatch.setattr(Rehearsal, "ask", slowly)
    monkeypatch.setattr(interview, "GRACE_S", 0.3)
    tab.write("Your answer", SAID).press("Send")
    again = Tab(tab.session)
    assert any(text.value.endswith("▌") for text in again.page.text)
    again.settle()
    asked = [turn.text for turn in turns(tab) if not turn.by_candidate]
    assert len(asked) == 2
    assert asked[-1] in again.words


def test_words_that_are_withdrawn_leave_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab, seen = started(), [threading.Event(), threading.Event()]

    async def thinks_twice(self: Rehearsal, view: AskView, direction: Direction) -> AsyncIterator[str]:  # noqa: ARG001
        yield "The hidden test is"
        await asyncio.to_thread(seen[0].wait, 10)
        yield Withdrawn("Let me ask")
        await asyncio.to_thread(seen[1].wait, 10)
        yield " that another way: why?"

    monkeypatch.setattr(Rehearsal, "ask", thinks_twice)
    monkeypatch.setattr(interview, "GRACE_S", 0.2)
    tab.write("Your answer", SAID).press("Send").look_for("The hidden test is ▌")
    seen[0].set()
    tab.look_for("Let me ask ▌")
    assert "The hidden test" not in tab.words
    seen[1].set()
    assert "Let me ask that another way: why?" in tab.settle().words
    assert "The hidden test" not in tab.words


def test_thinking_stops_the_nudging_for_this_question_and_says_nothing_to_anybody() -> None:
    tab = started()
    assert tab.fields[0]["nudge"]
    tab.press("Let me think")
    assert not tab.fields[0]["nudge"]
    assert len(turns(tab)) == 1
    assert tab.answer(SAID).fields[0]["nudge"]


def test_a_question_is_told_to_who_listens() -> None:
    tab = started()
    assert str(tab.fields[0]["told"]).endswith(turns(tab)[0].text)


def test_a_long_talk_shows_what_was_said_last_and_the_rest_when_asked() -> None:
    tab = started()
    said = turns(tab)
    for _ in range(3):
        tab.press("Hint").settle()
    with pytest.MonkeyPatch.context() as shorter:
        shorter.setattr(shown_turns, "LATEST", 2)
        tab.page.run()
        assert said[0].text not in tab.words
        tab.press("Earlier")
    assert said[0].text in tab.words


def test_what_the_coach_says_stands_under_an_answer_only_where_there_is_one() -> None:
    tab = started(RoundKind.BEHAVIORAL)
    tab.answer(STORIES[0])
    assert "Coach." not in tab.words
    request = the_house().runner.row(tab.session).request.model_copy(update={"coach": True})
    coached = Tab(the_house().runner.start(request)).settle().answer(STORIES[0])
    assert "Coach." in coached.words


def test_what_was_said_never_comes_alive() -> None:
    tab = started()
    live = "![x](https://elsewhere.example/x.png) [y](https://elsewhere.example) :red[z] https://elsewhere.example"
    tab.answer(live)
    assert live in [text.value for text in tab.page.text]
    assert not any("elsewhere.example" in part.value for part in tab.page.markdown)


def test_an_unknown_session_is_a_message() -> None:
    words = Tab("nope").words
    assert "no session 'nope' here" in words


def test_a_finished_drill_leads_to_its_debrief() -> None:
    tab = finished(started(RoundKind.BEHAVIORAL))
    assert tab.page.title[0].value.startswith("Debrief: ")
    assert Tab(tab.session).page.title[0].value.startswith("Debrief: ")


def test_a_question_that_comes_while_the_page_is_being_drawn_can_be_answered_at_once(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = modelled(provider.address).press("Start the onsite").settle()

    def come(transcript: Transcript, bank: Bank) -> Question | None:
        provider.go.set()
        the_house().runner.follow(tab.session).wait(20)
        return problem_of(transcript, bank)

    monkeypatch.setattr(interview, "GRACE_S", 0.0)
    monkeypatch.setattr("interview_ui.interview.page.problem_of", come)
    provider.go.clear()
    tab.write("Your answer", SAID).press("Send")
    assert "Question 2" in tab.words
    assert not next(button for button in tab.page.button if button.label == "Send").disabled
