"""One run of an onsite in the background, for whoever follows it, from any thread and however late."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from interview_panel.session import Standing

Event = Mapping[str, object]


@dataclass
class Run:
    """One advance of one session, with everything it said so far for whoever follows late."""

    session_id: str
    events: list[Event] = field(default_factory=list)
    standing: Standing | None = None
    """Set when the run has come to a standstill."""
    more: bool = False
    """An answer came while it ran: look again before standing still."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def partial(self) -> tuple[str, str]:
        """Turn id and words so far of the question being asked; empty when none is."""
        last, words = "", ""
        for event in tuple(self.events):
            if event["type"] == "withdrawn" or event.get("turn_id", last) != last:
                words = ""
            if event["type"] == "piece":
                last, words = str(event["turn_id"]), words + str(event["text"])
        return last, words

    def hear(self, event: Event) -> None:
        """Add an event and wake the followers."""
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def come_to(self, standing: Standing) -> None:
        """Note the standstill and wake the followers."""
        with self.changed:
            self.standing = standing
            self.changed.notify_all()

    def wait(self, timeout_s: float | None = None) -> Standing | None:
        """The standstill, once it is reached; None when the time is over first."""
        with self.changed:
            self.changed.wait_for(lambda: self.standing is not None, timeout_s)
        return self.standing
