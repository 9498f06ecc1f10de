"""Asking a model what suites need to know of it, and keeping the answers."""
