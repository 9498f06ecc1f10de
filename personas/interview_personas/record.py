"""The one base of every value this project passes around."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen value that refuses keys it does not know.

    Field docstrings become schema descriptions, so one sentence serves the reader,
    the editor and a model that must fill the field.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
