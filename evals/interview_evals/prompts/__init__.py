"""What models read: every agent's prompt as it goes out for a small onsite that is written down here."""
