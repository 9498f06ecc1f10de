"""The process that serves: llama.cpp's own server, until its parent is gone.

``python -m interview_evals.peer.child`` reads one line of JSON (`Serving`) from standard input,
writes the server's address to standard output when it listens, and stops when standard input
ends. So no server outlives who started it, however that died, and the key is on no command line.
"""

import os
import sys
from collections.abc import Mapping

from pydantic import Field

from interview_personas import Record

SEED = 7
"""The same conversation gets the same answer, as far as a processor allows."""


class Serving(Record):
    """What is served, and where."""

    file: str
    name: str
    port: int
    """0 for any that is free."""
    api_key: str = Field(repr=False)
    context: int
    """Tokens a call may read and write."""
    threads: int
    longest_answer: int
    sampling: Mapping[str, float]


def serve(serving: Serving) -> None:
    """Serve until standard input ends."""
    import xllamacpp  # noqa: PLC0415 # pyright: ignore[reportMissingImports] - an extra

    asked = xllamacpp.CommonParams()
    asked.model.path, asked.model_alias = serving.file, {serving.name}
    asked.hostnames, asked.port = ["127.0.0.1"], serving.port
    asked.api_keys = [serving.api_key]
    asked.cors_origins, asked.cors_credentials = "", False  # the default lets every web page ask
    asked.n_ctx, asked.n_parallel = serving.context, 1  # calls wait for each other: it has few hands
    asked.n_predict = serving.longest_answer
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = serving.threads
    asked.sampling.seed = SEED
    for name, value in serving.sampling.items():
        setattr(asked.sampling, name, value)
    asked.use_jinja, asked.offline, asked.ui = True, True, False
    asked.endpoint_slots, asked.endpoint_metrics = False, True  # slots would show what others asked
    server = xllamacpp.Server(asked)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # there is nothing to save, and its own end waits for answers that nobody reads any more


def main() -> None:
    """Read what to serve, and serve it."""
    serve(Serving.model_validate_json(sys.stdin.readline()))


if __name__ == "__main__":
    main()
