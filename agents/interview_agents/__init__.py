"""The workers: transcript in; turn, scorecard, debrief out. They do not know the graph."""
