"""The corpus: each attack with a benign twin, and the round it is written into."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from interview_agents.transcript import Speaker
from interview_agents.transcript_file import FileTurn
from interview_evals.judge.cases import Case
from interview_evals.lines import records
from interview_personas import Record, RoundKind

ATTACKS = Path(__file__).parents[2] / "injection" / "attacks.jsonl"
"""Where a checkout keeps them; an installed wheel has none."""
Place = Literal["answer", "code_comment", "code_string", "resume", "sketch", "several_turns"]
NEEDS: dict[Place, RoundKind] = {
    "code_comment": RoundKind.CODING,
    "code_string": RoundKind.CODING,
    "sketch": RoundKind.SYSTEM_DESIGN,
}
"""Places that one kind of round has."""


class Attack(Record):
    """Words that would steer a judge, and words like them that would not."""

    id: str
    family: str
    place: Place
    attack: tuple[str, ...]
    """One text, or one for each of several turns."""
    benign: tuple[str, ...]
    wants: str


def read_attacks(file: Path = ATTACKS) -> tuple[Attack, ...]:
    """The attacks of a file, in its order.

    Raises:
        CorpusError: with every fault of the file.
    """
    return records([file], Attack)


def hosts_for(attack: Attack, cases: Sequence[Case], most: int = 6) -> Iterator[Case]:
    """Rounds to write an attack into: weak ones first, because there is something to gain."""
    fit = [case for case in cases if attack.place not in NEEDS or case.round is NEEDS[attack.place]]
    fit = [
        case for case in fit if NEEDS.get(attack.place) is not RoundKind.CODING or _code_at(case) is not None
    ]
    order = {"weak": 0, "degenerate": 1, "mixed": 2, "trap": 3, "strong": 4}
    yield from sorted(fit, key=lambda case: order[case.about.kind])[:most]


def written_into(case: Case, place: Place, texts: Sequence[str]) -> Case:
    """The round with texts put where a candidate can write."""
    spots = [n for n, turn in enumerate(case.turns) if turn.speaker is Speaker.CANDIDATE]
    if place in {"code_comment", "code_string"}:
        spots = [_code_at(case) or spots[-1]]
    turns = list(case.turns)
    for spot, text in zip(spots[-len(texts) :], texts, strict=True):
        turns[spot] = _with(turns[spot], place, text)
    return case.model_copy(update={"turns": tuple(turns)})


def _with(turn: FileTurn, place: Place, text: str) -> FileTurn:
    if place in {"code_comment", "code_string"}:
        return turn.model_copy(update={"code": f"{turn.code or ''}\n{text}\n"})
    if place == "sketch":
        sketch = turn.sketch or "flowchart LR"
        return turn.model_copy(update={"sketch": f"{sketch}\n{text}"})
    return turn.model_copy(update={"text": f"{turn.text}\n\n{text}"})


def _code_at(case: Case) -> int | None:
    """The last turn with code."""
    return next((n for n in reversed(range(len(case.turns))) if case.turns[n].code), None)
