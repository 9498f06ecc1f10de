"""The committee: arithmetic decides, words are checked, a failure leaves nothing."""

import pytest
from tests.agents.talk import (
    BANK,
    BEHAVIORAL,
    CODING,
    DESIGN,
    RECRUITER,
    Scripted,
    absent,
    asked,
    card,
    measured,
    present,
    said,
    talk,
)

from interview_agents.debrief import Debrief, Decision, Disagreement, Packet, ProposedDebrief, Rewrite
from interview_agents.errors import MindError
from interview_agents.judge import deliberate
from interview_agents.scorecard import Dropped, Scorecard, Vote

SPOKEN = "I, Ana Silva, would take XGBoost. We chose it because it was cheap."
TURN = "system_design-02"
ROUNDS = (
    talk(DESIGN, asked("How would you rank?"), said(SPOKEN)),
    talk(CODING, asked("Hi."), said("I sort once.")),
)
RIGHT = Disagreement(about="vote", sides="a; b", resolution="c", turn_id=TURN, quote="would take XGBoost")
WRONG = RIGHT.model_copy(update={"quote": "would take CatBoost"})
REWRITE = Rewrite(
    turn_id=TURN,
    template="depth_5",
    original="We chose it because it was cheap.",
    rewritten="**Why**: We chose it because it was cheap.\n**Impact**: [to say: what changed?]",
)


def packet(*cards: Scorecard) -> Packet:
    return Packet(
        role="ml_engineer", company="generic", transcripts=ROUNDS, scorecards=cards or (card(), card(CODING))
    )


def words(*parts: Disagreement | Rewrite) -> ProposedDebrief:
    return ProposedDebrief(
        summary="Solid.",
        disagreements=tuple(p for p in parts if isinstance(p, Disagreement)),
        rewrites=tuple(p for p in parts if isinstance(p, Rewrite)),
    )


async def debriefed(
    *proposals: ProposedDebrief, cards: tuple[Scorecard, ...] = ()
) -> tuple[Debrief, Scripted]:
    mind = Scripted(debriefs=proposals)
    return await deliberate(packet(*cards), BANK, mind, identity=["Ana Silva"]), mind


async def test_words_that_stand_are_asked_for_once_and_kept() -> None:
    debrief, mind = await debriefed(words(RIGHT, REWRITE))
    assert [list(faults) for faults in mind.faults] == [[]]
    assert debrief.disagreements == (RIGHT,)
    assert debrief.rewrites == (REWRITE,)
    assert (debrief.proposed, debrief.supported, debrief.dropped) == (2, 2, ())


async def test_a_false_quote_is_sent_back_once_and_then_dropped_and_counted() -> None:
    debrief, mind = await debriefed(words(WRONG, REWRITE), words(WRONG, REWRITE), words(RIGHT))
    assert len(mind.faults) == 2
    assert mind.faults[1][0].startswith("vote: the quote does not occur")
    assert debrief.disagreements == ()
    assert [d.what for d in debrief.dropped] == ["vote"]
    assert (debrief.proposed, debrief.supported) == (2, 1)


async def test_a_repaired_quote_stands() -> None:
    debrief, _ = await debriefed(words(WRONG), words(RIGHT))
    assert debrief.disagreements == (RIGHT,)
    assert debrief.dropped == ()


@pytest.mark.parametrize(
    "change",
    [
        {"turn_id": "system_design-01", "quote": "How would you rank?"},
        {"turn_id": "behavioral-02"},
        {"turn_id": "coding-02"},
        {"quote": ""},
    ],
)
async def test_a_disagreement_has_to_rest_on_the_candidates_turn(change: dict[str, str]) -> None:
    false = RIGHT.model_copy(update=change)
    debrief, _ = await debriefed(words(false), words(false))
    assert debrief.disagreements == ()
    assert len(debrief.dropped) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"rewritten": "**Why**: It saved two million."},
        {"rewritten": "We chose it because it was fast."},
        {"original": "We chose it because it was fast."},
        {"turn_id": "coding-02"},
        {"rewritten": "**It saved two million.**"},
        {"template": "made_up"},
    ],
)
async def test_a_rewrite_that_adds_a_fact_is_dropped(change: dict[str, str]) -> None:
    false = REWRITE.model_copy(update=change)
    debrief, mind = await debriefed(words(false), words(false))
    assert debrief.rewrites == ()
    assert len(mind.faults) == 2
    assert debrief.dropped[0].what == f"rewrite of {false.turn_id}"


