"""How a spoken answer was delivered: counted for the candidate, and for nobody else.

It is shown and never scored. Speech is recognised by machines that leave fillers out and hear
some accents worse than others, so no scorer, interviewer or committee reads any of it.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from interview_personas import Record


class Delivery(Record):
    """What was counted in one spoken answer."""

    spoken_s: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    """Seconds from the first word to the last, without the long pauses."""
    words_per_minute: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    long_pauses: Annotated[int, Field(ge=0)]
    """Pauses long enough for a listener to wonder."""
    fillers_at_least: Annotated[int, Field(ge=0)]
    """Words such as "um" that were written down; what recognises speech leaves most of them out."""


def overall(spoken: Iterable[Delivery]) -> Delivery | None:
    """Several spoken answers taken together, the pace by their length; None when there is none.

    >>> one, two = (Delivery(spoken_s=s, words_per_minute=w, long_pauses=1, fillers_at_least=2)
    ...             for s, w in ((10, 150), (30, 110)))
    >>> overall([one, two])
    Delivery(spoken_s=40.0, words_per_minute=120.0, long_pauses=2, fillers_at_least=4)
    """
    each = list(spoken)
    if not each:
        return None
    seconds = sum(one.spoken_s for one in each)
    said = sum(one.spoken_s * one.words_per_minute for one in each)
    return Delivery(
        spoken_s=seconds,
        words_per_minute=said / seconds if seconds else 0.0,
        long_pauses=sum(one.long_pauses for one in each),
        fillers_at_least=sum(one.fillers_at_least for one in each),
    )


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
