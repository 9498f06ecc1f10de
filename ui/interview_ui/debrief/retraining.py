"""What becomes of corrections: on a machine of one's own, readers trained again when they are asked for."""

import streamlit as st

from interview_panel.bill import counted
from interview_panel.own_readers import SET_ASIDE, are_set_aside, forget_own, has_own
from interview_panel.retraining import COMMAND, Training, why_not_here
from interview_ui.debrief.objections import Objections
from interview_ui.house import House
from interview_ui.shown import defused

LOOK_S = 2.0
WHAT_FOR = (
    "They count once the rehearsal's readers are trained again with them. What exact rules ruled stays as it "
    "is, and so does every debrief that is written."
)
NOT_ALONE = (
    "They are yours alone and change no ruling: others may come to this page, and nobody decides what "
    "everybody's answers are read with. On a machine of your own, start with --alone to train with them."
)
DONE = "Trained. From the next round that is scored, your own readers read you."


def has_corrections(house: House, objections: Objections) -> bool:
    """Whether there is anything to say of corrections."""
    return bool(objections.kept or objections.problem) or (house.alone and has_own(house.home))


def show_corrections(house: House, objections: Objections) -> None:
    """How many are kept, and what makes them count."""
    kept = f"{counted(len(objections.kept), 'ruling')} that you called wrong"
    st.header("Your corrections", anchor="corrections")
    if objections.problem:
        st.error(defused(objections.problem))
        return
    if not house.alone:
        st.markdown(f"Kept on this server: {kept}. {NOT_ALONE}")
        return
    st.markdown(f"Kept on this machine: {kept}. {WHAT_FOR}")
    if why := why_not_here():
        st.markdown(f"{defused(why)}. The command is:")
        st.code(COMMAND, language=None)
    else:
        _training(house)
    if has_own(house.home):
        _in_use(house)


def _training(house: House) -> None:
    training = house.retraining.standing()
    running = training is not None and training.running
    st.button("Train the readers again", on_click=house.retraining.start, disabled=running)
    if running:
        _going_on(house)
    elif training:
        _ended(training)


@st.fragment(run_every=LOOK_S)
def _going_on(house: House) -> None:
    """How long it has been; only there while it is going on."""
    training = house.retraining.standing()
    if training is None or not training.running:
        st.rerun()
    st.info(
        f"Training, {training.seconds:.0f} s so far. It takes a minute or two, and you can go on meanwhile."
    )


def _ended(training: Training) -> None:
    if training.problem:
        st.error(f"The readers could not be trained, and are as they were. {defused(training.problem)}")
    else:
        st.success(DONE)


def _in_use(house: House) -> None:
    own = "Readers that were trained with corrections of yours read you here."
    st.markdown(SET_ASIDE if are_set_aside(house.home) else own)
    st.button("Go back to the shipped readers", on_click=forget_own, args=(house.home,))
