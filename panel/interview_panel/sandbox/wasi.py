"""The third tier: CPython compiled to WebAssembly, run by wasmtime in a child process.

For machines where the kernel offers no walls. The interpreter has no system calls, only what WASI
hands it, and it is handed nothing but its channel. There is no numpy, and no threads.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from interview_panel.sandbox.limits import Limits
from interview_panel.sandbox.tier import Launch, TierName, UnusableError, jailed_python
from interview_panel.settings import Settings

PYTHON_WASM = "e5dc5a398b07b54ea8fdb503bf68fb583d533f10ec3f930963e02b9505f7a763"
"""sha256 of VMware Labs' CPython 3.12.0 for WASI; docs/adr/0008 says where to get it."""
HOST = Path(__file__).with_name("wasi_host.py")
COMPILE_S = 300


@dataclass(frozen=True)
class Wasi:
    """Starts Python under wasmtime."""

    compiled: Path
    python: tuple[str, ...]
    numpy: None = None
    no_numpy: str = "there is none for the WASI sandbox: solve the task without it"
    name: TierName = "wasi"

    @contextmanager
    def launch(self, limits: Limits, *, numpy: bool) -> Iterator[Launch]:  # noqa: ARG002  # there is none
        """How to start one process."""
        given = (str(self.compiled), str(limits.memory_mb), str(limits.cpu_s))
        yield Launch(command=(*_host("run"), *given, *self.python))


def find_wasi(folder: Path | None = None) -> Wasi:
    """The tier as this machine has it, not yet tried; compiles the interpreter the first time.

    Args:
        folder: where ``python.wasm`` lies and the compiled one is kept; the sessions' if left out.

    Raises:
        UnusableError: wasmtime or the interpreter is missing, or the interpreter is another one.
    """
    if sys.platform == "win32":
        raise UnusableError("this sandbox needs Linux or macOS")
    if importlib.util.find_spec("wasmtime") is None:
        raise UnusableError("wasmtime is not installed: `pip install 'interview-panel[wasi]'`")
    folder = folder or Settings().home
    wasm = folder / "python.wasm"
    if not wasm.is_file():
        raise UnusableError(f"there is no {wasm}: docs/adr/0008 says where to get CPython for WASI")
    content = wasm.read_bytes()
    if hashlib.sha256(content).hexdigest() != PYTHON_WASM:
        raise UnusableError(
            f"{wasm} is not the interpreter we know, sha256 {PYTHON_WASM[:12]}…: get that one"
        )
    return Wasi(_compiled(folder, content), jailed_python(Path("python")))


def _compiled(folder: Path, wasm: bytes) -> Path:
    """The interpreter as machine code, made once for each version of wasmtime."""
    compiled = folder / f"python-{PYTHON_WASM[:12]}-wasmtime-{version('wasmtime')}.bin"
    if not compiled.exists():
        unfinished = compiled.with_suffix(f".{os.getpid()}")
        command = [*_host("compile"), str(unfinished)]
        done = subprocess.run(  # noqa: S603  # our own program
            command, input=wasm, capture_output=True, check=False, timeout=COMPILE_S
        )
        if done.returncode:
            unfinished.unlink(missing_ok=True)
            raise UnusableError(f"wasmtime could not compile CPython: {done.stderr.decode(errors='replace')}")
        unfinished.replace(compiled)
    return compiled


def _host(action: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-B", str(HOST), action)
