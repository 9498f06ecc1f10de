"""Calls to a model: where it answers, how it is asked, what goes wrong, and what it costs.

The only room that knows langchain-openai (`models`) and tenacity (`attempts`). Nothing is imported
here, because both take most of a second and a command line's help needs neither.
"""
