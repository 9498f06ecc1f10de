"""What can go wrong for a worker.

InterviewError
AgentError                  a worker could not do its job
MindError                 a mind could not answer; nothing is lost, try again
MalformedProposalError    a proposal is not of the agreed shape             .faults
TranscriptFileError       a transcript file is not of the public format     .file .place
"""

from collections.abc import Sequence

from interview_personas import InterviewError


class AgentError(InterviewError):
    """A worker could not do its job."""


class MindError(AgentError):
    """A mind could not answer; the session stays where it was and can be continued."""


class MalformedProposalError(AgentError):
    """A mind's proposal is not of the agreed shape after one repair request."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("the proposal cannot be used: " + "; ".join(self.faults))


class TranscriptFileError(AgentError):
    """A transcript file is not of the public format; the message is one line."""

    def __init__(self, file: str, place: str, what: str) -> None:
        self.file = file
        self.place = place
        super().__init__(f"{file}: {place}: {what}")
