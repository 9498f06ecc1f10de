"""The sizes that the estimate before an onsite is made from: ``python -m benchmarks.sizes``.

Whole onsites of simulated candidates at every length, held by model minds at a scripted provider
that answers as long as models write. What each kind of call read and wrote there is averaged and
printed as the ``[estimate]`` table of ``models.toml``, and beside it how far an estimate from that
table is off each of the onsites. Hidden reasoning is not in it: nobody here reasons.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean

from tests.agents.prompt_caches import tokens
from tests.panel.onsites import BANK
from tests.panel.provided import Onsite, held

from interview_agents.calls.caller import Caller
from interview_agents.calls.estimating import estimate
from interview_agents.model_mind.candidate import ModelCandidate
from interview_agents.model_mind.rendering import spoken
from interview_agents.transcript import Transcript
from interview_panel import Length

CANDIDATES = ("thandiwe_mokoena", "rafael_quintero", "brandon_kessler", "sunita_pradhan")
"""Two strong ones, two weak ones; some talk and some do not."""
STEP = 10
NONCE = "0" * 12


def measured(onsites: Sequence[Onsite]) -> dict[str, int]:
    """The table's figures, but for the ones of a candidate played by a model."""
    rounds = [[used for _, used in turns] for onsite in onsites for turns in onsite.rounds()]
    later = [turns[0][1] for onsite in onsites for turns in onsite.rounds()[1:]]
    sheets = [[used for _, used in onsite.sheets()] for onsite in onsites]
    told = mean(_told(transcript) for transcript in _transcripts(onsites))
    turns = mean(count for onsite in onsites for count in onsite.turns)
    sheet = mean(used.out for *cards, _ in sheets for used in cards)
    return {
        "opening": _rounded(used[0].read_in for used in rounds),
        "shared": _rounded(used.read for used in later),
        "exchange": _rounded(b.read_in - a.read_in for used in rounds for a, b in pairwise(used)),
        "question": _rounded(used.out for turns in rounds for used in turns),
        "sheet_opening": _rounded(used.read_in - told * turns for *cards, _ in sheets for used in cards),
        "sheet_shared": _rounded(used.read for _, *cards, _ in sheets for used in cards),
        "told": _rounded([told]),
        "sheet": _rounded([sheet]),
        "committee_opening": _rounded(
            onsite.sheets()[-1][1].read_in - told * sum(onsite.turns) - sheet * len(onsite.turns)
            for onsite in onsites
        ),
        "committee": _rounded(cards[-1].out for cards in sheets),
    }


def of_candidates(onsites: Sequence[Onsite]) -> dict[str, int]:
    """The figures of a candidate played by a model, from what was said."""
    players = (
        ModelCandidate(BANK.candidates[name], BANK, Caller(onsites[0].specs["interviewer"]))
        for name in CANDIDATES
    )
    pages = (who.messages(Transcript(round=kind))[0].text for who in players for kind in BANK.rubrics)
    answers = (turn.content for transcript in _transcripts(onsites) for turn in transcript.answers())
    return {
        "candidate_opening": _rounded(len(tokens(page)) for page in pages),
        "answer": _rounded(len(tokens(text)) for text in answers),
    }


def _transcripts(onsites: Sequence[Onsite]) -> Iterator[Transcript]:
    return (transcript for onsite in onsites for transcript in onsite.debrief.transcripts)


def _told(transcript: Transcript) -> float:
    """Tokens a turn and its answer take where a round is read from its transcript."""
    return len(tokens(spoken(transcript, NONCE))) / len(transcript.questions())


def _rounded(values: Iterator[float] | Sequence[float]) -> int:
    return round(mean(values) / STEP) * STEP


async def onsites() -> list[Onsite]:
    """One of each candidate at each length."""
    return [await held(length, candidate=name) for length in Length for name in CANDIDATES]


def main() -> None:
    """Print the table, and how far off it is."""
    made = asyncio.run(onsites())
    for name, size in {**measured(made), **of_candidates(made)}.items():
        print(f"{name} = {size}")
    print("\n| onsite | calls | tokens read | written | dollars | estimated | read | written | dollars |")
    print("|---|---|---|---|---|---|---|---|---|")
    for onsite in made:
        specs = {
            role: spec.model_copy(update={"reasoning_effort": "none"}) for role, spec in onsite.specs.items()
        }
        was, said = onsite.spent, estimate(onsite.turns, specs)
        print(
            f"| {onsite.plan.length} | {was.calls} | {was.tokens_in} | {was.tokens_out} | {was.dollars:.4f} "
            f"| {said.calls} | {said.tokens_in / was.tokens_in:.2f} | {said.tokens_out / was.tokens_out:.2f} "
            f"| {said.dollars / was.dollars:.2f} |"
        )


if __name__ == "__main__":
    main()
