"""What an endpoint or its client raised, as one of our own errors.

Failure contract: every exception of a model call becomes a `ModelError`; one of our own anywhere
in its chain, such as a missing recording, is passed on as it is. No key and no prompt is quoted.
"""

import email.utils
import re
from collections.abc import Iterator, Mapping

import openai

from interview_agents import errors
from interview_agents.calls import wire
from interview_agents.calls.prices import PriceTable
from interview_personas import InterviewError

KEY = re.compile(r"\b(sk|key)-[\w*-]{4,}|Bearer\s+\S+", re.IGNORECASE)
LONGEST = 200
NO_CREDIT = ("insufficient_quota", "billing_hard_limit", "exceeded your current quota")
NO_MODEL = ("model_not_found", "does not exist", "has been deprecated", "not found")
TOO_LONG = ("context_length_exceeded", "context window", "context size", "maximum context length")
FILTERED = ("content_filter", "content_policy_violation", "ContentFilterFinishReason")
LIMITED = ("rate_limit", "too many requests")
TRY_LATER = frozenset({408, 409, 425})
GONE = frozenset({404, 410})
TOO_MANY = 429
AT_FAULT = 500
TIMEOUTS = (openai.APITimeoutError, TimeoutError, wire.http.TimeoutException)
NO_LINE = (openai.APIConnectionError, OSError, wire.http.TransportError)


def failure_of(error: Exception, model: str, call_id: str, table: PriceTable) -> InterviewError:
    """The typed error for whatever a model call raised."""
    for cause in chain(error):
        if isinstance(cause, InterviewError):
            return cause
    if isinstance(error, openai.LengthFinishReasonError):
        what = "the answer ran into its limit of tokens"
        return errors.CutOffError(what, at_limit=True, model=model, call_id=call_id)
    said = {"model": model, "call_id": call_id}
    status, text = _status(error), _text(error)
    if _any(text, NO_CREDIT):
        return errors.QuotaExhaustedError("the account has no credit left: top it up, then go on", **said)
    if _any(text, FILTERED):
        return errors.FilteredError("the provider's content filter stopped the answer", **said)
    if status is not None:
        return _of_status(status, text, said, table)
    return _of_line(error, text, said)


def _of_line(error: Exception, text: str, said: dict[str, str]) -> errors.ModelError:
    if _any(text, LIMITED):
        return errors.RateLimitedError("too many requests for this key", **said)
    return errors.UnreachableError(_unreached(error), **said)


def _unreached(error: Exception) -> str:
    if isinstance(error, TIMEOUTS):
        return "no answer in time"
    if isinstance(error, NO_LINE):
        return f"no connection ({_shown(str(error))})"
    if isinstance(error, openai.APIError):
        return f"the endpoint reported: {_shown(error.message)}"
    return f"what came back is not the API's ({type(error).__name__}): check the base URL"


def usage_of(error: BaseException) -> dict[str, object] | None:
    """What a cut answer used, in LangChain's words; the SDK keeps it on its error."""
    usage = getattr(getattr(error, "completion", None), "usage", None)
    if usage is None:
        return None
    details = usage.prompt_tokens_details
    return {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "input_token_details": {"cache_read": (details and details.cached_tokens) or 0},
    }


def retry_after(error: BaseException | None) -> float | None:
    """Seconds the endpoint asked us to wait; None when it did not say.

    A date is read against the answer's own ``Date``, so no clock of ours is needed.
    """
    headers = _headers(error)
    try:
        if "retry-after-ms" in headers:
            return max(float(headers["retry-after-ms"]) / 1000, 0.0)
        return max(float(headers["retry-after"]), 0.0)
    except KeyError:
        return None
    except ValueError:
        return _until(headers)


def passing(error: BaseException) -> bool:
    """Whether asking again may help."""
    if _headers(error).get("x-should-retry") == "false":
        return False
    return isinstance(error, errors.UnreachableError | errors.RateLimitedError)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it was raised from, nearest first; one raised twice may be its own cause."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__


def _of_status(status: int, text: str, said: dict[str, str], table: PriceTable) -> errors.ModelError:
    if status == TOO_MANY:
        return errors.RateLimitedError("too many requests for this key", **said)
    if status in {401, 403}:
        return errors.KeyRefusedError(f"the key was refused ({status}): check OPENAI_API_KEY", **said)
    if _any(text, TOO_LONG):
        return errors.RequestRefusedError("the conversation is longer than the model can read", **said)
    if status in GONE or ("model" in text.lower() and _any(text, NO_MODEL)):
        end = table.end_of(said["model"].partition(":")[2])
        what = end or "the endpoint has no such model or address: check the name and the base URL"
        return errors.UnknownModelError(f"{what} ({status})", **said)
    if status in TRY_LATER or status >= AT_FAULT:
        return errors.UnreachableError(f"the endpoint failed ({status})", **said)
    return errors.RequestRefusedError(f"the endpoint refused the request ({status}): {_shown(text)}", **said)


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _text(error: BaseException) -> str:
    parts = (getattr(error, "code", ""), getattr(error, "type", ""), type(error).__name__, str(error))
    return " ".join(str(part) for part in parts if part)


def _shown(text: str) -> str:
    return KEY.sub("…", " ".join(text.split()))[:LONGEST]


def _any(text: str, marks: tuple[str, ...]) -> bool:
    lower = text.lower()
    return any(mark.lower() in lower for mark in marks)


def _headers(error: BaseException | None) -> Mapping[str, str]:
    for cause in chain(error):
        headers = getattr(getattr(cause, "response", None), "headers", None)
        if headers is not None:
            return headers  # type: ignore[no-any-return]  # either library's, both are mappings
    return {}


def _until(headers: Mapping[str, str]) -> float | None:
    try:
        then, now = (email.utils.parsedate_to_datetime(headers[name]) for name in ("retry-after", "date"))
    except (KeyError, ValueError):
        return None
    return max((then - now).total_seconds(), 0.0)
