"""What a tab remembers: every key of ``st.session_state``, typed, in one place.

Only the view lives here and dies with the tab. The onsite itself is in the sessions' file,
and its id in the URL, so a reload finds it again.
"""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from interview_agents.voice import Heard
from interview_personas import RoundKind
from interview_ui.shown import defused

IN_URL = "session"
FLAG_IN_URL = "flag"
SEEDS = 10_000
Tone = Literal["info", "warning", "error"]

# Keys of the lobby's widgets.
NAME = "lobby_name"
ROLE = "lobby_role"
COMPANY = "lobby_company"
LENGTH = "lobby_length"
SEED = "lobby_seed"
CHAIR = "lobby_chair"
COACH = "lobby_coach"
RESUME = "lobby_resume"
JOB = "lobby_job"
MIND = "lobby_mind"
ENDPOINT = "lobby_endpoint"
MODEL = "lobby_model"
SCORER = "lobby_scorer"
JUDGE = "lobby_judge"
BASE_URL = "lobby_base_url"
API_KEY = "lobby_api_key"
"""What is typed there stays in this tab's memory on the server and goes with it."""

# Key of the debrief's.
SHARED = "debrief_shared"
"""Whether downloads are to be without the candidate's name."""
# Keys of the history's and the study's widgets.
HISTORY_PART = "history_part"
TREND_ROUND = "history_round"
COMPARED_QUESTION = "history_question"
STUDY_PART = "study_part"
FLAG_ROUNDS = "study_flag_rounds"
FLAG_SEVERITIES = "study_flag_severities"
FLAGS_MINE = "study_flags_mine"
QUESTION_WORDS = "study_words"
QUESTION_ROUNDS = "study_rounds"
QUESTION_ROLE = "study_role"
QUESTION_TOPIC = "study_topic"
QUESTION_ORIGIN = "study_origin"


def objection_key(place: str) -> str:
    """Key of the box that calls a ruling wrong."""
    return f"objection_{place}"


def refuse_objection(place: str, text: str) -> None:
    """Have it said beside a ruling why it could not be called wrong."""
    st.session_state["refused_objection"] = (place, text)


def objection_refused(place: str) -> str:
    """Why a ruling could not be called wrong, once."""
    if st.session_state.get("refused_objection", ("",))[0] != place:
        return ""
    return str(st.session_state.pop("refused_objection")[1])


def rounds_key(company: str) -> str:
    """Key of the choice of rounds; each company has its own loop."""
    return f"lobby_rounds_{company}"


def interviewer_key(kind: RoundKind) -> str:
    """Key of the choice of a round's interviewer."""
    return f"lobby_interviewer_{kind}"


def upload_key() -> str:
    """Key of the field for a file; another one after each file, which empties it."""
    return f"lobby_upload_{st.session_state.get('uploads', 0)}"


def next_upload() -> None:
    """Empty the field for a file."""
    st.session_state["uploads"] = st.session_state.get("uploads", 0) + 1


def given_key(field: str) -> str:
    """Key of the draft that a field was given last in this tab."""
    return f"given_{field}"


def key_key(session_id: str) -> str:
    """Key of the field in which an API key is given again."""
    return f"api_key_{session_id}"


def recording_key(session_id: str, turn_id: str) -> str:
    """Key of the recorder at a question; each recording that was taken leaves an empty one."""
    return f"recording_{session_id}_{turn_id}_{st.session_state.get('recordings_taken', 0)}"


def forget_recording() -> None:
    """Have the recorder empty again."""
    st.session_state["recordings_taken"] = st.session_state.get("recordings_taken", 0) + 1
    await_no_words()


@dataclass(frozen=True)
class Coming:
    """A recording that is being written down."""

    session_id: str
    turn_id: str
    """The question at which it was made."""
    file_id: str
    """Streamlit's, of the recording."""
    heard: Future[Heard]


def coming_words(session_id: str) -> Coming | None:
    """The recording of a session whose words are waited for."""
    coming: Coming | None = st.session_state.get("coming_words")
    return coming if coming and coming.session_id == session_id else None


def await_words(coming: Coming) -> None:
    """Remember what is waited for."""
    st.session_state["coming_words"] = coming


