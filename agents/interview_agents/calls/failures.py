"""What an endpoint or its client raised, as one of our own errors.

Failure contract: every exception of a model call becomes a `ModelError`; one of our own anywhere
in its chain is passed on as it is. No key and no prompt is quoted.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import openai

from interview_agents import errors
from interview_agents.calls import wire
from interview_agents.calls.prices import PriceTable
from interview_personas import InterviewError

KEY = re.compile(r"\b(sk|key)-[\w*-]{4,}|Bearer\s+\S+", re.IGNORECASE)
LONGEST = 200
ERROR = re.compile(rb'"error"\s*:\s*(?={)')
"""A field; in a text the quote marks would be escaped."""
JSON = json.JSONDecoder()
NO_CREDIT = ("insufficient_quota", "billing_hard_limit", "exceeded your current quota")
NO_MONEY = 402
NO_MODEL = ("model_not_found", "does not exist", "has been deprecated", "not found")
TOO_LONG = ("context_length_exceeded", "context window", "context size", "maximum context length")
FILTERED = ("content_filter", "content_policy_violation", "ContentFilterFinishReason")
LIMITED = ("rate_limit", "rate limit", "too many requests")
TRY_LATER = frozenset({408, 409, 425})
GONE = frozenset({404, 410})
TOO_MANY = 429
AT_FAULT = 500
TIMEOUTS = (openai.APITimeoutError, TimeoutError, wire.http.TimeoutException)
NO_LINE = (openai.APIConnectionError, OSError, wire.http.TransportError)


class Report(NamedTuple):
    """What an endpoint says about a failure."""

    status: int | None
    text: str
    message: str
    """Its own words; empty when it had none."""

    def names(self, marks: tuple[str, ...]) -> bool:
        """Whether one of the marks stands in it."""
        lower = self.text.lower()
        return any(mark.lower() in lower for mark in marks)


def failure_of(
    error: Exception, said: Mapping[str, str], table: PriceTable, body: bytes = b""
) -> InterviewError:
    """The typed error for whatever a model call raised.

    Args:
        error: what was raised.
        said: the ``model`` and ``call_id`` to name.
        table: where it stands which models were shut down.
        body: how the answer begins; some proxies report an error in a good answer's place.
    """
    if meant := _raised_on_purpose(error, said):
        return meant
    if isinstance(error, openai.LengthFinishReasonError):
        return errors.CutOffError("the answer ran into its limit of tokens", at_limit=True, **said)
    report = _report(error, body)
    if named := _of_words(report, said):
        return named
    if report.status is not None:
        return _of_status(report.status, report, said, table)
    return errors.UnreachableError(_unreached(error, report), **said)


def _of_words(report: Report, said: Mapping[str, str]) -> errors.ModelError | None:
    """What an endpoint names, whatever status it gives it."""
    if report.status == NO_MONEY or report.names(NO_CREDIT):
        return errors.QuotaExhaustedError("the account has no credit left: top it up, then go on", **said)
    if report.names(FILTERED):
        return errors.FilteredError("the provider's content filter stopped the answer", **said)
    if report.status is None and report.names(LIMITED):
        return errors.RateLimitedError("too many requests for this key", **said)
    return None


def _report(error: Exception, body: bytes) -> Report:
    status = getattr(error, "status_code", None)
    parts = [getattr(error, "code", ""), getattr(error, "type", ""), type(error).__name__, str(error)]
    message = error.message if isinstance(error, openai.APIError) else ""
    if status is None and (told := _error_in(body)):
        status = told.get("code")
        message = str(told.get("message", ""))
        parts += [told.get("code"), told.get("type"), message]
    text = " ".join(str(part) for part in parts if part)
    return Report(status if isinstance(status, int) else None, text, message)


def _error_in(body: bytes) -> Mapping[str, object]:
    """The error object in what came back, in a body of its own or in an event."""
    found = ERROR.search(body)
    try:
        error, _ = JSON.raw_decode(body[found.end() :].decode(errors="replace")) if found else ({}, 0)
    except ValueError:
        return {}
    return error if isinstance(error, Mapping) else {}


def _raised_on_purpose(error: Exception, said: Mapping[str, str]) -> InterviewError | None:
    """What a transport of ours raised, from beneath whatever the client made of it.

    A replay that misses a recording raises the client's own kind of error, so that the client
    passes it on, and a LookupError, so that nobody takes it for a bad line.
    """
    for cause in chain(error):
        if isinstance(cause, InterviewError):
            return cause
        if isinstance(cause, LookupError) and isinstance(cause, openai.OpenAIError):
            missed = str(cause).partition("\n")[0]  # the rest quotes the prompt
            return errors.NotRecordedError(missed, **said)
    return None


def _unreached(error: Exception, report: Report) -> str:
    if isinstance(error, TIMEOUTS):
        return "no answer in time"
    if isinstance(error, NO_LINE):
        return f"no connection ({_shown(str(error))})"
    if report.message:
        return f"the endpoint reported: {_shown(report.message)}"
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


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it was raised from, nearest first; one raised twice may be its own cause."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__


def _of_status(status: int, report: Report, said: Mapping[str, str], table: PriceTable) -> errors.ModelError:
    if status == TOO_MANY:
        return errors.RateLimitedError("too many requests for this key", **said)
    if status in {401, 403}:
        return errors.KeyRefusedError(
            f"the key was refused ({status}): check OPENAI_API_KEY, or the key given",
            **said,
        )
    if report.names(TOO_LONG):
        what = "the conversation is longer than the model can read: give this role one that reads more"
        return errors.RequestRefusedError(what, **said)
    if status in GONE or (report.names(("model",)) and report.names(NO_MODEL)):
        end = table.end_of(said["model"].partition(":")[2])
        what = end or "the endpoint has no such model or address: check the name and the base URL"
        return errors.UnknownModelError(f"{what} ({status})", **said)
    if status in TRY_LATER or status >= AT_FAULT:
        return errors.UnreachableError(f"the endpoint failed ({status})", **said)
    what = f"the endpoint refused the request ({status}): {_shown(report.text)}"
    return errors.RequestRefusedError(what, **said)


def _shown(text: str) -> str:
    return KEY.sub("…", " ".join(text.split()))[:LONGEST]
