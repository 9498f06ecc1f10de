"""Which opportunities a round gave: no flag may be raised for what was never asked."""

from functools import lru_cache

from interview_agents.text import folded, mentions
from interview_agents.transcript import Move, Transcript, Turn
from interview_personas import Bank, RedFlag


def opportunities(transcript: Transcript, bank: Bank) -> dict[str, str]:
    """Opportunity id to the id of the interviewer's turn that first gave it.

    A turn gives what its direction says it gives, what its words ask for (so that
    transcripts from elsewhere can be ruled on), and the round's first question gives
    what holding the round gives. Code handed in gives ``code_submitted``.

    Only turns that the candidate answered count.
    """
    given: dict[str, str] = {}
    for position, (asked, answered) in enumerate(transcript.exchanges()):
        found = given_by(asked, bank)
        if position == 0:
            found |= {o.id for o in bank.opportunities.values() if transcript.round in o.rounds}
        if answered.code and answered.code.strip():
            found.add("code_submitted")
        for name in sorted(found):
            given.setdefault(name, asked.id)
    return given


def given_by(asked: Turn, bank: Bank) -> set[str]:
    """The opportunities that one interviewer turn gives by itself."""
    cues = tuple((o.id, o.cues) for o in bank.opportunities.values())
    return {*_asked_for(asked.text, cues), *(asked.direction.gives if asked.direction else ())}


@lru_cache(maxsize=2048)
def _asked_for(text: str, cues: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    """Names whose cues a text has; kept, because every flag looks at every turn of a round."""
    heard = folded(text)
    return frozenset(name for name, words in cues if mentions(heard, words))


def opportunity_for(flag: RedFlag, given: dict[str, str]) -> str | None:
    """The turn that gave a flag its chance, in the order the flag names its opportunities."""
    return next((given[name] for name in flag.opportunities if name in given), None)


def answers_invited(flag: RedFlag, transcript: Transcript, bank: Bank) -> tuple[Turn, ...]:
    """The answers from a turn that gave a flag its chance up to the next question.

    All answers, when holding the round gives it.
    """
    chances = [bank.opportunities[name] for name in flag.opportunities]
    if any(transcript.round in chance.rounds for chance in chances):
        return transcript.answers()
    invited: list[Turn] = []
    open_to_it = False
    for asked, answered in transcript.exchanges():
        if asked.direction and asked.direction.move in {Move.OPEN, Move.NEXT}:
            open_to_it = False
        open_to_it |= bool(given_by(asked, bank) & set(flag.opportunities))
        if open_to_it:
            invited.append(answered)
    return tuple(invited)
