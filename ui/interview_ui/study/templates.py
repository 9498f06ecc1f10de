"""The documented shapes of a good answer, part by part."""

import streamlit as st

from interview_personas import Bank, Template
from interview_ui.shown import defused, places


def show_templates(bank: Bank) -> None:
    """Every template with its parts, and the red flags it helps against."""
    st.caption("The shapes are the documents'; what each part asks is in our words.")
    for template in bank.templates.values():
        with st.container(border=True, gap="small"):
            _card(template, bank)


def _card(template: Template, bank: Bank) -> None:
    st.subheader(template.name, anchor=f"template-{template.id}")
    st.caption(f"Documented in {places(template.sources)}")
    st.markdown("\n".join(f"1. **{defused(slot.name)}:** {defused(slot.asks)}" for slot in template.slots))
    against = [flag for flag in bank.red_flags.values() if flag.template == template.id]
    if against:
        names = "; ".join(f"{defused(flag.title)} ({flag.number})" for flag in against)
        st.markdown(f"**Helps against:** {names}")
