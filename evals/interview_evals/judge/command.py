"""``interview-panel eval judge``: a judge against labelled rounds."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from interview_agents.mind import Mind
from interview_agents.signals.readers import SHIPPED, load_signals
from interview_evals.comparing.verdicts import NO_CASES
from interview_evals.judge.calibration import best_of, trials
from interview_evals.judge.cases import CASES, Half, read_cases
from interview_evals.judge.figures import JudgeFigures
from interview_evals.judge.judging import judge as judged_by
from interview_evals.judge.tables import flags_table, judge_table, notes, trials_table, votes_table
from interview_evals.readers.cuts import CUTS, read_cuts
from interview_evals.showing import out
from interview_panel.commands.model_options import ApiKeyOption, BaseUrlOption, context_for, names_with
from interview_panel.commands.options import BankOption, JsonOption, bank_at
from interview_personas import Bank, load_bank

MindOption = Annotated[
    str | None,
    typer.Option("--mind", help="rehearsal, or a model such as openai:NAME; the settings' when left out."),
]
HalfOption = Annotated[Half, typer.Option("--half", help="Which half; thresholds were chosen on dev.")]
CasesOption = Annotated[Path, typer.Option("--cases", help="Folder of labelled rounds, *.jsonl.")]


def judge(
    mind: MindOption = "rehearsal",
    half: HalfOption = "dev",
    cases: CasesOption = CASES,
    as_json: JsonOption = False,
    bank: BankOption = None,
    base_url: BaseUrlOption = None,
    api_key: ApiKeyOption = None,
) -> None:
    """Measure a judge's rulings and votes against labelled rounds.

    Precision, recall, F1 and kappa of red flags, pooled and a flag; weighted kappa of votes; quotes;
    beside judges that raise every flag and none, and beside the second reader. Exit 5 without rounds.
    """
    asked = bank_at(bank)
    rounds = read_cases(cases, half)
    if not rounds:
        raise typer.Exit(NO_CASES)
    thinking = mind_named(mind, asked, base_url, api_key)
    judged = asyncio.run(judged_by(rounds, asked, thinking))
    figures = JudgeFigures.of(judged, asked, thinking.name, half)
    if as_json:
        typer.echo(figures.model_dump_json(indent=2))
        return
    for table in (judge_table(figures), votes_table(figures), flags_table(figures)):
        out.print(table, "")
    for note in notes(figures):
        out.print(note, markup=False)


def calibrate(
    signals: Annotated[Path, typer.Option(help="A readers' file.")] = SHIPPED,
    cases: CasesOption = CASES,
) -> None:
    """Show what each choice of cuts does to the dev half, and which one the rule takes; writes nothing."""
    bank, cuts = load_bank(), read_cuts()
    tried = asyncio.run(trials(read_cases(cases, "dev"), bank, load_signals(signals), cuts))
    out.print(trials_table(tried), "")
    best = best_of(tried).cuts
    out.print(
        f"The rule takes commission = {best.commission:.2f}, omission = {best.omission:.2f}; {CUTS.name} has"
    )
    out.print(f"commission = {cuts.commission:.2f}, omission = {cuts.omission:.2f}.")


def mind_named(name: str | None, bank: Bank, base_url: str | None, api_key: str | None) -> Mind:
    """The mind of that name in the scorer's and the judge's place."""
    names = names_with(model=name, base_url=base_url, api_key=api_key)
    return context_for(names, bank, base_url, api_key).the_mind(names)
