"""``interview-panel eval train`` and ``readers``: train the rehearsal's readers, and try them."""

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from interview_agents.signals.readers import SHIPPED, load_signals
from interview_evals.errors import CorpusError
from interview_evals.judge.cases import CASES, read_cases
from interview_evals.judge.command import CasesOption, HalfOption
from interview_evals.probes.answers import read_covered
from interview_evals.readers.bank_check import check_bank
from interview_evals.readers.cuts import read_cuts
from interview_evals.readers.mine import with_mine
from interview_evals.readers.shipping import is_shipped, packed
from interview_evals.readers.snippets import CORPUS, Snippet, read_snippets
from interview_evals.readers.tables import bank_table, curve_table, training_table
from interview_evals.showing import out
from interview_panel.corrections import AUTHOR
from interview_panel.own_readers import forget_own, keep_own, own_file
from interview_panel.settings import Settings
from interview_personas import load_bank

if TYPE_CHECKING:  # at run time it would load scikit-learn
    from interview_evals.readers.training import Trained

errors = Console(stderr=True, highlight=False, soft_wrap=True)
WRONG_INPUT = 2


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
    pages: Annotated[
        Path | None, typer.Option("--cards", help="Write a page about every reader to this file, too.")
    ] = None,
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
    trained = _trained(snippets, home if mine else None, pages)
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
    count = sum(map(len, trained.signals.readers.values()))
    out.print(f"{count} readers, {len(raw):,} bytes: {file}", markup=False, soft_wrap=True)


def learning_curve(
    half: HalfOption = "dev",
    snippets: Annotated[Path, typer.Option(help="Folder of labelled snippets.")] = CORPUS,
    cases: CasesOption = CASES,
) -> None:
    """Train on parts of the snippets, and judge labelled rounds with each."""
    from interview_evals.readers.curve import curve  # noqa: PLC0415 - scikit-learn is an extra

    bank = load_bank()
    corpus = read_snippets(snippets, bank.red_flags)
    out.print(curve_table(asyncio.run(curve(corpus, read_cases(cases, half), bank, read_cuts())), half))


def _trained(snippets: Path, home: Path | None, pages: Path | None) -> "Trained":
    """Readers from the snippets, and from the corrections kept at home; a faulty corpus ends the command."""
    # Slow to load, and scikit-learn is an extra: the other commands must not need it.
    from interview_evals.readers.cards import cards  # noqa: PLC0415
    from interview_evals.readers.training import train as train_readers  # noqa: PLC0415

    bank = load_bank()
    try:
        corpus = (
            _with_mine(snippets, bank.red_flags, home) if home else read_snippets(snippets, bank.red_flags)
        )
        trained = train_readers(corpus, bank, read_cuts(), read_covered(half="dev"))
    except CorpusError as error:
        for fault in error.faults:
            errors.print(fault, markup=False)
        errors.print(f"{len(error.faults)} faults")
        raise typer.Exit(WRONG_INPUT) from error
    if pages:
        pages.write_text(cards(trained, corpus, bank), "utf-8")
    return trained


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