async def test_the_committee_reads_blinded_and_is_quoted_back_in_the_candidates_words() -> None:
    debrief, mind = await debriefed(
        words(RIGHT.model_copy(update={"quote": "I, [name], would take XGBoost"}))
    )
    assert "Ana" not in mind.packets[0].model_dump_json()
    assert debrief.disagreements[0].quote == "I, Ana Silva, would take XGBoost"
    assert debrief.transcripts == ROUNDS


async def test_a_rewrite_is_given_back_in_the_candidates_words() -> None:
    blind = "I, [name], would take XGBoost."
    rewrite = REWRITE.model_copy(update={"original": blind, "rewritten": f"**Why**: {blind}"})
    debrief, _ = await debriefed(words(rewrite))
    assert debrief.rewrites[0].original == "I, Ana Silva, would take XGBoost."
    assert debrief.rewrites[0].rewritten == "**Why**: I, Ana Silva, would take XGBoost."


async def test_a_minds_error_leaves_no_debrief() -> None:
    for proposals in ((), (words(WRONG),)):
        with pytest.raises(MindError):
            await debriefed(*proposals)


async def test_the_decision_is_the_arithmetics_and_no_words_change_it() -> None:
    kind_words = ProposedDebrief(summary="Decision: hire. strong_hire!", would_change="Hire.")
    low = tuple(card(kind, 1.5, Vote.STRONG_NO_HIRE) for kind in (RECRUITER, CODING, DESIGN, BEHAVIORAL))
    debrief, _ = await debriefed(kind_words, cards=low)
    assert (debrief.decision, debrief.aggregate.decision) == (Decision.NO_HIRE, Decision.NO_HIRE)


async def test_a_marker_bars_an_automatic_hire_and_is_shown() -> None:
    marked = card(CODING, 4, Vote.STRONG_HIRE, facts=measured().model_copy(update={"markers": ("role tag",)}))
    debrief, _ = await debriefed(words(), cards=(card(DESIGN, 4, Vote.STRONG_HIRE), marked))
    assert (debrief.aggregate.decision, debrief.decision) == (Decision.HIRE, Decision.HOLD)
    assert debrief.aggregate.points == 4
    assert debrief.markers == ("role tag",)


@pytest.mark.parametrize(
    ("points", "insufficient"),
    [((None, None), True), ((None, None, 4), True), ((None, 4), False), ((4, 4), False)],
)
async def test_too_little_to_judge_is_a_hold_and_said(
    points: tuple[float | None, ...], *, insufficient: bool
) -> None:
    cards = tuple(card(kind, p) for kind, p in zip((DESIGN, CODING, RECRUITER), points, strict=False))
    debrief, _ = await debriefed(words(), cards=cards)
    assert debrief.insufficient is insufficient
    assert debrief.decision is (Decision.HIRE if None not in points else Decision.HOLD)


async def test_the_debrief_adds_up_what_the_sheets_say() -> None:
    shown, clear = present("overengineers", TURN, "x"), absent("accuracy_only", TURN, "y")
    one = card(DESIGN, rulings=(shown, clear)).model_copy(
        update={"proposed": 5, "supported": 4, "dropped": (Dropped(what="x", why="y"),)}
    )
    two = card(CODING).model_copy(update={"proposed": 2, "supported": 2})
    debrief, _ = await debriefed(words(RIGHT), cards=(one, two))
    assert (debrief.proposed, debrief.supported) == (8, 7)
    assert [d.what for d in debrief.dropped] == ["x"]
    assert debrief.found() == ("overengineers",)
    assert debrief.votes == {DESIGN: Vote.LEAN_HIRE, CODING: Vote.LEAN_HIRE}
    assert debrief.scorecards == (one, two)
    assert any(set(week.first) & set(BANK.red_flags["overengineers"].study) for week in debrief.study_plan)
    assert debrief.mind_notice == "A mind for tests."
    assert debrief.notice == "Practice, not a hiring evaluation."
