"""A debrief as a PDF, set by Typst from the debrief's own data."""

from interview_panel.printing.pdf import pdf

__all__ = ["pdf"]
