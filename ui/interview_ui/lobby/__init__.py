"""The first room: put an onsite together and go in."""
