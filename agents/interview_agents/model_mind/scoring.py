"""What a scorer reads: the rules, the round's sheet and flags, one blinded transcript after them.

The rules are the same for every round and the page for every candidate of a round, so a
provider's prompt cache serves them again; the transcript stands in the message after them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from langchain_core.messages import HumanMessage, SystemMessage

from interview_agents.calls.call import Call
from interview_agents.mind import ScoreView
from interview_agents.model_mind.prompts import Prompts
from interview_agents.model_mind.rendering import Page, flag_lines, points_lines, rubric_lines, spoken
from interview_agents.opportunity import opportunity_for
from interview_personas import Bank, RoundKind


def score_call(view: ScoreView, bank: Bank, prompts: Prompts, nonce: str) -> Call:
    """The call for one scorecard."""
    page = scorer_page(view.round, bank, prompts)
    messages = [SystemMessage(page.text), HumanMessage(_round(view, bank, prompts, nonce))]
    return Call(f"scorer/{view.round.value}#1", messages, view.session, len(page.shared))


def scorer_page(kind: RoundKind, bank: Bank, prompts: Prompts) -> Page:
    """Rules, and the criteria and red flags of one kind of round."""
    spec = bank.round(kind)
    own = prompts["criteria"].fill(
        round=spec.name,
        focus=", ".join(spec.focus),
        rubric=rubric_lines(bank.rubric(kind).criteria),
        flags=flag_lines(kind, bank),
    )
    return Page(prompts["scorer"].fill(near=prompts["near"].fill()), own)


def faults_message(faults: Sequence[str], prompts: Prompts) -> HumanMessage:
    """The one request to mend what code found wrong."""
    return HumanMessage(prompts["faults"].fill(faults="\n".join(f"- {fault}" for fault in faults)))


def _round(view: ScoreView, bank: Bank, prompts: Prompts, nonce: str) -> str:
    by_turn = _chances(view, bank)
    return prompts["round"].fill(
        nonce=nonce,
        transcript=spoken(view.transcript, nonce),
        given="\n".join(f"- {turn}: {', '.join(by_turn[turn])}" for turn in sorted(filter(None, by_turn)))
        or "None.",
        not_given=", ".join(by_turn[None]) or "none",
        sheet=points_lines(view.questions),
        measured="\n".join(_counted(view)),
    )


def _chances(view: ScoreView, bank: Bank) -> Mapping[str | None, Sequence[str]]:
    """The round's flags by the turn that gave them their chance; those without one under None."""
    by_turn: defaultdict[str | None, list[str]] = defaultdict(list)
    for flag in bank.flags_of(view.round):
        by_turn[opportunity_for(flag, view.opportunities)].append(flag.id)
    return by_turn


def _counted(view: ScoreView) -> Iterator[str]:
    measured = view.measured
    answers = f"Answers: {measured.answers}, of them substantive: {measured.substantive}."
    yield f"{answers} Words: {measured.words}."
    if any(turn.direction for turn in view.transcript.turns):  # a file does not say what its turns were for
        yield f"Hints given: {measured.hints}. Push-backs: {measured.challenges}."
    if measured.steps:
        yield f"Steps of the round's template reached: {', '.join(measured.steps)}."
    if measured.code:
        code = measured.code
        yield (
            f"Last code: {code.lines} lines, {'parses' if code.parses else 'does not parse'}, "
            f"longest function {code.longest_function} lines, comments {code.comments}, "
            f"docstrings {code.docstrings}, tries itself: {'yes' if code.tests else 'no'}, "
            f"checks its input: {'yes' if code.handles_errors else 'no'}."
        )
    if measured.tested:
        tested = measured.tested
        yield f"Hidden tests passed by what was handed in last: {tested.passed} of {tested.total}."
    if not measured.finished:
        yield "The candidate left the round before its end."
