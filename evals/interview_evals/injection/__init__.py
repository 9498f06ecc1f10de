"""Attacks on the judge, written into everything a candidate can write."""
