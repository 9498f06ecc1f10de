"""Suites: cases and the checks of them as data, run with any mind, and what came of it as data."""
