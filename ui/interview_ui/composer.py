"""Where the candidate answers. A draft survives reruns, hints and a reload of the tab."""

import streamlit as st
from pydantic import ValidationError

from interview_agents.answer import MOST_CHARACTERS, Answer
from interview_agents.transcript import Wants
from interview_panel.question import OpenQuestion
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.house import House
from interview_ui.runs import show_runs
from interview_ui.shown import defused, problem

WORDS_PX, CODE_PX, PROBLEM_PX = 110, 270, 230
ASK_HINT = "Could I have a hint?"


def waiting_composer() -> None:
    """The same room while a question is coming, so that nothing jumps."""
    st.text_area("Your answer", height=WORDS_PX, disabled=True, placeholder="A moment …", key="waiting")


def show_composer(house: House, session_id: str, question: OpenQuestion) -> None:
    """The answer, and what can be done with it."""
    key = memory.words_key(session_id, question.round)
    _drafted(
        house,
        key,
        "Your answer",
        placeholder="Say it as you would say it aloud. Ctrl+Enter sends it.",
        height=WORDS_PX,
    )
    with st.container(horizontal=True):
        st.button(
            "Send",
            type="primary",
            shortcut="Ctrl+Enter",
            on_click=_send,
            args=(house, session_id, question),
        )
        if question.code:
            st.button("Send with code", on_click=_send_code, args=(house, session_id, question))
        _hint(house, session_id, question)
        _end(house, session_id, question)


def show_workbench(house: House, session_id: str, question: OpenQuestion | None) -> None:
    """The coding problem, and a plain place to write."""
    if question is None or not question.code:
        st.caption("The problem comes with the question.")
        return
    st.markdown(f"**{defused(question.title)}**")
    with st.container(height=PROBLEM_PX):
        st.markdown(problem(question.statement))
    key = memory.code_key(session_id, question.round, question.title)
    _drafted(house, key, "Your code", height=CODE_PX, seed=question.starter)
    show_runs(house, session_id, key)
    st.caption("The interviewer sees code and runs when you choose “Send with code”; all tests run then.")


def _drafted(
    house: House, key: str, label: str, *, height: int, seed: str = "", placeholder: str | None = None
) -> None:
    if key not in st.session_state:
        st.session_state[key] = house.drafts.get(key, seed)
    st.text_area(
        label,
        key=key,
        height=height,
        max_chars=MOST_CHARACTERS,
        placeholder=placeholder,
        on_change=_keep_draft,
        args=(house, key),
        persist_state="session",
    )


def _keep_draft(house: House, key: str) -> None:
    house.drafts[key] = st.session_state[key]


def _hint(house: House, session_id: str, question: OpenQuestion) -> None:
    left = question.hints_left
    st.button(
        f"Hint ({left} left)",
        disabled=not left,
        help="Counted, and what a hint brings is worth less. What you have written stays.",
        on_click=_say,
        args=(house, session_id, question, ASK_HINT, "hint"),
    )


def _end(house: House, session_id: str, question: OpenQuestion) -> None:
    with st.popover("End this round"):
        st.markdown(
            "The round is scored on what you have sent so far, and one that is left early is capped. "
            "What you have not sent is not counted."
        )
        st.button("End it now", on_click=_say, args=(house, session_id, question, "", "end_round"))


def _send(house: House, session_id: str, question: OpenQuestion) -> None:
    key = memory.words_key(session_id, question.round)
    words = st.session_state.get(key, "")
    if not words.strip():
        memory.tell("Nothing to send yet: write your answer first.", "warning")
    elif _answer(house, session_id, question, words):
        _empty(house, key)


def _send_code(house: House, session_id: str, question: OpenQuestion) -> None:
    words = memory.words_key(session_id, question.round)
    code = st.session_state.get(memory.code_key(session_id, question.round, question.title), "")
    if not code.strip() or code.strip() == question.starter.strip():
        memory.tell("There is no code of yours yet: write it, or send words only.", "warning")
    elif _answer(house, session_id, question, st.session_state.get(words, ""), code):
        _empty(house, words)


def _say(house: House, session_id: str, question: OpenQuestion, words: str, wants: Wants) -> None:
    """Say it instead of answering; what is being written stays."""
    _answer(house, session_id, question, words, wants=wants)


def _empty(house: House, key: str) -> None:
    st.session_state[key] = ""
    house.drafts.pop(key, None)


def _answer(
    house: House,
    session_id: str,
    question: OpenQuestion,
    words: str,
    code: str | None = None,
    wants: Wants = "reply",
) -> bool:
    """Hand an answer in; tells whether it was taken. When it was, it is safe."""
    seconds = round(house.watches.look(session_id, question.turn_id), 1)
    try:
        answer = Answer(to=question.turn_id, text=words, code=code, seconds=seconds, wants=wants)
        house.runner.row(session_id)
        house.runner.answer(session_id, answer)
    except ValidationError:
        memory.tell(f"That is too long: keep words and code under {MOST_CHARACTERS} characters each.")
    except InterviewError as error:
        memory.tell(f"{error}. What you wrote is still here.")
        house.runner.follow(session_id, again=True)
    else:
        return True
    return False
