"""Scorers never learn who speaks: names, pronouns and schools are replaced before they read.

Each replacement is remembered with its place, so that a quote from the blinded text can be
given back in the candidate's own words and checked there.
"""

from interview_agents.blinding.rounds import Blinded, BlindedPacket, blinded
from interview_agents.blinding.sharing import anonymous

__all__ = ["Blinded", "BlindedPacket", "anonymous", "blinded"]
