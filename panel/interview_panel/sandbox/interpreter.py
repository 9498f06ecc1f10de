"""Which Python runs inside the walls, and what of this machine's files it must see.

Python may lie anywhere (/usr, pyenv, uv). It gets the folders of shared libraries and its own
standard library, without the packages installed beside it: those may hold this project's bank.
"""

import importlib.util
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

from interview_panel.sandbox.tier import UnusableError
from interview_personas import Record

SYSTEM_PYTHON = Path("/usr/bin/python3")
LIBRARIES = ("/lib", "/lib32", "/lib64", "/libx32", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32")
LINKERS_FILES = ("/etc/ld.so.cache", "/etc/alternatives")
PACKAGES = ("site-packages", "dist-packages")
OLDEST = (3, 11)
PROBE = (
    "import json, os, sys; print(json.dumps([os.path.realpath(sys.executable), sys.base_prefix, "
    "os.path.dirname(os.path.realpath(os.__file__)), list(sys.version_info[:2])]))"
)


class Interpreter(Record):
    """A Python on this machine."""

    executable: Path
    version: tuple[int, int]
    visible: tuple[Path, ...]
    """Files and folders it needs, links not followed."""
    hidden: tuple[Path, ...]
    """Folders inside those that nobody in a jail shall see."""

    @property
    def open_to_all(self) -> bool:
        """Whether any user of this machine can start it."""
        return all(open_to_all(path) for path in (self.executable, *self.visible))


def own_interpreter() -> Interpreter:
    """The Python that runs this, as it is without its virtual environment."""
    return _described(Path(getattr(sys, "_base_executable", None) or sys.executable))


def interpreter_open_to_all() -> Interpreter:
    """This Python, or the system's when only some users may enter this one's folder.

    Raises:
        UnusableError: neither can be started by any user.
    """
    own = own_interpreter()
    if own.open_to_all:
        return own
    if SYSTEM_PYTHON.exists() and (system := _described(SYSTEM_PYTHON)).version >= OLDEST:
        return system
    raise UnusableError(
        f"{own.executable} lies where only some users may look: run as an ordinary user, or install "
        f"python3 (3.11 or newer) in /usr"
    )


def find_numpy(python: Interpreter) -> Path | None:
    """Folder of the numpy installed here, when it fits that Python."""
    spec = importlib.util.find_spec("numpy")
    if spec is None or spec.origin is None or python.version != sys.version_info[:2]:
        return None
    return Path(os.path.realpath(spec.origin)).parent


def with_its_libraries(numpy: Path) -> tuple[Path, ...]:
    """The package's folder, and the one beside it that holds its shared libraries."""
    beside = numpy.with_name(f"{numpy.name}.libs")
    return (numpy, beside) if beside.exists() else (numpy,)


def open_to_all(path: Path) -> bool:
    """Whether every user may read a path and enter every folder above it."""
    real = Path(os.path.realpath(path))
    return bool(real.stat().st_mode & stat.S_IROTH) and all(
        above.stat().st_mode & stat.S_IXOTH for above in real.parents
    )


def _described(executable: Path) -> Interpreter:
    try:
        told = subprocess.run(  # noqa: S603  # a Python of this machine's
            [executable, "-I", "-S", "-c", PROBE], capture_output=True, text=True, check=True, timeout=30
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UnusableError(f"{executable} cannot be asked where its library is: {error}") from error
    real, prefix, library, version = json.loads(told.stdout)
    roots = [Path(root) for root in (*LIBRARIES, f"{prefix}/lib", f"{prefix}/lib64") if Path(root).exists()]
    more = [Path(path) for path in LINKERS_FILES if Path(path).exists()]
    return Interpreter(
        executable=Path(real),
        version=(version[0], version[1]),
        visible=tuple(dict.fromkeys([*roots, *more, Path(library)])),
        hidden=tuple(_packages(roots, Path(library))),
    )


def _packages(roots: list[Path], library: Path) -> list[Path]:
    """Other Pythons' libraries, and every folder for installed packages."""
    pythons = {Path(os.path.realpath(found)) for root in roots for found in root.glob("python*")}
    others = {path for path in pythons if path.is_dir() and path != library and path not in library.parents}
    return sorted(others | {library / name for name in PACKAGES if (library / name).is_dir()})
