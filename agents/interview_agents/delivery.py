"""How a spoken answer was delivered: counted for the candidate, and for nobody else.

It is shown and never scored. Speech is recognised by machines that leave fillers out and hear
some accents worse than others, so no scorer, interviewer or committee reads any of it.
"""

from typing import Annotated

from pydantic import Field

from interview_personas import Record


class Delivery(Record):
    """What was counted in one spoken answer."""

    spoken_s: Annotated[float, Field(ge=0, le=86_400)]
    """Seconds from the first word to the last."""
    words_per_minute: Annotated[float, Field(ge=0, le=10_000)]
    long_pauses: Annotated[int, Field(ge=0)]
    """Pauses long enough for a listener to wonder."""
    fillers_at_least: Annotated[int, Field(ge=0)]
    """Words such as "um" that were written down; what recognises speech leaves most of them out."""
