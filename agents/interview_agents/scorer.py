"""One round in, one sealed scorecard out.

Failure contract: a mind's failure leaves no scorecard at all. A claim without the
candidate's own words is sent back once and then dropped and counted, never repaired by
guessing; too little to judge is decided here, before any mind is asked.
"""

from collections.abc import Iterable, Sequence

from interview_agents.blinding import blinded
from interview_agents.checking import Checked
from interview_agents.coverage import reached
from interview_agents.measured import measure
from interview_agents.mind import Mind, ScoreView
from interview_agents.opportunity import opportunities
from interview_agents.policy import capped_scores, round_caps, sufficient, vote_for, weighted
from interview_agents.record import record_of
from interview_agents.scorecard import ProposedScorecard, Provenance, Scorecard
from interview_agents.transcript import Transcript
from interview_personas import Bank, Persona, Question


async def score_round(
    transcript: Transcript,
    bank: Bank,
    mind: Mind,
    interviewer: Persona | None = None,
    identity: Iterable[str] = (),
    session: str = "",
) -> Scorecard:
    """The sealed scorecard of one round.

    Args:
        transcript: the round, and nothing of any other.
        bank: rubric, flags, thresholds.
        mind: who proposes.
        interviewer: who held the round, when it was one of ours.
        identity: names and schools to hide from the mind.
        session: id of the onsite, when the round is part of one.

    Raises:
        MindError: when the mind cannot propose; no sheet exists then.
    """
    blind = blinded(transcript, identity)
    view = view_of(blind.transcript, bank, session)
    enough = sufficient(view.measured, bank.scoring)
    checked = Checked(await mind.score(view, bank) if enough else _too_little(view, bank), view, blind, bank)
    if checked.faults:
        checked = Checked(await mind.score(view, bank, checked.faults), view, blind, bank)
    return _sealed(checked, view, bank, interviewer.id if interviewer else "", mind.provenance(bank))


def view_of(transcript: Transcript, bank: Bank, session: str = "") -> ScoreView:
    """What a scorer's mind is shown of a blinded round."""
    asked = dict.fromkeys(record_of(transcript).questions)
    questions = tuple(bank.questions[name] for name in asked if name in bank.questions)
    steps = tuple(step.id for step in bank.round(transcript.round).steps)
    coding = next((q for q in questions if q.coding), None)
    return ScoreView(
        round=transcript.round,
        transcript=transcript,
        questions=questions,
        measured=measure(transcript, bank.scoring, _steps_reached(transcript, questions, steps), coding),
        opportunities=opportunities(transcript, bank),
        session=session,
    )


def _steps_reached(
    transcript: Transcript, questions: Sequence[Question], steps: Sequence[str]
) -> tuple[str, ...]:
    have: set[str | None] = set()
    for question in questions:
        found = {name for answer in transcript.answers() for name in reached(question, answer)}
        have |= {point.step for point in question.points if point.id in found}
    return tuple(step for step in steps if step in have)


def _too_little(view: ScoreView, bank: Bank) -> ProposedScorecard:
    answers, needed = view.measured.substantive, bank.scoring.min_substantive
    return ProposedScorecard(
        scores=(),
        rulings=(),
        concern=f"Too little to judge: answers with substance {answers}, needed {needed}.",
    )


def _sealed(
    checked: Checked, view: ScoreView, bank: Bank, interviewer: str, provenance: Provenance
) -> Scorecard:
    scores, caps = capped_scores(checked.scores, checked.rulings, view.round, bank)
    raw = weighted(scores, view.round, bank)
    bounds = [] if raw is None else round_caps(checked.rulings, view.measured, bank)
    points = None if raw is None else min([raw, *(cap.most for cap in bounds)])
    return Scorecard(
        round=view.round,
        interviewer=interviewer,
        questions=tuple(question.id for question in view.questions),
        scores=scores,
        rulings=checked.rulings,
        strengths=checked.strengths,
        concern=checked.proposal.concern,
        open_question=checked.proposal.open_question,
        confidence=checked.proposal.confidence,
        vote=vote_for(points, bank.scoring),
        points=points,
        caps=(*caps, *(cap for cap in bounds if raw is not None and cap.most < raw)),
        dropped=tuple(checked.dropped),
        proposed=checked.proposed,
        supported=checked.supported,
        measured=view.measured,
        provenance=provenance,
    )
