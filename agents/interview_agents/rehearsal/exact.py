"""Exact signals: what the order of the talk and the structure of the code show by themselves.

Each reader returns a ruling with the candidate's own words, or None when it cannot tell.
"""

from collections.abc import Callable, Iterator, Mapping

from interview_agents.mind import ScoreView
from interview_agents.rehearsal.lexicon import lexicon
from interview_agents.scorecard import Ruling, State
from interview_agents.text import asks, folded, mentions, sentences, without_courtesies, words
from interview_agents.transcript import Turn

ExactReader = Callable[[ScoreView], Ruling | None]
QUIET_WORDS = 15
"""Words beside a piece of code under which it was handed in without a word of explanation."""
WORKED = 2
"""Numbers in an answer from which it may be working a case, whatever it calls it."""
FULL_ANSWER = 25
"""Words from which a first answer has started to build."""


def model_before_data(view: ScoreView) -> Ruling | None:
    """A model proposed as the answer before a word about data, goal or constraints.

    Clarifying or talking metrics first is no flag, nor is a model the interviewer named
    (CATALOGUE section 9.3).
    """
    lex = lexicon()
    heard = ""
    for turn, sentence in _spoken(view):
        text = folded(sentence)
        if not turn.by_candidate:
            heard += " " + text
            continue
        if mentions(text, lex.data_talk) or (
            mentions(text, lex.framing_talk) and not mentions(text, lex.models)
        ):
            return _absent(
                "model_before_data", turn, sentence, "talks about the data or the goal before any model"
            )
        own_model = mentions(text, lex.models) and not _named_by(heard, text)
        if own_model and mentions(text, lex.proposing) and not asks(sentence):
            return _present(
                "model_before_data", turn, sentence, "names a model before anything about the data"
            )
    return None


def no_clarifying_questions(view: ScoreView) -> Ruling | None:
    """Builds on an open problem without a question or a stated assumption."""
    lex = lexicon()
    answers = view.transcript.answers()
    for turn in answers:
        for sentence in sentences(turn.text):
            if asks(sentence) or mentions(folded(sentence), lex.assuming):
                return _absent(
                    "no_clarifying_questions", turn, sentence, "asks, or says what is being assumed"
                )
    first = answers[0] if answers else None
    if first is None or len(answers) < 2 or len(words(first.text)) < FULL_ANSWER:  # noqa: PLR2004
        return None
    why = "starts to build without one question or stated assumption in the round"
    return _present("no_clarifying_questions", first, sentences(first.text)[0], why)


def jumps_to_code(view: ScoreView) -> Ruling | None:
    """Code in the first answer to a problem, before a question or an example."""
    lex = lexicon()
    for turn in view.transcript.answers():
        said = [s for s in sentences(turn.text) if asks(s) or mentions(folded(s), lex.assuming)]
        if said:
            return _absent("jumps_to_code", turn, said[0], "clarifies before any code")
        if _has_code(turn):
            first = turn.id == view.transcript.answers()[0].id
            why = "the first answer is code"
            return _present("jumps_to_code", turn, _first_line(turn), why) if first else None
    return None


def silence(view: ScoreView) -> Ruling | None:
    """Code handed in with next to no words around it."""
    lex = lexicon()
    handed_in = [turn for turn in view.transcript.answers() if _has_code(turn)]
    if not handed_in:
        return None
    explained = [
        t for t in handed_in if len(words(t.text)) >= FULL_ANSWER and mentions(folded(t.text), lex.explaining)
    ]
    if explained:
        return _absent(
            "silence", explained[0], sentences(explained[0].text)[0], "explains the code as it is written"
        )
    if all(len(words(without_courtesies(turn.text))) < QUIET_WORDS for turn in handed_in):
        return _present(
            "silence", handed_in[0], _first_line(handed_in[0]), "hands in code without explaining it"
        )
    return None


def untidy_code(view: ScoreView) -> Ruling | None:
    """Mostly one-letter names and not one comment; or plain names with documentation."""
    facts, turn = view.measured.code, _last_code(view)
    if facts is None or turn is None or not facts.parses:
        return None
    if facts.untidy:
        why = f"names such as {', '.join(facts.short_names[:4])}; no docstring, no comment"
        return _present("untidy_code", turn, _first_line(turn), why)
    if not facts.short_names and (facts.docstrings or facts.comments):
        return _absent("untidy_code", turn, _first_line(turn), "clear names, and the code says what it does")
    return None


