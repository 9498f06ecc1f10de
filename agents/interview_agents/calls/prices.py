"""What models cost and when they go: a dated table that users can edit."""

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError

from interview_agents.errors import ModelSpecError
from interview_personas import Record

Dollars = Annotated[float, Field(ge=0)]
MILLION = 1_000_000
SNAPSHOT = re.compile(r"-\d{4}-\d{2}-\d{2}$|-\d{4}$")


class Price(Record):
    """One model's row: dollars for a million tokens or a minute of audio, and the announced end."""

    input: Dollars | None = None
    cached: Dollars | None = None
    cache_write: Dollars | None = None
    output: Dollars | None = None
    minute: Dollars | None = None
    """Of audio, for models that are priced by it."""
    shutdown: date | None = None
    instead: str = ""

    @property
    def known(self) -> bool:
        """Whether tokens can be priced."""
        return self.input is not None and self.output is not None

    def of_audio(self, seconds: float) -> float | None:
        """Dollars for listening; None when the table does not say.

        >>> Price(minute=0.0045).of_audio(120)
        0.009
        """
        return None if self.minute is None else self.minute * seconds / 60

    def of(self, fresh: int, cached: int, written: int, out: int) -> float | None:
        """Dollars for tokens, each counted once; None when the table does not say.

        >>> Price(input=1.0, cached=0.1, output=5.0).of(1_000_000, 1_000_000, 0, 100_000)
        1.6
        """
        if self.input is None or self.output is None:
            return None
        cached_at = self.input if self.cached is None else self.cached
        write_at = self.input if self.cache_write is None else self.cache_write
        total = fresh * self.input + cached * cached_at + written * write_at + out * self.output
        return total / MILLION


class PriceTable(Record):
    """The table and the day it was read."""

    as_of: date
    currency: str = "USD"
    sources: tuple[str, ...] = ()
    models: dict[str, Price]

    def of(self, model: str) -> Price:
        """A model's row; a dated snapshot without a row of its own has its family's.

        >>> price_table().of("gpt-4.1-mini-2025-04-14").shutdown
        datetime.date(2027, 1, 14)
        """
        return self.models.get(model) or self.models.get(SNAPSHOT.sub("", model)) or Price()

    def overlaid_by(self, other: Self) -> Self:
        """This table with another's rows added, and replaced where names meet."""
        return other.model_copy(update={"models": {**self.models, **other.models}})

    def end_of(self, model: str) -> str:
        """What was announced about a name's end, as a sentence; empty when nothing was."""
        row = self.of(model)
        if row.shutdown is None:
            return ""
        when = "was shut down" if self.gone(model) else "is announced to be shut down"
        return f"{model} {when} on {row.shutdown}" + (f": use {row.instead}" if row.instead else "")

    def gone(self, model: str) -> bool:
        """Whether a name was past its announced end when this table was read."""
        end = self.of(model).shutdown
        return end is not None and end <= self.as_of


def price_table(own: Path | None = None) -> PriceTable:
    """The shipped table, overlaid by a user's own.

    Raises:
        ModelSpecError: the user's file cannot be read; the message names file and row.
    """
    if own is None:
        return _shipped()
    try:
        text = own.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelSpecError(f"{own}: the price table cannot be read: {error}") from error
    return _shipped().overlaid_by(_parsed(text, str(own)))


@cache
def _shipped() -> PriceTable:
    source = files("interview_agents.calls").joinpath("prices.toml")
    return _parsed(source.read_text(encoding="utf-8"), "prices.toml")


def _parsed(text: str, name: str) -> PriceTable:
    try:
        return PriceTable.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ModelSpecError(f"{name}: {error}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise ModelSpecError(f"{name}: {place}: {fault['msg']}") from error
