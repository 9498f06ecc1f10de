"""An answer typed in the terminal, over as many lines as it takes."""

import time

from rich.console import Console

from interview_agents.answer import Answer
from interview_panel.question import OpenQuestion

out = Console(highlight=False)
HELP = (
    "Answer over as many lines as you like; an empty line sends it. "
    "/hint asks for a hint, /code starts code (end it with a line that says /done), "
    "/end leaves the round, /quit stops here: go on later with `interview-panel sessions resume`."
)


def answer_to(question: OpenQuestion) -> Answer | None:
    """What is typed, with the seconds it took; None when who types wants to stop."""
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
