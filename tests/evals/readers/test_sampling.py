"""What is trained on, and what is held out together."""

from typing import get_args

import pytest

from interview_agents.signals.readers import Side
from interview_evals import Snippet, read_snippets
from interview_evals.readers.sampling import FOLDS, NEAR, ODDS, by_author, by_question, sample
from interview_evals.readers.snippets import CORPUS
from interview_personas import load_bank


@pytest.fixture(scope="module")
def corpus() -> tuple[Snippet, ...]:
    return read_snippets(CORPUS, load_bank().red_flags)


@pytest.mark.parametrize("flag", ["overengineers", "no_drift_plan"])
@pytest.mark.parametrize("side", get_args(Side))
def test_a_reader_reads_for_one_side_of_its_flag(corpus: tuple[Snippet, ...], flag: str, side: Side) -> None:
    chosen = sample(corpus, flag, side)
    for position, positive in zip(chosen.kept, chosen.positive, strict=True):
        assert positive == (corpus[position].flag == flag and corpus[position].label == side)
    against = sum(w for w, yes in zip(chosen.weight, chosen.positive, strict=True) if not yes)
    assert against == pytest.approx(ODDS * sum(chosen.positive))


def test_answers_that_may_have_it_unlabelled_are_left_out(corpus: tuple[Snippet, ...]) -> None:
    kept = {(corpus[i].flag, corpus[i].label) for i in sample(corpus, "no_drift_plan", "strong").kept}
    assert ("no_monitoring_or_fallback", "strong") not in kept
    assert ("no_monitoring_or_fallback", "flag") in kept


def test_near_flags_are_of_the_bank() -> None:
    flags = load_bank().red_flags
    assert {*NEAR, *(name for near in NEAR.values() for name in near)} <= set(flags)


def test_a_question_is_never_on_both_sides(corpus: tuple[Snippet, ...]) -> None:
    folds: dict[tuple[str, str], set[int]] = {}
    for snippet, fold in zip(corpus, by_question(corpus), strict=True):
        folds.setdefault((snippet.author, snippet.q), set()).add(fold)
    assert all(len(found) == 1 for found in folds.values())
    assert {fold for found in folds.values() for fold in found} == set(range(FOLDS))


def test_an_author_is_never_on_both_sides(corpus: tuple[Snippet, ...]) -> None:
    folds: dict[str, set[int]] = {}
    for snippet, fold in zip(corpus, by_author(corpus), strict=True):
        folds.setdefault(snippet.author, set()).add(fold)
    assert all(len(found) == 1 for found in folds.values())
    assert len({fold for found in folds.values() for fold in found}) == min(FOLDS, len(folds))
