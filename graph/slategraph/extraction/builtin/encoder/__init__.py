"""The small language model and what it is fed."""
