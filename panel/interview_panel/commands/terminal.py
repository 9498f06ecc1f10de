"""An onsite in the terminal: questions as they come, answers over several lines."""

import time
from collections.abc import Iterator

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel

from interview_agents.answer import Answer
from interview_panel.question import OpenQuestion
from interview_panel.report import markdown, round_name
from interview_panel.runner import Run, Runner

out = Console(highlight=False)
HELP = (
    "Answer over as many lines as you like; an empty line sends it. "
    "/hint asks for a hint, /code starts code (end it with a line that says /done), "
    "/end leaves the round, /quit stops here: go on later with `interview-panel sessions resume`."
)
WORD_S = 0.02


def converse(runner: Runner, session_id: str) -> None:
    """Hold an onsite until it is finished, paused, or the candidate stops."""
    out.print(HELP, style="dim")
    run = runner.follow(session_id, again=True)
    while True:
        shown = _follow(run)
        standing = run.wait()
        if standing is None or standing.state == "paused":
            out.print(f"Paused: {standing.problem if standing else ''}", style="yellow", markup=False)
            return
        if standing.debrief is not None:
            out.print(Markdown(markdown(standing.debrief, runner.context.the_bank())))
            return
        if standing.question is None:
            return
        _head(standing.question, told=shown == standing.question.turn_id)
        answer = _ask(standing.question)
        if answer is None:
            out.print(f"Stopped. Go on with: interview-panel sessions resume {session_id[:12]}")
            return
        run = runner.answer(session_id, answer)


def _follow(run: Run) -> str:
    """Print the pieces of the question as they come; gives the id of the turn that was told."""
    told, turn_id = 0, ""
    for count in _ticks(run):
        pieces = [event for event in run.events[:count] if event["type"] == "piece"]
        for event in pieces[told:]:
            turn_id = str(event["turn_id"])
            out.print(str(event["text"]), end="", markup=False, style="bold")
            time.sleep(WORD_S if out.is_terminal else 0)
        told = len(pieces)
    out.print()
    return turn_id


def _ticks(run: Run) -> Iterator[int]:
    seen = -1
    while True:
        done = run.standing is not None
        if len(run.events) != seen:
            seen = len(run.events)
            yield seen
        if done:
            return
        run.wait(0.05)


def _head(question: OpenQuestion, *, told: bool) -> None:
    step = f", {question.step}" if question.step else ""
    out.print(
        f"[{round_name(question.round)} {question.round_number}/{question.rounds}{step} · "
        f"{question.minutes_used:.0f} of {question.minutes:.0f} min · {question.interviewer}]",
        style="cyan",
        markup=False,
    )
    if not told:
        out.print(question.text, style="bold", markup=False)
    if question.statement and question.turns_used == 1:
        out.print(Panel(Markdown(question.statement), title=question.title))
        out.print(question.starter, markup=False)


def _ask(question: OpenQuestion) -> Answer | None:
    began = time.monotonic()
    lines: list[str] = []
    code: str | None = None
    while True:
        line = _line("… " if lines else "> ")
        if line is None or line == "/quit":
            return None
        wants = {"/hint": "hint", "/end": "end_round"}.get(line)
        if line == "/code" and question.code:
            code = _code()
            continue
        if wants is None and line:
            lines.append(line)
        elif wants or lines or code:
            text = "\n".join(lines) or ("Could I have a hint?" if wants == "hint" else "")
            return Answer.model_validate(
                {
                    "to": question.turn_id,
                    "text": text,
                    "code": code,
                    "wants": wants or "reply",
                    "seconds": round(time.monotonic() - began, 1),
                }
            )


def _code() -> str:
    lines: list[str] = []
    while (line := _line("| ")) not in {None, "/done"}:
        lines.append(line or "")
    return "\n".join(lines)


def _line(prompt: str) -> str | None:
    """One line, or None at the end of input."""
    try:
        return out.input(prompt, markup=False)
    except EOFError:
        return None
