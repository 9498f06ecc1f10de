"""Who writes down what candidates say aloud: nobody, unless the settings name somebody.

It is never chosen for a server that has a key for something else: a recording of a voice goes to
another host only where the server's owner said so.
"""

from functools import lru_cache
from pathlib import Path

from interview_agents.calls.prices import price_table
from interview_agents.calls.specs import ModelSpec, transcriber_spec
from interview_agents.voice import Transcriber
from interview_panel.minds import OPENAI
from interview_panel.settings import Settings


def transcriber_in(settings: Settings) -> ModelSpec | None:
    """Who the settings name; None when they name nobody.

    A key goes with its own address: the models' is sent to no other one.

    Raises:
        ModelSpecError: a name is not of a known kind.
    """
    if not settings.transcriber:
        return None
    own, models = settings.transcriber_base_url, settings.base_url
    if settings.transcriber.partition(":")[0] != OPENAI:
        return transcriber_spec(settings.transcriber, base_url=own, api_key=settings.transcriber_api_key)
    elsewhere = own is not None and own.rstrip("/") != (models or "").rstrip("/")
    return transcriber_spec(
        settings.transcriber,
        base_url=own or models,
        api_key=settings.transcriber_api_key or (None if elsewhere else settings.api_key),
        organization=None if elsewhere else settings.organization,
    )


@lru_cache(maxsize=4)
def transcriber_for(spec: ModelSpec, language: str, prices: str = "") -> Transcriber:
    """Who writes down what is said; the same one every time.

    Args:
        spec: who is asked.
        language: what is spoken, ``en``; found out from each recording when empty.
        prices: file of a price table of one's own.

    Raises:
        ModelSpecError: no key where one is needed, or a name that was shut down.
    """
    from interview_agents.calls.transcriptions import Transcriptions  # noqa: PLC0415 - takes half a second

    table = price_table(Path(prices) if prices else None)
    return Transcriptions(spec, language=language, table=table)
