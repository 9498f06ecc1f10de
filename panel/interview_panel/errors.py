"""What can go wrong for an onsite.

InterviewError
PanelError                  the interview cannot proceed
OutOfTurnError            an answer came when none was asked for, or a second time
UnknownSessionError       there is no session with that id here
SessionBusyError          another process is running this session just now
TooManyError              too many onsites of one owner are being run
UnsafeReaderError         checkpoints would be read permissively; start-up refuses
RequestError              an onsite was asked for that the bank cannot give
SandboxError              a sandbox failed (interview_panel.sandbox)
CodeOffError              code was to be run on a machine without a sandbox
VoiceOffError             a recording was to be written down and nobody is named who does it
CorrectionError           an answer cannot be kept as a correction of its ruling
StoreError                the sessions' file or database cannot be used
SessionFileError          a file holds no session that can be entered here
MissingExtraError         something needs a package that is not installed
"""

from interview_personas import InterviewError


class PanelError(InterviewError):
    """The interview cannot proceed."""


class OutOfTurnError(PanelError):
    """An answer came when none was asked for, or a second, different one."""


class UnknownSessionError(PanelError):
    """There is no session with that id in this store."""


class SessionBusyError(PanelError):
    """Another process is running this session just now."""


class TooManyError(PanelError):
    """Too many onsites of one owner are being run at the same time."""


class UnsafeReaderError(PanelError):
    """Checkpoints would be read by a reader that can rebuild any object."""


class RequestError(PanelError):
    """An onsite was asked for that the bank cannot give."""


class CodeOffError(PanelError):
    """Code was to be run on a machine that has no sandbox for it."""

    def __init__(self) -> None:
        super().__init__(
            "code cannot be run on this machine, because no sandbox passes its self-test here; "
            "`interview-panel doctor` says what to do. The round goes on: talk your code through"
        )


class VoiceOffError(PanelError):
    """A recording was to be written down, and nobody is named who does it."""

    def __init__(self) -> None:
        super().__init__(
            "nobody is named who writes down what you say: set INTERVIEW_PANEL_TRANSCRIBER, or type"
        )


class CorrectionError(PanelError):
    """An answer cannot be kept as a correction of its ruling."""


class StoreError(PanelError):
    """The sessions' file or database, or another file of the data home, cannot be used."""


class SessionFileError(PanelError):
    """A file holds no session that can be entered here."""


class MissingExtraError(PanelError):
    """Something was asked for that needs a package which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs a package that is not installed: pip install 'interview-panel[{extra}]'"
        )
