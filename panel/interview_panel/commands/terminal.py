"""An onsite in the terminal: questions as they come, and how it ends."""

import time
from collections.abc import Iterator
from functools import partial

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel

from interview_agents.calls.spending import Spending
from interview_agents.text import CONTROL
from interview_panel.commands.answering import HELP, Desk
from interview_panel.commands.coaching import Coaching
from interview_panel.commands.costs import used
from interview_panel.question import OpenQuestion
from interview_panel.report import markdown, round_name
from interview_panel.run import Event, Run
from interview_panel.runner import Runner
from interview_panel.session import Standing

out = Console(highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
WITHDRAWN = "The words above are withdrawn; this is the question:"
UNFINISHED = "The words above were not finished and do not count."
WORD_S = 0.02


def converse(runner: Runner, session_id: str) -> None:
    """Hold an onsite until it is finished or the candidate stops.

    Raises:
        typer.Exit: with code 1 when it was paused by an error, which has been said.
    """
    note(HELP)
    desk, coach = Desk(partial(runner.try_code, session_id)), Coaching(runner, session_id)
    run = runner.follow(session_id)
    while True:
        shown = _follow(run)
        standing = run.wait()
        coach.tell()
        if standing is None or standing.state == "paused":
            _say_why(standing, runner, session_id, shown)
            raise typer.Exit(1)
        if standing.debrief is not None:
            out.print(Markdown(markdown(standing.debrief, runner.context.the_bank())))
            note(used(standing.spent))
            return
        if standing.question is None:
            return
        _head(standing.question, standing.spent, told=shown == standing.question.turn_id)
        answer = desk.answer_to(standing.question)
        if answer is None:
            out.print(f"Stopped. Go on with: interview-panel sessions resume {session_id[:12]}")
            note(used(standing.spent))
            return
        run = runner.answer(session_id, answer)
        coach.tell()


def note(text: str) -> None:
    """Print something beside the interview; nothing for no words."""
    if text:
        out.print(text, style="dim", markup=False)


def _say_why(standing: Standing | None, runner: Runner, session_id: str, shown: str) -> None:
    said = {turn.id for transcript in runner.transcripts(session_id) for turn in transcript.turns}
    if shown and shown not in said:
        note(UNFINISHED)
    errors.print(f"Paused: {standing.problem if standing else ''}", style="yellow", markup=False)
    errors.print(f"Nothing is lost. Go on with: interview-panel sessions resume {session_id[:12]}")
    note(used(standing.spent) if standing else "")


def _follow(run: Run) -> str:
    """Print the words of the question as they come; gives the id of the turn that was told."""
    heard, told = 0, ""
    for count in _ticks(run):
        for event in run.events[heard:count]:
            told = _shown(event, told)
        heard = count
    out.print()
    return told


def _shown(event: Event, told: str) -> str:
    """Print what an event tells the candidate; gives the id of the turn whose words are on the screen."""
    turn_id = str(event.get("turn_id", ""))
    if event["type"] == "withdrawn" and told == turn_id:
        out.print()
        note(WITHDRAWN)
        return ""
    if event["type"] == "run":
        note(f"Your code passes {event['passed']} of {event['total']} tests, hidden ones included.")
    if event["type"] != "piece" or not event["text"]:
        return told
    if told not in {"", turn_id}:
        out.print("\n")  # a round's last words, and the next one's first
    out.print(_plain(str(event["text"])), end="", markup=False, style="bold")
    time.sleep(WORD_S if out.is_terminal else 0)
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


def _head(question: OpenQuestion, spent: Spending, *, told: bool) -> None:
    step = f", {question.step}" if question.step else ""
    out.print(
        f"[{round_name(question.round)} {question.round_number}/{question.rounds}{step} · "
        f"{question.minutes_used:.0f} of {question.minutes:.0f} min · {question.interviewer}"
        f"{_so_far(spent)}]",
        style="cyan",
        markup=False,
    )
    if not told:
        out.print(_plain(question.text), style="bold", markup=False)
    if question.statement and question.turns_used == 1:
        out.print(Panel(Markdown(question.statement), title=question.title))
        out.print(question.starter, markup=False)


def _so_far(spent: Spending) -> str:
    """What models used until now, short; tokens where a price would leave some of it out."""
    if not spent.calls:
        return ""
    if spent.unpriced or spent.uncounted or not spent.dollars:
        return f" · {spent.tokens_in + spent.tokens_out:,} tokens"
    return f" · ${spent.dollars:.3f}"


def _plain(text: str) -> str:
    """A model's words without characters that would steer the terminal."""
    return CONTROL.sub("", text)
