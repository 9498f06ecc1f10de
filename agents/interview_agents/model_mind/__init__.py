"""The mind that is a language model (`mind`), and the simulated candidate that is one (`candidate`)."""
