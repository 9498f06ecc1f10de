"""What can go wrong when the readers are trained or measured, a peer is served, or answers are recorded.

InterviewError
  EvalError                   training or measuring cannot be done
    CorpusError               the labelled snippets are malformed       .faults
    MissingExtraError         training needs packages that are not installed
    PeerError                 the peer's model or server cannot be had
    CassetteError             recordings cannot be made or used as they are
      SpoiltCassetteError       a file is not what was recorded            .file
      SecretError               something secret would have been written

`cassettes.misses.CassetteMiss` stands beside the tree: it is the model client's own kind of error.
"""

from collections.abc import Sequence

from interview_personas import InterviewError


class EvalError(InterviewError):
    """Training or measuring cannot be done."""


class CorpusError(EvalError):
    """The labelled snippets cannot be used.

    Attributes:
        faults: every fault found, one sentence each, in reading order:
            ``file:line: what: what to do``.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class MissingExtraError(EvalError):
    """Training needs packages that are not installed."""

    def __init__(self) -> None:
        super().__init__("training needs scikit-learn: pip install 'interview-panel[evals]'")


class PeerError(EvalError):
    """The peer's model cannot be fetched, or its server does not run."""


class CassetteError(EvalError):
    """Recordings cannot be made or used as they are."""


class SpoiltCassetteError(CassetteError):
    """A file is not what was recorded; nothing in it was used."""

    def __init__(self, file: str, what: str) -> None:
        self.file = file
        super().__init__(f"{file}: {what}: restore it (git checkout), or delete it and record again")


class SecretError(CassetteError):
    """Something secret would have been written into a recording; nothing was."""
