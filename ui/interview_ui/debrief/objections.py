"""“This was wrong”, beside each ruling of the rehearsal: kept to train its readers with, and taken back."""

import streamlit as st

from interview_agents.debrief import Debrief
from interview_agents.rehearsal.labelled import SHORTEST
from interview_agents.scorecard import Ruling, Scorecard, State
from interview_agents.text import words
from interview_panel.corrections import Place
from interview_panel.plan import REHEARSAL
from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.house import House, the_house
from interview_ui.shown import defused, round_title

MEANT = {
    State.PRESENT: "an answer that does not show this flag",
    State.ABSENT: "an answer that shows this flag",
}
"""What an answer is kept as when the ruling on it was wrong."""


class Objections:
    """What somebody says against the rulings of one onsite.

    Args:
        house: whose it is.
        session_id: which onsite.
        debrief: what it came to.
    """

    def __init__(self, house: House, session_id: str, debrief: Debrief) -> None:
        self._session_id, self._alone = session_id, house.alone
        self.kept: frozenset[str] = frozenset()
        """The ids of all that is kept, of other onsites too."""
        self.problem = ""
        """Why nothing can be kept here."""
        try:
            self.kept = house.corrections.ids()
        except InterviewError as error:
            self.problem = str(error)
        self._turns = {turn.id: turn for part in debrief.transcripts for turn in part.turns}

    def show(self, card: Scorecard, ruling: Ruling, *, named: bool = False) -> None:
        """The control for one ruling; none where a model ruled, which learns nothing from it.

        Args:
            card: the sheet the ruling is on.
            ruling: present or absent.
            named: whether to say which round is meant.
        """
        turn = self._turns.get(ruling.turn_id or "")
        if self.problem or card.provenance.mind != REHEARSAL or turn is None:
            return
        place = Place(self._session_id, card.round, ruling.flag)
        kept, key = place.id in self.kept, memory.objection_key(place.id)
        too_short = len(words(turn.text)) < SHORTEST and not kept
        about = f" ({round_title(card.round)})" if named else ""
        st.session_state[key] = kept
        st.checkbox(
            f"This was wrong{about}" + (f": too short to learn from, under {SHORTEST} words" * too_short),
            key=key,
            disabled=too_short,
            on_change=_change,
            args=(place, ruling),
            help=f"Keeps your answer on this {self._machine} as {MEANT[ruling.ruling]}, to train the "
            "rehearsal's readers with. Untick it to take that back. This debrief stays as it is.",
        )
        if kept:
            st.caption(f"Kept on this {self._machine} as {MEANT[ruling.ruling]}.")
        if refusal := memory.objection_refused(place.id):
            st.warning(defused(refusal))

    @property
    def _machine(self) -> str:
        return "machine" if self._alone else "server"


def _change(place: Place, ruling: Ruling) -> None:
    """Keep or take back, as the box was just ticked."""
    house = the_house()
    try:
        if not st.session_state[memory.objection_key(place.id)]:
            house.corrections.take_back(place)
            return
        transcripts = {each.round: each for each in house.runner.transcripts(place.session_id)}
        house.corrections.add(place, ruling, transcripts[place.round])
    except InterviewError as error:
        memory.refuse_objection(place.id, str(error))
