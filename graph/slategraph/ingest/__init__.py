"""Files in, many at once: readers, processes, clusters."""
