"""The learning curve: how the judge does when its readers have seen only a part of the snippets."""

import hashlib
from collections.abc import Iterator, Sequence

from interview_agents.rehearsal import Rehearsal
from interview_evals.judge.cases import Case
from interview_evals.judge.figures import counts_of, raised_elsewhere
from interview_evals.judge.judging import judge
from interview_evals.judge.statistics import Confusion
from interview_evals.readers.cuts import Cuts
from interview_evals.readers.features import featured
from interview_evals.readers.snippets import Snippet
from interview_evals.readers.training import fitted
from interview_personas import Bank, Record

SHARES = (0.125, 0.25, 0.5, 0.75, 1.0)


class Point(Record):
    """A share of the snippets, and what readers of it come to on labelled rounds."""

    share: float
    snippets: int
    counts: Confusion
    elsewhere: int
    """Flags raised that neither reader of the round saw or ruled out."""


async def curve(
    snippets: Sequence[Snippet], cases: Sequence[Case], bank: Bank, cuts: Cuts
) -> tuple[Point, ...]:
    """The curve's points; a smaller share is a part of a larger one, question by question."""
    points = []
    for share in SHARES:
        part = tuple(_share(snippets, share))
        judged = await judge(cases, bank, Rehearsal(fitted(featured(part), bank, cuts)))
        counts = counts_of(judged, bank)
        elsewhere = raised_elsewhere(judged)
        points.append(Point(share=share, snippets=len(part), counts=counts, elsewhere=elsewhere))
    return tuple(points)


def _share(snippets: Sequence[Snippet], share: float) -> Iterator[Snippet]:
    for snippet in snippets:
        digest = hashlib.sha256(f"{snippet.flag}/{snippet.author}/{snippet.q}".encode()).digest()
        if int.from_bytes(digest[:4], "big") < share * 2**32:
            yield snippet
