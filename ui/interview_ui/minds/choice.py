"""Who thinks in an onsite: the rehearsal, or models at an endpoint; and what that will take."""

import streamlit as st

from interview_agents.calls.specs import default_spec, profiles
from interview_panel.minds import OPENAI, names_in
from interview_panel.own_readers import rehearsal_for
from interview_panel.plan import REHEARSAL, ModelNames, OnsitePlan
from interview_panel.settings import Settings
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.bill import Outlook, show_estimate
from interview_ui.house import House
from interview_ui.minds.endpoints import OTHER, Typed, leaving, title
from interview_ui.minds.key_field import key_field
from interview_ui.shown import defused

MODEL = "model"
TITLES = {REHEARSAL: "Rehearsal (no key, offline)", MODEL: "A model"}
MODEL_NOTICE = (
    "Any OpenAI-compatible endpoint. Quotes are checked and votes computed in code all the same; how well "
    "a model rules is not known until `interview-panel eval` has measured it."
)
NO_MODEL = ModelNames(interviewer=REHEARSAL)


def choose_mind(house: House, plan: OnsitePlan | None) -> None:
    """The choice, and for models the fields, where the words go and the estimate.

    Args:
        house: whose server it is.
        plan: the onsite as chosen so far; no estimate without one.
    """
    settings = Settings()
    begin_with(settings)
    chosen = st.radio(
        "Who thinks",
        list(TITLES),
        format_func=TITLES.__getitem__,
        captions=[defused(_rehearsal(settings)), MODEL_NOTICE],
        key=memory.MIND,
        persist_state="session",
    )
    if chosen == MODEL:
        with st.container(border=True):
            _fields(settings)
            _outlook(house, plan, _as_typed())


def _rehearsal(settings: Settings) -> str:
    """What the rehearsal says of itself, or why it cannot be had."""
    try:
        return rehearsal_for(settings).notice
    except InterviewError as error:
        return str(error)


def typed() -> Typed | None:
    """What stands in the fields just now; None for the rehearsal."""
    return _as_typed() if st.session_state.get(memory.MIND) == MODEL else None


def _as_typed() -> Typed:
    return Typed(
        endpoint=_written(memory.ENDPOINT) or OPENAI,
        model=_written(memory.MODEL),
        scorer=_written(memory.SCORER),
        judge=_written(memory.JUDGE),
        base_url=_written(memory.BASE_URL),
        api_key=_written(memory.API_KEY),
    )


def _written(key: str) -> str:
    return str(st.session_state.get(key) or "").strip()


def begin_with(settings: Settings) -> None:
    """In a new tab, what the server's settings name stands in the fields."""
    state, names = st.session_state, names_in(settings)
    if memory.MIND in state:
        return
    state[memory.MIND] = MODEL if names else REHEARSAL
    if names:
        endpoint, _, state[memory.MODEL] = names.interviewer.partition(":")
        state[memory.ENDPOINT] = endpoint if endpoint in profiles() else OPENAI
        state[memory.SCORER], state[memory.JUDGE] = names.scorer, names.judge


def _fields(settings: Settings) -> None:
    where, which = st.columns(2)
    with where:
        endpoint = st.selectbox(
            "Endpoint",
            [*profiles(), OTHER],
            format_func=title,
            key=memory.ENDPOINT,
            persist_state="session",
        )
    with which:
        _field("Model", memory.MODEL, "our choice" if endpoint == OPENAI else "the name it has there")
    _address(endpoint, settings)
    with st.expander("Other models for scorecards and committee"):
        _field("Scorecards", memory.SCORER, "the same")
        _field("Committee", memory.JUDGE, "the same")
    if _as_typed().takes_key:
        _key(has_one=settings.api_key is not None and endpoint != OTHER)


def _field(label: str, key: str, placeholder: str) -> None:
    st.text_input(label, key=key, max_chars=200, placeholder=placeholder, persist_state="session")


def _address(endpoint: str, settings: Settings) -> None:
    if endpoint == OTHER:
        _field("Base URL", memory.BASE_URL, "http://localhost:8000/v1")
    elif endpoint == OPENAI:
        where = settings.base_url or profiles()[OPENAI].base_url
        says = ", as this server's OPENAI_BASE_URL says" if settings.base_url else ""
        asks, sheets = default_spec("interviewer").model, default_spec("scorer").model
        st.caption(f"At {defused(where)}{says}. Our choice: {asks} interviews, {sheets} scores and judges.")
    else:
        profile = profiles()[endpoint]
        st.caption(f"At {defused(profile.base_url)}. Start it with `{profile.start}`.")


def _key(*, has_one: bool) -> None:
    """A key may be typed; where the server has one, none is needed."""
    label = "API key (not needed: this server has one)" if has_one else "API key"
    key_field(label, memory.API_KEY, "from OPENAI_API_KEY" if has_one else None)


def _outlook(house: House, plan: OnsitePlan | None, now: Typed) -> None:
    """What it will take and where the words go, or what is still missing."""
    try:
        names, context = now.names(), now.context(house.runner.context)
        if plan:
            show_estimate(Outlook.of(plan, names, context))
        st.markdown(defused(leaving(context.the_models(names))))
    except InterviewError as error:
        st.caption(defused(str(error)))
