"""Wording a direction in a persona's manner, from the frames of its voice."""

import hashlib
import re

from interview_agents.errors import MindError
from interview_agents.mind import AskView
from interview_agents.transcript import Direction, Move

BLANK = re.compile(r"\{(\w+)\}")


def worded(view: AskView, direction: Direction) -> str:
    """The interviewer's words for a direction, the same for the same seed and turn.

    Raises:
        MindError: when the persona has no voice (a committee chair does not ask).
    """
    if view.persona.voice is None:
        raise MindError(f"{view.persona.id} has no voice and cannot hold a round: choose an interviewer")
    name = _frame_name(direction)
    frames: tuple[str, ...] = getattr(view.persona.voice, name)
    frame = frames[_turn_of(view, name, len(frames))]
    return _filled(frame, _blanks(view, direction))


def _frame_name(direction: Direction) -> str:
    move = direction.move
    if move is Move.PROBE and direction.stuck:
        return "stuck"
    if direction.inside:
        return "probe_plain"
    if move is Move.CLARIFY:
        return "clarify" if direction.fact_id else "clarify_unknown"
    if move in {Move.PROBE, Move.CHALLENGE} and not direction.quote:
        return f"{move}_plain"
    return str(move)


def _turn_of(view: AskView, name: str, count: int) -> int:
    """Frames go round from a start the seed chooses, so none repeats before all were used."""
    start = hashlib.sha256(f"{view.seed}/{view.persona.id}/{name}".encode()).digest()[0]
    used = sum(
        turn.direction is not None and _frame_name(turn.direction) == name
        for turn in view.transcript.questions()
    )
    return (start + used) % count


def _blanks(view: AskView, direction: Direction) -> dict[str, str]:
    return {
        "interviewer": view.persona.name,
        "title": view.persona.title,
        "candidate": view.candidate_name or "there",
        "minutes": f"{view.minutes:.0f}",
        "quote": direction.quote or "",
        **dict.fromkeys(("question", "probe", "challenge", "fact", "hint"), direction.text),
    }


def _filled(frame: str, blanks: dict[str, str]) -> str:
    """One pass, so that a quote which holds a blank stays text."""
    return BLANK.sub(lambda found: blanks.get(found[1], found[0]), frame)
