"""Why a document could not be read.

ReadingError
UnknownFormatError        it is neither a PDF nor a Word document nor text
OverLimitError            it is larger, longer or more laborious than what is read
LockedError               it asks for a password
NoTextError               there is no text in it
DamagedError              it is not what its first bytes say, or broken
UnlimitedError            this machine cannot limit what its parser uses

The messages never hold a word of the document.
"""

from interview_panel.errors import PanelError

PASTE = "or hand in its text alone"
"""What always works, and is therefore said each time."""


class ReadingError(PanelError):
    """A document could not be read as text."""


class UnknownFormatError(ReadingError):
    """It is neither a PDF nor a Word document nor text."""

    def __init__(self, what: str = "this is no PDF, no Word document (.docx) and no plain text") -> None:
        super().__init__(f"{what}: save it as one of them, {PASTE}")


class OverLimitError(ReadingError):
    """It is larger, longer or more laborious than what is read."""

    def __init__(self, what: str, instead: str = "hand in the pages that count") -> None:
        super().__init__(f"{what}: {instead}, {PASTE}")


class LockedError(ReadingError):
    """It asks for a password."""

    def __init__(self) -> None:
        super().__init__(f"the document is locked with a password: save it without one, {PASTE}")


class NoTextError(ReadingError):
    """There is no text in it, as in a scan."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}: export it from the program it was written with, {PASTE}")


class DamagedError(ReadingError):
    """It is not what its first bytes say, or broken."""

    def __init__(self) -> None:
        super().__init__(
            f"the document is damaged, or uses something that is not read here: save it anew, {PASTE}"
        )


class UnlimitedError(ReadingError):
    """This machine cannot limit what a document's parser uses, so none is started."""

    def __init__(self) -> None:
        super().__init__("PDFs and Word documents are read on Linux and macOS only: hand in its text alone")
