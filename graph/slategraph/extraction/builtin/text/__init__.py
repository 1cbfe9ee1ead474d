"""Words, sentences, dates and cues of a text."""
