"""The lobby: choose the onsite and who holds it, see what is looked at, and go in."""

import streamlit as st
from pydantic import ValidationError

from interview_panel.plan import Applicant, OnsiteRequest, plan_onsite
from interview_personas import Bank, Company, InterviewError, Length, LengthSpec, RoundKind
from interview_ui import memory, rooms
from interview_ui.house import House, the_house
from interview_ui.interviewers import choose_interviewers
from interview_ui.sheet import show_sheet
from interview_ui.shown import defused, round_title

NOTICE = "Practice, not a hiring evaluation."


def page() -> None:
    """The first room. A link that names a session leads straight on to it."""
    named = st.query_params.get(memory.IN_URL)
    if named:
        rooms.go(rooms.Room.INTERVIEW, named)
    st.set_page_config(layout="centered")
    house = the_house()
    st.title("Your ML onsite")
    st.markdown(
        "Four interviewers, a sealed scorecard from each, and a hiring committee "
        "whose every claim quotes what you said."
    )
    st.info(f"**{NOTICE}** {defused(house.runner.context.the_mind().notice)}")
    _go_on(house)
    _choose(house.bank)


def _go_on(house: House) -> None:
    still_open = next((row for row in house.runner.sessions() if not row.finished), None)
    if still_open:
        role = house.bank.roles.get(still_open.request.role)
        label = f"Go on with your {still_open.request.length} onsite{f' ({role.title})' if role else ''}"
        rooms.link(rooms.Room.INTERVIEW, label, still_open.id)


def _choose(bank: Bank) -> None:
    role, company = _role(bank), _company(bank)
    kinds = _rounds(company)
    length = _length(bank, kinds)
    choose_interviewers(bank, kinds)
    _more(bank)
    show_sheet(bank, kinds)
    # Pinned, so that whoever wants no more choices need not scroll past them.
    with st.bottom, st.container(horizontal=True, vertical_alignment="center"):
        st.button("Start the onsite", type="primary", on_click=_start, args=(role, company.id, kinds))
        st.caption(_in_short(bank, bank.length(length), kinds))
    if st.session_state.get("entered"):
        rooms.go(rooms.Room.INTERVIEW, st.session_state.pop("entered"))


def _role(bank: Bank) -> str:
    st.session_state.setdefault(memory.ROLE, next(iter(bank.roles)))
    return st.radio(
        "Role",
        list(bank.roles),
        format_func=lambda name: bank.roles[name].title,
        captions=[role.about for role in bank.roles.values()],
        key=memory.ROLE,
        persist_state="session",
    )


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


def _in_short(bank: Bank, spec: LengthSpec, kinds: tuple[RoundKind, ...]) -> str:
    minutes = sum(_minutes(bank, spec, kind) for kind in kinds)
    return f"{len(kinds)} round{'' if len(kinds) == 1 else 's'}, about {minutes:.0f} minutes"


def _more(bank: Bank) -> None:
    with st.expander("More: your name, the chair, the seed"):
        st.text_input(
            "Your name",
            max_chars=200,
            placeholder="Interviewers use it; scorers and the committee never see it",
            key=memory.NAME,
            persist_state="session",
        )
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


def _start(role: str, company: str, kinds: tuple[RoundKind, ...]) -> None:
    if not kinds:
        memory.tell("Choose at least one round.", "warning")
        return
    house, state = the_house(), st.session_state
    try:
        request = OnsiteRequest(
            candidate=Applicant(name=state.get(memory.NAME) or ""),
            role=role,
            company=company,
            length=Length(state[memory.LENGTH]),
            rounds=kinds,
            interviewers={k: name for k in kinds if (name := state.get(memory.interviewer_key(k)))},
            chair=state.get(memory.CHAIR) or "",
            seed=int(state.get(memory.SEED) or 0),
        )
        plan_onsite(request, house.bank)
        state["entered"] = house.runner.start(request)
        memory.draw_again()
    except ValidationError as error:
        first = error.errors()[0]
        memory.tell(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")
    except (InterviewError, ValueError) as error:
        memory.tell(str(error))
