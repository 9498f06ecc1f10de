"""The study: what can be read and found, and that a drill is what its button says."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from tests.ui.tab import Tab, held

from interview_panel.plan import OnsiteRequest
from interview_personas import Length, RoundKind, load_bank
from interview_personas.loading import SHIPPED
from interview_ui import memory
from interview_ui.house import the_house
from interview_ui.study.questions import Sought

BANK = load_bank()
DESIGN = OnsiteRequest(length=Length.DRILL, rounds=(RoundKind.SYSTEM_DESIGN,), questions=("Q14",))
PAGE = (
    "import streamlit as st\n"
    "from interview_ui import rooms\n"
    "from interview_ui.script import PAGES\n"
    "rooms.furnish(PAGES)\n"
    "st.navigation(rooms.doors(with_session=True))\n"
    "PAGES[rooms.Room.STUDY]()\n"
)


def study(part: str = "Red flags", flag: str = "", state: Mapping[str, object] | None = None) -> AppTest:
    """The study on its own, at one of its parts, with what stands in its filters and the lobby's fields."""
    page = AppTest.from_string(PAGE, default_timeout=20)
    for name, value in {memory.STUDY_PART: part, **(state or {})}.items():
        page.session_state[name] = value
    if flag:
        page.query_params[memory.FLAG_IN_URL] = flag
    page.run()
    assert not page.exception, page.exception
    return page


def words(page: AppTest) -> str:
    """All that is readable."""
    kinds = (page.subheader, page.markdown, page.caption, page.info, page.error)
    return "\n".join(str(part.value) for kind in kinds for part in kind)


def drill(page: AppTest, name: str) -> OnsiteRequest:
    """Press a drill's button; gives the onsite that was started."""
    page.button(key=f"drill_{name}").click().run()
    (row,) = the_house().runner.sessions()
    return row.request


def test_every_red_flag_can_be_read_with_its_documents_and_a_way_out() -> None:
    page = study()
    assert "57 of 57 red flags" in words(page)
    assert page.subheader[0].value == BANK.red_flags["model_before_data"].title
    assert "Severity **critical** · RF01, documented in 001" in words(page)
    assert "**Sounds like**" in words(page)
    assert "**Instead:**" in words(page)


def test_red_flags_are_filtered_by_round_and_severity() -> None:
    state = {memory.FLAG_ROUNDS: [RoundKind.RECRUITER], memory.FLAG_SEVERITIES: ["low"]}
    wanted = [
        flag
        for flag in BANK.red_flags.values()
        if RoundKind.RECRUITER in flag.rounds and flag.severity == "low"
    ]
    assert [part.value for part in study(state=state).subheader] == [flag.title for flag in wanted]


def test_mine_are_those_that_my_debriefs_raised() -> None:
    mine = {memory.FLAGS_MINE: True}
    assert "No finished onsite of yours raised a red flag." in words(study(state=mine))
    held(DESIGN, "brandon_kessler")
    page = study(state=mine)
    assert BANK.red_flags["model_before_data"].title in [part.value for part in page.subheader]
    assert "raised in 1 of your debriefs" in words(page)
    assert len(page.subheader) < len(BANK.red_flags)


def test_a_link_that_names_a_red_flag_shows_it_alone() -> None:
    page = study(flag="silence")
    assert [part.value for part in page.subheader] == [BANK.red_flags["silence"].title]
    assert [link.label for link in page.page_link] == ["See all red flags"]


def test_a_drill_on_a_flag_is_one_round_that_gives_it_its_occasion() -> None:
    request = drill(study(flag="generic_motivation"), "generic_motivation")
    assert request.length is Length.DRILL
    assert request.rounds == (RoundKind.RECRUITER,)
    assert request.questions == ("Q03",)


def test_a_debrief_leads_from_each_red_flag_to_its_drill() -> None:
    session = held(DESIGN, "brandon_kessler")
    debrief = the_house().runner.debrief(session)
    assert debrief is not None
    links = [link for link in Tab(session).page.page_link if link.label == "Study or drill this flag"]
    assert [link.proto.query_string for link in links] == [f"flag={name}" for name in debrief.found()]


