"""``run`` and ``sessions``: held in the terminal, kept in a home of its own."""

import json
from pathlib import Path

import pytest
from tests.panel.commands.cli import call, objects
from tests.panel.onsites import CONTEXT, FILLER, SCREEN, player

from interview_agents.debrief import Debrief
from interview_panel import OnsiteRequest, RoundKind
from interview_panel.errors import RequestError, SessionFileError, UnknownSessionError
from interview_panel.plan import Applicant
from interview_panel.runner import Runner
from interview_panel.settings import Settings

ASKED = SCREEN.model_copy(update={"candidate": Applicant(name="Ada", resume="my secret résumé")})
BROWSER = f"browser:{'3fa9c1' * 10}"
DRILL = ("run", "--length", "drill", "--round", "recruiter")


def hold(request: OnsiteRequest = ASKED, answers: int = 99, owner: str = "") -> str:
    """An onsite in the home's file, answered so often."""
    who = player()
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        session_id = runner.start(request, owner=owner)
        standing = runner.follow(session_id).wait(60)
        for _ in range(answers):
            if standing is None or standing.question is None:
                break
            rounds = {transcript.round: transcript for transcript in runner.transcripts(session_id)}
            standing = runner.answer(session_id, who.reply(rounds[standing.question.round])).wait(60)
    return session_id


@pytest.fixture
def finished() -> str:
    return hold()


@pytest.fixture
def begun() -> str:
    return hold(answers=1)


def test_an_empty_home_says_how_to_start() -> None:
    assert "interview-panel run" in call("sessions", "list").stdout


def test_sessions_are_listed_newest_first() -> None:
    first, second = hold(answers=0), hold()
    rows = objects(call("sessions", "list", "--json"))
    assert [row["id"] for row in rows] == [second, first]
    assert [row["finished"] for row in rows] == [True, False]


def test_the_list_leaves_the_resume_out(begun: str) -> None:
    shown = call("sessions", "list", "--json").stdout
    assert begun in shown
    assert "secret" not in shown


def test_the_table_shows_the_start_of_the_id_and_the_state(finished: str) -> None:
    shown = call("sessions", "list").stdout
    assert finished[:12] in shown
    assert "finished" in shown


def test_an_open_session_shows_its_transcript(begun: str) -> None:
    shown = call("sessions", "show", begun[:8]).stdout
    assert "Interviewer (recruiter-01): " in shown
    assert "You (recruiter-02): " in shown


def test_a_finished_session_shows_its_debrief(finished: str) -> None:
    assert "Practice, not a hiring evaluation." in call("sessions", "show", finished).stdout


