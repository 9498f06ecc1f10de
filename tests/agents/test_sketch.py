"""What a sketch says: the labels of its boxes and arrows, and nothing of Mermaid's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_agents.sketch import SYNTAX, labels, remarks, sketch_lines
from interview_agents.text import words


@pytest.mark.parametrize(
    ("sketch", "expected"),
    [
        ("graph LR\nA[Feature store] -->|hourly| B{Fresh?}", ("Feature store", "hourly", "Fresh?")),
        (
            "flowchart TD; A((User)) -- asks --> B[(Label DB)]; B -. retry .-> A",
            ("User", "asks", "Label DB", "retry"),
        ),
        ('graph TD\nA["Store (v2)"] ==> B[/Real-time events/]', ("Store (v2)", "Real-time events")),
        ("graph TD\nA --> B", ("A", "B")),
        ("Gateway-->Ranker\nRanker <--> Cache", ("Gateway", "Ranker", "Cache")),
        ("subgraph Training\n direction TB\n T[Train<br/>nightly]:::big\nend", ("Training", "Train nightly")),
        ("subgraph s1 [Online serving]\n a & b o--o c\nend", ("Online serving", "a", "b", "c")),
        ("style A fill:#f9f\nclassDef big fill:red\nlinkStyle 0 stroke:red\nclass A big", ()),
        ('A@{ shape: cyl, label: "DB of labels" } --> B>Drift alert]', ("DB of labels", "Drift alert")),
        (
            "sequenceDiagram\nparticipant U as User\nU->>API: get features\n"
            "Note over U,API: cached\nloop daily\nend",
            ("User", "API", "get features", "cached", "daily"),
        ),
        (
            'stateDiagram-v2\nstate "Canary release" as c\nc --> Full : deploy',
            ("Canary release", "Full", "deploy"),
        ),
        ("client -> api -> db", ("client", "api", "db")),
        ("A[unclosed --> ", ("unclosed",)),
        ('click A "https://example.org" "tip"\n%% a remark', ()),
        ("graph LR", ()),
        (None, ()),
    ],
)
def test_labels_are_read_and_syntax_is_not(sketch: str | None, expected: tuple[str, ...]) -> None:
    assert labels(sketch) == expected


@pytest.mark.parametrize("word", sorted(SYNTAX.silent))
def test_mermaids_own_words_say_nothing(word: str) -> None:
    assert labels(f"{word.upper()} TB\n{word}") == ()


def test_a_label_said_twice_counts_once() -> None:
    assert labels("Ranker --> Cache\nCache --> Ranker") == ("Ranker", "Cache")


def test_each_line_is_verbatim_and_has_its_own_labels() -> None:
    assert sketch_lines("graph LR\n  A[Logs] --> B[Labels]  \n\n%% no\n") == (
        ("graph LR", ()),
        ("A[Logs] --> B[Labels]", ("Logs", "Labels")),
    )


def test_remarks_are_labels_and_comments() -> None:
    assert remarks("graph LR\n%% to be checked\nA[Logs]") == "Logs\nto be checked"


@given(st.text(alphabet='ab "[](){}|<>-=.~&:;%#@/\\\n', max_size=80))
def test_whatever_is_drawn_is_read_without_a_fault_and_adds_no_word(sketch: str) -> None:
    assert set(words(" ".join(labels(sketch)))) <= set(words(sketch))