def test_a_flag_without_a_question_says_what_to_do_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (SHIPPED / "questions" / "recruiter" / "q03.toml").read_text(encoding="utf-8")
    (tmp_path / "bank.toml").write_text("extends = true\n")
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "q03.toml").write_text(shipped.replace(', "why_here"', ""), encoding="utf-8")
    monkeypatch.setenv("INTERVIEW_PANEL_BANK", str(tmp_path))
    page = study(flag="generic_motivation")
    assert "No question of this bank gives it an occasion." in words(page)
    assert "Exercise: " in words(page)
    assert not page.button


def test_a_drill_on_a_question_asks_it_with_the_lobbys_choices() -> None:
    state = {memory.ROLE: "data_scientist", memory.NAME: "Imani Okafor", memory.LENGTH: Length.FULL}
    request = drill(study("Questions", state={memory.QUESTION_WORDS: "Q52", **state}), "Q52")
    assert request.questions[-1] == "Q52"
    assert len(request.questions) == 2, "what is asked inside another question has one before it"
    assert request.length is Length.DRILL
    assert (request.role, request.candidate.name) == ("data_scientist", "Imani Okafor")
    assert request.models.interviewer == "rehearsal"


def test_a_drill_with_a_model_that_is_not_set_up_is_refused_beside_its_button() -> None:
    page = study(flag="silence", state={memory.MIND: "model", memory.ENDPOINT: "other"})
    page.button(key="drill_silence").click().run()
    assert page.error
    assert not the_house().runner.sessions()


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought("Card FRAUD", (), "", "", ""), {"Q19"}),
        (
            Sought("", (RoundKind.RECRUITER,), "", "", "documented"),
            {"Q01", "Q02", "Q03", "Q04", "Q05", "Q06"},
        ),
        (Sought("", (), "", "data_test", ""), {"Q52", "Q53", "Q54", "Q55", "Q56"}),
        (Sought("", (RoundKind.CODING,), "", "dp", "ours"), {"T4a", "T4b"}),
        (Sought("no such words at all", (), "", "", ""), set()),
    ],
)
def test_questions_are_found_by_words_round_topic_and_origin(sought: Sought, found: set[str]) -> None:
    assert {question.id for question in BANK.questions.values() if sought.passes(question)} == found


def test_questions_of_a_role_are_those_it_is_asked() -> None:
    sought = Sought("", (), "ai_product", "", "")
    assert {sought.passes(q) for q in BANK.questions.values() if "ai_product" in q.roles} == {True}
    assert {sought.passes(q) for q in BANK.questions.values() if "ai_product" not in q.roles} == {False}


def test_a_question_says_which_flags_it_can_show_and_keeps_its_points_folded() -> None:
    page = study("Questions", state={memory.QUESTION_WORDS: "Q14"})
    question = BANK.questions["Q14"]
    assert "By being asked: " in words(page)
    assert "Names a model before talking about the data (RF01)" in words(page)
    (folded,) = (box for box in page.expander if box.label.startswith("Give it away"))
    assert not folded.proto.expanded
    assert question.points[0].what[:20] in str(folded.markdown[0].value)
    assert sum(question.points[0].what[:20] in str(part.value) for part in page.markdown) == 1


def test_every_template_has_its_parts_and_what_it_helps_against() -> None:
    page = study("Answer templates")
    assert [part.value for part in page.subheader] == [one.name for one in BANK.templates.values()]
    assert "1. **Clarify the problem:**" in words(page)
    assert "**Helps against:**" in words(page)


def test_a_drill_in_a_new_tab_is_held_by_who_the_servers_settings_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "held by who was chosen in the lobby: Rehearsal" in words(study())
    monkeypatch.setenv("INTERVIEW_PANEL_MODEL", "llamacpp:qwen")
    assert "held by who was chosen in the lobby: llamacpp" in words(study())
