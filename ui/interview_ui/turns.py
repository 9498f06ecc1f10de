"""Turns on the page. What was said goes through ``st.text``: nothing in it comes alive."""

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from interview_agents.transcript import Transcript, Turn
from interview_panel.exhibits import run_line
from interview_panel.plan import OnsitePlan
from interview_personas import Bank, RoundKind
from interview_ui.shown import defused, round_title

SILENCE = "(silence)"
Side = Literal["assistant", "user"]
FACES: Mapping[Side, str] = {"assistant": ":material/record_voice_over:", "user": ":material/person:"}


def bubble(side: Side, words: str, name: str = "", code: str | None = None) -> None:
    """One utterance."""
    with st.chat_message(side, avatar=FACES[side]), st.container(gap="xsmall"):
        if name:
            st.caption(name)
        if words:
            st.text(words)
        if code:
            st.code(code, language="python")
        if not words and not code:
            st.caption(SILENCE)


def interviewer_name(plan: OnsitePlan, kind: RoundKind, bank: Bank) -> str:
    """Who holds a round, and how they are."""
    planned = next(planned for planned in plan.rounds if planned.kind is kind)
    person = bank.people[planned.interviewer]
    return f"{person.name}, {person.manner}"


def show_talk(transcripts: Sequence[Transcript], plan: OnsitePlan, bank: Bank) -> None:
    """Everything said so far, round by round."""
    begun = [transcript for transcript in transcripts if transcript.turns]
    for transcript in begun:
        if len(begun) > 1:
            st.markdown(f"**{round_title(transcript.round)}**")
        name = interviewer_name(plan, transcript.round, bank)
        for turn in transcript.turns:
            show_turn(turn, name)


def show_turn(turn: Turn, interviewer: str, you: str = "You") -> None:
    """One turn with its speaker's name."""
    if turn.by_candidate:
        bubble("user", _said(turn), you, turn.code)
        if turn.submitted:
            st.caption(defused(run_line(turn.submitted)))
    else:
        bubble("assistant", turn.text, interviewer)


def _said(turn: Turn) -> str:
    if turn.wants == "end_round":
        return f"{turn.text}\n(left the round)".strip()
    return turn.text
