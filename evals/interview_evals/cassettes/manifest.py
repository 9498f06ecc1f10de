"""Who was asked for the recordings of a folder: its ``models.yaml``, so that a replay needs no names."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from interview_agents.calls.specs import ModelSpec, Role
from interview_evals.cassettes.files import read_sealed, write_sealed
from interview_evals.errors import CassetteError
from interview_personas import Record

FILE = "models.yaml"


class Model(Record):
    """One model, and how it was asked; its address and key are nobody's business."""

    name: str
    temperature: float | None = None
    reasoning_effort: str | None = None
    use_responses_api: bool = False
    max_tokens: int | None = None

    @classmethod
    def of(cls, spec: ModelSpec) -> "Model":
        """What of a spec an answer depends on."""
        return cls.model_validate({name: getattr(spec, name) for name in cls.model_fields})

    @property
    def on_the_wire(self) -> "Model":
        """The same under the endpoint's own name for it, whatever kind of endpoint has it."""
        return self.model_copy(update={"name": self.name.partition(":")[2]})


class Manifest(Record):
    """Who was asked."""

    about: str = ""
    """What was served, where its bytes come from, and on what; for people."""
    models: Mapping[Role, Model] = Field(min_length=1)

    def is_of(self, other: "Manifest") -> bool:
        """Whether the same models were asked in the same way."""
        mine, others = (
            {role: model.on_the_wire for role, model in manifest.models.items()} for manifest in (self, other)
        )
        return mine == others

    def specs(self) -> Mapping[Role, ModelSpec]:
        """The models without an address of their own, for a replay."""
        return {role: ModelSpec.model_validate(model.model_dump()) for role, model in self.models.items()}


def read_manifest(folder: Path) -> Manifest:
    """Who was asked for the recordings of a folder.

    Raises:
        CassetteError: it holds none, or the file is not as it was written.
    """
    path = folder / FILE
    if not path.is_file():
        raise CassetteError(f"{folder}: there are no recordings here ({FILE} is missing): record some first")
    return read_sealed(path, Manifest)


def manifest_for(
    folder: Path, specs: Mapping[Role, ModelSpec] | None, about: str, *, writes: bool
) -> Manifest:
    """A folder's manifest; a new one when the folder is new and something will be recorded in it.

    Raises:
        CassetteError: there is none and none can be made, or it names other models.
    """
    if specs is None or (not writes and (folder / FILE).is_file()):
        return read_manifest(folder)
    wanted = Manifest(about=about, models={role: Model.of(spec) for role, spec in specs.items()})
    if not writes:
        return wanted
    if not (folder / FILE).is_file():
        write_sealed(folder / FILE, wanted)
    there = read_manifest(folder)
    if not there.is_of(wanted):
        asked = ", ".join(f"{role} {model.name}" for role, model in there.models.items())
        raise CassetteError(
            f"{folder} holds recordings of other models, or asked in another way ({asked}): "
            "record into another folder, or delete this one"
        )
    return there
