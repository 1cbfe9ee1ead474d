"""Finding a quotation in a text: letter by letter, but for kinds of blanks, quotation marks and dashes."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

_SAME = {
    **dict.fromkeys('“”„‟«»‹›‘’‚‛′″`´"', "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
    "…": "...",
}
_LETTER = re.compile(r"\w")
_ENDS = " '.,;:-"


class Text:
    """A text in which quotations and names are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        pairs = list(_folded(text))
        self._plain = "".join(character for character, _ in pairs)
        self._places = [place for _, place in pairs]
        self._lower = _bare(self._plain)

    def find(self, quotation: str, start: int = 0) -> tuple[int, int] | None:
        """The offsets of a quotation, sought from `start` first; None where the text does not hold it.

        >>> text = Text("He said: “I'm in,” and left.")
        >>> text.find("\\"I'm in,\\" and")
        (9, 22)
        """
        plain = _plain(quotation)
        for sought in (plain, plain.strip(_ENDS)):
            if sought.strip(_ENDS):
                at = self._at(sought, start)
                if at >= 0:
                    return self._places[at], self._places[at + len(sought) - 1] + 1
        return None

    def _at(self, sought: str, start: int) -> int:
        """The place of some words, as whole words if they occur so, at or after `start` if they do there; else -1."""
        first = bisect_left(self._places, start)
        places = [next(_whole_words(self._plain, sought, begin), -1) for begin in (first, 0)]
        places += [self._plain.find(sought, first), self._plain.find(sought)]
        return next((place for place in places if place >= 0), -1)

    def holds(self, name: str) -> bool:
        """Whether a name occurs as a word of its own, whatever its capitals and accents."""
        sought = _lower(name)
        return bool(sought) and any(True for _ in _whole_words(self._lower, sought, 0))


def _whole_words(text: str, sought: str, start: int) -> Iterator[int]:
    """Where some words occur from a place on, without a letter just before or after them."""
    at = text.find(sought, start)
    while at >= 0:
        if not _LETTER.fullmatch(text[at - 1 : at]) and not _LETTER.match(text, at + len(sought)):
            yield at
        at = text.find(sought, at + 1)


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """The characters of a text in their plainest form, each with its place; blanks in a row are one."""
    blank = True
    for place, character in enumerate(text):
        if character.isspace():
            if not blank:
                yield " ", place
            blank = True
            continue
        for plain in _SAME.get(character, unicodedata.normalize("NFD", character)):
            yield plain, place
            blank = False


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return "".join(character for character, _ in _folded(text)).strip()


@lru_cache(maxsize=10_000)
def _lower(text: str) -> str:
    return _bare(_plain(text))


def _bare(plain: str) -> str:
    return "".join(character for character in plain if not unicodedata.combining(character)).casefold()
