"""Who thinks in an onsite, and at which address."""
