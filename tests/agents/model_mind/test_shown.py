"""What the documentation shows is what is sent."""

from tests.agents.model_mind.shown import FILE, document


def test_the_documented_prompts_are_the_ones_that_go_out() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), "python -m tests.agents.model_mind.shown"
