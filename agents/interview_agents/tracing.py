"""What is worked on just now, for logs and for OpenTelemetry; what anybody says only on request.

Spans need the extra ``otel`` and go where the application's tracer provider sends them. Without it,
or without a provider, nobody hears of them. Nothing that is decided depends on any of it.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opentelemetry.trace import Span as Traced
    from opentelemetry.trace import Tracer

try:
    from opentelemetry.trace import get_tracer
except ModuleNotFoundError:
    TRACER: "Tracer | None" = None
else:
    TRACER = get_tracer("interview_panel")

WORK: ContextVar[Mapping[str, str]] = ContextVar("interview_agents.work", default=MappingProxyType({}))
"""``session``, ``round`` and ``work`` of what is done just now, in this task and those it starts."""
ASKED_FOR = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"
"""OpenTelemetry's own switch for words in traces."""
YES = {"true", "1", "span_only", "span_and_event"}
Value = str | int | float


class Span:
    """A piece of work as it is traced.

    Args:
        name: what kind of work it is.
        attributes: what is known from the beginning.
    """

    def __init__(self, name: str, attributes: Mapping[str, Value]) -> None:
        self._traced: Traced | None = TRACER.start_span(name, attributes=attributes) if TRACER else None

    def tell(self, attributes: Mapping[str, Value]) -> None:
        """Add what is known now."""
        if self._traced:
            self._traced.set_attributes(attributes)

    def quote(self, attributes: Mapping[str, str]) -> None:
        """Add what somebody said, when the environment asks for it."""
        if os.environ.get(ASKED_FOR, "").lower() in YES:
            self.tell(attributes)

    def failed(self, error: BaseException) -> None:
        """Name what ended it. Its text may hold the candidate's words, so it stays away."""
        if self._traced:
            from opentelemetry.trace import StatusCode  # noqa: PLC0415 - there is none without the extra

            self._traced.set_attribute("error.type", type(error).__qualname__)
            self._traced.set_status(StatusCode.ERROR)

    def end(self) -> None:
        """It is over."""
        if self._traced:
            self._traced.end()

    def around(self) -> AbstractContextManager[object]:
        """Spans that begin inside are its children."""
        if not self._traced:
            return nullcontext()
        from opentelemetry.trace import use_span  # noqa: PLC0415 - see above

        return use_span(self._traced, record_exception=False, set_status_on_exception=False)


@contextmanager
def working(name: str, **fields: str) -> Iterator[Span]:
    """Name what is done inside, for every log record and as a span.

    Args:
        name: the span's, ``interview.scorecard``.
        fields: ``session``, ``round``, ``work``; what stands around it stays known.
    """
    known = WORK.set({**WORK.get(), **fields})
    span = Span(name, {f"interview.{field}": value for field, value in WORK.get().items()})
    try:
        with span.around():
            yield span
    except BaseException as error:
        span.failed(error)
        raise
    finally:
        span.end()
        WORK.reset(known)
