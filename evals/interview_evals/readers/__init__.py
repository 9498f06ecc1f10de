"""The rehearsal's readers: what they are trained on, how, and how well they read.

Training needs the extra ``evals``; the rest runs with the base install.
"""