def await_no_words() -> None:
    """Wait for it no more."""
    st.session_state.pop("coming_words", None)


def session_id() -> str:
    """The onsite this tab is at: the URL's, or the one seen last; empty when none.

    Links of the navigation drop the query string, so the id is also kept here.
    """
    named = st.query_params.get(IN_URL, "")
    if named:
        st.session_state["session_id"] = named
    return str(st.session_state.get("session_id", ""))


def keep_in_url(session_id: str) -> None:
    """Put the onsite back into the URL, for the next reload."""
    st.session_state["session_id"] = session_id
    if st.query_params.get(IN_URL) != session_id:
        st.query_params[IN_URL] = session_id


def leave_session() -> None:
    """Forget which onsite this tab was at."""
    st.session_state.pop("session_id", None)
    st.query_params.pop(IN_URL, None)


def has_looked(session_id: str) -> bool:
    """Whether this tab was at the onsite: the Back button must not lead there again at once."""
    return bool(st.session_state.get("looked_at") == session_id)


def first_end(session_id: str) -> bool:
    """Whether this tab has not been told yet that the onsite is over; Back from the debrief comes again."""
    first = st.session_state.get("ended") != session_id
    st.session_state["ended"] = session_id
    return first


def first_look(session_id: str) -> bool:
    """Whether this tab has not looked at the onsite yet; a reload makes a new tab of it."""
    first = st.session_state.get("looked_at") != session_id
    st.session_state["looked_at"] = session_id
    return first


def think(session_id: str, turn: str) -> None:
    """Let the candidate think about a question: no nudging while it waits."""
    st.session_state["thinking"] = (session_id, turn)


def thinks(session_id: str, turn: str) -> bool:
    """Whether the candidate asked to think about a question."""
    return st.session_state.get("thinking") == (session_id, turn)


def look_again() -> None:
    """Have a part of the page that was run alone bring the whole page after it."""
    st.session_state["look_again"] = True


def looks_again() -> bool:
    """Whether the whole page is wanted, once."""
    return bool(st.session_state.pop("look_again", False))


def want_run() -> None:
    """Have the code run, as its button does."""
    st.session_state["run_wanted"] = True


def run_wanted() -> bool:
    """Whether the keys of the code's field asked for a run, once."""
    return bool(st.session_state.pop("run_wanted", False))


def earlier_turns() -> int:
    """How many turns before the latest are shown."""
    return int(st.session_state.get("earlier_turns", 0))


def show_earlier(turns: int) -> None:
    """Show that many turns more."""
    st.session_state["earlier_turns"] = earlier_turns() + turns


def drawn_seed() -> int:
    """This tab's seed: drawn once, so that each visit brings another onsite."""
    if "drawn_seed" not in st.session_state:
        st.session_state["drawn_seed"] = secrets.randbelow(SEEDS)
    return int(st.session_state["drawn_seed"])


def draw_again() -> None:
    """Draw another seed for the next onsite of this tab."""
    st.session_state.pop("drawn_seed", None)
    st.session_state.pop(SEED, None)


def tell(text: str, tone: Tone = "error") -> None:
    """Have a message shown on top of the next page."""
    st.session_state["notice"] = (tone, text)


def refuse(text: str) -> None:
    """Have a message shown beside the button that was pressed in vain."""
    st.session_state["refusal"] = text


def show_refusal() -> None:
    """Show why nothing was started, once."""
    if "refusal" in st.session_state:
        st.error(defused(st.session_state.pop("refusal")))


def tell_of_reading(text: str, *, good: bool) -> None:
    """Have it said beside the résumé what came of reading a file."""
    st.session_state["reading"] = (good, text)


def show_reading() -> None:
    """Say what came of the last file, until another is handed in or its text removed."""
    if "reading" in st.session_state:
        good, text = st.session_state["reading"]
        (st.success if good else st.error)(defused(text))


def forget_reading() -> None:
    """Say no more about the last file."""
    st.session_state.pop("reading", None)


def show_notice() -> None:
    """Show the waiting message, once."""
    if "notice" in st.session_state:
        tone, text = st.session_state.pop("notice")
        {"info": st.info, "warning": st.warning, "error": st.error}[tone](defused(text))
