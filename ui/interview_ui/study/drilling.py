"""Drills: one round on one question, or on a question that gives a red flag its occasion."""

import streamlit as st

from interview_panel.drills import Occasion, asked_for, occasion, question_for, questions_for
from interview_panel.plan import REHEARSAL, OnsiteRequest
from interview_personas import Bank, InterviewError, Length, Question, RedFlag, Role
from interview_ui import memory
from interview_ui.house import the_house
from interview_ui.lobby.onsite_form import Loop
from interview_ui.lobby.starting import begin
from interview_ui.minds.choice import TITLES, typed
from interview_ui.shown import defused, in_order


def held_by() -> str:
    """Who thinks in a drill, as the lobby's fields stand."""
    now = typed()
    if now is None:
        return TITLES[REHEARSAL]
    try:
        return now.names().interviewer
    except InterviewError:
        return "a model that is not set up yet"


def flag_drill(flag: RedFlag, bank: Bank) -> None:
    """The button that drills a flag, and what gives the flag its occasion; or what to do without one."""
    questions = questions_for(flag, bank)
    if not questions:
        st.caption(_without_a_question(flag, bank))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Drill this flag", key=f"drill_{flag.id}", on_click=_drill_flag, args=(flag,))
        st.caption(_occasion_in_words(flag, questions, bank))


def question_drill(question: Question) -> None:
    """The button that drills a question."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Drill this question", key=f"drill_{question.id}", on_click=_drill, args=(question,))
        if question.follow_up:
            st.caption("It is asked inside another question, which is asked first.")


def _occasion_in_words(flag: RedFlag, questions: tuple[Question, ...], bank: Bank) -> str:
    surest = occasion(flag, questions[0], bank)
    alike = [question for question in questions if occasion(flag, question, bank) is surest]
    rounds = in_order(tuple(dict.fromkeys(question.round for question in alike)))
    if surest is Occasion.ROUND:
        return f"Any question gives it its occasion: {rounds}."
    number = f"{len(alike)} question{'' if len(alike) == 1 else 's'}"
    return f"{number} {'asks' if len(alike) == 1 else 'ask'} for it: {rounds}."


def _without_a_question(flag: RedFlag, bank: Bank) -> str:
    topics = [topic for topic in bank.study_plan.topics if topic.id in flag.study]
    exercise = f" Exercise: {defused(topics[0].do)}" if topics else ""
    return (
        "No question of this bank gives it an occasion. Take any question, and answer aloud in the shape "
        f"of “{defused(bank.templates[flag.template].name)}”.{exercise}"
    )


def _drill_flag(flag: RedFlag) -> None:
    bank = the_house().bank
    question = question_for(flag, bank, _role(bank), memory.drawn_seed())
    if question is not None:
        _drill(question)


def _drill(question: Question) -> None:
    begin(lambda: _request(question, the_house().bank))


def _request(question: Question, bank: Bank) -> OnsiteRequest:
    """One round of a drill's length; role, company, interviewer and name are the lobby's."""
    role, seed = _role(bank), memory.drawn_seed()
    loop = Loop(role.id, _company(bank), (question.round,), Length.DRILL)
    asked = asked_for(question, bank, role, seed)
    return loop.request().model_copy(update={"length": Length.DRILL, "questions": asked, "seed": seed})


def _role(bank: Bank) -> Role:
    return bank.roles.get(str(st.session_state.get(memory.ROLE))) or next(iter(bank.roles.values()))


def _company(bank: Bank) -> str:
    chosen = str(st.session_state.get(memory.COMPANY) or OnsiteRequest().company)
    return chosen if chosen in bank.companies else next(iter(bank.companies))
