"""Entities, claims, sources and reports as values; the vocabulary; partial dates."""
