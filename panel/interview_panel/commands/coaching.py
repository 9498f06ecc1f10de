"""The coach in the terminal: after each answer, and again when more may be said about it."""

from collections.abc import Iterator

from rich.console import Console

from interview_agents.coach import Feedback, feedback
from interview_panel.runner import Runner

out = Console(highlight=False)
MOST = 160
"""Characters of a quote that are shown."""


class Coaching:
    """Tells each thing once; says nothing in an onsite without a coach.

    Args:
        runner: who runs the onsite.
        session_id: which. What could be told before now, in an earlier sitting, is not told again.
    """

    def __init__(self, runner: Runner, session_id: str) -> None:
        self._runner, self._id = runner, session_id
        self._on = runner.row(session_id, None).request.coach
        self._told = set(self._lines())

    def tell(self) -> None:
        """Print what is new."""
        fresh = [line for line in self._lines() if line not in self._told]
        self._told |= set(fresh)
        for line in fresh:
            out.print(line, style="green", markup=False)

    def _lines(self) -> Iterator[str]:
        bank = self._runner.context.the_bank()
        for transcript in self._runner.transcripts(self._id) if self._on else ():
            for answer in transcript.answers():
                for line in _said(feedback(transcript, answer.id, bank)):
                    yield f"[coach, {answer.id}] {line}"


def _said(found: Feedback) -> Iterator[str]:
    """Feedback in lines."""
    yield from filter(None, (found.note,))
    for landed in found.landed:
        yield f"Landed: {landed.what} “{_short(landed.quote)}”"
    for shown in found.flags:
        yield f"Red flag: {shown.title}. “{_short(shown.quote)}” Instead: {shown.instead}"
    for what in found.missed:
        yield f"Missed: {what}"


def _short(quote: str) -> str:
    """A quote on one line, cut where it is longer than one reads at a glance."""
    line = " ".join(quote.split())
    return line if len(line) <= MOST else line[:MOST].rsplit(maxsplit=1)[0] + " …"
