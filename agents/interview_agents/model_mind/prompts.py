"""Prompts are files: Markdown with a TOML head and ``{{blank}}``s, and no logic.

    +++
    id = "judge"
    role = "judge"
    output = "CommitteeSheet"
    blanks = ["rules", "flags"]
    +++
    You chair the hiring committee …

Declared blanks are the used ones (checked when a file is read), given blanks are the
declared ones (checked at each use), and filling is one pass, so a candidate who types
``{{flags}}`` gets it back as text.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from interview_agents.errors import AgentError
from interview_personas import Record

SHIPPED = Path(__file__).parents[1] / "prompts"
FILE = re.compile(r"\A\+\+\+\n(?P<head>.*?)\n\+\+\+\n(?P<body>.*)\Z", re.DOTALL)
BLANK = re.compile(r"\{\{(\w+)\}\}")


class PromptError(AgentError):
    """A prompt file is malformed, or its blanks and what was given for them disagree."""


class Head(Record):
    """What a prompt file says about itself."""

    id: str
    """The file's name without its ending."""
    role: Literal["interviewer", "scorer", "judge", "candidate"]
    output: str
    """What comes back: ``text``, the name of a schema, or ``part`` of another prompt."""
    blanks: tuple[str, ...] = ()
    most: Mapping[str, int] = Field(default_factory=dict)
    """Characters that a blank has room for, where somebody else's text stands in it."""
    cites: tuple[str, ...] = ()
    """Where its rules come from, in their order: sections of DESIGN, CATALOGUE or AGENTS."""


class Prompt(Record):
    """One prompt file, checked."""

    head: Head
    body: str
    sha256: str
    """Hash of the file's bytes."""

    def fill(self, **blanks: str) -> str:
        """The prompt's text.

        Raises:
            PromptError: naming blanks that were declared and not given, or the reverse.

        >>> head = Head(id="hello", role="candidate", output="text", blanks=("name",))
        >>> Prompt(head=head, body="Hi {{name}}", sha256="").fill(name="{{name}}")
        'Hi {{name}}'
        """
        if fault := _difference(set(self.head.blanks), set(blanks), "declared", "given"):
            raise PromptError(f"prompt {self.head.id!r}: {fault}")
        return BLANK.sub(lambda found: blanks[found[1]], self.body)


def read_prompt(path: Path) -> Prompt:
    """A prompt file, checked.

    Raises:
        PromptError: naming the file and what is wrong with it.
    """
    content = path.read_bytes()
    parts = FILE.match(content.decode("utf-8"))
    if parts is None:
        raise PromptError(f"{path.name}: start with a TOML head between two lines of +++")
    try:
        head = Head.model_validate(tomllib.loads(parts["head"]), strict=False)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PromptError(f"{path.name}: its head cannot be read: {error}") from error
    used = set(BLANK.findall(parts["body"]))
    if fault := _difference(set(head.blanks), used, "declared", "used"):
        raise PromptError(f"{path.name}: {fault}")
    if head.id != path.stem:
        raise PromptError(f"{path.name}: its id is {head.id!r}: call it {path.stem!r}")
    return Prompt(head=head, body=parts["body"].strip(), sha256=hashlib.sha256(content).hexdigest())


@cache
def load_prompts(folder: Path = SHIPPED) -> "Prompts":
    """Every prompt of a folder.

    Raises:
        PromptError: when a file is malformed.
    """
    return Prompts(read_prompt(path) for path in sorted(folder.glob("*.md")))


class Prompts:
    """The prompts of one folder, by id."""

    def __init__(self, prompts: Iterable[Prompt]) -> None:
        self._by_id = {prompt.head.id: prompt for prompt in prompts}

    def __getitem__(self, name: str) -> Prompt:
        """The prompt with this id.

        Raises:
            PromptError: when there is none.
        """
        if name not in self._by_id:
            raise PromptError(f"there is no prompt {name!r}: add {name}.md to the prompts")
        return self._by_id[name]

    def __iter__(self) -> Iterator[Prompt]:
        return iter(self._by_id.values())

    @property
    def sha256(self) -> str:
        """One hash over every file's, in order of their ids; part of each sheet's provenance."""
        lines = (f"{prompt.sha256}  {name}\n" for name, prompt in sorted(self._by_id.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def _difference(have: set[str], other: set[str], what: str, against: str) -> str:
    parts = []
    if missing := sorted(have - other):
        parts.append(f"{', '.join(missing)} {what} and not {against}")
    if extra := sorted(other - have):
        parts.append(f"{', '.join(extra)} {against} and not {what}")
    return "; ".join(parts)
