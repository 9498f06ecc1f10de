"""The onsite as it is put together in the lobby: role, loop, rounds, length, and what few will change."""

from dataclasses import dataclass

import streamlit as st

from interview_panel.plan import OnsiteRequest
from interview_personas import Bank, Company, Length, LengthSpec, RoundKind
from interview_ui import memory
from interview_ui.lobby.papers import applicant
from interview_ui.shown import defused, round_title


@dataclass(frozen=True)
class Loop:
    """What is chosen first, and what most of the others depend on."""

    role: str
    company: str
    rounds: tuple[RoundKind, ...]
    length: Length

    def request(self) -> OnsiteRequest:
        """The onsite, with what else stands in the fields just now."""
        state = st.session_state
        return OnsiteRequest(
            candidate=applicant(),
            role=self.role,
            company=self.company,
            length=Length(state.get(memory.LENGTH) or self.length),
            rounds=self.rounds,
            interviewers={k: name for k in self.rounds if (name := state.get(memory.interviewer_key(k)))},
            chair=state.get(memory.CHAIR) or "",
            seed=int(state.get(memory.SEED) or 0),
            coach=bool(state.get(memory.COACH)),
        )


def choose_loop(bank: Bank) -> Loop:
    """Role, company, rounds and length."""
    role, company = _role(bank), _company(bank)
    kinds = _rounds(company)
    return Loop(role, company.id, kinds, _length(bank, kinds))


def _role(bank: Bank) -> str:
    st.session_state.setdefault(memory.ROLE, next(iter(bank.roles)))
    chosen = st.radio(
        "Role",
        list(bank.roles),
        format_func=lambda name: bank.roles[name].title,
        horizontal=True,
        key=memory.ROLE,
        persist_state="session",
    )
    st.caption(defused(bank.roles[chosen].about))
    return chosen


def _company(bank: Bank) -> Company:
    chosen = st.selectbox(
        "Company loop",
        list(bank.companies),
        format_func=lambda name: bank.companies[name].name,
        index=list(bank.companies).index("generic") if "generic" in bank.companies else 0,
        key=memory.COMPANY,
        persist_state="session",
    )
    company = bank.companies[chosen]
    st.caption(defused(company.about))
    return company


def _rounds(company: Company) -> tuple[RoundKind, ...]:
    chosen = st.pills(
        "Rounds",
        company.rounds,
        selection_mode="multi",
        default=company.rounds,
        format_func=round_title,
        help="One round alone makes a drill of it.",
        key=memory.rounds_key(company.id),
        persist_state="session",
    )
    return tuple(kind for kind in company.rounds if kind in chosen)


def _length(bank: Bank, kinds: tuple[RoundKind, ...]) -> Length:
    specs = bank.loop.lengths
    return st.radio(
        "Length",
        [spec.id for spec in specs],
        index=1,
        format_func=lambda length: bank.length(length).title,
        captions=[_budget(bank, spec, kinds) for spec in specs],
        key=memory.LENGTH,
        persist_state="session",
    )


def _minutes(bank: Bank, spec: LengthSpec, kind: RoundKind) -> float:
    documented = bank.round(kind)
    return (documented.minutes_low + documented.minutes_high) / 2 * spec.share_of_minutes


def _budget(bank: Bank, spec: LengthSpec, kinds: tuple[RoundKind, ...]) -> str:
    """What a length means in minutes and turns.

    >>> from interview_personas import load_bank
    >>> bank = load_bank()
    >>> _budget(bank, bank.length(Length.FULL), (RoundKind.BEHAVIORAL,))
    'Behavioral 45 min, up to 15 turns'
    """
    return "; ".join(
        f"{round_title(kind)} {_minutes(bank, spec, kind):.0f} min, up to {spec.turns[kind]} turns"
        for kind in kinds
    )


def choose_coach() -> None:
    """Whether there is feedback after each answer."""
    with st.container(gap="xxsmall"):
        st.toggle("Coach mode: feedback after each answer", key=memory.COACH, persist_state="session")
        st.caption("Given by the rehearsal, whoever interviews. The debrief says that it was on.")


def in_short(bank: Bank, loop: Loop) -> str:
    """How many rounds, and about how long they take."""
    minutes = sum(_minutes(bank, bank.length(loop.length), kind) for kind in loop.rounds)
    return f"{len(loop.rounds)} round{'' if len(loop.rounds) == 1 else 's'}, about {minutes:.0f} minutes"


def show_more(bank: Bank) -> None:
    """What few will change: the chair, the seed."""
    with st.expander("More: the chair, the seed"):
        chairs = {chair.id: chair for chair in bank.chairs()}
        st.selectbox(
            "Chair of the committee",
            ["", *chairs],
            format_func=lambda name: f"{chairs[name].name}, {chairs[name].manner}" if name else "Surprise me",
            key=memory.CHAIR,
            persist_state="session",
        )
        st.session_state.setdefault(memory.SEED, memory.drawn_seed())
        st.number_input(
            "Seed",
            min_value=0,
            help="The same choices and seed give the same questions and people.",
            key=memory.SEED,
            persist_state="session",
        )
