"""``interview-panel eval``: train the readers, see how well they read, show prompts, serve a real model."""

from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from interview_agents.rehearsal.signals import SHIPPED, load_signals
from interview_evals.errors import CorpusError
from interview_evals.injection.command import injection
from interview_evals.judge.command import calibrate, judge
from interview_evals.peer.command import peer, peer_drills
from interview_evals.prompts.command import prompts
from interview_evals.readers.bank_check import check_bank
from interview_evals.readers.cuts import Kind, read_cuts
from interview_evals.readers.mine import with_mine
from interview_evals.readers.shipping import is_shipped, packed
from interview_evals.readers.snippets import CORPUS, NO_ANSWER, Snippet, read_snippets
from interview_evals.readers.tables import bank_table, training_table
from interview_evals.twins.command import twins
from interview_panel.corrections import AUTHOR
from interview_panel.own_readers import forget_own, keep_own, own_file
from interview_panel.settings import Settings
from interview_personas import load_bank

app = typer.Typer(
    help="Measure a judge; train the rehearsal's readers; show the prompts; serve a small real model.",
    no_args_is_help=True,
)
app.command("judge")(judge)
app.command("twins")(twins)
app.command("injection")(injection)
app.command("calibrate")(calibrate)
app.command("peer")(peer)
app.command("peer-drills")(peer_drills)
app.command("prompts")(prompts)
WIDE = 140
out = Console(highlight=False) if Console().is_terminal else Console(highlight=False, width=WIDE)
errors = Console(stderr=True, highlight=False, soft_wrap=True)
WRONG_INPUT = 2


@app.command()
def train(
    snippets: Annotated[
        Path, typer.Option(help="Folder of labelled snippets, <author>/<flag>.jsonl.")
    ] = CORPUS,
    to: Annotated[
        Path | None, typer.Option(help="The file to write.", show_default="the shipped one, or your own")
    ] = None,
    *,
    mine: Annotated[
        bool, typer.Option("--mine", help="Train with your corrections too, into readers of your own.")
    ] = False,
    forget_mine: Annotated[
        bool, typer.Option("--forget-mine", help="Go back to the shipped readers; corrections stay.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if the file would change.")
    ] = False,
) -> None:
    """Train every reader from the labelled snippets, print what was measured, and write the file.

    The same snippets give the same bytes. Faults in the snippets are all listed; exit 2 if there are any.
    """
    home = Settings().home
    if forget_mine:
        forget_own(home)
        out.print("The shipped readers are in use; your corrections are still there.")
        return
    # Slow to load, and scikit-learn is an extra: the other commands must not need it.
    from interview_evals.readers.training import train as train_readers  # noqa: PLC0415

    flags = load_bank().red_flags
    try:
        kinds: dict[str, Kind] = {
            NO_ANSWER: "commission",
            **{name: flag.kind for name, flag in flags.items()},
        }
        corpus = _with_mine(snippets, flags, home) if mine else read_snippets(snippets, flags)
        trained = train_readers(corpus, kinds, read_cuts())
    except CorpusError as error:
        for fault in error.faults:
            errors.print(fault, markup=False)
        errors.print(f"{len(error.faults)} faults")
        raise typer.Exit(WRONG_INPUT) from error
    out.print(training_table(trained))
    file = to or (own_file(home) if mine else SHIPPED)
    if check:
        _compare(file, same=is_shipped(trained.signals, file))
        return
    raw = packed(trained.signals)
    if mine and to is None:
        keep_own(home, raw)
    else:
        file.write_bytes(raw)
    out.print(
        f"{sum(map(len, trained.signals.readers.values()))} readers, {len(raw):,} bytes: {file}",
        markup=False,
        soft_wrap=True,
    )


@app.command()
def readers(
    signals: Annotated[Path, typer.Option(help="A readers' file.")] = SHIPPED,
) -> None:
    """Run the readers over the bank's own speech, which they were not trained on."""
    out.print(bank_table(list(check_bank(load_signals(signals), load_bank()))))


def _with_mine(folder: Path, flags: Collection[str], home: Path) -> tuple[Snippet, ...]:
    """The snippets with the user's corrections, saying how many there are."""
    corpus, unused = with_mine(folder, flags, home)
    own = sum(snippet.author == AUTHOR for snippet in corpus)
    out.print(f"Training on {len(corpus):,} snippets; corrections of yours among them: {own}")
    for name in unused:
        errors.print(f"{name}: left out, no labelled snippets are there for its red flag", markup=False)
    return corpus


def _compare(path: Path, *, same: bool) -> None:
    if not same:
        errors.print(
            f"{path} differs from what the snippets give: run `interview-panel eval train`", markup=False
        )
        raise typer.Exit(1)
    out.print(f"{path} is what the snippets give, bit for bit", markup=False, soft_wrap=True)
