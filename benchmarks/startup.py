"""What starting costs over Python itself: ``python -m benchmarks.startup``.

Each arm is a process of its own, taken in rotated order; figures are medians of the ratios to the
bare interpreter's in the same round, with their median absolute deviation.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from statistics import median

from benchmarks.measuring import deviation

HELP = "import sys; sys.argv[1:] = {arguments}; from interview_panel.cli import main; main()"
ARMS = {
    "python -c pass": "pass",
    "import interview_panel": "import interview_panel",
    "interview-panel --help": HELP.format(arguments=["--help"]),
    "interview-panel sessions --help": HELP.format(arguments=["sessions", "--help"]),
    "from interview_panel import Session": "from interview_panel import Session",
    "import langgraph.graph": "import langgraph.graph",
}
BARE = next(iter(ARMS))
TARGETS = {"import interview_panel": 1.5, "interview-panel --help": 4.0}


def measured(rounds: int) -> dict[str, list[float]]:
    """Seconds of each arm, a round each."""
    found: dict[str, list[float]] = {name: [] for name in ARMS}
    names = list(ARMS)
    for _ in range(rounds):
        for name in names:
            found[name].append(_taken_s(ARMS[name]))
        names = names[1:] + names[:1]
    return found


def table(found: dict[str, list[float]]) -> str:
    """The figures as Markdown."""
    lines = ["| what | ms | over python | target |", "|---|---|---|---|"]
    for name, taken in found.items():
        ratios = [mine / bare for mine, bare in zip(taken, found[BARE], strict=True)]
        target = f"at most {TARGETS[name]}x" if name in TARGETS else ""
        over = f"{median(ratios):.2f}x ± {deviation(ratios):.2f}"
        lines.append(f"| `{name}` | {median(taken) * 1000:.1f} | {over} | {target} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    given = parser.parse_args(arguments)
    measured(1)  # writes the byte code
    print(table(measured(given.rounds)))


def _taken_s(program: str) -> float:
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
