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


def delivery_in_words(delivery: Delivery) -> str:
    """A delivery in one line, for people.

    >>> delivery_in_words(Delivery(spoken_s=41.2, words_per_minute=142.4, long_pauses=1, fillers_at_least=3))
    'Spoken: 41 s, 142 words a minute, 1 long pause, at least 3 fillers'
    """
    pauses, found = delivery.long_pauses, delivery.fillers_at_least
    return (
        f"Spoken: {delivery.spoken_s:.0f} s, {delivery.words_per_minute:.0f} words a minute, "
        f"{pauses or 'no'} long pause{'s' * (pauses != 1)}, at least {found} filler{'s' * (found != 1)}"
    )


def together(first: Delivery, then: Delivery) -> Delivery:
    """The delivery of two stretches of speech; the rest between them is no pause."""
    spoken_s = first.spoken_s + then.spoken_s
    paced = first.words_per_minute * first.spoken_s + then.words_per_minute * then.spoken_s
    return Delivery(
        spoken_s=round(spoken_s, 1),
        words_per_minute=round(paced / spoken_s, 1) if spoken_s else 0.0,
        long_pauses=first.long_pauses + then.long_pauses,
        fillers_at_least=first.fillers_at_least + then.fillers_at_least,
    )
