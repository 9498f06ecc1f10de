"""Corrections: one labelled answer a wrong ruling, each owner's apart, and gone with their onsite."""

import stat
from pathlib import Path

import pytest
from tests.ui.debriefs import held, weak

from interview_agents.scorecard import Ruling, State
from interview_agents.transcript import Speaker, Transcript, Turn
from interview_panel.corrections import Corrections, Place, corpus_of
from interview_panel.errors import CorrectionError, StoreError
from interview_panel.runner import Runner
from interview_panel.settings import Settings
from interview_personas import RoundKind

DESIGN = RoundKind.SYSTEM_DESIGN
PLACE = Place("s1", DESIGN, "overengineers")
SAID = (
    "I'd begin with the rule that the clerks use today and count how often it is right, then fit a small "
    "model on last year's tickets and see whether it is worth its keep."
)
ASKED = "Where would you begin?"


def turn(number: int, text: str) -> Turn:
    speaker = Speaker.CANDIDATE if number % 2 == 0 else Speaker.INTERVIEWER
    return Turn(id=f"{DESIGN}-{number:02d}", round=DESIGN, speaker=speaker, text=text)


ROUND = Transcript(round=DESIGN, turns=(turn(1, ASKED), turn(2, SAID), turn(3, "Why?"), turn(4, "Because.")))


def ruled(state: State = State.PRESENT, flag: str = PLACE.flag, turn_id: str = "system_design-02") -> Ruling:
    return Ruling(flag=flag, ruling=state, turn_id=turn_id, quote="count how often it is right")


@pytest.fixture
def mine(tmp_path: Path) -> Corrections:
    return Corrections(corpus_of(tmp_path))


@pytest.mark.parametrize(("state", "label"), [(State.PRESENT, "strong"), (State.ABSENT, "flag")])
def test_a_wrong_ruling_is_kept_under_the_other_label(mine: Corrections, state: State, label: str) -> None:
    mine.add(PLACE, ruled(state), ROUND)
    (line,) = mine.by_flag()["overengineers"]
    assert (line.question, line.answer, line.label) == (ASKED, SAID, label)


def test_calling_it_wrong_twice_keeps_it_once(mine: Corrections) -> None:
    mine.add(PLACE, ruled(), ROUND)
    mine.add(PLACE, ruled(), ROUND)
    assert mine.ids() == {PLACE.id}


def test_what_is_taken_back_leaves_nothing(mine: Corrections, tmp_path: Path) -> None:
    mine.add(PLACE, ruled(), ROUND)
    mine.take_back(PLACE)
    assert not mine.ids()
    assert not list(tmp_path.rglob("*.jsonl"))


def test_one_taken_back_leaves_the_others(mine: Corrections) -> None:
    other = Place("s2", DESIGN, "overengineers")
    again = Transcript(round=DESIGN, turns=(turn(1, ASKED), turn(2, f"Well, {SAID}")))
    mine.add(PLACE, ruled(), ROUND)
    mine.add(other, ruled(), again)
    mine.take_back(PLACE)
    assert mine.ids() == {other.id}


def test_an_answer_of_a_few_words_is_nothing_to_learn_from(mine: Corrections) -> None:
    with pytest.raises(CorrectionError, match="25 words"):
        mine.add(PLACE, ruled(turn_id="system_design-04"), ROUND)
    with pytest.raises(CorrectionError, match="25 words"):
        mine.add(PLACE, ruled(turn_id="system_design-98"), ROUND)


def test_the_same_words_are_not_kept_for_two_rulings(mine: Corrections) -> None:
    mine.add(PLACE, ruled(), ROUND)
    with pytest.raises(CorrectionError, match="kept already, for overengineers"):
        mine.add(Place("s1", DESIGN, "no_tradeoffs"), ruled(flag="no_tradeoffs"), ROUND)
    assert mine.ids() == {PLACE.id}


def test_owners_have_corpora_apart_from_one_another_and_from_the_machines_own(tmp_path: Path) -> None:
    everybody = [Corrections(corpus_of(tmp_path, owner)) for owner in ("", "browser:a", "login:../../b")]
    everybody[1].add(PLACE, ruled(), ROUND)
    assert [len(each.ids()) for each in everybody] == [0, 1, 0]
    everybody[2].add(PLACE, ruled(), ROUND)
    everybody[1].take_back(PLACE)
    assert [len(each.ids()) for each in everybody] == [0, 0, 1]
    assert not (tmp_path / "corpus").exists()
    assert all(tmp_path in file.resolve().parents for file in tmp_path.rglob("*.jsonl"))


def test_the_candidates_words_are_readable_for_their_owner_only(mine: Corrections, tmp_path: Path) -> None:
    mine.add(PLACE, ruled(), ROUND)
    (file,) = tmp_path.rglob("*.jsonl")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_was_spoilt_is_named_and_not_overwritten(mine: Corrections, tmp_path: Path) -> None:
    mine.add(PLACE, ruled(), ROUND)
    (file,) = tmp_path.rglob("*.jsonl")
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"overengineers\.jsonl"):
        mine.add(PLACE, ruled(), ROUND)
    assert file.read_text(encoding="utf-8") == "{}\n"


@pytest.mark.parametrize("owner", ["", "browser:a"])
def test_corrections_go_with_the_onsite_they_are_from(owner: str) -> None:
    session, home = held(weak(), DESIGN), Settings().home
    corrections = Corrections(corpus_of(home, owner))
    corrections.add(PLACE._replace(session_id=session), ruled(), ROUND)
    again = Transcript(round=DESIGN, turns=(turn(1, ASKED), turn(2, f"Well, {SAID}")))
    corrections.add(PLACE, ruled(), again)
    with Runner(Settings().sessions_file) as runner:
        runner.delete(session)
    assert corrections.ids() == {PLACE.id}
