"""Files in, many at once: extractors, processes, clusters."""
