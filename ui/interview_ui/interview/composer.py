"""Where the candidate answers, and what can be done with the answer."""

import streamlit as st
from pydantic import ValidationError

from interview_agents.answer import MOST_CHARACTERS, Answer
from interview_agents.transcript import Wants
from interview_panel.question import OpenQuestion
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.components.reading_aloud import reading_aloud
from interview_ui.components.writing import Asked, Draft, carry, writing_field
from interview_ui.interview import spoken
from interview_ui.interview.desk import Desk
from interview_ui.interview.rest import rest_button
from interview_ui.interview.voice_field import voice_field

WORDS_PX = 130
BUTTONS = "answer_buttons"
PATIENCE_S = 90
"""Seconds without a key until the nudge."""
NUDGE = "Still there? Thinking aloud helps; the clock runs."
ASK_HINT = "Could I have a hint?"
COMING = "One moment: the next question is still coming. What you wrote is still here."


def show_composer(desk: Desk) -> None:
    """The answer, and what can be done with it.

    While the interviewer speaks the field stays as it is, so that nothing jumps and no key is
    lost, and what would send it waits.
    """
    reading_aloud(desk.session_id, desk.question)
    field, buttons = st.container(), st.container(horizontal=True, key=BUTTONS)
    voice_field(desk)  # below them, and drawn before the field into which its words go
    with field, st.container(gap=None):
        writing_field(
            desk.words.key,
            desk.words.draft(),
            label="Your answer",
            placeholder="Say it as you would say it aloud. Ctrl+Enter sends it.",
            height_px=WORDS_PX,
            asked=_asked(desk.session_id, desk.question),
        )
        _carried(desk)
    with buttons:
        _send_buttons(desk)
        if desk.question:
            _hint(desk, desk.question)
            _think(desk.session_id, desk.question)
            rest_button(desk.house, desk.session_id, desk.question)
            _end(desk, desk.question)


@st.fragment
def _carried(desk: Desk) -> None:
    if memory.looks_again():
        st.rerun()
    carry(desk.words.key, on_write=desk.words.write, on_done=lambda draft: _hand_in(desk, draft))


def _asked(session_id: str, question: OpenQuestion | None) -> Asked:
    if question is None:
        return Asked(buttons=BUTTONS, patience=PATIENCE_S)
    return Asked(
        turn=question.turn_id,
        told=f"{question.interviewer} asks: {question.text}",
        buttons=BUTTONS,
        nudge="" if memory.thinks(session_id, question.turn_id) else NUDGE,
        patience=PATIENCE_S,
    )


def _send_buttons(desk: Desk) -> None:
    question = desk.question
    off = question is None
    st.button("Send", type="primary", disabled=off, on_click=_send, args=(desk, question))
    if desk.problem and desk.problem.coding:
        st.button("Send with code", disabled=off, on_click=_send_code, args=(desk, question))


def _hint(desk: Desk, question: OpenQuestion) -> None:
    left = question.hints_left
    st.button(
        f"Hint ({left} left)",
        disabled=not left,
        help="Counted, and what a hint brings is worth less. What you have written stays.",
        on_click=_ask_hint,
        args=(desk, question),
    )


def _think(session_id: str, question: OpenQuestion) -> None:
    st.button(
        "Let me think",
        disabled=memory.thinks(session_id, question.turn_id),
        help="You are not asked whether you are still there. The clock runs; nothing else changes.",
        on_click=memory.think,
        args=(session_id, question.turn_id),
    )


def _end(desk: Desk, question: OpenQuestion) -> None:
    with st.popover("End this round"):
        st.markdown(
            "The round is scored on what you have sent so far, and one that is left early is capped. "
            "What you have not sent is not counted."
        )
        st.button("End it now", key=f"end_{question.turn_id}", on_click=_leave, args=(desk, question))


def _hand_in(desk: Desk, draft: Draft) -> None:
    """Ctrl+Enter: the same as "Send", of the text as it was when the keys were pressed."""
    memory.look_again()
    if desk.question is None:
        memory.tell(COMING, "info")
    elif not desk.words.was_handed_in(draft):
        _send_words(desk, desk.question, draft)


def _send(desk: Desk, question: OpenQuestion) -> None:
    _send_words(desk, question, desk.words.on_screen())


def _send_words(desk: Desk, question: OpenQuestion, words: Draft) -> None:
    if not words.text.strip():
        memory.tell("Nothing to send yet: write your answer first.", "warning")
    elif _answer(desk, question, words.text, sketch=_new_sketch(desk, question)):
        desk.words.hand_in(words)


def _send_code(desk: Desk, question: OpenQuestion) -> None:
    words, code = desk.words.on_screen(), desk.code.on_screen().text
    if not code.strip() or code.strip() == desk.code.seed.strip():
        memory.tell("There is no code of yours yet: write it, or send words only.", "warning")
    elif _answer(desk, question, words.text, code=code):
        desk.words.hand_in(words)


def _ask_hint(desk: Desk, question: OpenQuestion) -> None:
    _answer(desk, question, ASK_HINT, wants="hint")


def _leave(desk: Desk, question: OpenQuestion) -> None:
    words = desk.words.on_screen()
    if _answer(desk, question, wants="end_round"):
        desk.words.hand_in(words)


def _new_sketch(desk: Desk, question: OpenQuestion) -> str | None:
    """The sketch, unless it is as it was handed in last or nobody drew in it."""
    if not question.sketch:
        return None
    sketch = desk.sketch.on_screen().text.strip()
    turns = [turn for said in desk.house.runner.transcripts(desk.session_id) for turn in said.turns]
    before = next((turn.sketch for turn in reversed(turns) if turn.sketch), desk.sketch.seed)
    return sketch if sketch not in {"", before.strip(), desk.sketch.seed.strip()} else None


def _answer(
    desk: Desk,
    question: OpenQuestion,
    words: str = "",
    *,
    code: str | None = None,
    sketch: str | None = None,
    wants: Wants = "reply",
) -> bool:
    """Hand an answer in; tells whether it was taken. When it was, it is safe."""
    house, session_id, to = desk.house, desk.session_id, question.turn_id
    seconds = round(house.watches.look(session_id, to), 1)
    delivery = spoken.delivery_of(desk) if wants == "reply" and words.strip() else None
    try:
        answer = Answer(
            to=to, text=words, code=code, sketch=sketch, seconds=seconds, wants=wants, delivery=delivery
        )
        house.runner.row(session_id)
        house.runner.answer(session_id, answer)
    except ValidationError:
        memory.tell(f"That is too long: keep words, code and sketch under {MOST_CHARACTERS} characters each.")
    except InterviewError as error:
        memory.tell(f"{error}. What you wrote is still here.")
        house.runner.follow(session_id, again=True)
    else:
        if wants != "hint":
            spoken.forget(desk)
        return True
    return False
