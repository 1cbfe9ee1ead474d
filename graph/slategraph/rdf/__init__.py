"""Values to triples and back, and the shapes they keep."""
