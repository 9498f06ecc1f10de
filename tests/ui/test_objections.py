"""“This was wrong”: kept beside a ruling of the rehearsal, taken back, and trained with by who is alone."""

import secrets
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Checkbox
from tests.ui.debriefs import BANK, held, saying, weak
from tests.ui.tab import STORIES, Tab
from tests.ui.test_owner import Visitor, new_cookie
from tests.ui.test_owner import visitor as visitor  # noqa: PLC0414 - a fixture

from interview_agents.answer import Answer
from interview_agents.debrief import Debrief
from interview_agents.rehearsal.labelled import Line
from interview_agents.scorecard import State
from interview_agents.signals.readers import load_signals
from interview_panel.corrections import Corrections, corpus_of
from interview_panel.ledger import SessionRow
from interview_panel.own_readers import keep_own
from interview_panel.retraining import COMMAND, why_not_here
from interview_panel.settings import Settings
from interview_personas import RoundKind
from interview_ui.access.cookie import PLAIN, owner_of
from interview_ui.debrief.downloads import Told
from interview_ui.house import the_house
from interview_ui.shown import defused

DESIGN = RoundKind.SYSTEM_DESIGN
TRAINS = pytest.mark.skipif(bool(why_not_here()), reason="the readers cannot be trained here")
PATIENCE = 60


def opened(session: str) -> tuple[SessionRow, Debrief]:
    """A finished onsite of this machine's one person."""
    debrief = the_house().runner.debrief(session)
    assert debrief is not None
    return the_house().runner.row(session), debrief


@pytest.fixture
def tab() -> Tab:
    """A debrief with flags that stand and flags that do not."""
    return Tab(held(weak(), DESIGN))


def boxes(tab: Tab) -> list[Checkbox]:
    return [box for box in tab.page.checkbox if box.label.startswith("This was wrong")]


def lines() -> list[Line]:
    """What is kept on this machine."""
    kept = Corrections(corpus_of(Settings().home)).by_flag()
    return [line for lines in kept.values() for line in lines]


def test_every_ruling_can_be_called_wrong_and_nothing_is_kept_unasked(tab: Tab) -> None:
    rulings = [r for card in opened(tab.session)[1].scorecards for r in card.rulings]
    ruled = [ruling for ruling in rulings if ruling.ruling is not State.NOT_ASSESSABLE]
    assert len(boxes(tab)) == len(ruled) > 2
    assert not any(box.value for box in boxes(tab))
    assert not lines()
    assert "Your corrections" not in tab.words


def test_calling_a_ruling_wrong_keeps_the_answer_and_says_where_and_as_what(tab: Tab) -> None:
    boxes(tab)[0].check().run()
    (line,) = lines()
    debrief = opened(tab.session)[1]
    (transcript,) = debrief.transcripts
    assert any(line.answer in turn.text for turn in transcript.answers())
    assert line.question in {turn.text for turn in transcript.questions()}
    where, _, flag = line.id.rpartition("/")
    assert (where, line.label) == (f"{tab.session}/system_design", "strong")
    assert flag in debrief.found()
    assert "Kept on this machine as an answer that does not show this flag." in tab.words
    assert "Kept on this machine: 1 ruling that you called wrong." in tab.words


def test_a_flag_that_was_not_found_can_be_owned_up_to(tab: Tab) -> None:
    boxes(tab)[-1].check().run()
    assert [line.label for line in lines()] == ["flag"]
    assert "Kept on this machine as an answer that shows this flag." in tab.words


def test_it_is_still_there_in_another_tab_and_can_be_taken_back(tab: Tab) -> None:
    boxes(tab)[1].check().run()
    again = Tab(tab.session)
    assert [box.value for box in boxes(again)].index(True) == 1
    boxes(again)[1].uncheck().run()
    assert not lines()
    assert "Your corrections" not in again.words
    tab.page.run()
    assert not any(box.value for box in boxes(tab))


def _one_answer_ruled_on_twice() -> None:
    from interview_agents.debrief import Debrief  # noqa: PLC0415 - a page of its own
    from interview_ui import memory  # noqa: PLC0415
    from interview_ui.debrief.objections import Objections  # noqa: PLC0415
    from interview_ui.house import the_house  # noqa: PLC0415

    debrief: Debrief | None = the_house().runner.debrief(memory.session_id())
    assert debrief is not None
    objections, (card,) = Objections(the_house(), memory.session_id(), debrief), debrief.scorecards
    for flag in ("no_tradeoffs", "vague_story"):
        objections.show(card, card.present()[0].model_copy(update={"flag": flag}))


def test_the_same_words_for_two_flags_are_refused_beside_the_second() -> None:
    page = AppTest.from_function(_one_answer_ruled_on_twice, default_timeout=PATIENCE)
    page.query_params["session"] = held(weak(), DESIGN)
    page.run().checkbox[0].check().run().checkbox[1].check().run()
    assert [box.value for box in page.checkbox] == [True, False]
    assert [warning.value for warning in page.warning] == [
        defused("these words are kept already, for no_tradeoffs: take that back first")
    ]
    assert len(lines()) == 1
    assert not page.run().warning


def test_an_answer_of_a_few_words_cannot_be_learned_from() -> None:
    short = Answer(text="Who will use this, and how fast must an answer come?")
    tab = Tab(held(saying(short, *(Answer(text=story) for story in STORIES)), DESIGN))
    disabled = [box for box in boxes(tab) if "too short" in box.label]
    assert disabled
    assert all(box.disabled == (box in disabled) for box in boxes(tab))


