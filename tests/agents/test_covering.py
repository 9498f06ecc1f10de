"""What an answer likely covers, and what is asked for because of it."""

from tests.agents.talk import BANK, answer

from interview_agents.covering import UNANSWERED, features, likely_covered
from interview_agents.signals.readers import load_signals

QUESTION = BANK.questions["Q14"]
SIGNALS = load_signals()


def test_what_the_bank_itself_says_for_a_point_is_likely_covered() -> None:
    """The bank's words for a point are among what an answer is compared with."""
    told = [likely_covered(QUESTION, [answer(point.says)], SIGNALS).of(point) for point in QUESTION.points]
    others = likely_covered(QUESTION, [answer("I would start on Monday, if the weather is fine.")], SIGNALS)
    assert min(told) > max(others.of(point) for point in QUESTION.points)


def test_a_point_is_covered_by_the_answer_that_says_most_about_it() -> None:
    first, second = QUESTION.points[:2]
    both = likely_covered(QUESTION, [answer(first.says), answer(second.says)], SIGNALS)
    alone = likely_covered(QUESTION, [answer(first.says)], SIGNALS)
    assert both.of(first) == alone.of(first)
    assert both.of(second) > alone.of(second)


def test_every_point_has_the_same_features_and_the_model_knows_them_all() -> None:
    found = features(QUESTION, answer("We log what is shown and what is played."), SIGNALS)
    assert set(found) == {point.id for point in QUESTION.points}
    assert {frozenset(part) for part in found.values()} == {frozenset(SIGNALS.covering.weights)}


def test_before_an_answer_nothing_is_covered() -> None:
    assert not [point.id for point in QUESTION.points if UNANSWERED.doubts(point)]
    assert likely_covered(QUESTION, [], SIGNALS).by_point == {}
