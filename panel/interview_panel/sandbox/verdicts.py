"""What came back from the jail, turned into a verdict and into words for the candidate.

Of a hidden test nothing that the candidate's code chose is passed on: it has seen the input, and a
message, a type's name, printed text or the line of an error could carry it out.
"""

import builtins
import json
import signal

from interview_agents.code_run import CaseVerdict, Outcome
from interview_panel.sandbox.comparing import same
from interview_panel.sandbox.jail import KILO, Heard
from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.protocol import Reply
from interview_panel.sandbox.runner import OUT_OF_MEMORY
from interview_personas import CodingTest, Record

IN_A_SENTENCE = 200
SHELLS_SIGNALS = 128
"""bubblewrap, like a shell, reports a signal as 128 and its number."""
CRASHES = {"SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGFPE", "SIGTRAP"}


class Case(Record):
    """One test as it is to be judged."""

    test: CodingTest
    hidden: bool
    tolerance: float = 0.0


def verdict_of(case: Case, heard: Heard, limits: Limits, lines: int) -> CaseVerdict:
    """How a test went.

    Args:
        case: the test.
        heard: what came of calling the candidate's function with its arguments.
        limits: what the run might use.
        lines: how many lines the candidate's code has; no other can be where an error arose.
    """
    outcome, words, got = _judged(case, heard, limits)
    message = " ".join(words.split())
    line = None if case.hidden else _line(heard.reply, lines)  # which line fails, code can choose
    verdict = CaseVerdict(
        name=case.test.name,
        hidden=case.hidden,
        outcome=outcome,
        message=message if line is None or outcome != "error" else f"Line {line}: {message}",
        line=line,
        seconds=round(heard.seconds, 6),
    )
    return verdict if case.hidden else _with_values(verdict, case, got, heard.printed, limits.shown_chars)


def not_run(case: Case, why: str = "") -> CaseVerdict:
    """A verdict for a test that was not run."""
    return CaseVerdict(name=case.test.name, hidden=case.hidden, outcome="not_run", message=why)


def problem_of(heard: Heard, limits: Limits, lines: int) -> tuple[str, int | None]:
    """Why code cannot be tested at all, in a sentence, and the line; empty when it can.

    No input has reached the code when it is loaded, so its own words are shown.
    """
    reply = heard.reply
    if reply is None:
        return _ended(heard, limits, "while it was loaded")[1], None
    if reply.kind == "ready":
        return "", None
    words = " ".join(shown(reply.text, IN_A_SENTENCE).split())
    if not reply.type:
        return f"{words[:1].upper()}{words[1:]}.", None
    said = f"{reply.type}: {words}" if words else reply.type
    syntax = reply.type in {"SyntaxError", "IndentationError", "TabError"}
    opening = "The code does not parse" if syntax else "The code fails when it is loaded"
    return f"{opening}: {said}", _line(reply, lines)


def shown(text: str, limit: int) -> str:
    r"""Text from the jail as it may be stored and shown: no control characters, and not too long.

    >>> shown("a\x1b[31m\ud800b", 6)
    'a�[31…'
    """
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return "".join(c if c.isprintable() or c in "\n\t" else "�" for c in cut)


def _judged(case: Case, heard: Heard, limits: Limits) -> tuple[Outcome, str, str]:
    """Outcome, the message's words, and the answer as JSON."""
    reply = heard.reply
    if reply is None:
        return *_ended(heard, limits, "in this test"), ""
    if reply.kind == "answer":
        return _compared(case, reply.answer, limits)
    if reply.kind == "raised":
        return *_raised(case, reply, limits), ""
    words = "something that has no JSON form" if case.hidden else shown(reply.text, IN_A_SENTENCE)
    return "wrong", f"The function returned {words}.", ""


def _compared(case: Case, answer: str, limits: Limits) -> tuple[Outcome, str, str]:
    unreadable: tuple[Outcome, str, str] = "wrong", "The answer cannot be read as JSON.", ""
    if len(answer) > limits.answer_kb * KILO:  # the runner sends none, so it is forged
        return unreadable
    try:
        value = json.loads(answer)
        got = "" if case.hidden else json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):  # too deep, too many digits, or no JSON: forged, too
        return unreadable
    if same(value, json.loads(case.test.expect), case.tolerance):
        return "passed", "", got
    if case.hidden:
        return "wrong", "The answer is not the expected one.", ""
    expected = shown(case.test.expect, IN_A_SENTENCE)
    return "wrong", f"Expected {expected}, got {shown(got, IN_A_SENTENCE)}.", got


def _raised(case: Case, reply: Reply, limits: Limits) -> tuple[Outcome, str]:
    if reply.type == "MemoryError":
        return "memory", f"The code needed more than {limits.memory_mb} MB of memory."
    if not case.hidden:
        return "error", shown(f"{reply.type}: {reply.text}" if reply.text else reply.type, IN_A_SENTENCE)
    known = getattr(builtins, reply.type, None)
    if isinstance(known, type) and issubclass(known, BaseException):
        return "error", reply.type
    return "error", "an exception of the code's own"


def _ended(heard: Heard, limits: Limits, when: str) -> tuple[Outcome, str]:
    """Words for a process that gave no reply."""
    ended_by = _signal(heard.status)
    if heard.failure == "silent":
        return "timeout", f"The code was not done after {limits.wall_s:g} s {when}."
    if heard.failure == "forged":
        return "stopped", f"The code wrote on the sandbox's own channel {when} and was stopped."
    if heard.status == OUT_OF_MEMORY:
        return "memory", f"The code needed more than {limits.memory_mb} MB of memory."
    if ended_by == "SIGXCPU":
        return "timeout", f"The code used up its {limits.cpu_s} s of processor time {when}."
    if ended_by in CRASHES:
        return "stopped", f"Python crashed {when}; a recursion that is too deep can do that."
    return "stopped", f"The code ended its process {when}."


def _signal(status: int | None) -> str:
    """Name of the signal that ended a process; empty when none did."""
    number = -status if status and status < 0 else (status or 0) - SHELLS_SIGNALS
    return signal.Signals(number).name if number in {*signal.Signals} else ""


def _line(reply: Reply | None, lines: int) -> int | None:
    """A line the reply names, if the code has it."""
    line = reply.line if reply else None
    return line if line is not None and 1 <= line <= lines else None


def _with_values(verdict: CaseVerdict, case: Case, got: str, printed: str, limit: int) -> CaseVerdict:
    values = {
        "args": shown(case.test.args, limit),
        "expected": shown(case.test.expect, limit),
        "got": shown(got, limit),
        "printed": shown(printed, limit),
    }
    return verdict.model_copy(update=values)
