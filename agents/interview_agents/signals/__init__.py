"""Distilled signals: what a labelled corpus taught small linear readers about free speech.

Readers of red flags, and how likely an answer covers a rubric point. The rehearsal rules by the
first; every interviewer chooses what to ask next by the second, whoever words it.
"""