def no_error_handling(view: ScoreView) -> Ruling | None:
    """Code that checks its input; without a check, words decide and this cannot tell."""
    facts, turn = view.measured.code, _last_code(view)
    if facts is None or turn is None or not facts.handles_errors:
        return None
    line = next(
        (part for part in (turn.code or "").splitlines() if part.strip().startswith(("if ", "raise", "try"))),
        "",
    )
    if not line:
        return None
    name = "no_error_handling_or_preprocessing"
    return _absent(name, turn, line.strip(), "the code checks what it is given")


def no_testing(view: ScoreView) -> Ruling | None:
    """Neither the code nor a sentence after it tries the solution on anything."""
    lex = lexicon()
    facts, turn = view.measured.code, _last_code(view)
    if facts is None or turn is None:
        return None
    if tried := next((t for t in view.transcript.answers() if any(not r.submitted for r in t.runs)), None):
        return _absent("no_testing", tried, _first_line(tried), "runs the code before handing it in")
    for answer in view.transcript.answers():
        for sentence in sentences(answer.text):
            if mentions(folded(sentence), lex.testing_talk):
                return _absent("no_testing", answer, sentence, "tries the solution on cases")
    if facts.tests:
        line = next((part for part in (turn.code or "").splitlines() if "assert" in part), _first_line(turn))
        return _absent("no_testing", turn, line.strip(), "the code comes with tests")
    worked = any(sum(word.isdigit() for word in words(t.text)) >= WORKED for t in view.transcript.answers())
    why = "no case is tried, in words or in code"
    return None if worked else _present("no_testing", turn, _first_line(turn), why)


def forgets_edge_cases(view: ScoreView) -> Ruling | None:
    """Hidden tests fail and not one unusual input was named in the whole round."""
    tested, turn = view.measured.tested, _last_code(view)
    if tested is None or turn is None or tested.passed == tested.total:
        return None
    if any(mentions(folded(t.text), lexicon().edge_talk) for t in view.transcript.answers()):
        return None
    why = f"{tested.total - tested.passed} of {tested.total} hidden tests fail, and no unusual input is named"
    return _present("forgets_edge_cases", turn, _first_line(turn), why)


def accuracy_only(view: ScoreView) -> Ruling | None:
    """Accuracy is meant as the measure and nothing else is named in the whole round."""
    lex = lexicon()
    named: Ruling | None = None
    for turn, sentence in _spoken(view):
        text = folded(sentence)
        if not turn.by_candidate:
            continue
        if mentions(text, lex.other_metrics):
            return _absent("accuracy_only", turn, sentence, "names another measure than accuracy")
        if named is None and _by_accuracy(sentence):
            named = _present("accuracy_only", turn, sentence, "accuracy is the only measure named")
    return named


READERS: Mapping[str, ExactReader] = {
    "model_before_data": model_before_data,
    "no_clarifying_questions": no_clarifying_questions,
    "jumps_to_code": jumps_to_code,
    "silence": silence,
    "untidy_code": untidy_code,
    "no_error_handling_or_preprocessing": no_error_handling,
    "no_testing": no_testing,
    "forgets_edge_cases": forgets_edge_cases,
    "accuracy_only": accuracy_only,
}
"""Flags with an exact reader; the name is the flag's id."""
FACTS = frozenset(READERS) - {"accuracy_only", "no_clarifying_questions", "silence"}
"""Flags whose exact signal is a fact of code, runs or order, and no turn of phrase speaks against it."""


def _present(flag: str, turn: Turn, quote: str, why: str) -> Ruling:
    return Ruling(flag=flag, ruling=State.PRESENT, turn_id=turn.id, quote=quote, why=why)


def _absent(flag: str, turn: Turn, quote: str, why: str) -> Ruling:
    return Ruling(flag=flag, ruling=State.ABSENT, turn_id=turn.id, quote=quote, why=why)


def _spoken(view: ScoreView) -> Iterator[tuple[Turn, str]]:
    for turn in view.transcript.turns:
        for sentence in sentences(turn.text):
            yield turn, sentence


def _named_by(heard: str, text: str) -> bool:
    return any(mentions(heard, (model,)) for model in lexicon().models if mentions(text, (model,)))


def _by_accuracy(sentence: str) -> bool:
    """Whether a sentence means accuracy as the measure: it does not ask for it or find fault with it."""
    lex, text = lexicon(), folded(sentence)
    meant = mentions(text, lex.accuracy) and mentions(text, lex.measuring)
    return meant and not mentions(text, lex.faulting) and not asks(sentence)


def _has_code(turn: Turn) -> bool:
    return bool(turn.code and turn.code.strip())


def _last_code(view: ScoreView) -> Turn | None:
    return next((turn for turn in reversed(view.transcript.answers()) if _has_code(turn)), None)


def _first_line(turn: Turn) -> str:
    return next(line.strip() for line in (turn.code or "").splitlines() if line.strip())
