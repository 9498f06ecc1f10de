"""What the tabs of one owner share: their onsites and stopwatches, on the one runner.

Streamlit reruns the script thread on every click and drops it on a reload; nothing that must
go on lives there. Secrets of one session never pass to another: all is kept by session id.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from interview_panel.context import PanelContext
from interview_panel.corrections import Corrections, corpus_of
from interview_panel.database import Place
from interview_panel.onsites import Onsites
from interview_panel.retraining import Retraining
from interview_panel.runner import Runner
from interview_panel.secret import lasting_secret
from interview_panel.settings import Settings
from interview_personas import Bank, InterviewError, load_bank
from interview_ui.access.owner import the_owner
from interview_ui.shown import defused

AWAY_S = 90.0
"""Most seconds between two looks that count. A closed tab is not answering time, while a
tab in the background looks once a minute at most."""


@dataclass
class Watch:
    """How long one question has been looked at."""

    turn_id: str
    looked_at: float
    seconds: float = 0.0
    resting: bool = False
    """Whether the candidate paused: the time does not count until they go on."""


@dataclass
class Stopwatches:
    """Answering seconds by session, over all its tabs and reloads."""

    clock: Callable[[], float] = time.monotonic
    _watches: dict[str, Watch] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def look(self, session_id: str, turn_id: str) -> float:
        """Count the time since the last look; gives the seconds so far.

        >>> watches = Stopwatches(iter([0.0, 20.0, 4000.0]).__next__)
        >>> [watches.look("s", "coding-01") for _ in range(3)]
        [0.0, 20.0, 110.0]
        """
        with self._lock:
            now = self.clock()
            watch = self._watches.get(session_id)
            if watch is None or watch.turn_id != turn_id:
                watch = self._watches[session_id] = Watch(turn_id, now)
            if not watch.resting:
                watch.seconds += min(now - watch.looked_at, AWAY_S)
            watch.looked_at = now
            return watch.seconds

    def rest(self, session_id: str, turn_id: str, *, resting: bool) -> None:
        """Stop a question's watch until the candidate goes on.

        >>> watches = Stopwatches(iter([0.0, 20.0, 900.0, 910.0]).__next__)
        >>> watches.look("s", "coding-01")
        0.0
        >>> watches.rest("s", "coding-01", resting=True)
        >>> watches.rest("s", "coding-01", resting=False)
        >>> watches.look("s", "coding-01")
        30.0
        """
        self.look(session_id, turn_id)
        with self._lock:
            self._watches[session_id].resting = resting

    def rests(self, session_id: str) -> bool:
        """Whether the candidate paused."""
        with self._lock:
            watch = self._watches.get(session_id)
            return watch is not None and watch.resting

    def forget(self, session_id: str) -> None:
        """Drop a session's watch."""
        with self._lock:
            self._watches.pop(session_id, None)


@dataclass
class House:
    """One owner's onsites, and what tabs of the same session share."""

    runner: Onsites
    home: Path
    """The data folder; what is the owner's own in it is reached through here."""
    watches: Stopwatches = field(default_factory=Stopwatches)
    retraining: Retraining = field(default_factory=Retraining)

    @property
    def alone(self) -> bool:
        """Whether nobody else comes to this page."""
        return not self.runner.owner

    @property
    def corrections(self) -> Corrections:
        """The rulings that the owner called wrong."""
        return Corrections(corpus_of(self.home, self.runner.owner))

    @property
    def bank(self) -> Bank:
        """The bank that is asked from."""
        return self.runner.context.the_bank()

    def forget(self, session_id: str) -> None:
        """Drop what is known of a session that is deleted."""
        self.watches.forget(session_id)


@dataclass
class Street:
    """What all owners' houses stand on; a page gets no further than its owner's house."""

    runner: Runner
    home: Path
    watches: Stopwatches = field(default_factory=Stopwatches)
    retraining: Retraining = field(default_factory=Retraining)

    def house_of(self, owner: str) -> House:
        """An owner's house."""
        return House(Onsites(self.runner, owner), self.home, self.watches, self.retraining)

    def close(self) -> None:
        """Let active runs come to their end and close the sessions' file."""
        self.retraining.stop()
        self.runner.close()


@st.cache_resource(show_spinner=False, on_release=Street.close)
def _opened(place: Place, home: Path, bank: Path | None) -> Street:
    context = PanelContext(bank=load_bank(bank), secret=lasting_secret(home))
    return Street(Runner(place, context), home)


def the_house() -> House:
    """The house of this tab's owner; the page ends with a message when there can be none."""
    settings = Settings()
    try:
        return _opened(settings.place, settings.home, settings.bank).house_of(the_owner(settings))
    except InterviewError as error:
        st.error(defused(str(error)))
        st.stop()


def close_house() -> None:
    """Close it when the server ends: its database threads would keep the process alive."""
    _opened.clear()