def test_an_export_holds_everything(finished: str, tmp_path: Path) -> None:
    whole = json.loads(call("sessions", "export", finished).stdout)
    assert {"session", "transcripts", "debrief"} <= set(whole)
    assert whole["session"]["request"]["candidate"]["resume"] == "my secret résumé"
    debrief = Debrief.model_validate(whole["debrief"])
    assert [t.model_dump(mode="json") for t in debrief.transcripts] == whole["transcripts"]
    call("sessions", "export", finished, "--to", tmp_path / "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == whole


def test_an_export_of_an_open_session_has_no_debrief(begun: str) -> None:
    assert json.loads(call("sessions", "export", begun).stdout)["debrief"] is None


def test_an_exported_onsite_is_entered_again_and_read_as_it_was(
    begun: str, finished: str, tmp_path: Path
) -> None:
    before = {name: call("sessions", "show", name).stdout for name in (begun, finished)}
    for name in before:
        call("sessions", "export", name, "--to", tmp_path / name)
        call("sessions", "delete", name, "--yes")
        assert name in call("sessions", "import", tmp_path / name).stdout.replace("\n", "")
    assert {name: call("sessions", "show", name).stdout for name in before} == before


def test_a_file_that_is_no_onsite_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("[]")
    with pytest.raises(SessionFileError, match=r"notes\.json: no exported session"):
        call("sessions", "import", tmp_path / "notes.json")


def test_pruning_takes_what_was_finished_long_ago_and_leaves_the_rest(begun: str, finished: str) -> None:
    assert "Nothing deleted of 0 onsites" in call("sessions", "prune", "--older-than", "1", "--yes").stdout
    assert (
        "Nothing deleted of 1 onsite " in call("sessions", "prune", "--older-than", "0", stdin="n\n").stdout
    )
    assert "Deleted 1 onsite " in call("sessions", "prune", "--older-than", "0", "--yes").stdout
    assert [row["id"] for row in objects(call("sessions", "list", "--json"))] == [begun]
    call("sessions", "prune", "--older-than", "0", "--unfinished", "--yes")
    assert not objects(call("sessions", "list", "--json"))
    assert finished not in Settings().sessions_file.read_bytes().decode("latin-1")


def test_a_deleted_session_is_gone_and_the_others_stay(begun: str) -> None:
    kept = hold(answers=0)
    assert call("sessions", "delete", begun, "--yes").exit_code == 0
    assert [row["id"] for row in objects(call("sessions", "list", "--json"))] == [kept]


@pytest.mark.parametrize(("said", "left"), [("n\n", 1), ("y\n", 0), ("", 1)])
def test_deleting_asks_first(begun: str, said: str, left: int) -> None:
    call("sessions", "delete", begun, stdin=said)
    assert len(objects(call("sessions", "list", "--json"))) == left


@pytest.mark.parametrize("command", ["show", "export", "delete", "resume"])
def test_a_session_that_is_not_there_is_unknown(command: str, begun: str) -> None:
    assert begun
    with pytest.raises(UnknownSessionError):
        call("sessions", command, "nope")


def test_onsites_of_everybody_who_came_to_the_page_are_listed_and_marked() -> None:
    lost, mine = hold(answers=1, owner=BROWSER), hold(answers=0)
    shown = call("sessions", "list").stdout
    assert [line for line in shown.splitlines() if lost[:12] in line and "browser:3fa9c1" in line]
    assert [line for line in shown.splitlines() if mine[:12] in line and "this machine" in line]
    assert BROWSER not in shown
    assert {row["owner"] for row in objects(call("sessions", "list", "--json"))} == {"", BROWSER}


def test_an_onsite_whose_browser_lost_its_cookie_is_read_gone_on_with_and_deleted_here() -> None:
    lost = hold(answers=1, owner=BROWSER)
    start = lost[:12]
    assert "Interviewer (recruiter-01): " in call("sessions", "show", start).stdout
    assert json.loads(call("sessions", "export", start).stdout)["session"]["owner"] == BROWSER
    assert f"sessions resume {start}" in call("sessions", "resume", start, stdin="/quit\n").stdout
    assert call("sessions", "delete", start, "--yes").exit_code == 0
    assert not objects(call("sessions", "list", "--json"))


def test_a_start_that_two_sessions_share_names_none() -> None:
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        for name in ("abc1", "abc2"):
            runner.start(SCREEN, session_id=name)
    with pytest.raises(UnknownSessionError):
        call("sessions", "delete", "abc", "--yes")
    assert len(objects(call("sessions", "list", "--json"))) == 2


def test_an_onsite_is_held_in_the_terminal() -> None:
    said = f"{FILLER}\n\n/hint\n{FILLER}\nover two lines\n\n{FILLER}\n\n{FILLER}\n\n"
    shown = call(*DRILL, stdin=said).stdout
    assert "Practice, not a hiring evaluation." in shown
    assert objects(call("sessions", "list", "--json"))[0]["finished"] is True


def test_who_stops_is_told_how_to_go_on_and_goes_on_where_they_stopped() -> None:
    stopped = call(*DRILL, stdin=f"{FILLER}\n\n/quit\n").stdout
    (row,) = objects(call("sessions", "list", "--json"))
    start = str(row["id"])[:12]
    assert f"interview-panel sessions resume {start}" in stopped
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        open_now = runner.follow(str(row["id"])).wait(60)
    assert open_now is not None
    assert open_now.question is not None
    resumed = call("sessions", "resume", start, stdin="/quit\n").stdout
    assert open_now.question.text[:40] in resumed.replace("\n", " ")


def test_the_end_of_input_stops_and_loses_nothing() -> None:
    assert "Stopped." in call(*DRILL, stdin=f"{FILLER}\n\n").stdout
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        (transcript,) = runner.transcripts(runner.sessions()[0].id)
    assert [turn.text for turn in transcript.answers()] == [FILLER]


def test_leaving_a_round_closes_it() -> None:
    call(*DRILL, stdin="/end\n")
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        (transcript,) = runner.transcripts(runner.sessions()[0].id)
    assert [(turn.wants, turn.round) for turn in transcript.answers()] == [("end_round", RoundKind.RECRUITER)]


def test_code_is_taken_with_an_answer_and_kept_as_typed() -> None:
    said = "Here it is.\n/code\ndef f(x):\n    return x[0]\n/done\n\n/quit\n"
    call("run", "--length", "drill", "--round", "coding", stdin=said)
    with Runner(Settings().sessions_file, CONTEXT) as runner:
        (transcript,) = runner.transcripts(runner.sessions()[0].id)
    assert [turn.code for turn in transcript.answers()] == ["def f(x):\n    return x[0]"]


def test_what_the_bank_cannot_give_is_refused() -> None:
    with pytest.raises(RequestError, match="no role 'plumber'"):
        call("run", "--role", "plumber")
