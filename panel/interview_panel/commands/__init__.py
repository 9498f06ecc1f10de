"""One module a command; each is an entry point of ``interview_panel.commands``."""
