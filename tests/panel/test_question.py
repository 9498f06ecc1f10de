"""What the candidate is asked, and the form of what comes back."""

import json

from pydantic import TypeAdapter

from interview_agents.answer import Answer
from interview_panel.question import AnswerForm


def test_the_form_of_an_answer_is_in_one_piece_and_names_all_that_an_answer_takes() -> None:
    form = TypeAdapter(AnswerForm).json_schema()
    assert "$ref" not in json.dumps(form)
    assert set(form["properties"]) == set(Answer.model_fields)
    spoken = next(option for option in form["properties"]["delivery"]["anyOf"] if "properties" in option)
    assert "fillers_at_least" in spoken["properties"]
