"""The rule of belief: what follows from reports, day by day."""
