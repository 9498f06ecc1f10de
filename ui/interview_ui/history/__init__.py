"""The room of all onsites: over time, and beside one another."""
