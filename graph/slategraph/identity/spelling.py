"""How names are spelt: one plain form for accents, alphabets and apostrophes, and the tables of how names vary.

The tables are the files of `data/names/`; nothing of them is repeated here.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from slategraph.files import shipped


def _rows(table: str) -> Iterator[tuple[str, ...]]:
    text = shipped(f"data/names/{table}.csv").read_text("utf-8")
    return (tuple(row) for row in list(csv.reader(text.splitlines()))[1:])


def _words(kind: str) -> Mapping[str, str]:
    return {word: value for word, value, its in _rows("words") if its == kind}


def _kind(table: str, kind: str) -> frozenset[str]:
    return frozenset(word for word, its in _rows(table) if its == kind)


def _bearers(rows: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """From each spelling to the names that it can stand for."""
    found: dict[str, set[str]] = {}
    for name, others in rows:
        for other in others.split():
            found.setdefault(other, set()).add(name)
    return {other: frozenset(names) for other, names in found.items()}


NICKNAMES: Mapping[str, frozenset[str]] = _bearers(_rows("nicknames"))
VARIANTS: Mapping[str, frozenset[str]] = _bearers((name, f"{name} {others}") for name, others in _rows("variants"))
#: Given names that have short forms or several spellings.
GIVEN = frozenset(row[0] for table in ("nicknames", "variants") for row in _rows(table))
COMMON = _kind("surnames", "common")
FAMILY_FIRST = _kind("surnames", "first")
LEGAL, TRADE, LABEL = (_kind("companies", kind) for kind in ("legal", "trade", "label"))
ABBREVIATIONS, NUMBERS, ROMAN = _words("abbreviation"), _words("number"), _words("roman")
HONORIFICS, ARTICLES = frozenset(_words("honorific")), frozenset(_words("article"))
GENERATIONS = _words("generation")
CONNECTORS, UNTITLED, NEXT = (frozenset(_words(kind)) for kind in ("connector", "untitled", "next"))
#: Words in any title's brackets or ends that only say what a work is: film, novel, series.
KINDS = frozenset(_words("work"))

#: Characters of a name that count: longer text is not a name, and must not cost more than one.
LONGEST = 300

_LETTERS: Mapping[int, str] = {ord(letter): put for letter, put in _rows("letters")}
_APOSTROPHES = re.compile("['’‘ʼ`´′]")
_INITIALS = re.compile(r"\b(\w)\.[\s-]*(?=\w\b)")
_FULL_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")  # but not those of 11.22.63
_SIGNS = re.compile("([&+@])")
_BETWEEN_WORDS = re.compile(r"[^\w&+@]+|_")


@lru_cache(maxsize=200_000)
def plain(name: str) -> str:
    """A name in small Latin letters without accents, apostrophes and full stops, its words one space apart.

    >>> plain("Alfonso Cuarón"), plain("Рокки"), plain("J. J. Abrams")
    ('alfonso cuaron', 'rokki', 'jj abrams')
    """
    letters = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    joined = _INITIALS.sub(r"\1", _APOSTROPHES.sub("", bare))
    dotless = _FULL_STOP.sub("", joined)
    return " ".join(_BETWEEN_WORDS.sub(" ", _SIGNS.sub(r" \1 ", dotless)).split())


def written_out(name: str) -> list[str]:
    """The plain words of a name with abbreviations written out; a letter alone is one only between words.

    >>> written_out("Ford v. Ferrari"), written_out("Rocky V")
    (['ford', 'versus', 'ferrari'], ['rocky', 'v'])
    """
    words = plain(name).split()
    ends = (0, len(words) - 1)
    return [w if len(w) == 1 and w.isalpha() and i in ends else ABBREVIATIONS.get(w, w) for i, w in enumerate(words)]


def latin(name: str) -> str:
    """A name with Latin letters in place of Cyrillic and Greek ones, capitals and accents kept."""
    return "".join(_latin(c) for c in name)


def _latin(character: str) -> str:
    small = character.lower()
    put = small.translate(_LETTERS)
    return character if put == small else put.capitalize() if character != small else put


# Spellings that stand for one sound when a name is written in Latin letters, each with the one that is kept.
_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("tch", "ch"), ("dzh|dj", "j"), ("zh", "j"), ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck|q", "k"),
        ("x", "ks"), ("w", "v"), ("ou|oo", "u"), ("gu(?=[ei])", "g"), ("sz", "sh"), ("^oh(?=[^aeiou])", "o"),
        ("y|j(?![aeiou])|(?<=[aeio])j", "i"), ("(?<=.)ie|(?<=.)io(?=v|d)", "e"), ("ff$", "v"), ("ii+", "i"),
        ("aa+", "a"), ("ee+", "i"),
    )
)  # fmt: skip


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """A plain word as it sounds, however it was written in Latin letters.

    >>> sound("tarkovsky") == sound("tarkovskij") == sound("tarkowski")
    True
    """
    for spelling, kept in _SOUNDS:
        word = spelling.sub(kept, word)
    return word


@lru_cache(maxsize=200_000)
def undoubled(word: str) -> str:
    """A word with each doubled letter written once."""
    return re.sub(r"(.)\1", r"\1", word)


def formal(word: str) -> frozenset[str]:
    """The names that a given name can be short for, itself among them."""
    return NICKNAMES.get(word, frozenset()) | {word}


def standard(word: str) -> frozenset[str]:
    """The spellings under which a given name that is written in several ways is filed."""
    return VARIANTS.get(word) or frozenset((word,))


def capitals(*words: str) -> str:
    """Plain words as a sentence shows them: each with a capital."""
    return " ".join(word[:1].upper() + word[1:] for word in words)
