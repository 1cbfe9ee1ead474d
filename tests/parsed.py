from slategraph.extraction.builtin.text.language import parse
from slategraph.extraction.builtin.text.words import Words, bare_words, with_grammar


def parsed(text: str) -> Words:
    """The words of a text with their grammar."""
    doc = parse(text)
    return with_grammar(bare_words(doc), doc)
