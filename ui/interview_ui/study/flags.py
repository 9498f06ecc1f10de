"""The red flags to read: what each sounds like, what to do instead, where it is ruled on, and a drill."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from interview_agents.scorecard import State
from interview_personas import Bank, RedFlag, RoundKind
from interview_ui import memory
from interview_ui.history import past
from interview_ui.house import House
from interview_ui.paging import page_of
from interview_ui.shown import SEVERITIES, defused, documents, in_order, round_title
from interview_ui.study.drilling import flag_drill


def show_flags(house: House) -> None:
    """Filters, and the flags that pass them in catalogue order."""
    bank, raised = house.bank, _raised(house)
    kinds, severities, mine = _filters(bank)
    if mine and not raised:
        st.info("No finished onsite of yours raised a red flag.")
    flags = [
        flag
        for flag in sorted(bank.red_flags.values(), key=lambda flag: flag.number)
        if (not kinds or set(kinds) & set(flag.rounds))
        and (not severities or flag.severity in severities)
        and (not mine or flag.id in raised)
    ]
    st.caption(f"{len(flags)} of {len(bank.red_flags)} red flags")
    for flag in page_of(flags, "flags"):
        _card(flag, raised, bank)


def show_flag(house: House, flag: RedFlag) -> None:
    """One flag alone."""
    _card(flag, _raised(house), house.bank)


def _filters(bank: Bank) -> tuple[Sequence[RoundKind], Sequence[str], bool]:
    kinds = st.pills(
        "Ruled on in",
        list(RoundKind),
        selection_mode="multi",
        format_func=round_title,
        key=memory.FLAG_ROUNDS,
        persist_state="session",
    )
    there = {flag.severity for flag in bank.red_flags.values()}
    severities = st.pills(
        "Severity",
        [severity for severity in SEVERITIES if severity in there],
        selection_mode="multi",
        format_func=lambda severity: SEVERITIES[severity].capitalize(),
        key=memory.FLAG_SEVERITIES,
        persist_state="session",
    )
    mine = st.toggle("Only those raised in my debriefs", key=memory.FLAGS_MINE, persist_state="session")
    return kinds, severities, mine


def _raised(house: House) -> Mapping[str, int]:
    """How many of the owner's debriefs raised each flag."""
    attempts = past.attempts(house, house.runner.sessions())
    return Counter(
        name for attempt in attempts for name, state in attempt.flags.items() if state is State.PRESENT
    )


def _card(flag: RedFlag, raised: Mapping[str, int], bank: Bank) -> None:
    with st.container(border=True, gap="small"):
        st.subheader(flag.title, anchor=f"flag-{flag.id}")
        st.caption(_about(flag, raised.get(flag.id, 0)))
        st.markdown("**Sounds like**\n" + _quoted(flag.looks_like))
        st.markdown("**Comes near, and is fine**\n" + _quoted(flag.does_not_look_like))
        st.markdown(f"**Instead:** {defused(flag.instead)}")
        flag_drill(flag, bank)


def _about(flag: RedFlag, times: int) -> str:
    mine = f" · raised in {times} of your debriefs" if times else ""
    return (
        f"Severity **{SEVERITIES[flag.severity]}** · {flag.number}, {documents(flag)} · "
        f"ruled on in {in_order(flag.rounds)}{mine}"
    )


def _quoted(examples: Sequence[str]) -> str:
    return "\n".join(f"- “{defused(example)}”" for example in examples)
