"""The room in which an onsite is held."""
