"""The labelled corpus: one question and one spoken answer each, by several authors.

Files are ``<author>/<flag>.jsonl``. An answer is labelled ``flag`` when it shows the red
flag of its file and ``strong`` when it has what stands against it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from interview_agents.rehearsal.labelled import LONGEST, SHORTEST, Line, fits
from interview_agents.text import words
from interview_evals.errors import CorpusError
from interview_evals.lines import found_in, parsed

CORPUS = Path(__file__).parents[2] / "snippets"
"""Where a checkout keeps the corpus; an installed wheel has none."""
NO_ANSWER = "no_answer"
"""Name of the files that are about no red flag: answers that give nothing to judge, and ones that do."""
FEWEST = 10
"""Snippets of each label that a flag needs."""


class Snippet(Line):
    """One labelled answer, with what its path says of it."""

    author: str
    flag: str
    """The red flag its label is about."""


def read_snippets(folder: Path, flags: Collection[str]) -> tuple[Snippet, ...]:
    """The corpus in a folder, by author, flag and line.

    Args:
        folder: holds ``<author>/<flag>.jsonl`` files.
        flags: ids that a file may be named after.

    Raises:
        CorpusError: with every fault of every file, not only the first.
    """
    files = found_in(folder, "*/*.jsonl", "<author>/<flag>.jsonl files")
    faults = [
        f"{file}: {file.stem} is no red flag of the bank: rename the file"
        for file in files
        if file.stem not in {*flags, NO_ANSWER}
    ]
    found: list[tuple[str, Snippet]] = []
    for file in files:
        for entry in _read(file):
            if isinstance(entry, str):
                faults.append(entry)
            else:
                found.append(entry)
    faults += _repeated(found)
    if faults:
        raise CorpusError(faults)
    return tuple(snippet for _, snippet in found)


def _read(file: Path) -> Iterator[tuple[str, Snippet] | str]:
    """Each line as its place and snippet, or as the fault that it has."""
    for entry in parsed(file, Line):
        if isinstance(entry, str):
            yield entry
            continue
        place, line = entry
        if fits(line.answer):
            yield place, Snippet(**line.model_dump(), author=file.parent.name, flag=file.stem)
        else:
            said = len(words(line.answer))
            yield f"{place}: the answer has {said} words: make it {SHORTEST} to {LONGEST}"


def _repeated(found: list[tuple[str, Snippet]]) -> Iterator[str]:
    """Ids and answers that occur twice; a repeated answer would be held out and trained on at once."""
    ids: dict[str, str] = {}
    answers: dict[str, str] = {}
    for place, snippet in found:
        for seen, key, what in ((ids, snippet.id, "id"), (answers, snippet.answer, "answer")):
            if key in seen:
                yield f"{place}: the {what} is that of {seen[key]}: change one"
            seen.setdefault(key, place)


def too_few(snippets: Sequence[Snippet]) -> Iterator[str]:
    """What is missing before a reader can be trained and measured for each flag."""
    counts = Counter((s.flag, s.label) for s in snippets)
    for flag in sorted({s.flag for s in snippets}):
        for label in ("flag", "strong"):
            if counts[flag, label] < FEWEST:
                yield f"{flag}: {counts[flag, label]} snippets labelled {label}: write at least {FEWEST}"
        if len({s.author for s in snippets if s.flag == flag}) < 2:  # noqa: PLR2004 - one is no stranger to itself
            yield f"{flag}: one author only: a second must write some"
