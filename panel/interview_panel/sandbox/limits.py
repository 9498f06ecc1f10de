"""What one run of a candidate's code may use."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from interview_personas import Record

Seconds = Annotated[float, Field(gt=0)]
Count = Annotated[int, Field(ge=0)]
Size = Annotated[int, Field(gt=0)]


class Limits(Record):
    """Limits of one run; ``limits.toml`` holds the defaults and says what each is for."""

    wall_s: Seconds
    run_s: Seconds
    start_s: Seconds
    cpu_s: Size
    memory_mb: Size
    stack_mb: Size
    processes: Size
    open_files: Size
    file_mb: Count
    code_kb: Size
    answer_kb: Size
    output_kb: Size
    shown_chars: Size


@cache
def default_limits() -> Limits:
    """The shipped limits.

    >>> default_limits().model_copy(update={"wall_s": 1.0}).wall_s
    1.0
    """
    text = files("interview_panel.sandbox").joinpath("limits.toml").read_text("utf-8")
    return Limits.model_validate(tomllib.loads(text))
