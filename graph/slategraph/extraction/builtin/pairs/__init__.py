"""Pairs of names that may make a claim, and where they stand to each other."""
