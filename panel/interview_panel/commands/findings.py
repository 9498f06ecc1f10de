"""What the doctor says: one line for each thing it looked at."""

from typing import Literal, NamedTuple

from rich.console import Console

out = Console(highlight=False, soft_wrap=True)
STYLES = {"ok": "", "note": "yellow", "fails": "red", "-": "dim"}


class Finding(NamedTuple):
    """One line."""

    state: Literal["ok", "note", "fails", "-"]
    """It works; it works and there is something to know; it does not work; it could not be tried."""
    what: str
    text: str
    """What was found; with what to do where something is to be done."""

    def show(self) -> None:
        """Print it."""
        out.print(f"{self.state:5} {self.what}: {self.text}", markup=False, style=STYLES[self.state])
