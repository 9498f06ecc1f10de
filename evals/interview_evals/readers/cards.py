"""A page about every reader: what it was trained on, how well it reads, and where it goes wrong."""

from collections.abc import Iterator, Sequence

from interview_agents.signals.readers import Reader, Side
from interview_evals.readers.snippets import Snippet
from interview_evals.readers.training import Example, Tested, Trained
from interview_personas import Bank, RedFlag

HEAD = """# The readers, one by one

Written by `interview-panel eval train --cards FILE`; do not edit. Each red flag has two small linear
readers: one recognises answers that show it, the other answers with what stands against it. All figures
are of labelled snippets that a reader had not seen, held out by question and, in brackets, by author; at
the probability from which it speaks up, with as many good answers to the same questions and as many
answers about other things as there are flagged ones. On real rounds they do worse: see
[how the judge was measured](evals.md). A reader whose precision is under 0.8 either way gives hints only.
*Surest* is the unseen answer it was rightest about; *wrong* the one it was furthest wrong about.
"""
NAMES: dict[Side, str] = {"flag": "the flag", "strong": "what stands against it"}


def cards(trained: Trained, snippets: Sequence[Snippet], bank: Bank) -> str:
    """The page, in catalogue order."""
    known = trained.signals.readers["flag"]
    flags = [flag for flag in bank.red_flags.values() if flag.id in known]
    return "\n".join([HEAD, *(line for flag in flags for line in _card(flag, trained, snippets))])


def _card(flag: RedFlag, trained: Trained, snippets: Sequence[Snippet]) -> Iterator[str]:
    own = [snippet for snippet in snippets if snippet.flag == flag.id]
    authors = sorted({snippet.author for snippet in own})
    yield f"## {flag.title}\n"
    yield f"`{flag.id}`, {flag.kind}, {flag.severity}; {len(own)} snippets by {len(authors)} authors.\n"
    yield "| reads for | precision | recall | AUC | speaks up from | |"
    yield "|---|---|---|---|---|---|"
    for side, name in NAMES.items():
        yield _row(name, trained.signals.readers[side][flag.id], trained.tested[side][flag.id])
    yield ""
    tested = trained.tested["flag"][flag.id]
    yield f"- Surest: {_quoted(tested.best)}"
    yield f"- Wrong: {_quoted(tested.worst)}\n"


def _row(name: str, reader: Reader, tested: Tested) -> str:
    views = (tested.by_question, tested.by_author)
    precision, recall, auc = (
        f"{getattr(views[0], figure):.2f} ({getattr(views[1], figure):.2f})"
        for figure in ("precision", "recall", "auc")
    )
    hints = "hints only" if reader.hints else ""
    return f"| {name} | {precision} | {recall} | {auc} | {reader.high:.2f} | {hints} |"


def _quoted(example: Example) -> str:
    return f"“{example.answer}” (labelled {example.label}, read as {example.probability:.2f})"
