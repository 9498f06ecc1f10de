"""Reading a bank's folder: TOML in, validated records and faults out, nothing raised."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from interview_personas.candidate import CandidateSpec
from interview_personas.company import Company, Role
from interview_personas.persona import Persona
from interview_personas.question import Question
from interview_personas.record import Record
from interview_personas.red_flag import Opportunity, RedFlag
from interview_personas.rounds import Loop
from interview_personas.rubric import Rubric
from interview_personas.scoring import Scoring
from interview_personas.study import StudyPlan, Template

KEYED: dict[str, tuple[str, type[Record], str]] = {
    "people": ("people", Persona, "id"),
    "candidates": ("candidates", CandidateSpec, "id"),
    "companies": ("companies", Company, "id"),
    "roles": ("roles", Role, "id"),
    "questions": ("questions", Question, "id"),
    "rubrics": ("rubrics", Rubric, "round"),
    "red_flags": ("red_flags", RedFlag, "id"),
    "opportunities": ("opportunities", Opportunity, "id"),
    "templates": ("templates", Template, "id"),
}
"""Table name in a file: where it goes in the bank, its model, the key it is filed under."""

SINGLE: dict[str, type[Record]] = {"loop": Loop, "study_plan": StudyPlan, "scoring": Scoring}
"""Tables that stand once in a bank."""

Table = dict[str, object]


@dataclass
class Shelf:
    """What one folder holds."""

    keyed: dict[str, dict[str, Record]] = field(default_factory=lambda: {k: {} for k in KEYED})
    single: dict[str, Record] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    """``table/id`` to the file it stands in, for messages."""
    faults: list[str] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    extends: bool = False

    def overlaid_by(self, other: "Shelf") -> "Shelf":
        """This folder with the other's entries added, and replaced where ids meet."""
        return Shelf(
            keyed={name: {**rows, **other.keyed[name]} for name, rows in self.keyed.items()},
            single={**self.single, **other.single},
            origins={**self.origins, **other.origins},
            digests=[*self.digests, *other.digests],
        )

    def missing(self) -> list[str]:
        """A fault for every table that an onsite cannot do without."""
        empty = [name for name, rows in self.keyed.items() if not rows]
        absent = [name for name in SINGLE if name not in self.single]
        return [f"bank: {name}: there is none: add a file with [{name}]" for name in empty + absent]


def read_shelf(folder: Path) -> Shelf:
    """Everything in a folder's TOML files, faults collected beside the good entries."""
    shelf = Shelf()
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        raw = path.read_bytes()
        shelf.digests.append(f"{name} {hashlib.sha256(raw).hexdigest()}\n")
        try:
            tables = tomllib.loads(raw.decode())
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            shelf.faults.append(f"{name}: file: not readable as TOML: {error}")
            continue
        _shelve(shelf, name, tables)
    return shelf


def _shelve(shelf: Shelf, file: str, tables: Table) -> None:
    for table, content in tables.items():
        if table == "extends":
            shelf.extends = content is True
        elif table in SINGLE:
            _add_single(shelf, file, table, content)
        elif table in KEYED:
            _add_keyed(shelf, file, table, content)
        else:
            known = ", ".join([*KEYED, *SINGLE])
            shelf.faults.append(f"{file}: {table}: not a table of a bank: use one of {known}")


def _add_single(shelf: Shelf, file: str, table: str, content: object) -> None:
    record = _validated(shelf, file, table, SINGLE[table], content)
    if record is None:
        return
    if table in shelf.single:
        shelf.faults.append(f"{file}: {table}: stands in {shelf.origins[table]} already: keep one of them")
        return
    shelf.single[table] = record
    shelf.origins[table] = file


def _add_keyed(shelf: Shelf, file: str, table: str, content: object) -> None:
    where, model, key = KEYED[table]
    if not isinstance(content, list):
        shelf.faults.append(f"{file}: {table}: one table: write [[{table}]] with two brackets")
        return
    for position, entry in enumerate(cast("list[object]", content)):
        place = f"{table}[{position}]"
        named = cast("Table", entry).get(key, place) if isinstance(entry, dict) else place
        record = _validated(shelf, file, f"{named}", model, entry)
        if record is None:
            continue
        name = str(getattr(record, key))
        if name in shelf.keyed[where]:
            first = shelf.origins[f"{where}/{name}"]
            shelf.faults.append(f"{file}: {name}: stands in {first} already: give it its own id")
            continue
        shelf.keyed[where][name] = record
        shelf.origins[f"{where}/{name}"] = file


def _validated(shelf: Shelf, file: str, name: str, model: type[Record], content: object) -> Record | None:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        shelf.faults.extend(f"{file}: {name}: {line}" for line in _lines(error))
        return None


def _lines(error: ValidationError) -> Iterator[str]:
    for fault in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in fault["loc"]) or "entry"
        advice = {
            "missing": "add it",
            "extra_forbidden": "remove it, or correct its spelling",
        }.get(fault["type"], "correct the value")
        yield f"{place}: {fault['msg']}: {advice}"
