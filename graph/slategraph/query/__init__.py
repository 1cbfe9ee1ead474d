"""Asking a store: SPARQL, saved queries, standings, changes, conflicts."""
