"""What can go wrong for a worker.

InterviewError
  AgentError                  a worker could not do its job
    MindError                 a mind could not answer; nothing is lost, try again
      ModelSpecError            a model is named or set up so that it cannot work
      ModelError                an endpoint gave no usable answer               .model .call_id
        UnreachableError          no connection, no answer in time, or a fault of the server's
        CircuitOpenError          the endpoint was dead a moment ago and was not asked again  .wait_s
        DeadlineError             the call's whole time is used up
        RateLimitedError          too many requests for this key, and waiting did not help
        QuotaExhaustedError       the account has no credit left
        KeyRefusedError           the key is wrong, or may not use this model
        UnknownModelError         the endpoint has no such model, or it was shut down
        RequestRefusedError       the endpoint does not take this request, however often
        RefusedError              the model declined to answer
        FilteredError             the provider's content filter stopped the answer
        CutOffError               the answer ended before it was finished           .partial .at_limit
        MalformedReplyError       the answer is not what was asked for              .faults .raw
        NotRecordedError          a replay has no recording of this request
    RecordingError            a recording cannot be used
      NotARecordingError        it is not the kind of file that recorders here make
      TooLongError              it is longer than is taken
      NothingHeardError         nobody speaks in it
    TranscriptFileError       a transcript file is not of the public format     .file .place
    ReadersError              a file holds no readers of the rehearsal's          .file
    UnknownTurnError          a turn was named that is no answer of the round
"""

from collections.abc import Sequence

from interview_personas import InterviewError


class AgentError(InterviewError):
    """A worker could not do its job."""


class MindError(AgentError):
    """A mind could not answer; the session stays where it was and can be continued."""


class ModelSpecError(MindError):
    """A model is named or set up so that it cannot work."""


class ModelError(MindError):
    """An endpoint gave no usable answer.

    Failure contract: raised instead of any text, so a half answer is never taken for one.
    The message is for people and holds no key and nothing a candidate said.
    """

    def __init__(self, what: str, *, model: str = "", call_id: str = "") -> None:
        self.what = what
        self.model = model
        self.call_id = call_id
        super().__init__(": ".join(part for part in (call_id, model, what) if part))


class UnreachableError(ModelError):
    """No connection, no answer in time, or a fault of the server's."""


class CircuitOpenError(ModelError):
    """The endpoint was dead a moment ago and was not asked again."""

    def __init__(self, what: str, *, wait_s: float, model: str = "", call_id: str = "") -> None:
        self.wait_s = wait_s
        super().__init__(what, model=model, call_id=call_id)


class DeadlineError(ModelError):
    """The call's whole time is used up."""


class RateLimitedError(ModelError):
    """Too many requests for this key, and waiting did not help."""


class QuotaExhaustedError(ModelError):
    """The account has no credit left; asking again cannot help."""


class KeyRefusedError(ModelError):
    """The key is wrong, or may not use this model."""


class UnknownModelError(ModelError):
    """The endpoint has no such model, or it was shut down."""


class RequestRefusedError(ModelError):
    """The endpoint does not take this request, however often it is sent."""


class RefusedError(ModelError):
    """The model declined to answer."""


class FilteredError(ModelError):
    """The provider's content filter stopped the answer."""


class CutOffError(ModelError):
    """The answer ended before it was finished."""

    def __init__(
        self, what: str, *, partial: str = "", at_limit: bool = False, model: str = "", call_id: str = ""
    ) -> None:
        self.partial = partial
        self.at_limit = at_limit
        super().__init__(what, model=model, call_id=call_id)


class MalformedReplyError(ModelError):
    """The answer is not what was asked for, and one repair request did not help."""

    def __init__(self, faults: Sequence[str], *, raw: str = "", model: str = "", call_id: str = "") -> None:
        self.faults = tuple(faults)
        self.raw = raw
        super().__init__("unusable answer: " + "; ".join(self.faults), model=model, call_id=call_id)


class NotRecordedError(ModelError):
    """A replay has no recording of this request; what raised it is its cause."""


class RecordingError(AgentError):
    """A recording cannot be used; the message says what to do instead."""


class NotARecordingError(RecordingError):
    """It is not the kind of file that recorders here make."""


class TooLongError(RecordingError):
    """It is longer than is taken."""


class NothingHeardError(RecordingError):
    """Nobody speaks in it."""


class TranscriptFileError(AgentError):
    """A transcript file is not of the public format; the message is one line."""

    def __init__(self, file: str, place: str, what: str) -> None:
        self.file = file
        self.place = place
        super().__init__(f"{file}: {place}: {what}")


class ReadersError(AgentError):
    """A file holds no readers of the rehearsal's, or cannot be read."""

    def __init__(self, file: str, what: str) -> None:
        self.file = file
        super().__init__(
            f"{file}: holds no readers ({what}): name a file that `interview-panel eval train` wrote, or "
            "install interview-panel again if it is the shipped one"
        )


class UnknownTurnError(AgentError):
    """A turn was named that is no answer of the round."""
