"""Runs CPython for WASI under wasmtime; a program of its own, killed from outside when time is up."""

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

CRASHED = 128 + signal.SIGSEGV
"""What a native Python would end with; this one's stack for C is small."""


def compile_to(path: Path, wasm: bytes) -> None:
    """Keep an interpreter as machine code that nobody else may change."""
    from wasmtime import Engine, Module

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Module(Engine(), wasm).serialize())


def run(path: str, memory_mb: int, cpu_s: int, command: list[str]) -> int:
    """Run a command in the interpreter with this process's channel; gives its exit status."""
    from wasmtime import Engine, ExitTrap, Func, Linker, Module, Store, Trap, WasiConfig

    lower(cpu_s)
    threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    engine = Engine()
    linker = Linker(engine)
    linker.define_wasi()
    store = Store(engine)
    store.set_limits(memory_size=memory_mb << 20)
    wasi = WasiConfig()
    wasi.argv = command
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    store.set_wasi(wasi)
    start = linker.instantiate(store, Module.deserialize_file(engine, path)).exports(store)["_start"]
    assert isinstance(start, Func)  # noqa: S101  # as in every WASI program
    try:
        start(store)
    except ExitTrap as ended:
        return int(ended.code)
    except Trap as trap:
        sys.stderr.write(f"{trap}\n")
        return CRASHED
    return 0


def lower(cpu_s: int) -> None:
    """Limits of this process; its memory is limited by wasmtime, inside the interpreter."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with(parent: int) -> None:
    """End this process soon after the one that started it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    if sys.argv[1] == "compile":
        compile_to(Path(sys.argv[2]), sys.stdin.buffer.read())
    else:
        os._exit(run(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:]))
