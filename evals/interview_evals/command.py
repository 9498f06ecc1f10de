"""``interview-panel eval``: run suites, measure a judge, train readers, show prompts, serve a small model."""

import typer

from interview_evals.comparing.command import baseline, compare
from interview_evals.injection.command import injection
from interview_evals.judge.command import calibrate, judge
from interview_evals.peer.command import peer, peer_drills
from interview_evals.probes.command import probes
from interview_evals.prompts.command import prompts
from interview_evals.readers.command import learning_curve, readers, train
from interview_evals.recording.command import record
from interview_evals.reports.command import report
from interview_evals.suites.command import list_suites, run, score
from interview_evals.twins.command import twins

app = typer.Typer(
    help="Run suites beside their baselines; measure a judge; train the rehearsal's readers; show the "
    "prompts; serve a small real model.",
    no_args_is_help=True,
)
for command in (
    run,
    record,
    score,
    compare,
    report,
    judge,
    twins,
    injection,
    probes,
    calibrate,
    train,
    readers,
    prompts,
    peer,
):
    app.command()(command)
app.command("list")(list_suites)
app.add_typer(baseline, name="baseline")
app.command("peer-drills")(peer_drills)
app.command("learning-curve")(learning_curve)
