"""What a candidate tells of themselves: a name, a résumé, the position they prepare for.

A file is read at once and its text put into the field, where it can be seen and corrected; the
file itself is not kept. All of it is text in fields: nothing of it is rendered.
"""

import streamlit as st

from interview_panel.errors import MissingExtraError
from interview_panel.minds import room_for_papers
from interview_panel.plan import MOST_CHARACTERS, Applicant
from interview_panel.reading import MOST_MB, Paper, ReadingError, read_bytes, read_words
from interview_ui import memory

FORMATS = ["pdf", "docx", "txt", "md"]
READ = "What stands here is what the interviewers read."
NOT_READ = (
    "The rehearsal takes your name from here and no more: its questions come from the bank, whatever "
    "your résumé says. With a model, the interviewers read what stands here."
)
KEPT = "Scorers and the committee never see it. It is kept with the onsite, and deleted with it."


def show_papers(*, modelled: bool) -> None:
    """Name, résumé and job description.

    Args:
        modelled: whether a model interviews; the rehearsal reads no papers.
    """
    with st.expander("About you: name, résumé, job description", key="papers"):
        st.caption(f"{READ if modelled else NOT_READ} {KEPT}")
        st.text_input("Your name", max_chars=200, key=memory.NAME, persist_state="session")
        _upload()
        room = room_for_papers() if modelled else {}
        _field("Résumé", memory.RESUME, "Or paste it here", room.get("resume"))
        _field("Job description", memory.JOB, "Paste it here", room.get("job_description"))


def applicant() -> Applicant:
    """Who stands in the fields just now."""
    return Applicant(
        name=st.session_state.get(memory.NAME) or "",
        resume=_paper(memory.RESUME).text,
        job_description=_paper(memory.JOB).text,
    )


def _paper(key: str) -> Paper:
    return read_words(st.session_state.get(key) or "")


def _upload() -> None:
    handed_in = st.file_uploader(
        "Résumé as a file: PDF, Word (.docx) or text",
        type=FORMATS,
        max_upload_size=MOST_MB,
        key=memory.upload_key(),
    )
    if handed_in is not None:
        with st.spinner("Reading your résumé"):
            _take(handed_in.name, handed_in.getvalue())
        memory.next_upload()
        st.rerun()
    memory.show_reading()


def _take(name: str, document: bytes) -> None:
    """Put a file's text into the field, or say why not and leave what stands there."""
    try:
        paper = read_bytes(document)
    except (ReadingError, MissingExtraError) as error:
        memory.tell_of_reading(f"{name}: {error}.", good=False)
        return
    st.session_state[memory.RESUME] = paper.text
    pages = f", {paper.pages} page{'' if paper.pages == 1 else 's'}" if paper.pages else ""
    memory.tell_of_reading(f"Read {name} ({paper.kind}{pages}). Look it through below.", good=True)


def _field(label: str, key: str, placeholder: str, room: int | None) -> None:
    st.text_area(label, height=160, key=key, placeholder=placeholder, persist_state="session")
    paper = _paper(key)
    if not paper.text:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(_size(paper, room))
        st.button(f"Remove the {label.lower()}", key=f"remove_{key}", on_click=_remove, args=(key,))


def _size(paper: Paper, room: int | None) -> str:
    """How long it is, and how much of it is read where that is less.

    >>> _size(read_words("Built a ranker."), None), _size(read_words("Built a ranker."), 10)
    ('15 characters.', '15 characters; the first 10 are read.')
    """
    if room is not None and len(paper.text) > room:
        return f"{len(paper.text):,} characters; the first {room:,} are read."
    if paper.cut:
        return f"More than {MOST_CHARACTERS:,} characters; the rest is left out."
    return f"{len(paper.text):,} characters."


def _remove(key: str) -> None:
    st.session_state[key] = ""
    memory.forget_reading()
