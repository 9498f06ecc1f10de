"""What a drill came to, in lines for people."""

from collections.abc import Iterator, Mapping

from interview_agents.calls.spending import Spending
from interview_evals.peer.drills import Drill


def drill_lines(drill: Drill) -> Iterator[str]:
    """How it ended, what each role used, what was claimed and what stood, why it paused."""
    debrief = drill.debrief
    ended = f"finished, {debrief.decision}" if debrief else "paused"
    yield f"{drill.round}, {drill.candidate}, questions by the {drill.asked_by}: {ended}"
    for role in ("interviewer", "scorer", "judge"):
        spent: Spending = getattr(drill, role)
        if spent.calls:
            yield f"  {role:12}{_used(spent)}"
    if drill.withdrawn:
        yield f"  withdrawn   {drill.withdrawn} tries at a turn that told something private"
    if debrief:
        yield f"  claims      {debrief.proposed} proposed, {debrief.supported} with a quote that is there"
    if drill.problem:
        yield f"  paused      {drill.problem}"


def speed_line(counters: Mapping[str, float]) -> str:
    """What the server measured of itself.

    >>> speed_line({"prompt_tokens_total": 900, "prompt_seconds_total": 10,
    ...             "tokens_predicted_total": 50, "tokens_predicted_seconds_total": 2})
    'the server read 900 tokens at 90 a second and wrote 50 at 25 a second'
    """
    read, wrote = (counters["prompt_tokens_total"], counters["tokens_predicted_total"])
    reading, writing = (counters["prompt_seconds_total"], counters["tokens_predicted_seconds_total"])
    return (
        f"the server read {read:,.0f} tokens at {_rate(read, reading)} a second "
        f"and wrote {wrote:,.0f} at {_rate(wrote, writing)} a second"
    )


def _rate(tokens: float, seconds: float) -> str:
    return f"{tokens / seconds:.0f}" if seconds else "0"


def _used(spent: Spending) -> str:
    parts = [
        f"{spent.calls} calls",
        f"{spent.failures} failed" if spent.failures else "",
        f"{spent.repairs} repairs" if spent.repairs else "",
        f"{spent.tokens_in:,} tokens read ({spent.cached_share:.0%} cached)",
        f"{spent.tokens_out:,} written",
        f"{spent.uncounted} requests uncounted" if spent.uncounted else "",
        f"{spent.seconds:.0f} s",
    ]
    return ", ".join(part for part in parts if part)
