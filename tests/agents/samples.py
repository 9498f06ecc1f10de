"""What the contract suite puts before every mind: directions, rounds and a packet."""

import pytest
from tests.agents.talk import (
    BANK,
    BEHAVIORAL,
    CODING,
    DESIGN,
    RECRUITER,
    Line,
    absent,
    asked,
    card,
    drawn,
    present,
    probe,
    put,
    said,
    talk,
)

from interview_agents.debrief import Packet
from interview_agents.mind import AskView
from interview_agents.transcript import Direction, Move
from interview_personas import Question, RoundKind

CANARY = "zebra-canary"
OPENERS = {RECRUITER: "Q01", CODING: "T1a", DESIGN: "Q14", BEHAVIORAL: "Q57"}
QUOTED = "log every single impression"


def marked(question: Question) -> Question:
    """The question with a canary in everything a candidate must not hear yet."""
    points = tuple(
        p.model_copy(
            update={"says": f"{CANARY} {p.says}", "hints": (p.hints[0], CANARY, CANARY), "what": CANARY}
        )
        for p in question.points
    )
    task = question.coding and question.coding.model_copy(
        update={
            "reference": CANARY,
            "hidden": tuple(
                t.model_copy(update={"name": CANARY, "args": CANARY}) for t in question.coding.hidden
            ),
        }
    )
    return question.model_copy(update={"points": points, "coding": task})


def directions(question: Question) -> list[Direction]:
    """One direction of every move and wording."""
    point, at = question.points[0], question.id
    fact = question.facts[0] if question.facts else None
    return [
        Direction(move=Move.OPEN, question_id=at, text=question.ask),
        Direction(move=Move.NEXT, question_id=at, text=question.ask),
        Direction(move=Move.PROBE, question_id=at, text=point.probes[0], point_id=point.id),
        Direction(move=Move.PROBE, question_id=at, text=point.probes[0], point_id=point.id, quote=QUOTED),
        Direction(move=Move.PROBE, question_id=at, text=point.probes[0], point_id=point.id, stuck=True),
        Direction(move=Move.CHALLENGE, question_id=at, text=question.challenges[0]),
        Direction(move=Move.CHALLENGE, question_id=at, text=question.challenges[0], quote=QUOTED),
        Direction(move=Move.HINT, question_id=at, text=point.hints[0], point_id=point.id, hint_level=1),
        *([Direction(move=Move.CLARIFY, question_id=at, text=fact.answer, fact_id=fact.id)] if fact else []),
        Direction(move=Move.CLARIFY, question_id=at),
        Direction(move=Move.CLOSE, question_id=at),
    ]


CASES = [
    pytest.param(kind, direction, id=f"{kind}-{number}-{direction.move}")
    for kind, name in OPENERS.items()
    for number, direction in enumerate(directions(BANK.questions[name]))
]


def view(kind: RoundKind, seed: int = 3) -> AskView:
    """A round under way, as its interviewer sees it."""
    question = BANK.questions[OPENERS[kind]]
    return AskView(
        persona=BANK.interviewers_of(kind)[0],
        question=marked(question),
        transcript=talk(kind, put(question.id), said(f"I'd {QUOTED}.")),
        minutes=30,
        candidate_name="Ana",
        seed=seed,
    )


def answered(question: Question, count: int) -> list[Line]:
    return [
        line for point in question.points[:count] for line in (probe(question.id, point.id), said(point.says))
    ]


UNTIDY = "def card_totals(a, b, c, d):\n    e = {}\n    return e\n"
ACCURACY = "Accuracy tells me whether it is good, and that is the whole story."
SKETCH = (
    "graph LR\n  A[Watched minutes as labels] -->|with noise| B{Two stages}\n  B --> C[Ranker at the peak]"
)
ROUNDS = [
    pytest.param(talk(DESIGN, put("Q14"), said(), *answered(BANK.questions["Q14"], 5)), id="strong"),
    pytest.param(
        talk(
            DESIGN,
            asked("How would you rank the results, and how would you measure it?"),
            said(f"I'd take XGBoost, I always do. {ACCURACY}"),
            asked("Which model else did you consider?"),
            said(
                "None, trees win anyway. I would only tune the depth and be done with it by Friday evening."
            ),
        ),
        id="from elsewhere",
    ),
    pytest.param(
        talk(DESIGN, put("Q14"), drawn(SKETCH), probe("Q14", "two_stages_at_peak"), drawn(SKETCH, text="")),
        id="sketched",
    ),
    pytest.param(
        talk(CODING, put("T1a"), said(), probe("T1a", "hand_card"), said(code=UNTIDY)),
        id="coding",
    ),
    pytest.param(talk(RECRUITER, put("Q01"), said(), *answered(BANK.questions["Q01"], 3)), id="recruiter"),
    pytest.param(talk(BEHAVIORAL, put("Q57"), said(), *answered(BANK.questions["Q57"], 3)), id="behavioral"),
]


TURN = "system_design-02"
SPOKEN = talk(
    DESIGN, asked("How would you rank?"), said("I, Ana, would take XGBoost. It was cheap and it ran nightly.")
)
OTHER = talk(CODING, put("T1a"), said("I sort the taps once and keep the last paid minute for each card."))


def packet() -> Packet:
    """Two rounds that disagree about one flag."""
    flag = "opinion_not_structure"
    low = card(DESIGN, 1.5, rulings=(present(flag, TURN, "I, Ana, would take XGBoost"),))
    high = card(CODING, 3.8, rulings=(absent(flag, "coding-02", "I sort the taps once"),))
    return Packet(role="ml_engineer", company="generic", transcripts=(SPOKEN, OTHER), scorecards=(low, high))
