"""How alike two titles are: numerals, parts, subtitles, articles, years and words in brackets, untitled projects."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from slategraph.identity.differences import Difference
from slategraph.identity.spelling import (
    ARTICLES,
    CONNECTORS,
    KINDS,
    NEXT,
    NUMBERS,
    ROMAN,
    UNTITLED,
    capitals,
    plain,
    sound,
    undoubled,
    written_out,
)

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_YEAR = re.compile(r"\b(?:18[89]|19\d|20\d)\d\b")
_SEGMENTS = re.compile(r":\s|\s[-–—]+\s|(?<=\w)—(?=\w)")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its parts, in plain letters: words before and behind the colon, numbers, year, words in brackets.

    >>> Title.of("Dune: Part Two (2024 film)")
    Title(main=('dune',), subtitle=(), numbers=('2',), article=False, year=2024, bracket=('film',), untitled=False)
    """

    main: tuple[str, ...]
    subtitle: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    article: bool = False
    year: int | None = None
    bracket: tuple[str, ...] = ()
    untitled: bool = False

    @classmethod
    @lru_cache(maxsize=200_000)
    def of(cls, name: str) -> "Title":
        """The parts of a title as it is written."""
        name = " ".join(name.split())
        brackets = " ".join(_BRACKET.findall(name))
        bare = _BRACKET.sub(" ", name)
        if not bare.strip():
            brackets, bare = "", name
        found = _YEAR.search(brackets)
        segments = [written_out(segment) for segment in _SEGMENTS.split(bare)]
        words, numbers = zip(*map(_numbered, segments), strict=True)
        main, *rest = (w for w in words if w) if any(words) else words
        untitled = len(main) > 1 and (main[0] in UNTITLED or (main[0] in NEXT and main[-1] in KINDS))
        article = len(main) > 1 and main[0] in ARTICLES
        return cls(
            main=tuple(_without_kind(main[1:]) if untitled else main[1:] if article else main),
            subtitle=tuple(word for segment in rest for word in segment),
            numbers=tuple(number for some in numbers for number in some),
            article=article,
            year=int(found[0]) if found else None,
            bracket=tuple(plain(_YEAR.sub(" ", brackets)).split()),
            untitled=untitled,
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The words before and behind the colon."""
        return self.main + self.subtitle

    @property
    def whole(self) -> str:
        """All words without a gap."""
        return "".join(self.words)


def _numbered(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words without numbers, and the numbers: Part Two, Part II, Part 2 and a last II all mean 2."""
    kept: list[str] = []
    numbers: list[str] = []
    for i, word in enumerate(words):
        after = bool(kept) and kept[-1] in CONNECTORS
        ends = i == len(words) - 1
        value = NUMBERS.get(word, word)
        if i and (after or ends) and (word in ROMAN or (after and word == "i")):
            value = ROMAN.get(word, "1")
        if value.isdigit() and (len(words) > 1 or len(value) < 3):
            numbers.append(str(int(value)))
            if after:
                kept.pop()
        else:
            kept.append(word)
    return kept, numbers


def _without_kind(words: Sequence[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in KINDS:
        kept.pop()
    return kept


def compare(one: str, other: str) -> list[Difference]:
    """The differences between two titles as they are written."""
    a, b = Title.of(one), Title.of(other)
    if a == b and not a.untitled:
        return [] if plain(one) == plain(other) else [Difference(0.98, "how numbers, brackets and signs are written")]
    return [*_years(a, b), *_numbers(a, b), *_brackets(a, b), *_main(a, b)]


def _years(a: Title, b: Title) -> Iterator[Difference]:
    if a.year and b.year:
        if abs(a.year - b.year) > 1:
            yield Difference(0.03, f"one is of {a.year}, one of {b.year}", parts=True)
        elif a.year != b.year:
            yield Difference(0.6, f"the years {a.year} and {b.year}")
    elif a.year or b.year:
        yield Difference(0.75, f"the year {a.year or b.year}, which only one has")


def _numbers(a: Title, b: Title) -> Iterator[Difference]:
    if a.numbers == b.numbers:
        return
    if a.numbers and b.numbers:
        shown = f"{' and '.join(a.numbers)} is not {' and '.join(b.numbers)}"
        yield Difference(0.03, f"the number {shown}", parts=True)
    elif (a.numbers or b.numbers) == ("1",):
        yield Difference(0.6, "the number 1, which only one has")
    elif len(a.subtitle) > 1 and a.subtitle == b.subtitle:
        yield Difference(0.75, f"the number {(a.numbers or b.numbers)[0]}, which only one has")
    else:
        yield Difference(0.03, f"only one has the number {(a.numbers or b.numbers)[0]}", parts=True)


def _brackets(a: Title, b: Title) -> Iterator[Difference]:
    if a.bracket == b.bracket:
        return
    one, other = set(a.bracket) - KINDS - ARTICLES, set(b.bracket) - KINDS - ARTICLES
    if one != other:
        yield Difference(0.3, f"only one is the {capitals(*sorted(one ^ other))} one", parts=True)
    elif a.bracket and b.bracket:
        yield Difference(0.6, f"the words in brackets, {' '.join(a.bracket)} and {' '.join(b.bracket)}")
    else:
        yield Difference(0.97, f"the word {' '.join(a.bracket or b.bracket)} in brackets")


def _main(a: Title, b: Title) -> Iterator[Difference]:
    """The differences in the words of two titles."""
    if a.untitled or b.untitled:
        yield _untitled(a, b)
    elif a.whole == b.whole:
        if a.article != b.article:
            yield Difference({1: 0.4, 2: 0.8, 3: 0.8}.get(len(a.words), 0.95), "the article in front")
        elif a.words != b.words:
            yield Difference(0.96, "how the words are separated")
        elif a.main != b.main:
            yield Difference(0.98, "the colon")
    else:
        yield _parted(a, b) or _spelt(a, b)


def _untitled(a: Title, b: Title) -> Difference:
    same = a.whole == b.whole or _without_kind(a.words) == _without_kind(b.words)
    if not same:
        return Difference(0.1, "one is untitled, and the other words differ", parts=True)
    if a.untitled and b.untitled:
        return Difference(0.8, "the name of an untitled project, and there may be two")
    return Difference(0.55, "the title, which only one has")


def _parted(a: Title, b: Title) -> Difference | None:
    """How titles differ of which one has a subtitle, or the other's as its own."""
    for short, long in ((a, b), (b, a)):
        if not short.subtitle and long.subtitle:
            if short.main == long.main:
                return Difference(0.3, f"only one has the subtitle {capitals(*long.subtitle)}", parts=True)
            if len(short.main) > 1 and short.whole in ("".join(long.subtitle), "".join(_bare(long.subtitle))):
                return Difference(0.75, f"{capitals(*long.main)} before the colon, which only one has")
    if not (a.subtitle and b.subtitle):
        return None
    if a.subtitle == b.subtitle and len(a.subtitle) > 1:
        near = set(a.main) <= set(b.main) or set(b.main) <= set(a.main)
        return Difference(0.8 if near else 0.4, "the words before the colon")
    if a.main == b.main and fuzz.ratio("".join(a.subtitle), "".join(b.subtitle)) < 88:
        return Difference(0.05, f"{capitals(*a.subtitle)} is not {capitals(*b.subtitle)}", parts=True)
    return None


def _bare(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _spelt(a: Title, b: Title) -> Difference:
    """How titles differ that are spelt differently."""
    one, other = _without_kind(a.words), _without_kind(b.words)
    if one == other:
        return Difference(0.7, "a last word that says what it is")
    if sorted(one) == sorted(other) and len(one) > 2:
        return Difference(0.7, "the order of the words")
    if [w for w in one if w not in ARTICLES] == [w for w in other if w not in ARTICLES]:
        return Difference(0.75 if len(one) > 3 else 0.55, "an article within")
    if sound(a.whole) == sound(b.whole) and len(a.whole) > 5:
        return Difference(0.8, "the spelling of the same sounds")
    near = fuzz.ratio(a.whole, b.whole)
    if near >= 93 and len(a.whole) > 8:
        return Difference(0.7, "a letter or two")
    if near >= 86 and len(a.whole) > 8:
        return Difference(0.5, "a few letters")
    return Difference(0.1, f"{_in_words(a)} is not {_in_words(b)}", parts=True)


def _in_words(title: Title) -> str:
    return capitals(*(title.words or title.numbers)) or "one"


def years(name: str) -> frozenset[int]:
    """The year that a title has in brackets."""
    year = Title.of(name).year
    return frozenset((year,)) if year else frozenset()


def compare_places(one: str, other: str) -> list[Difference]:
    """The differences between two places' names: New York and New York City, the U.K. and the United Kingdom."""
    a, b = (tuple(_bare(written_out(name))) for name in (one, other))
    if "".join(a) == "".join(b):
        return [] if plain(one) == plain(other) else [Difference(0.97, "an article, a hyphen or an abbreviation")]
    short, long = sorted((a, b), key=len)
    if short == long[: len(short)]:
        return [Difference(0.5, f"{capitals(*long[len(short) :])} at the end")]
    return [acronym(a, b) or Difference(0.05, f"{one} is not {other}", parts=True)]


_SKIPPED = frozenset(("and", "of", "the", "for"))


def acronym(one: Sequence[str], other: Sequence[str]) -> Difference | None:
    """MCU and Marvel Cinematic Universe; None where one is not the other's initials."""
    for short, long in ((one, other), (other, one)):
        if len(short) == 1 and short[0] in initials(long):
            weight = 0.7 if len(short[0]) > 2 else 0.5
            return Difference(weight, f"the initials {short[0].upper()}, which may stand for {capitals(*long)}")
    return None


def initials(words: Sequence[str]) -> set[str]:
    """The initials of several words, with and without the small ones."""
    if len(words) < 2:
        return set()
    return {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SKIPPED)}


def compare_franchises(one: str, other: str) -> list[Difference]:
    """The differences between two franchises' names: a word such as universe or saga at the end counts little."""
    a, b = written_out(one), written_out(other)
    if short := acronym(a, b):
        return [short]
    if a != b and _without_kind(_bare(a)) == _without_kind(_bare(b)):
        return [Difference(0.88, "the article, or a last word such as franchise or saga")]
    return compare(one, other)


def keys(name: str) -> Iterator[str]:
    """The keys under which a title is filed, so that titles of one work share one."""
    title = Title.of(name)
    words = _without_kind(title.words)
    yield f"m {''.join(title.main)}"
    yield f"w {''.join(words)}"
    if len(title.subtitle) > 1:
        yield f"w {''.join(title.subtitle)}"
        yield f"w {''.join(_bare(title.subtitle))}"
    sounded = undoubled(re.sub("[aeiou]", "", sound("".join(w for w in words if w not in ARTICLES))))
    yield f"b {sounded[:7]}"
    yield f"e {sounded[-7:]}"
    yield "o " + " ".join(sorted(words))
    yield from (f"i {word}" for word in initials(written_out(name)))
    if len(words) == 1 and len(words[0]) < 6:
        yield f"i {words[0]}"


def place_keys(name: str) -> Iterator[str]:
    """The keys under which a place is filed: those of a title, and its first word."""
    yield from keys(name)
    yield f"p {_bare(written_out(name) or [name])[0]}"
