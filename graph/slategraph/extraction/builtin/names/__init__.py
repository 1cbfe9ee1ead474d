"""Finding people, companies and titles in a text."""
