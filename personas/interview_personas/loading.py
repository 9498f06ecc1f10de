"""Reading a bank: every data file once, cross-checked and frozen."""

import hashlib
from functools import cache
from pathlib import Path

from interview_personas.bank import Bank
from interview_personas.crosscheck import contradictions
from interview_personas.errors import BankError
from interview_personas.files import Shelf, read_shelf

SHIPPED = Path(__file__).parent


def load_bank(path: Path | None = None) -> Bank:
    """The shipped bank, or one of your own.

    Args:
        path: a folder laid out like the shipped one. With ``extends = true`` in its
            ``bank.toml`` it adds to the shipped bank, and an entry with the same id
            replaces ours; without it, it stands alone.

    Raises:
        BankError: with every fault of every file, not only the first.

    >>> len(load_bank().red_flags)
    57
    """
    return _load(path.resolve() if path else None)


@cache
def _load(path: Path | None) -> Bank:
    shelves = [read_shelf(SHIPPED)] if path is None else _own(path)
    faults = [fault for shelf in shelves for fault in shelf.faults]
    merged = shelves[0]
    for shelf in shelves[1:]:
        merged = merged.overlaid_by(shelf)
    if faults or (faults := merged.missing()):
        raise BankError(faults)
    bank = _bind(merged)
    if faults := contradictions(bank, merged.origins):
        raise BankError(faults)
    return bank


def _own(path: Path) -> list[Shelf]:
    if not path.is_dir():
        raise BankError([f"{path}: bank: there is no such folder: name a folder of TOML files"])
    own = read_shelf(path)
    return [read_shelf(SHIPPED), own] if own.extends else [own]


def _bind(shelf: Shelf) -> Bank:
    digest = hashlib.sha256("".join(shelf.digests).encode()).hexdigest()
    return Bank.model_validate({"sha256": digest, **shelf.single, **shelf.keyed})
