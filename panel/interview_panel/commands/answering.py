"""An answer typed in the terminal, over as many lines as it takes."""

import time
from collections.abc import Callable

from rich.console import Console

from interview_agents.answer import Answer
from interview_agents.code_run import CodeRun
from interview_panel.commands.editor import edited
from interview_panel.commands.run_report import report_lines
from interview_panel.question import OpenQuestion
from interview_personas import InterviewError

out = Console(highlight=False)
HELP = (
    "Answer over as many lines as you like; an empty line sends it. /hint asks for a hint, "
    "/end leaves the round, /quit stops here: go on later with `interview-panel sessions resume`. "
    "With a coding question: /edit opens your editor, /code takes pasted code (end it with a line that "
    "says /done), /run tries the code on the tests you can see. In a design round /sketch opens your editor "
    "for a diagram in Mermaid's text."
)
WANTS = {"/hint": "hint", "/end": "end_round"}
Try = Callable[[str], CodeRun]


class Desk:
    """Where answers are typed. Code and sketch stay on it from one answer to the next.

    Args:
        try_code: runs code against the tests that can be seen.
    """

    def __init__(self, try_code: Try) -> None:
        self._try = try_code
        self._problem, self._code, self._sketch = "", "", ""
        self._handed_in = ("", "")

    def answer_to(self, question: OpenQuestion) -> Answer | None:
        """What is typed, with the seconds it took; None when who types wants to stop.

        Code and sketch go with the answer when they were changed.
        """
        began = time.monotonic()
        if question.code and question.title != self._problem:
            self._problem, self._code = question.title, question.starter
            self._handed_in = (self._code, self._sketch)
        lines: list[str] = []
        while (line := _line("… " if lines else "> ")) not in {None, "/quit"}:
            if self._on_the_desk(question, str(line)):
                continue
            wants = WANTS.get(str(line))
            if wants is None and line:
                lines.append(line)
            elif wants or lines or self._handed_in != (self._code, self._sketch):
                return self._answer(question, lines, wants or "reply", time.monotonic() - began)
        return None

    def _answer(self, question: OpenQuestion, lines: list[str], wants: str, seconds: float) -> Answer:
        code, sketch = self._handed_in
        changed = {
            "code": self._code if question.code and self._code != code else None,
            "sketch": self._sketch if question.sketch and self._sketch != sketch else None,
        }
        self._handed_in = (self._code, self._sketch)
        text = "\n".join(lines) or ("Could I have a hint?" if wants == "hint" else "")
        given = {"to": question.turn_id, "text": text, "wants": wants, **changed}
        return Answer.model_validate({**given, "seconds": round(seconds, 1)})

    def _on_the_desk(self, question: OpenQuestion, line: str) -> bool:
        """Do what a line asks to be done with code or sketch; False when it asks nothing of the kind."""
        code = {"/code": self._paste, "/edit": self._edit, "/run": self._run}
        takes = (code if question.code else {}) | ({"/sketch": self._draw} if question.sketch else {})
        done = takes.get(line)
        if done is None:
            return False
        try:
            done()
        except InterviewError as error:
            out.print(str(error), style="yellow", markup=False)
        return True

    def _paste(self) -> None:
        self._code = _pasted()

    def _edit(self) -> None:
        self._code = edited(self._code)

    def _draw(self) -> None:
        self._sketch = edited(self._sketch, "sketch.mmd")

    def _run(self) -> None:
        for line in report_lines(self._try(self._code)):
            out.print(line, markup=False)


def _pasted() -> str:
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
