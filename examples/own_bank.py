"""Ask from a bank of your own: ``own_bank/`` adds a person and a question to the shipped one.

``interview-panel bank check own_bank`` names every fault of its files, and what to do about it.
"""

import asyncio
from pathlib import Path

from interview_panel import (
    Answer,
    Length,
    OnsiteRequest,
    PanelContext,
    RoundKind,
    Session,
    Transcript,
    load_bank,
    memory_archive,
)

BANK = Path(__file__).with_name("own_bank")
ANSWERS = (
    "A tray too many is compost and one too few is a lost sale, so I would order a quantile, no mean.",
    "Last year's order is the baseline. I'd replay past springs, and ship nothing that does not beat it.",
    "Four weeks ahead nobody knows the frost: I'd train on the forecast as it was on the order's day.",
    "First it stands beside the buyer's own number, who may overrule it, and we log who was right.",
)


async def main() -> Transcript:
    """The round as it was held."""
    asked = OnsiteRequest(
        rounds=(RoundKind.SYSTEM_DESIGN,),
        questions=("OWN1",),
        interviewers={RoundKind.SYSTEM_DESIGN: "frida_holm"},
        length=Length.DRILL,
    )
    session = await Session.start(asked, memory_archive(), PanelContext(bank=load_bank(BANK)))
    standing = await session.advance()
    for answer in ANSWERS:
        if standing.question is None:
            break
        await session.answer(Answer(text=answer, seconds=40))
        standing = await session.advance()
    (held,) = await session.transcripts()
    return held


if __name__ == "__main__":
    for turn in asyncio.run(main()).turns:
        print(f"{turn.id}: {turn.text}")
