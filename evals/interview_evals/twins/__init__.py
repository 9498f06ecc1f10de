"""Twins: labelled rounds changed in one way that must not matter, or that must."""
