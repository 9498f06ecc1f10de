"""``interview-panel eval peer`` and ``peer-drills``: a real model on this machine, to use and to measure."""

import asyncio
from typing import Annotated

import typer
from rich.console import Console

from interview_evals.peer.fetching import fetched
from interview_evals.peer.recipes import peer_model, peer_models
from interview_evals.peer.server import serving
from interview_personas import RoundKind, load_bank

PORT = 8080
"""Where the ``llamacpp:`` profile looks."""
out = Console(highlight=False)
ModelOption = Annotated[str, typer.Option("--model", help=f"One of {', '.join(peer_models())}.")]
ContextOption = Annotated[
    int | None, typer.Option(min=512, help="Tokens a call may read and write; all that the model can.")
]
ThreadsOption = Annotated[int | None, typer.Option(min=1, help="Half of the processors if left out.")]


def peer(
    model: ModelOption = "smollm2",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = PORT,
    context: ContextOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Fetch a small real model, serve it on this machine, and say how to use it. Ctrl-C stops it.

    Needs the extra `peer`. These models are for trying the wire, not for practice.
    """
    chosen = peer_model(model)
    file = fetched(chosen, tell=_say)
    with serving(chosen, file, port=port, context=context, threads=threads) as running:
        _say(f"{chosen.title} answers at {running.base_url}; Ctrl-C stops it. In another terminal:\n")
        _say(f"export OPENAI_BASE_URL={running.base_url} OPENAI_API_KEY={running.api_key}")
        _say(f"interview-panel run --model openai:{chosen.name} --length drill --round recruiter\n")
        try:
            running.wait()
        except KeyboardInterrupt:
            _say("\nstopped")


def peer_drills(
    model: ModelOption = "smollm2",
    rounds: Annotated[list[RoundKind] | None, typer.Option("--round", help="All four if left out.")] = None,
    candidate: Annotated[str, typer.Option(help="Who is interviewed.")] = "hanna_lindqvist",
    seed: int = 0,
    context: ContextOption = None,
    threads: ThreadsOption = None,
    *,
    rehearsed: Annotated[
        bool, typer.Option("--rehearsed", help="The rehearsal asks; the model scores and deliberates.")
    ] = False,
) -> None:
    """Hold one drill a round with a small real model in every role, and print what came of it.

    Takes minutes without a graphics card. Needs the extra `peer`.
    """
    from interview_evals.peer.drills import Asks, drill  # noqa: PLC0415 - loads LangGraph and the model's client
    from interview_evals.peer.report import drill_lines, speed_line  # noqa: PLC0415

    chosen, bank = peer_model(model), load_bank()
    file = fetched(chosen, tell=_say)
    with serving(chosen, file, context=context, threads=threads) as running:
        for kind in rounds or list(RoundKind):
            asks: Asks = "rehearsal" if rehearsed else "peer"
            held = asyncio.run(drill(running, kind, bank.candidates[candidate], bank, asks=asks, seed=seed))
            for line in drill_lines(held):
                _say(line)
        _say(speed_line(running.counters()))


def _say(line: str) -> None:
    out.print(line, markup=False, soft_wrap=True)
