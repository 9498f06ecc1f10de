"""Property tests look at the same examples each time, and leave nothing behind."""

from hypothesis import settings

settings.register_profile("same_every_time", derandomize=True, database=None, deadline=None)
settings.load_profile("same_every_time")
