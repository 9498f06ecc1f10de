"""One whole answer of a model as it is kept: its words, why they ended, what they used.

Kept is what a caller of ours reads. Ids, times, log probabilities and hidden reasoning are left out, so
that recording the same answer again gives the same file.
"""

from collections.abc import Mapping

from pydantic import Field, JsonValue

from interview_personas import Record


class UnkeepableError(ValueError):
    """What came back is not a whole answer, or has parts that a cassette has no place for."""


class Answer(Record):
    """One whole answer."""

    model: str = ""
    """What the endpoint called itself; it may be more exact than what was asked for."""
    ended: str = Field(min_length=1)
    """Why it ended, in the endpoint's word: ``stop``, ``length``, ``completed``."""
    usage: Mapping[str, JsonValue] | None = None
    """Tokens, as the endpoint counted them."""
    pieces: tuple[int, ...] = ()
    """Characters of each piece it came in; empty when it came whole."""
    refusal: str | None = None
    """The words it declined with."""
    text: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The words in the pieces they came in."""
        said = self.text if self.refusal is None else self.refusal
        begins = [sum(self.pieces[:index]) for index in range(len(self.pieces))]
        return tuple((said or "")[at : at + size] for at, size in zip(begins, self.pieces, strict=True))

    @property
    def tokens(self) -> int:
        """Read and written for it, as far as they were counted."""
        used = self.usage or {}
        names = ("prompt_tokens", "completion_tokens", "input_tokens", "output_tokens")
        return sum(count for name in names if isinstance(count := used.get(name), int))


def only(values: object, what: str) -> dict[str, object]:
    """The only one of a list, which has to be an object.

    Raises:
        UnkeepableError: it is not.
    """
    if not isinstance(values, list) or len(values) != 1 or not isinstance(values[0], dict):
        raise UnkeepableError(f"not one {what}")
    return values[0]


def counted(usage: object) -> Mapping[str, JsonValue] | None:
    """What an answer says it used, in a fixed order."""
    return {key: usage[key] for key in sorted(usage)} if isinstance(usage, dict) else None
