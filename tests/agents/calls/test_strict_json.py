"""The schema that goes out is strict, and what comes back is read as strictly."""

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import Field

from interview_agents.calls.strict_json import UnreadableError, read_strictly, schema_sha256, strict_schema
from interview_agents.debrief import ProposedDebrief
from interview_agents.scorecard import ProposedScorecard
from interview_personas import Record


class State(StrEnum):
    SHOWN = "shown"
    UNSEEN = "unseen"


class Claim(Record):
    title: str = ""
    """A property may have a keyword's name."""
    state: State = State.UNSEEN
    points: Annotated[int, Field(ge=1, le=4)] | None = None


class Page(Record):
    first: Claim
    """Described beside its reference."""
    claims: tuple[Claim, ...] = ()
    confidence: Literal["low", "high"] = "low"


class Free(Record):
    notes: dict[str, str]


def walk(node: object) -> list[dict[str, object]]:
    if isinstance(node, list):
        return [found for item in node for found in walk(item)]
    if not isinstance(node, dict):
        return []
    return [node, *(found for value in node.values() for found in walk(value))]


@pytest.mark.parametrize("kind", [Page, ProposedScorecard, ProposedDebrief])
def test_every_object_is_closed_and_every_field_required(kind: type[Record]) -> None:
    for node in walk(strict_schema(kind)):
        if node.get("type") == "object":
            properties = node["properties"]
            assert isinstance(properties, dict)
            assert node["additionalProperties"] is False
            assert node["required"] == list(properties)
        assert "default" not in node or isinstance(node["default"], dict)
        assert "$ref" not in node or set(node) == {"$ref"}


def test_descriptions_are_kept_and_a_property_may_be_called_title() -> None:
    schema = strict_schema(Page)
    first = schema["properties"]["first"]  # type: ignore[index]  # a JSON object
    assert first["description"] == "Described beside its reference."
    assert "title" in first["properties"]


def test_free_keys_cannot_be_asked_for() -> None:
    with pytest.raises(TypeError, match="list of records"):
        strict_schema(Free)


def test_a_changed_docstring_is_a_changed_schema() -> None:
    class Other(Record):
        first: Claim
        """Another description."""

    assert schema_sha256(Page) == schema_sha256(Page) != schema_sha256(Other)


def test_a_whole_page_is_read() -> None:
    claim = '{"title": "t", "state": "shown", "points": 3}'
    text = f'{{"first": {claim}, "claims": [{claim}], "confidence": "high"}}'
    page = read_strictly(text, Page)
    assert (page.first.state, page.claims[0].points) == (State.SHOWN, 3)


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        ('{"title": "t", "state": "shown"}', "first.points: field required"),
        ('{"title": "t", "state": "shown", "points": 5}', "first.points: Input should be less"),
        ('{"title": "t", "state": "shown", "points": 3.5}', "first.points: Input should be a valid integer"),
        ('{"title": 1, "state": "shown", "points": 3}', "first.title: Input should be a valid string"),
        ('{"title": "t", "state": "maybe", "points": 3}', "first.state: Input should be"),
        ('{"title": "t", "state": "shown", "points": 3, "x": 1}', "first.x: Extra inputs"),
    ],
)
def test_each_fault_names_its_place(claim: str, fault: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        read_strictly(f'{{"first": {claim}, "claims": [], "confidence": "low"}}', Page)
    assert any(said.startswith(fault) for said in raised.value.faults), raised.value.faults
