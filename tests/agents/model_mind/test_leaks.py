"""What the candidate must not read yet is stopped while it is being said."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agents.talk import BANK

from interview_agents.model_mind.leaks import RUN, Listener, Secrets, secrets_of
from interview_agents.model_mind.private import private_of
from interview_personas import Question

NOTE = "Settles who the home screen is for, and which limits hold before designing."
CANARY = "zebra canary"
QUESTIONS = list(BANK.questions.values())


def heard(pieces: Iterable[str], *secrets: Secrets, public: tuple[str, ...] = ()) -> tuple[str, bool]:
    listener = Listener(secrets, lambda: public)
    given = "".join([listener.heard(piece) for piece in pieces])
    return given + listener.rest(), listener.leaked


def cut(text: str, sizes: Iterable[int]) -> list[str]:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    return [*pieces, text[at:]]


@pytest.mark.parametrize(
    "told",
    [
        NOTE,
        "I want to hear you settle who the home screen is for.",
        "SETTLE  WHO,\nthe “Home” screen is for!",
        f"Think of the {CANARY}, will you?",
    ],
)
def test_a_private_text_is_stopped_whole_in_part_and_with_other_endings(told: str) -> None:
    text, leaked = heard([f"Fine. {told} And then?"], secrets_of(NOTE, CANARY))
    assert leaked
    assert not secrets_of(NOTE, CANARY).found(text)


@pytest.mark.parametrize(
    "told", ["Who is the home screen for?", "Which limits hold?", "A zebra and a canary."]
)
def test_ordinary_talk_about_the_same_things_is_let_through(told: str) -> None:
    assert heard([told], secrets_of(NOTE, CANARY)) == (told, False)


def test_what_the_candidate_said_or_knows_is_no_secret() -> None:
    assert heard([NOTE], secrets_of(NOTE), public=(f"I asked. {NOTE}",)) == (NOTE, False)


def test_a_nonce_is_not_said_not_even_its_first_letters() -> None:
    nonce = Secrets.of((), ("a1b2c3d4e5f6",))
    text, leaked = heard(cut("My mark is a1b2c3d4e5f6.", [1] * 30), nonce)
    assert (text, leaked) == ("My mark is ", True)


def test_the_first_words_are_not_kept_waiting() -> None:
    listener = Listener([secrets_of(NOTE)])
    assert listener.heard("Settles") == "Settles"
    assert listener.heard(" who") == ""
    assert listener.heard(" pays?") == " who pays?"


@given(st.lists(st.integers(1, 9), max_size=40), st.booleans())
def test_however_a_text_is_cut_it_arrives_whole_or_is_stopped(sizes: list[int], leaks: bool) -> None:  # noqa: FBT001
    text = f"Let's see, don't hurry. {NOTE if leaks else 'Who is the home screen for?'} Go on"
    given_out, leaked = heard(cut(text, sizes), secrets_of(NOTE, CANARY))
    assert leaked is leaks
    assert text.startswith(given_out)
    assert leaks or given_out == text
    assert len(given_out) <= text.index("who the") if leaks else True


def test_nothing_private_means_nothing_is_held() -> None:
    assert heard(["Any", "thing."]) == ("Anything.", False)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.coding], ids=lambda q: q.id)
def test_reference_code_and_hidden_tests_are_stopped(question: Question) -> None:
    assert question.coding
    secrets, known = secrets_of(*private_of(question)), (question.coding.statement, question.coding.starter)  # pyright: ignore[reportArgumentType] - frozen, so hashable
    body = "\n".join(question.coding.reference.splitlines()[1:])
    assert heard([f"Try this:\n{body}"], secrets, public=known)[1]
    inputs = [test.args for test in question.coding.hidden]
    assert any(heard([f"What about {text}?"], secrets, public=known)[1] for text in inputs)


def test_what_interviewers_ordinarily_say_is_hardly_ever_stopped() -> None:
    """Probes, push-backs, facts and first hints are written about the very points that are private."""
    stopped, total = [], 0
    for question in QUESTIONS:
        secrets = secrets_of(*(t for p in question.points for t in (p.what, p.says, *p.hints[1:])))
        lines = [*question.challenges, *(fact.answer for fact in question.facts)]
        lines += [text for point in question.points for text in (*point.probes, point.hints[0])]
        total += len(lines)
        stopped += [line for line in lines if secrets.found(line, [question.ask])]
    assert total > 2000
    assert len(stopped) / total < 0.005


def test_a_strong_answer_with_every_ninth_word_left_out_is_still_stopped() -> None:
    for question in QUESTIONS:
        secrets = secrets_of(*private_of(question))  # pyright: ignore[reportArgumentType] - frozen, so hashable
        for point in question.points:
            words = point.says.split()
            kept = " ".join(word for at, word in enumerate(words) if at % 9 != 8)
            assert secrets.found(kept), point.id
    assert RUN < 9
