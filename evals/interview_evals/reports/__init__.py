"""What came of a run, for people, for CI and for whoever reviews a change."""
