"""Turns on the page. What was said goes through ``st.text``: nothing in it comes alive."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from interview_agents.coach import feedback
from interview_agents.delivery import delivery_in_words
from interview_agents.transcript import Transcript, Turn
from interview_panel.exhibits import run_line
from interview_panel.plan import OnsitePlan
from interview_personas import Bank, RoundKind
from interview_ui import memory
from interview_ui.interview.coaching import show_feedback
from interview_ui.interview.sketches import show_picture
from interview_ui.shown import defused, round_title

SILENCE = "(silence)"
LATEST, MORE = 20, 60
"""Turns shown at first, and with each press for earlier ones: a long talk must not slow each look at it."""
Side = Literal["assistant", "user"]
FACES: Mapping[Side, str] = {"assistant": ":material/record_voice_over:", "user": ":material/person:"}


def bubble(
    side: Side, words: str, name: str = "", code: str | None = None, sketch: str | None = None
) -> None:
    """One utterance."""
    with st.chat_message(side, avatar=FACES[side]), st.container(gap="xsmall"):
        if name:
            st.caption(name)
        if words:
            st.text(words)
        if code:
            st.code(code, language="python")
        if sketch:
            st.code(sketch, language=None)
            show_picture(sketch, f"Sketch. {name}".strip())
        if not (words or code or sketch):
            st.caption(SILENCE)


def interviewer_name(plan: OnsitePlan, kind: RoundKind, bank: Bank) -> str:
    """Who holds a round, and how they are."""
    planned = next(planned for planned in plan.rounds if planned.kind is kind)
    person = bank.people[planned.interviewer]
    return f"{person.name}, {person.manner}"


def show_talk(transcripts: Sequence[Transcript], plan: OnsitePlan, bank: Bank) -> None:
    """What was said last, round by round, and a way to all that was said before."""
    said = [(transcript, turn) for transcript in transcripts for turn in transcript.turns]
    hidden = max(0, len(said) - LATEST - memory.earlier_turns())
    if hidden:
        st.button(f"Earlier ({hidden} turns)", on_click=memory.show_earlier, args=(MORE,))
    several = bool(said) and said[0][0] is not said[-1][0]
    on = None
    for transcript, turn in said[hidden:]:
        if several and transcript is not on:
            st.markdown(f"**{round_title(transcript.round)}**")
        on = transcript
        show_turn(turn, interviewer_name(plan, transcript.round, bank))
        if plan.coach and turn.by_candidate:
            show_feedback(feedback(transcript, turn.id, bank))


def show_turn(turn: Turn, interviewer: str, you: str = "You") -> None:
    """One turn with its speaker's name."""
    if turn.by_candidate:
        bubble("user", _said(turn), you, turn.code, turn.sketch)
        if turn.submitted:
            st.caption(defused(run_line(turn.submitted)))
        if turn.delivery:
            st.caption(f"{delivery_in_words(turn.delivery)}.")
    else:
        bubble("assistant", turn.text, interviewer)


def _said(turn: Turn) -> str:
    if turn.wants == "end_round":
        return f"{turn.text}\n(left the round)".strip()
    return turn.text
