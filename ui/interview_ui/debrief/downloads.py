"""The debrief to keep and to show around: Markdown, JSON and PDF, with the candidate's name or without."""

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec

import streamlit as st

from interview_agents.blinding import anonymous
from interview_agents.debrief import Debrief
from interview_panel.ledger import SessionRow
from interview_panel.printing import pdf
from interview_panel.report import markdown
from interview_personas import Bank
from interview_ui import memory

KINDS = {
    "Markdown": ("md", "text/markdown"),
    "JSON": ("json", "application/json"),
    "PDF": ("pdf", "application/pdf"),
}
NO_TYPST = "A PDF is set by Typst, which is not installed here: `pip install 'interview-panel[pdf]'`."


@st.fragment
def show_downloads(debrief: Debrief, bank: Bank, row: SessionRow, used: str) -> None:
    """A button for each format; nothing is made before it is pressed.

    Args:
        debrief: what is downloaded.
        bank: what its ids are the ids of.
        row: whose it is, and of when.
        used: what the onsite took, in Markdown.
    """
    shared = st.toggle(
        "Without my name",
        key=memory.SHARED,
        help="Names, schools, pronouns and addresses that you gave or said are replaced.",
    )
    if shared:
        st.caption(
            "For showing to others: names, schools, pronouns, mail addresses and profile links are replaced "
            "wherever they stand. Read it first; employers and projects that you named are still there."
        )
    told, printable = Told(debrief, row, shared=shared), find_spec("typst") is not None
    with st.container(horizontal=True):
        _button("Markdown", told, lambda: told.markdown(bank, used))
        _button("JSON", told, told.json)
        _button("PDF", told, lambda: told.pdf(bank), possible=printable)
    if not printable:
        st.caption(NO_TYPST)


class Told:
    """A debrief as it leaves the house.

    Args:
        debrief: as it was sealed.
        row: whose it is, and of when.
        shared: whether it must not tell whose it is.
    """

    def __init__(self, debrief: Debrief, row: SessionRow, *, shared: bool) -> None:
        self._sealed, self._row = debrief, row
        self.shared = shared

    def named(self, kind: str) -> str:
        """A file's name; a folder of them sorts by the time at which the onsites began (UTC)."""
        begun = datetime.fromtimestamp(self._row.created_at, UTC)
        return f"debrief-{begun:%Y-%m-%d-%H%M}-{'shared' if self.shared else self._row.id[:8]}.{kind}"

    def markdown(self, bank: Bank, used: str) -> str:
        """The debrief in Markdown, with what it took."""
        return markdown(self._debrief, bank) + (f"\n## What it used\n\n{used}\n" if used else "")

    def json(self) -> str:
        """The debrief as data."""
        return self._debrief.model_dump_json(indent=1)

    def pdf(self, bank: Bank) -> bytes:
        """The debrief on paper.

        Raises:
            MissingExtraError: when Typst is not installed.
        """
        return pdf(self._debrief, bank)

    @property
    def _debrief(self) -> Debrief:
        if not self.shared:
            return self._sealed
        return anonymous(self._sealed, self._row.request.candidate.identity())


def _button(kind: str, told: Told, make: Callable[[], str | bytes], *, possible: bool = True) -> None:
    ending, mime = KINDS[kind]
    # What is shared has buttons of its own: one that was pressed too early must not give the name away.
    st.download_button(
        f"Download {kind}{', share-safe' if told.shared else ''}",
        make,
        told.named(ending),
        mime,
        key=f"download_{kind}_{told.shared}",
        on_click="ignore",
        disabled=not possible,
    )
