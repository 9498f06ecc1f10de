"""What every form of a debrief exhibits: what was counted and handed in, and where a flag was seen."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from interview_agents.code_run import CodeRun
from interview_agents.debrief import Debrief, LoopFlag
from interview_agents.delivery import overall
from interview_agents.scorecard import Scorecard, State
from interview_agents.transcript import Transcript, Turn
from interview_panel.bill import counted
from interview_personas import Bank


def run_line(run: CodeRun) -> str:
    """How handed-in code did, in a sentence; of the hidden tests only how many pass.

    >>> run = CodeRun(question_id="T1a", code="", submitted=True, verdicts=(), tier="wasi", problem="x")
    >>> run_line(run)
    'The code did not run: x.'
    """
    if run.problem:
        return f"The code did not run: {run.problem.rstrip('.')}."
    shown = [verdict for verdict in run.verdicts if not verdict.hidden]
    visible = f"{sum(verdict.passed for verdict in shown)} of {len(shown)} visible"
    hidden = f" and {run.hidden_passed} of {run.hidden_total} hidden" if run.hidden_total else ""
    tampered = " It works against its tests." if run.tampering else ""
    return f"Run: {visible}{hidden} tests passed.{tampered}"


class HandedIn(NamedTuple):
    """Something that came with the words of an answer."""

    kind: Literal["code", "tried", "sketch"]
    """``tried``: a version of the code that was run and then changed."""
    label: str
    text: str


def handed_in(turn: Turn) -> Iterator[HandedIn]:
    """What came with an answer: its texts are ``turn.beside``, in the same order."""
    for version in turn.versions:
        run = next((run for run in reversed(turn.runs) if run.code == version), None)
        last = version == turn.code
        name = "Code handed in." if last else "Code tried before."
        yield HandedIn("code" if last else "tried", f"{name} {run_line(run)}" if run else name, version)
    if turn.sketch:
        yield HandedIn("sketch", "Sketch.", turn.sketch)


def seen_at(flag: LoopFlag, cards: Iterable[Scorecard]) -> Sequence[tuple[str, str]]:
    """Turn and words of every place at which a red flag was seen; none when it does not stand."""
    if flag.ruling is not State.PRESENT:
        return ()
    rulings = (ruling for card in cards for ruling in card.present() if ruling.flag == flag.flag)
    places = ((flag.turn_id, flag.quote), *((ruling.turn_id, ruling.quote) for ruling in rulings))
    return tuple(dict.fromkeys((turn_id, quote) for turn_id, quote in places if turn_id and quote))


def measured_line(card: Scorecard) -> str:
    """What was counted in a round, in a few sentences."""
    m = card.measured
    counts = ((m.answers, "answer"), (m.words, "word"), (m.hints, "hint"), (m.challenges, "challenge"))
    numbers = ", ".join(counted(number, what) for number, what in counts)
    claims = f"{card.supported} of {card.proposed} claims supported, confidence {card.confidence}"
    steps = f" Steps reached: {', '.join(m.steps)}." if m.steps else ""
    tests = f" Hidden tests passed: {m.tested.passed} of {m.tested.total}." if m.tested else ""
    left = "" if m.finished else " The round was left early."
    return f"{numbers}, {m.seconds / 60:.0f} min; {claims}.{steps}{tests}{left}"


def delivery_line(transcript: Transcript) -> str:
    """How the spoken answers of a round were delivered, in a sentence; empty when none was spoken."""
    spoken = [turn.delivery for turn in transcript.answers() if turn.delivery]
    whole = overall(spoken)
    if whole is None:
        return ""
    pauses = counted(whole.long_pauses, "long pause")
    fillers = counted(whole.fillers_at_least, "filler")
    pace = f"{counted(len(spoken), 'answer')} at {whole.words_per_minute:.0f} words a minute"
    return f"Spoken: {pace}, {pauses}, at least {fillers}. Shown, never scored."


def about(debrief: Debrief, bank: Bank) -> str:
    """What onsite it was, as one line; ids stand for what the bank does not have any more."""
    role, company = bank.roles.get(debrief.role), bank.companies.get(debrief.company)
    coached = ", held with coach mode" if debrief.coached else ""
    return (
        f"{role.title if role else debrief.role}, {company.name if company else debrief.company} loop, "
        f"{debrief.length} onsite{coached}"
    )
