"""What is being written: in the ledger, so that it survives the tab, the browser and the server.

The browser decides what its field shows: whoever types is never overruled. Here is kept what it
sent last, and where several tabs write into one field, the newest of them.
"""

from dataclasses import dataclass

import streamlit as st

from interview_personas import InterviewError
from interview_ui import memory
from interview_ui.components.writing import Draft, draft_of
from interview_ui.house import House


@dataclass(frozen=True)
class Field:
    """One field of one session."""

    house: House
    session_id: str
    name: str
    """What the ledger knows it by."""
    seed: str = ""
    """What stands in it before anybody writes."""

    @property
    def key(self) -> str:
        """Key of its widget."""
        return f"{self.name}_{self.session_id}"

    def draft(self) -> Draft:
        """What to show: the newest of what is kept and what this tab wrote last."""
        kept, own = self._kept(), draft_of(self.key)
        if (
            own is not None and own.age >= kept.age and own.text != kept.text
        ):  # never kept: the server was killed
            kept = self._keep(own)
        st.session_state[memory.given_key(self.key)] = kept
        return kept

    def on_screen(self) -> Draft:
        """What the person who pressed a button saw in it."""
        given: Draft = st.session_state.get(memory.given_key(self.key)) or self._kept()
        own = draft_of(self.key)
        return own if own is not None and own.age >= given.age else given

    def write(self, draft: Draft) -> None:
        """Keep what the browser sent; when it cannot be kept, the next page says why."""
        try:
            if draft.age >= self._kept().age:
                self._keep(draft)
        except InterviewError as error:
            memory.tell(str(error))

    def was_handed_in(self, draft: Draft) -> bool:
        """Whether a draft has left the field already: Ctrl+Enter was pressed twice."""
        kept = self._kept()
        return draft.version < kept.version and draft.text == kept.handed

    def hand_in(self, draft: Draft, instead: str = "") -> None:
        """Let a text leave the field; what was typed since it was sent stays.

        Args:
            draft: what leaves.
            instead: what comes in its place.
        """
        version = max(draft.version, self._kept().version) + 1
        self._keep(Draft(version=version, text=instead, handed=draft.text))

    def _kept(self) -> Draft:
        kept = self.house.runner.drafts(self.session_id).get(self.name)
        return Draft(text=self.seed) if kept is None else Draft.model_validate_json(kept)

    def _keep(self, draft: Draft) -> Draft:
        self.house.runner.keep_draft(self.session_id, self.name, draft.model_dump_json())
        return draft
