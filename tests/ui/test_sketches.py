"""The design round's sketch: handed in with an answer, kept, and drawn only when nothing in it is alive."""

import pytest
from tests.ui.tab import Tab, started

from interview_agents.transcript import Turn
from interview_personas import RoundKind
from interview_ui.house import the_house
from interview_ui.interview.sketches import MOST_DRAWN, STARTER, objection

SAID = "I would start with the data we have, label a thousand mails and measure a simple rule first."
SKETCH = "flowchart TB\n    mails[Mails] --> rules[Rules]\n    rules -->|unsure| people((People))"
ALIVE = (
    "click mails href 'https://elsewhere.example'",
    "click mails call run()",
    "  CLICK mails callback",
    "link Mails: docs @ elsewhere",
    "mails[<img src=x onerror=run()>]",
    "mails[<script>run()</script>]",
    "mails[a <b>bold</b> word]",
    "mails[<<img src=x>>]",
    "mails[&lt;img&gt;]",
    "mails@{ img: 'x.png' }",
    "mails @ { shape: cloud, icon: 'fa:user' }",
    "%%{init: {'securityLevel': 'loose'}}%%",
    "%% {init: {'themeCSS': 'x'} }%%",
    "style mails fill:url(x.png)",
    "linkStyle 0 stroke:red,background:image-set('x.png')",
    "classDef big fill:u\\72l(x)",
    "a --> b; style mails fill:url(x)",
    "a --> b; click a call run()",
    "mails[https:elsewhere.example]",
    "mails[ //elsewhere.example/x.png ]",
    'mails["`![x](x.png)`"]',
    "mails[javascript:run()]",
    "---",
    "@import 'x.css'",
)
HARMLESS = (
    "mails[Data: raw mails, 5 % spam]",
    "mails[first line<br>second line<br/>third]",
    "a <--> b",
    "a -->|p < 0.5| b",
    "a --- b",
    "style mails fill:#f9f,stroke:#333,stroke-width:4px",
    "classDef slow fill:#fdd",
    "class mails slow",
    "%% a remark: nothing more",
    "subgraph offline [Training, nightly]",
    "mails[/Parallelogram/]",
    "mails[Click model]",
)


def answers(tab: Tab) -> list[Turn]:
    (transcript,) = the_house().runner.transcripts(tab.session)
    return list(transcript.answers())


def charts(tab: Tab) -> list[str]:
    """What is drawn."""
    return [text.value for text in tab.page.markdown if text.value.startswith("````mermaid")]


@pytest.mark.parametrize("line", ALIVE)
def test_a_sketch_that_a_browser_could_act_on_is_not_drawn_and_its_line_is_named(line: str) -> None:
    assert objection(f"{SKETCH}\n{line}").startswith("Line 4 is not drawn")


@pytest.mark.parametrize("line", HARMLESS)
def test_what_only_draws_is_drawn(line: str) -> None:
    assert not objection(f"{SKETCH}\n{line}")


@pytest.mark.parametrize(
    "sketch",
    [
        "sequenceDiagram\n  A->>B: ask\n  B-->>A: answer",
        "classDiagram\n  class Model {\n    <<interface>>\n    +predict(x) float\n  }\n  Model <|-- Tree",
        "%% mine\nstateDiagram-v2\n  [*] --> Shadow\n  Shadow --> Live",
        "erDiagram\n  USER ||--o{ CLICKS : makes",
    ],
)
def test_other_kinds_are_drawn_too(sketch: str) -> None:
    assert not objection(sketch)


@pytest.mark.parametrize(
    "sketch", ["", "I would draw", "architecture-beta\n  x", "---\ntitle: x\n---\ngraph TB"]
)
def test_what_is_no_known_kind_is_not_drawn(sketch: str) -> None:
    assert objection(sketch)


def test_a_sketch_that_is_too_long_is_not_drawn() -> None:
    assert "up to" in objection("flowchart TB\n" + "a --> b\n" * MOST_DRAWN)


def test_the_design_round_begins_with_a_template_and_its_picture() -> None:
    tab = started(RoundKind.SYSTEM_DESIGN)
    assert tab.written("Your sketch") == STARTER
    (drawn,) = charts(tab)
    assert STARTER.strip() in drawn


def test_a_sketch_goes_with_the_answer_stays_and_is_shown_in_the_talk() -> None:
    tab = started(RoundKind.SYSTEM_DESIGN)
    tab.write("Your sketch", SKETCH).answer(SAID)
    assert [turn.sketch for turn in answers(tab)] == [SKETCH]
    assert tab.written("Your sketch") == SKETCH
    assert SKETCH in [code.value for code in tab.page.code]
    assert sum(SKETCH in drawn for drawn in charts(tab)) == 2  # in the talk and on the board


def test_the_template_alone_and_an_unchanged_sketch_are_not_handed_in() -> None:
    tab = started(RoundKind.SYSTEM_DESIGN)
    tab.answer(SAID)
    tab.write("Your sketch", SKETCH).answer(f"{SAID} Then I would ask who reads them.")
    tab.answer("Their cost matters more than their number, so I would weigh the errors by it.")
    assert [turn.sketch for turn in answers(tab)] == [None, SKETCH, None]


def test_a_sketch_alone_is_not_sent() -> None:
    tab = started(RoundKind.SYSTEM_DESIGN)
    tab.write("Your sketch", SKETCH).press("Send")
    assert "Nothing to send yet" in tab.words
    assert not answers(tab)


def test_a_live_sketch_is_text_in_the_talk_and_not_a_picture() -> None:
    live = f"{SKETCH}\n{ALIVE[0]}"
    tab = started(RoundKind.SYSTEM_DESIGN)
    tab.write("Your sketch", live).answer(SAID)
    assert live in [code.value for code in tab.page.code]
    assert not charts(tab)
    assert "Line 4 is not drawn" in tab.words


def test_other_rounds_have_no_board() -> None:
    tab = started(RoundKind.BEHAVIORAL)
    assert [field["label"] for field in tab.fields] == ["Your answer"]
