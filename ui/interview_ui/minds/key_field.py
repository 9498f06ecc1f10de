"""The field for an API key. What is typed stays in the tab's memory on the server, and goes with the tab."""

import streamlit as st

MOST_CHARACTERS = 500
NOTICE = "The key stays in memory and is used for this onsite alone; it is never stored, shown or logged."


def key_field(label: str, key: str, placeholder: str | None = None) -> None:
    """A masked field, and what becomes of what is typed there."""
    # Taken along at once: whoever leaves the field by way of its eye button would lose it otherwise.
    st.text_input(
        label,
        key=key,
        type="password",
        live="0ms",
        max_chars=MOST_CHARACTERS,
        placeholder=placeholder,
        persist_state="session",
    )
    st.caption(NOTICE)
