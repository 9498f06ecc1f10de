"""Feedback after each answer, for who practises with a coach.

It is read off the transcript by the rehearsal's readers, whatever mind holds the onsite. No model
is asked and nothing is stored, so it can be shown again at any time and changes no score.
"""

from interview_agents.coach.reading import Feedback, Landed, Shown, feedback

__all__ = ["Feedback", "Landed", "Shown", "feedback"]
