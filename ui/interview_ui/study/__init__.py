"""The room to study in: red flags, questions, templates, drills."""
