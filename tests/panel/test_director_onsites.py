"""What holds in every round of every simulated candidate, at every length."""

from functools import cache

import pytest
from tests.panel.onsites import BANK, CONTEXT, directions, held, player

from interview_agents.interviewer import next_turn
from interview_agents.mind import AskView
from interview_agents.text import folded
from interview_agents.transcript import Move, Transcript
from interview_panel import Length, OnsiteRequest, RoundKind
from interview_panel.director import HINTS
from interview_panel.plan import PlannedRound, plan_onsite
from interview_panel.question import OpenQuestion, question_payload

Rounds = list[tuple[PlannedRound, Transcript]]
ASKS_FOR_CODE = set(BANK.round(RoundKind.CODING).asks_for_code)
TALKERS = [spec.id for spec in BANK.candidates.values() if spec.behaviour == "talks"]
each_length = pytest.mark.parametrize("length", list(Length))
each_candidate = pytest.mark.parametrize("who", list(BANK.candidates))


@cache
def onsite(who: str, length: Length, seed: int = 0) -> Rounds:
    """Every round of one onsite, as the director leads it."""
    drawn, candidate = plan_onsite(OnsiteRequest(length=length, seed=seed), BANK), player(who, seed)
    return [(part, held(part, candidate)) for part in drawn.rounds]


@each_length
@each_candidate
class TestEveryRound:
    def test_says_no_content_twice(self, who: str, length: Length) -> None:
        for _, transcript in onsite(who, length):
            contents = [d.text for d in directions(transcript) if d.text]
            assert len(contents) == len(set(contents))

    def test_keeps_to_its_turns_but_for_clarifications(self, who: str, length: Length) -> None:
        for part, transcript in onsite(who, length):
            moves = [d.move for d in directions(transcript)]
            assert len(moves) - moves.count(Move.CLARIFY) <= part.turns

    def test_opens_once_and_closes_once(self, who: str, length: Length) -> None:
        for _, transcript in onsite(who, length):
            moves = [d.move for d in directions(transcript)]
            assert (moves[0], moves[-1]) == (Move.OPEN, Move.CLOSE)
            assert (moves.count(Move.OPEN), moves.count(Move.CLOSE)) == (1, 1)

    def test_asks_only_planned_questions_and_each_once(self, who: str, length: Length) -> None:
        for part, transcript in onsite(who, length):
            put = [d.question_id for d in directions(transcript) if d.move in {Move.OPEN, Move.NEXT}]
            assert tuple(put) == part.questions[: len(put)]

    def test_quotes_the_last_answer_word_for_word_and_no_words_twice(self, who: str, length: Length) -> None:
        for _, transcript in onsite(who, length):
            quotes = []
            for answer, asked in zip(transcript.turns, transcript.turns[1:], strict=False):
                if asked.direction and asked.direction.quote:
                    assert folded(asked.direction.quote) in folded(answer.text)
                    quotes.append(asked.direction.quote)
            assert len(quotes) == len(set(quotes))


@each_length
def test_every_round_with_somebody_who_talks_has_a_challenge(length: Length) -> None:
    without = [
        (who, part.kind.value)
        for who in TALKERS
        for part, transcript in onsite(who, length)
        if Move.CHALLENGE not in {d.move for d in directions(transcript)}
    ]
    assert without == []


@pytest.mark.parametrize("who", TALKERS)
@each_length
def test_everybody_who_codes_hands_in_code_for_the_first_problem(who: str, length: Length) -> None:
    coding = next(transcript for part, transcript in onsite(who, length) if part.kind is RoundKind.CODING)
    asked = bool(ASKS_FOR_CODE & {d.text for d in directions(coding)})
    assert asked or any(turn.code for turn in coding.answers())


@each_length
async def test_the_words_of_a_round_are_never_the_same_twice(length: Length) -> None:
    drawn = plan_onsite(OnsiteRequest(length=length), BANK)
    for part, transcript in onsite("katarzyna_nowak", length):
        said = []
        for at, turn in enumerate(transcript.turns):
            if turn.direction is None:
                continue
            view = AskView(
                persona=BANK.people[part.interviewer],
                question=BANK.questions[turn.direction.question_id],
                transcript=Transcript(round=part.kind, turns=transcript.turns[:at]),
                minutes=part.minutes,
                seed=drawn.seed,
            )
            said.append((await next_turn(view, turn.direction, CONTEXT.the_mind())).text)
        assert len(said) == len(set(said))


@each_length
@pytest.mark.parametrize("who", TALKERS)
def test_a_question_counts_turns_minutes_and_hints_as_they_are_used(who: str, length: Length) -> None:
    drawn = plan_onsite(OnsiteRequest(length=length), BANK)
    for part, transcript in onsite(who, length):
        for at, turn in enumerate(transcript.turns):
            if turn.by_candidate or at == len(transcript.turns) - 1:
                continue
            so_far = Transcript(round=part.kind, turns=transcript.turns[: at + 1])
            shown = OpenQuestion.model_validate(question_payload(drawn, part, so_far, BANK))
            assert shown.turn_id == turn.id
            assert shown.sketch == (part.kind is RoundKind.SYSTEM_DESIGN)
            assert 1 <= shown.turns_used < shown.turns
            assert shown.minutes_used >= 0
            assert shown.hints_left <= HINTS


def test_no_hint_is_given_when_none_is_left() -> None:
    given_from_none = []
    for who in TALKERS:
        drawn = plan_onsite(OnsiteRequest(length=Length.FULL), BANK)
        for part, transcript in onsite(who, Length.FULL):
            for at, turn in enumerate(transcript.turns):
                if turn.direction and turn.direction.move is Move.HINT:
                    before = Transcript(round=part.kind, turns=transcript.turns[: at - 1])
                    left = OpenQuestion.model_validate(question_payload(drawn, part, before, BANK)).hints_left
                    given_from_none += [turn.id] if left == 0 else []
    assert given_from_none == []
