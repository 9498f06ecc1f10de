"""What a call tells logs and traces: which it was, how it ended and what it used. No words of anybody's."""

import logging

from interview_agents.calls.call import Call
from interview_agents.calls.spending import Spending
from interview_agents.tracing import Span

LOG = logging.getLogger(__name__)


def begun(call: Call, model: str) -> Span:
    """A span for a call, with OpenTelemetry's names for such calls.

    Args:
        call: what is asked.
        model: who is asked, ``openai:gpt-6-luna``.
    """
    provider, _, name = model.partition(":")
    operation = "chat" if call.messages else "transcribe"
    return Span(
        f"{operation} {name}",
        {
            "gen_ai.operation.name": operation,
            "gen_ai.provider.name": provider,
            "gen_ai.request.model": name,
            "gen_ai.conversation.id": call.session,
            "interview.call": call.id,
        },
    )


def ended(span: Span, call: Call, model: str, spent: Spending, error: BaseException | None) -> None:
    """Tell how a call ended, and what it used."""
    span.tell(
        {
            "gen_ai.usage.input_tokens": spent.tokens_in,
            "gen_ai.usage.output_tokens": spent.tokens_out,
            "gen_ai.usage.cache_read.input_tokens": spent.tokens_cached,
            "interview.requests": spent.requests,
            "interview.repairs": spent.repairs,
            "interview.dollars": spent.dollars,
        }
    )
    if error is not None:
        span.failed(error)
    span.end()
    used = spent.model_dump(
        include={"requests", "tokens_in", "tokens_cached", "tokens_out", "seconds", "dollars"}
    )
    how = type(error).__name__ if error else "answered"
    LOG.info("%s: %s", call.id, how, extra={"call": call.id, "model": model, **used})
