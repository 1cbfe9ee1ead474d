"""How alike the names of two people are: nicknames, initials, transliterations, the order of names, father and son."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from slategraph.identity.differences import Difference
from slategraph.identity.spelling import (
    ABBREVIATIONS,
    COMMON,
    FAMILY_FIRST,
    GENERATIONS,
    GIVEN,
    HONORIFICS,
    capitals,
    formal,
    latin,
    plain,
    sound,
    standard,
    undoubled,
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in its parts, in plain letters: given names, surname, generation (jr), honorifics.

    >>> PersonName.of("Sir Robert Downey Jr.")
    PersonName(given=('robert',), surname='downey', generation='jr', honorifics=('sir',))
    """

    given: tuple[str, ...]
    surname: str
    generation: str = ""
    honorifics: tuple[str, ...] = ()

    @classmethod
    @lru_cache(maxsize=200_000)
    def of(cls, name: str) -> "PersonName":
        """The parts of a name as it is written; ``Nolan, Christopher`` is read as Christopher Nolan."""
        words = [word for written in _turned(latin(name)).split() for word in _split(written, name.isupper())]
        generation = ""
        if len(words) > 1 and words[-1] in GENERATIONS:
            generation = GENERATIONS[words.pop()]
        front = 0
        while front < len(words) - 1 and words[front] in HONORIFICS:
            front += 1
        honorifics, words = words[:front], words[front:] or [plain(name)]
        return cls(tuple(words[:-1]), words[-1], generation, tuple(ABBREVIATIONS.get(h, h) for h in honorifics))

    @property
    def words(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, self.surname)

    @property
    def joined(self) -> str:
        """Given names and surname without a gap, so that Chan-wook, Chan Wook and Chanwook are one."""
        return "".join(self.words)

    @property
    def common(self) -> bool:
        """Whether many people have the surname."""
        return self.surname in COMMON


def _turned(name: str) -> str:
    surname, comma, given = name.partition(", ")
    ends = not comma or plain(given) in GENERATIONS
    return name.replace(",", " ") if ends else f"{given} {surname}"


_SPACED_INITIALS = re.compile(r"(?:\w\.-?)+\w?\.?|[B-DF-HJ-NP-TV-XZ]{2,3}")


def _split(written: str, shouting: bool) -> Iterator[str]:
    """A word of a name as its plain words: initials one by one, what a hyphen joins together."""
    word = "".join(plain(written).split())
    if _SPACED_INITIALS.fullmatch(written) and word not in GENERATIONS and not shouting:
        yield from word
    elif word:
        yield word


def compare(one: str, other: str) -> list[Difference]:
    """The differences between two people's names as they are written."""
    a, b = PersonName.of(one), PersonName.of(other)
    return [*_around(a, b), *_core(a, b)]


def _around(a: PersonName, b: PersonName) -> Iterator[Difference]:
    """Generations and honorifics."""
    if a.generation and b.generation and a.generation != b.generation:
        yield Difference(0.03, f"one is the {a.generation} and one the {b.generation} of the name", parts=True)
    elif a.generation != b.generation:
        yield Difference(0.55, f"the {_named(a.generation or b.generation)} that only one has: it may be a parent")
    if a.honorifics != b.honorifics:
        yield Difference(0.99, "the title before it")


def _named(generation: str) -> str:
    return f"{generation.capitalize()}." if len(generation) == 2 and generation != "ii" else generation.upper()


def _core(a: PersonName, b: PersonName) -> list[Difference]:
    if a.words == b.words:
        return []
    if a.joined == b.joined:
        return [Difference(0.99, "spaces, hyphens and full stops")]
    if turned := _reordered(a, b):
        return [turned]
    if not a.given or not b.given:
        return [_single(a, b)]
    family = _surnames(a, b)
    if family is not None and family.parts:
        return [_married(a, b) or family]
    return [d for d in (family, *_given(a, b)) if d]


def _reordered(a: PersonName, b: PersonName) -> Difference | None:
    """Park Chan-wook and Chan-wook Park."""
    for first, then in ((a, b), (b, a)):
        if len(first.words) < 2 or first.words[0] == then.words[0]:
            continue
        moved = "".join((*first.words[1:], first.words[0]))
        if moved == then.joined or sound(moved) == sound(then.joined):
            known = _comes_first(first.words[0], first.words[1:]) or _comes_first(first.words[-1], first.words[:-1])
            return Difference(0.96 if known else 0.75, "the order of surname and given name")
    return None


