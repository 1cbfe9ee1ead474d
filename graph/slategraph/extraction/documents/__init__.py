"""Articles from files, addresses and text."""
