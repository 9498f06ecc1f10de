"""Answering aloud: a recording becomes words in the field, and only the candidate sends them.

The recording is held in this server's memory until it is written down, and by nothing after that.
"""

from concurrent.futures import Future
from urllib.parse import urlsplit

import streamlit as st

from interview_agents.delivery import delivery_in_words
from interview_agents.errors import RecordingError
from interview_agents.voice import Heard, Transcriber
from interview_panel.question import OpenQuestion
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.access.addresses import is_here
from interview_ui.interview import spoken
from interview_ui.interview.desk import Desk
from interview_ui.shown import defused

POLL_S = 0.3
OFF = "Voice is off: no transcriber is set up (docs/voice.md says how)."


def voice_field(desk: Desk) -> None:
    """Show a recorder for the open question, or that there is none and why.

    Call it before the field is drawn into which the words go; a container puts it below.
    """
    try:
        transcriber = desk.house.runner.context_of(desk.session_id).the_transcriber()
    except InterviewError as error:
        st.caption(defused(f"Answers are typed here: {error}."))
        return
    if transcriber is None:
        st.caption(OFF)
        return
    _recorder(desk, desk.question, transcriber)
    coming = memory.coming_words(desk.session_id)
    if coming and coming.heard.done():
        _take(desk, coming.heard)
    elif coming:
        _look_again(coming.heard)
    if delivery := spoken.delivery_of(desk):
        st.caption(defused(f"{delivery_in_words(delivery)}. Not scored."))


def _recorder(desk: Desk, question: OpenQuestion | None, transcriber: Transcriber) -> None:
    """A recorder; what was recorded is sent off once, and what was thrown away is waited for no more."""
    key = memory.recording_key(desk.session_id, question.turn_id if question else "")
    label, told = "Answer aloud", _what_happens(transcriber)
    recording = st.audio_input(label, key=key, help=told, disabled=question is None)
    if question is None:
        return
    coming = memory.coming_words(desk.session_id)
    if recording is None:
        if coming and coming.turn_id == question.turn_id:
            memory.await_no_words()
    elif coming is None or coming.file_id != recording.file_id:
        heard = desk.house.runner.hear(desk.session_id, question.turn_id, recording.getvalue())
        memory.await_words(memory.Coming(desk.session_id, question.turn_id, recording.file_id, heard))


def _what_happens(transcriber: Transcriber) -> str:
    where = "stays on this machine" if is_here(transcriber.address) else f"goes to {_host(transcriber)}"
    return (
        "What you say is written into the field, for you to check and send. The recording "
        f"{defused(where)} to be written down and is not kept. Pace, pauses and fillers are counted "
        "for you and not scored."
    )


def _host(transcriber: Transcriber) -> str:
    return urlsplit(transcriber.address).hostname or transcriber.address


@st.fragment(run_every=POLL_S)
def _look_again(heard: Future[Heard]) -> None:
    if heard.done():
        st.rerun()
    st.caption("Writing down what you said …")


def _take(desk: Desk, heard: Future[Heard]) -> None:
    """Put the words into the field, or say why there are none; the recording is still there then."""
    try:
        said = heard.result()
    except InterviewError as error:
        st.warning(defused(str(error)))
        if not isinstance(error, RecordingError):
            st.button("Try again", key="hear_again", on_click=memory.await_no_words)
        return
    spoken.take(desk, said.text, said.delivery)
    memory.forget_recording()
    st.rerun()