def _comes_first(family: str, given: Sequence[str]) -> bool:
    """Whether a surname is one that is also written first, and the other names could not be surnames themselves."""
    return family in FAMILY_FIRST and not any(word in COMMON | FAMILY_FIRST | GIVEN for word in given)


def _single(a: PersonName, b: PersonName) -> Difference:
    """A name of one word beside a longer one."""
    short, long = (a, b) if not a.given else (b, a)
    if not long.given:
        return _two_words(a.surname, b.surname)
    if short.surname == long.surname:
        return Difference(0.5, "the given name, which only one has")
    if short.surname == long.given[0]:
        return Difference(0.5, "the surname, which only one has")
    return Difference(0.05, f"{_shown(a)} is not {_shown(b)}", parts=True)


def _two_words(one: str, other: str) -> Difference:
    if sound(one) == sound(other):
        return Difference(0.85, "the spelling of the same sounds")
    if len(min(one, other, key=len)) > 5 and Levenshtein.distance(one, other) == 1:
        return Difference(0.7, "one letter")
    return Difference(0.05, f"{capitals(one)} is not {capitals(other)}", parts=True)


def _surnames(a: PersonName, b: PersonName) -> Difference | None:
    """How two surnames differ; None where they don't."""
    one, other = a.surname, b.surname
    if one == other:
        return None
    shown = f"{capitals(one)} and {capitals(other)}"
    usual = a.common or b.common
    if sound(one) == sound(other):
        return Difference(0.55 if usual else 0.95, f"the transliteration of the surname, {shown}")
    if undoubled(sound(one)) == undoubled(sound(other)):
        return Difference(0.5 if usual else 0.8, f"a doubled letter in {shown}")
    if len(min(one, other, key=len)) > 5 and Levenshtein.distance(one, other) == 1:
        return Difference(0.5 if usual else 0.75, f"one letter in {shown}")
    return Difference(0.1, f"{capitals(one)} is not {capitals(other)}", parts=True)


def _married(a: PersonName, b: PersonName) -> Difference | None:
    """Robin Wright and Robin Wright Penn: one name is how the other begins."""
    short, long = sorted((a.words, b.words), key=len)
    if len(short) > 1 and len(long) > len(short) and long[: len(short)] == short:
        return Difference(0.65, f"{capitals(long[-1])} at the end")
    return None


def _given(a: PersonName, b: PersonName) -> Iterator[Difference]:
    """The differences in given names, the surnames being alike."""
    one, other = list(a.given), list(b.given)
    usual = a.common or b.common
    if "".join(one) == "".join(other):
        return
    run = _initials_run(one, other)
    if run:
        full = all(len(word) > 1 for word in max((one, other), key=lambda words: len("".join(words))))
        yield Difference(0.78 if usual or not full else 0.93, "given names that one has as initials")
        return
    first = _first(one[0], other[0], usual)
    if first is not None and first.parts:
        yield _by_middle(a, b) or first
        return
    if first is not None:
        yield first
    yield from _middle(one[1:], other[1:], usual)


