"""Facts about a round that code can measure; they bound what a mind may propose."""

from collections.abc import Sequence

from interview_agents.code_facts import CodeFacts, code_facts
from interview_agents.code_run import CodeRun
from interview_agents.markers import injection_markers
from interview_agents.sketch import labels, remarks
from interview_agents.speech import SPEECH
from interview_agents.text import says_something, sentences, words
from interview_agents.transcript import Move, Transcript, Turn
from interview_personas import Question, Record, Scoring

VARIETY = 0.35
"""Share of distinct words under which a long answer is repetition."""
LONG = 40
VOWELS = frozenset("aeiouyáéíóúäöüàèìòùâêîôûøåæœ")
READABLE = 0.6
"""Share of words that look like words under which an answer is noise."""


class Trials(Record):
    """How the code that was handed in last, for each problem of a round, did against all tests."""

    passed: int
    total: int
    """Hidden tests, passed and in all."""
    failing: tuple[str, ...] = ()
    """Names of the tests that do not pass, hidden ones included."""
    tries: int = 0
    """Runs that the candidate asked for before handing in."""
    tampering: tuple[str, ...] = ()
    """Tricks against the tests in any version, found by code."""

    @property
    def share(self) -> float:
        """Share of the hidden tests that passed."""
        return self.passed / self.total if self.total else 0.0


class Measured(Record):
    """What was counted in one round."""

    answers: int
    substantive: int
    """Answers with enough words that say something."""
    words: int
    seconds: float
    hints: int
    challenges: int
    finished: bool
    """False when the candidate left the round before its end."""
    steps: tuple[str, ...] = ()
    """Steps of the round's template that were reached, in the template's order."""
    code: CodeFacts | None = None
    """Facts of the last code handed in."""
    tested: Trials | None = None
    """None when no code was run: nothing was handed in, or this machine has no sandbox."""
    markers: tuple[str, ...] = ()
    """Structural signs of instructions inside answers. They never lower a score."""


def is_substantive(turn: Turn, scoring: Scoring) -> bool:
    """Whether an answer has something to rule on: enough words that say something.

    Sentences that only try to speak as someone else say nothing about the candidate.
    """
    if turn.code and turn.code.strip():
        return True
    parts = (*sentences(turn.text), *labels(turn.sketch))
    telling_parts = (part for part in parts if says_something(part) and not injection_markers(part))
    said = [word for part in telling_parts for word in words(part)]
    telling = [word for word in said if word not in SPEECH.unknowing]
    if len(said) < scoring.min_words or len(telling) < scoring.min_words // 2:
        return False
    varied = len(set(said)) / min(len(said), LONG * 2) >= VARIETY
    return varied and sum(map(_looks_like_a_word, said)) / len(said) >= READABLE


def _looks_like_a_word(word: str) -> bool:
    if not word.isascii():
        return True
    vowels = sum(letter in VOWELS for letter in word)
    return word.isdigit() or (1 <= len(word) <= 2) or 0.15 <= vowels / len(word) <= 0.8  # noqa: PLR2004


def substantive_answers(transcript: Transcript, scoring: Scoring) -> tuple[Turn, ...]:
    """The answers that say something: a repeated one once, the question read back not at all."""
    kept: dict[str, Turn] = {}
    for asked, turn in transcript.exchanges():
        said = words("\n".join((turn.text, *labels(turn.sketch))))
        echo = not turn.code and set(said) <= set(words(asked.text))
        if is_substantive(turn, scoring) and not echo:
            kept.setdefault(" ".join(words(turn.content)), turn)
    return tuple(kept.values())


def measure(
    transcript: Transcript, scoring: Scoring, steps: tuple[str, ...] = (), question: Question | None = None
) -> Measured:
    """Everything about a round that can be counted."""
    answers = transcript.answers()
    moves = [turn.direction.move for turn in transcript.questions() if turn.direction]
    codes = [turn.code for turn in answers if turn.code and turn.code.strip()]
    entry = question.coding.entry if question and question.coding else None
    return Measured(
        answers=len(answers),
        substantive=len(substantive_answers(transcript, scoring)),
        words=sum(len(words(turn.text)) for turn in answers),
        seconds=sum(turn.seconds for turn in answers),
        hints=moves.count(Move.HINT),
        challenges=moves.count(Move.CHALLENGE),
        finished=not any(turn.wants == "end_round" for turn in answers),
        steps=steps,
        code=code_facts(codes[-1], entry) if codes else None,
        tested=_tested([run for turn in answers for run in turn.runs]),
        markers=tuple(sorted({m for turn in answers for m in markers_of(turn)})),
    )


def markers_of(turn: Turn) -> tuple[str, ...]:
    """Names of the injection markers in an answer: in its words, its code, or what its sketch says."""
    return injection_markers(f"{turn.content}\n{remarks(turn.sketch)}")


def _tested(runs: Sequence[CodeRun]) -> Trials | None:
    last = {run.question_id: run for run in runs if run.submitted}
    if not last:
        return None
    return Trials(
        passed=sum(run.hidden_passed for run in last.values()),
        total=sum(run.hidden_total for run in last.values()),
        failing=tuple(v.name for run in last.values() for v in run.verdicts if not v.passed),
        tries=sum(not run.submitted for run in runs),
        tampering=tuple(sorted({trick for run in runs for trick in run.tampering})),
    )
