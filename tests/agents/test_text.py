"""Reading plain speech."""

import pytest

from interview_agents.text import asks, clean, folded, mentions, sentences, substance, words


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("zero\u200bwidth", "zerowidth"),
        ("left\u202eright", "leftright"),
        ("soft\u00adhyphen", "softhyphen"),
        ("\ufeffmark", "mark"),
        ("tag\U000e0041s", "tags"),
        ("word\u2060joiner", "wordjoiner"),
        ("isolate\u2066d\u2069", "isolated"),
        ("bell\x07 nul\x00", "bell nul"),
        ("dos\r\nlines\rend", "dos\nlines\nend"),
        ("  around \n", "around"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("naïve Zürich 東京", "naïve Zürich 東京"),
        ("", ""),
    ],
)
def test_what_people_cannot_see_is_removed_and_nothing_else(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("no stop\nnext line\n\nthird", ["no stop", "next line", "third"]),
        ("At 0.5 we stop.", ["At 0.5 we stop."]),
        ("  spaced.   Out. ", ["spaced.", "Out."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_split_into_its_sentences(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_words_are_folded_and_keep_their_apostrophes() -> None:
    assert words("I’d use XGBoost, max_depth=6!") == ["i'd", "use", "xgboost", "max", "depth", "6"]


@pytest.mark.parametrize(
    "aside", ["Sorry.", "Good point, thanks.", "I’m not sure.", "Let me think about it."]
)
def test_an_aside_has_no_substance(aside: str) -> None:
    assert substance(f"{aside} We log every miss.") == ["We log every miss."]


@pytest.mark.parametrize(
    "text",
    [
        "Is this batch or real time?",
        "how many users are there",
        "So, what counts as a success",
        "Okay, can I assume the list is sorted",
        "Before I start, who uses it",
        "what happens when the feed is late",
        "which users are in scope",
        'You said "fast?"',
    ],
)
def test_a_question_asks_with_or_without_its_mark(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'd ask about latency.",
        "What matters is the label.",
        "When the data is late we wait.",
        "I would start with the logs",
        "Candidates come from two sources",
        "",
    ],
)
def test_a_statement_does_not_ask(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "when I joined there was no monitoring so I built one",
        "any model works here, I would take trees",
        "which is why I kept the regression",
        "what matters most is where the labels come from",
        "how the labels are made matters",
        "will do",
    ],
)
def test_a_statement_typed_without_a_full_stop_does_not_ask(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("labels drift", "label", True),
        ("we relabelled", "label", False),
        ("the log of it", "log$", True),
        ("logging it", "log$", False),
        ("a/b tests", "a/b", True),
        ("cold  start", "cold start", True),
        ("cold\nstart", "cold start", True),
        ("coldstart", "cold start", False),
        ("recall@10", "recall@", True),
        ("don't", "don't", True),
    ],
)
def test_a_cue_is_found_at_the_start_of_a_word(text: str, cue: str, *, found: bool) -> None:
    assert mentions(text, (cue,)) is found


def test_no_cues_are_never_found() -> None:
    assert not mentions("anything", ())


def test_folding_is_for_matching_only() -> None:
    assert folded("\uff21I’d \ufb01t") == "ai'd fit"
