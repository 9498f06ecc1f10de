"""A run beside a committed baseline: what got worse, what got better, and what cannot be told."""
