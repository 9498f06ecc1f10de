"""Spoken answers: what was said, and how. Recordings are listened to and kept nowhere.

`heard` turns a recording into words, by whichever `Transcriber`, and counts its delivery here.
"""

from interview_agents.voice.glossary import glossary
from interview_agents.voice.hearing import Heard, Transcriber, heard

__all__ = ["Heard", "Transcriber", "glossary", "heard"]
