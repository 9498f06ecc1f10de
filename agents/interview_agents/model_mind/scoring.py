"""What a scorer reads: the rules, the round's sheet and flags, one blinded transcript after them.

The rules are the same for every round and the page for every candidate of a round, so a
provider's prompt cache serves them again; the transcript stands in the message after them.
"""

from collections.abc import Mapping, Sequence

from langchain_core.messages import HumanMessage, SystemMessage

from interview_agents.calls.call import Call
from interview_agents.measured import Measured
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
    return Page(prompts["scorer"].fill(), own)


def faults_message(faults: Sequence[str], prompts: Prompts) -> HumanMessage:
    """The one request to mend what code found wrong."""
    return HumanMessage(prompts["faults"].fill(faults="\n".join(f"- {fault}" for fault in faults)))


def _round(view: ScoreView, bank: Bank, prompts: Prompts, nonce: str) -> str:
    flags = bank.flags_of(view.round)
    without = [flag.id for flag in flags if opportunity_for(flag, view.opportunities) is None]
    return prompts["round"].fill(
        nonce=nonce,
        transcript=spoken(view.transcript, nonce),
        given=_given(view.opportunities, bank),
        not_given=", ".join(without) or "none",
        sheet=points_lines(view.questions),
        measured=_counted(view.measured),
    )


def _given(opportunities: Mapping[str, str], bank: Bank) -> str:
    """The opportunities by the turn that gave them."""
    by_turn: dict[str, list[str]] = {}
    for name, turn_id in opportunities.items():
        by_turn.setdefault(turn_id, []).append(bank.opportunities[name].title)
    return (
        "\n".join(f"- {turn_id}: {'; '.join(titles)}" for turn_id, titles in sorted(by_turn.items()))
        or "None."
    )


def _counted(measured: Measured) -> str:
    lines = [
        f"Answers: {measured.answers}, of them substantive: {measured.substantive}. Words: {measured.words}.",
        f"Hints given: {measured.hints}. Push-backs: {measured.challenges}.",
    ]
    if measured.steps:
        lines.append(f"Steps of the round's template reached: {', '.join(measured.steps)}.")
    if measured.code:
        code = measured.code
        lines.append(
            f"Last code: {code.lines} lines, {'parses' if code.parses else 'does not parse'}, "
            f"longest function {code.longest_function} lines, comments {code.comments}, "
            f"docstrings {code.docstrings}, tries itself: {'yes' if code.tests else 'no'}, "
            f"checks its input: {'yes' if code.handles_errors else 'no'}."
        )
    if measured.tested:
        tested = measured.tested
        lines.append(f"Hidden tests passed by what was handed in last: {tested.passed} of {tested.total}.")
    if not measured.finished:
        lines.append("The candidate left the round before its end.")
    return "\n".join(lines)
