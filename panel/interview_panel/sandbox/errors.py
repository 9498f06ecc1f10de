"""What can go wrong with the sandbox itself, never with the candidate's code."""

from interview_panel.errors import PanelError


class SandboxError(PanelError):
    """The sandbox failed, so nothing is known about the candidate's code."""
