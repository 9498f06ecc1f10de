"""Which real models can be had from the package index, and what they are."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from interview_evals.errors import PeerError
from interview_personas import Record

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class PeerModel(Record):
    """One model: where its bytes come from, and how it is served."""

    name: str
    """What the server calls it: ``qwen2.5-coder-1.5b``."""
    title: str
    upstream: str
    """Who made it, as its publisher names it."""
    license: str
    packed_by: str
    """Who put it on the index, and what is known of them."""
    megabytes: int
    sha256: Sha256
    """Of the model's file."""
    context: int
    """Tokens it can read and write in one call."""
    longest_answer: int
    """Tokens after which the server stops it."""
    sampling: Mapping[str, float]
    """How words are drawn where a request does not say, in the server's names for it."""
    wheels: Mapping[str, Sha256]
    """Requirement to hash, in the order in which their data is joined."""

    @property
    def about(self) -> str:
        """What its recordings are of, in a sentence."""
        drawn = ", ".join(f"{name} {value:g}" for name, value in sorted(self.sampling.items()))
        return (
            f"{self.title} ({self.upstream}, {self.license}), sha256 {self.sha256[:16]}; "
            f"packed by {self.packed_by}. Served by llama.cpp on two shared processors, {drawn}."
        )


@cache
def peer_models() -> dict[str, PeerModel]:
    """The models of ``models.toml``, by the short name a user gives."""
    text = files("interview_evals.peer").joinpath("models.toml").read_text(encoding="utf-8")
    return {short: PeerModel.model_validate(row) for short, row in tomllib.loads(text).items()}


def peer_model(short: str) -> PeerModel:
    """A model by its short name.

    Raises:
        PeerError: there is none of that name.

    >>> peer_model("smollm2").name
    'smollm2-135m'
    """
    known = peer_models()
    if short not in known:
        raise PeerError(f"there is no peer model {short!r}: choose one of {', '.join(known)}")
    return known[short]
