"""Whether a long talk makes the page slow: ``python -m benchmarks.pages``.

Onsites of 20 and of 200 turns are held by the rehearsal: one of each is left open at its last
question, one is brought to its debrief. Then the interview's page of the open ones and the
debrief's page of the others are run again and again, as a click runs them, in one process and
in rotated order, so that whatever else the machine does falls on all of them alike. What is
timed is the page's script, from its first line to its last. Figures are medians, and ratios of
the same look at both sizes with their median absolute deviation.
"""

import argparse
import gc
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from benchmarks.arms import answer
from benchmarks.measuring import deviation
from interview_agents.answer import Answer
from interview_panel import Length, OnsiteRequest, PanelContext, RoundKind, load_bank
from interview_panel.runner import Runner
from interview_personas import Bank
from interview_ui.house import close_house

SIZES = {20: 3, 200: 26}
"""Turns of a talk, about, and questions a round that make so many."""
PAGES = ("interview", "debrief")
MOST = 1.5
Arm = tuple[str, int]
"""A page, and the turns of the talk behind it."""


@dataclass
class Taken:
    """One arm's figures, a look each."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


def script() -> None:
    """What a tab runs: the page, with its time."""
    import time  # noqa: PLC0415 - Streamlit takes a function's lines alone

    import streamlit as st  # noqa: PLC0415

    from interview_ui.script import main  # noqa: PLC0415

    began, cpu = time.perf_counter(), time.process_time()
    try:
        main()
    finally:
        st.session_state["took_s"] = (time.perf_counter() - began, time.process_time() - cpu)


def of_rounds(bank: Bank, questions: int) -> Bank:
    """The bank with one length, whose rounds take so many questions each."""
    length = bank.length(Length.FULL).model_copy(
        update={"turns": dict.fromkeys(RoundKind, questions), "questions": dict.fromkeys(RoundKind, 6)}
    )
    return bank.model_copy(update={"loop": bank.loop.model_copy(update={"lengths": (length,)})})


def hold(file: Path, questions: int, *, to_the_end: bool) -> str:
    """Hold an onsite and give its id; one that is not held to its end waits for its last answer."""
    answers = len(RoundKind) * (questions - 1) - (not to_the_end)
    with Runner(file, PanelContext(bank=of_rounds(load_bank(), questions))) as runner:
        session_id = runner.start(OnsiteRequest(length=Length.FULL))
        for number in range(answers):
            runner.follow(session_id).wait()
            runner.answer(session_id, Answer(text=answer(number)))
        standing = runner.follow(session_id).wait()
        state = standing.state if standing else "running"
        if state != ("finished" if to_the_end else "waiting"):
            raise SystemExit(f"the onsite is {state} after {answers} answers: look at its plan")
    return session_id


def tab_at(session_id: str) -> AppTest:
    """A tab that was led to where its session is: at the open question, or at the debrief."""
    tab = AppTest.from_function(script, default_timeout=120)
    tab.query_params["session"] = session_id
    return tab.run()


def look(tab: AppTest, taken: Taken) -> None:
    """One look at a page, as a click brings it."""
    gc.collect()
    tab.run()
    if tab.exception:
        raise SystemExit(f"the page failed: {tab.exception[0].message}")
    wall_s, cpu_s = tab.session_state["took_s"]
    taken.wall_ms.append(wall_s * 1000)
    taken.cpu_ms.append(cpu_s * 1000)


def measured(file: Path, looks: int) -> dict[Arm, Taken]:
    """What each look took, by page and size."""
    held = {
        (page, size): hold(file, questions, to_the_end=page == "debrief")
        for page in PAGES
        for size, questions in SIZES.items()
    }
    tabs = {arm: tab_at(session_id) for arm, session_id in held.items()}
    found = {arm: Taken() for arm in tabs}
    order = list(tabs)
    for _ in range(looks):
        for arm in order:
            look(tabs[arm], found[arm])
        order = order[1:] + order[:1]
    return found


def summary(found: Mapping[Arm, Taken]) -> dict[str, dict[str, float]]:
    """Each page's medians, and the ratios of the same look at both sizes."""
    table = {}
    for page in PAGES:
        short, long = (found[page, size] for size in SIZES)
        wall = [b / a for a, b in zip(short.wall_ms, long.wall_ms, strict=True)]
        cpu = [b / a for a, b in zip(short.cpu_ms, long.cpu_ms, strict=True)]
        table[page] = {
            "short_ms": median(short.wall_ms),
            "long_ms": median(long.wall_ms),
            "ratio": median(wall),
            "ratio_mad": deviation(wall),
            "cpu_ratio": median(cpu),
            "cpu_ratio_mad": deviation(cpu),
        }
    return table


def markdown(table: Mapping[str, Mapping[str, float]]) -> str:
    """The figures as people read them."""
    few, many = SIZES
    head = (
        f"| page | {few} turns, ms | {many} turns, ms | ratio | ratio of CPU |\n|---|---|---|---|---|\n"
        f"| target | | | at most {MOST}x | |\n"
    )
    return head + "\n".join(_row(page, row) for page, row in table.items())


def _row(page: str, row: Mapping[str, float]) -> str:
    times = f"| {page} | {row['short_ms']:.0f} | {row['long_ms']:.0f} "
    wall = f"| {row['ratio']:.2f}x ± {row['ratio_mad']:.2f} "
    return f"{times}{wall}| {row['cpu_ratio']:.2f}x ± {row['cpu_ratio_mad']:.2f} |"


def main() -> None:
    """Print the table, as JSON with ``--json``."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--looks", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERVIEW_PANEL_HOME"] = folder
        table = summary(measured(Path(folder) / "sessions.sqlite", given.looks))
        close_house()
    print(json.dumps(table, indent=2) if given.json else markdown(table))


if __name__ == "__main__":
    main()