def _initials_run(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two or more initials on one side stand for as many names on the other."""
    short, long = sorted((one, other), key=lambda words: len("".join(words)))
    together = len(short) == len(long) > 1 and all(len(word) == 1 for word in short)
    return together and all(word.startswith(letter) for letter, word in zip(short, long, strict=True))


def _first(one: str, other: str, usual: bool) -> Difference | None:
    """How two first names differ; None where they don't."""
    if one == other:
        return None
    shown = f"{capitals(one)} and {capitals(other)}"
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        if long.startswith(short):
            words = f"the initial {short.upper()}., which may stand for {capitals(long)}"
            return Difference(0.5 if usual else 0.7, words)
        return Difference(0.05, f"the initial {short.upper()}. is not that of {capitals(long)}", parts=True)
    if standard(one) & standard(other) or (sound(one) == sound(other) and len(short) > 3):
        return Difference(0.75 if usual else 0.96, f"the transliteration of the given name, {shown}")
    for nick, full in ((one, other), (other, one)):
        if full in formal(nick):
            words = f"the nickname {capitals(nick)}, which stands for {capitals(full)}"
            return Difference(0.7 if usual else 0.88, words)
    if (formal(one) - {one}) & (formal(other) - {other}):
        return Difference(0.6 if usual else 0.8, f"the nicknames {shown}, which may stand for one name")
    if undoubled(sound(one)) == undoubled(sound(other)):
        return Difference(0.6 if usual else 0.85, f"the spelling of the given name, {shown}")
    if len(short) > 4 and JaroWinkler.similarity(one, other) > 0.93 and one[-1] == other[-1]:
        return Difference(0.4 if usual else 0.6, f"the spelling of the given name, {shown}")
    return Difference(0.1, f"{capitals(one)} is not {capitals(other)}", parts=True)


def _by_middle(a: PersonName, b: PersonName) -> Difference | None:
    """William Bradley Pitt and Brad Pitt: one goes by the middle name."""
    for long, short in ((a, b), (b, a)):
        if len(long.given) > 1 and len(short.given) == 1 and len(short.given[0]) > 1:
            middle, name = long.given[1], short.given[0]
            if middle == name or middle in formal(name):
                return Difference(
                    0.5 if long.common else 0.65, f"{capitals(long.given[0])}, which only one has in front"
                )
    return None


def _middle(one: Sequence[str], other: Sequence[str], usual: bool) -> Iterator[Difference]:
    """The differences in middle names, the first names being alike."""
    if not one and not other:
        return
    if not one or not other:
        middle = " ".join(capitals(word) if len(word) > 1 else f"{word.upper()}." for word in one or other)
        yield Difference(0.7 if usual else 0.93, f"the middle name {middle}, which only one has")
        return
    if all(x == y or _initial_of(x, y) for x, y in zip(one, other, strict=False)):
        if list(one) != list(other):
            yield Difference(0.95, "a middle name that one has as an initial or not at all")
        return
    shown = f"{capitals(*one)} is not {capitals(*other)}"
    if one[0][0] == other[0][0]:
        yield Difference(0.6, f"the middle names, {capitals(*one)} and {capitals(*other)}")
    else:
        yield Difference(0.1, f"the middle name {shown}", parts=True)


def _initial_of(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _shown(name: PersonName) -> str:
    return capitals(*name.words)


def compare_characters(one: str, other: str) -> list[Difference]:
    """The differences between two characters' names: as people's, but an article or a title in front hardly counts."""
    a, b = (PersonName.of(re.sub(r"(?i)^the\s+", "", name)) for name in (one, other))
    if (
        a.words == b.words
        and a.generation == b.generation
        and any(name.casefold().startswith("the ") for name in (one, other))
    ):
        return [Difference(0.96, "the article in front")]
    differences = [*_around(a, b), *_core(a, b)]
    return [replace(d, weight=min(d.weight, 0.85)) if d.weight < 0.98 else d for d in differences]


def keys(name: str) -> Iterator[str]:
    """The keys under which a person's name is filed, so that names for one person share one."""
    parts = PersonName.of(name)
    words = parts.words
    for family in {_bones(parts.surname), *([_bones(words[0])] if words[0] in FAMILY_FIRST else [])}:
        rest = parts.given if family == _bones(parts.surname) else words[1:]
        yield f"{'1+' if rest else '1'} {family}"
        for given in rest[:2]:
            yield from (f"{family} {letter}" for letter in _letters(given))
    if len(words) > 1:
        yield f"1+ {_bones(words[0])}"
        yield "= " + "".join(sorted(parts.joined))
        yield f"t {words[0]} {parts.surname[:3]}"
    if len(words) > 2:  # a married name may follow the surname
        yield from (f"{_bones(words[-2])} {letter}" for letter in _letters(words[0]))


def _letters(given: str) -> set[str]:
    """The first letters of a given name and of what it may stand for."""
    return {letter[:1] for name in (*formal(given), *standard(given)) for letter in (name, sound(name))}


def _bones(word: str) -> str:
    """A word as it sounds without its vowels and doubled letters, the first letter kept."""
    sounded = sound(word)
    return undoubled(sounded[:1] + re.sub("[aeiou]", "", sounded[1:]))
