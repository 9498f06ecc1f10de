"""A spoken answer of a session: written down, and charged to it. The recording is not kept."""

import asyncio

from interview_agents.voice import Heard, glossary, heard
from interview_panel.book import LedgerBook, billed
from interview_panel.errors import VoiceOffError
from interview_panel.session import Session


async def heard_in(session: Session, turn_id: str, wav: bytes) -> Heard:
    """What was said in a recording, for the candidate to read before it is sent.

    Args:
        session: whose.
        turn_id: the question that is being answered.
        wav: the recording.

    Raises:
        VoiceOffError: when nobody is named who writes it down.
        RecordingError: when the recording cannot be used, or nobody speaks in it.
        ModelError: when there is no transcript.
    """
    transcriber = await asyncio.to_thread(session.context.the_transcriber)  # may import its client
    if transcriber is None:
        raise VoiceOffError
    work, terms = f"voice/{turn_id}", glossary(session.context.the_bank())
    book = LedgerBook(session.archive.ledger, session.id)
    async with billed(book, work, lambda _: None):
        return await heard(transcriber, wav, call_id=work, terms=terms)
