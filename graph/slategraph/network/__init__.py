"""The graph as a NetworkX network."""
