"""The room in which it is read what came of it."""
