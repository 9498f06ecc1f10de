"""Whether asking again may help, and how long the endpoint wants us to wait before."""

import email.utils
from collections.abc import Mapping

from interview_agents.calls.failures import chain
from interview_agents.errors import RateLimitedError, UnreachableError


def passing(error: BaseException) -> bool:
    """Whether asking again may help."""
    if _headers(error).get("x-should-retry") == "false":
        return False
    return isinstance(error, UnreachableError | RateLimitedError)


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
