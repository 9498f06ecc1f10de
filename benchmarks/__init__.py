"""What things cost, as ratios within one run."""

import interview_panel  # noqa: F401 - before LangGraph, so that checkpoints are read strictly
