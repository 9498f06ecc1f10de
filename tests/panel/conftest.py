"""The panel before LangGraph: whoever imports first decides how checkpoints are read."""

from hypothesis import settings

import interview_panel

assert interview_panel.__all__

settings.register_profile("same_every_time", derandomize=True, database=None, deadline=None)
settings.load_profile("same_every_time")
