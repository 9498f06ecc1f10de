"""The embedded mind: no key, no network, deterministic for a seed.

It reads free speech through *signals*: exact ones (order of talk, structure of code) and
distilled ones (a small linear reader a red flag, trained from a labelled corpus that lives
in the repository). It says what it is, and how well it was measured, wherever it speaks.
"""

from interview_agents.rehearsal.mind import Rehearsal
from interview_agents.rehearsal.player import CandidatePlayer

__all__ = ["CandidatePlayer", "Rehearsal"]