def test_what_leaves_the_house_says_nothing_of_it(tab: Tab) -> None:
    row, debrief = opened(tab.session)
    before = [Told(debrief, row, shared=False).markdown(BANK, ""), Told(debrief, row, shared=False).json()]
    boxes(tab)[0].check().run()
    assert lines()
    row, debrief = opened(tab.session)
    after = [Told(debrief, row, shared=False).markdown(BANK, ""), Told(debrief, row, shared=False).json()]
    assert after == before


def _by_a_model() -> None:
    from interview_agents.debrief import Debrief  # noqa: PLC0415 - a page of its own
    from interview_ui import memory  # noqa: PLC0415
    from interview_ui.debrief.objections import Objections  # noqa: PLC0415
    from interview_ui.house import the_house  # noqa: PLC0415

    debrief: Debrief | None = the_house().runner.debrief(memory.session_id())
    assert debrief is not None
    objections = Objections(the_house(), memory.session_id(), debrief)
    for mind in ("openai:gpt", "rehearsal"):
        for card in debrief.scorecards:
            made = card.provenance.model_copy(update={"mind": mind})
            for ruling in card.present():
                objections.show(card.model_copy(update={"provenance": made}), ruling)


def test_a_models_rulings_are_not_learned_from() -> None:
    page = AppTest.from_function(_by_a_model, default_timeout=PATIENCE)
    page.query_params["session"] = session = held(weak(), DESIGN)
    page.run()
    assert not page.exception
    (card,) = opened(session)[1].scorecards
    assert len(page.checkbox) == len(card.present()) > 0


def test_on_a_server_for_several_it_is_the_visitors_own_and_changes_nobodys_judge(visitor: Visitor) -> None:
    hers = new_cookie()
    owner = owner_of(hers[PLAIN])
    session = held(weak(), DESIGN, owner=owner)
    page = visitor.comes(hers).sees(session)
    next(box for box in page.checkbox if box.label == "This was wrong").check().run()
    assert len(Corrections(corpus_of(Settings().home, owner)).ids()) == 1
    assert not lines()
    words = "\n".join(str(part.value) for part in page.markdown)
    assert "Kept on this server: 1 ruling that you called wrong." in words
    assert not [button for button in page.button if button.label == "Train the readers again"]
    assert COMMAND not in [part.value for part in page.code]


def test_nobody_else_sees_that_a_ruling_was_called_wrong(visitor: Visitor) -> None:
    hers, his = new_cookie(), new_cookie()
    sessions = [held(weak(), DESIGN, owner=owner_of(cookie[PLAIN])) for cookie in (hers, his)]
    visitor.comes(hers).sees(sessions[0]).checkbox[0].check().run()
    page = visitor.comes(his).sees(sessions[1])
    assert not any(box.value for box in page.checkbox)
    assert "Your corrections" not in [part.value for part in page.header]
    assert "Your corrections" in [part.value for part in visitor.comes(hers).sees(sessions[0]).header]


def test_where_training_cannot_work_the_page_says_why_and_names_the_command(
    tab: Tab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interview_panel.retraining.SNIPPETS", tmp_path / secrets.token_hex(4))
    boxes(tab)[0].check().run()
    assert COMMAND in [part.value for part in tab.page.code]
    assert "Training needs" in tab.words
    assert not [button for button in tab.page.button if button.label == "Train the readers again"]


def test_readers_of_ones_own_are_named_and_can_be_given_up(tab: Tab) -> None:
    keep_own(Settings().home, b"")
    tab.page.run()
    assert "trained with corrections of yours read you here" in tab.words
    tab.press("Go back to the shipped readers")
    assert "Your corrections" not in tab.words
    assert not list(Settings().home.glob("*.readers.json.gz"))


def test_a_file_of_corrections_that_was_spoilt_is_named_and_the_debrief_still_read(tab: Tab) -> None:
    boxes(tab)[0].check().run()
    (file,) = corpus_of(Settings().home).rglob("*.jsonl")
    file.write_text("{}", encoding="utf-8")
    tab.page.run()
    assert not tab.page.exception
    assert file.name in tab.page.error[0].value.replace("\\", "")
    assert not boxes(tab)
    assert "How this was made" in tab.words


def test_the_lobby_says_when_they_cannot_be_read() -> None:
    keep_own(Settings().home, b"")
    radio = next(radio for radio in Tab().page.radio if radio.label == "Who thinks")
    assert "eval train" in str(radio.proto.captions[0])


def trained(tab: Tab) -> None:
    """Ask for the readers to be trained, and wait."""
    tab.press("Train the readers again")
    assert "s so far" in tab.words
    while "s so far" in tab.words:
        time.sleep(0.5)
        tab.page.run()


@pytest.mark.slow
@TRAINS
def test_the_readers_are_trained_when_they_are_asked_for_and_read_the_next_onsite(tab: Tab) -> None:
    boxes(tab)[0].check().run()
    trained(tab)
    assert "Trained. From the next round" in tab.words
    _, debrief = opened(held(weak(), DESIGN))
    assert debrief.provenance.signals_sha256 != load_signals().sha256
    assert "with your own corrections" in debrief.mind_notice


@pytest.mark.slow
@TRAINS
def test_a_training_that_fails_is_told_with_its_own_words_and_changes_nothing(tab: Tab) -> None:
    boxes(tab)[0].check().run()
    (file,) = corpus_of(Settings().home).rglob("*.jsonl")
    (line,) = lines()
    file.write_text(line.model_copy(update={"answer": "Cut short."}).model_dump_json(), encoding="utf-8")
    trained(tab)
    assert "could not be trained, and are as they were" in tab.words
    assert "the answer has 2 words" in tab.words
    assert not list(Settings().home.glob("*.readers.json.gz"))
