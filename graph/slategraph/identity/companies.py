"""How alike two companies' names are: legal forms, words such as Pictures, labels and parts, initials."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from slategraph.identity.differences import Difference, together
from slategraph.identity.spelling import ARTICLES, LABEL, LEGAL, TRADE, capitals, plain, written_out
from slategraph.identity.titles import acronym, initials


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name in its parts, in plain letters: the name proper, words of the trade, of a label, of its form.

    >>> CompanyName.of("Warner Bros. Pictures, Inc.")
    CompanyName(core=('warner', 'brothers'), trade=('pictures',), label=(), legal=('inc',))
    """

    core: tuple[str, ...]
    trade: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    legal: tuple[str, ...] = ()

    @classmethod
    @lru_cache(maxsize=200_000)
    def of(cls, name: str) -> "CompanyName":
        """The parts of a name as it is written."""
        words = written_out(name) or [name]
        if len(words) > 1 and words[0] in ARTICLES:
            words = words[1:]
        legal: list[str] = []
        while len(words) > 1 and words[-1] in LEGAL:
            legal.append(words.pop())
        if len(words) > 1 and words[-1] == "and":
            words.pop()
        end = len(words)
        while end > 1 and words[end - 1] in TRADE | LABEL:
            end -= 1
        tail = words[end:]
        return cls(
            tuple(words[:end]),
            tuple(word for word in tail if word in TRADE),
            tuple(word for word in tail if word in LABEL),
            tuple(legal),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """All words but those of the legal form."""
        return self.core + self.trade + self.label


def compare(one: str, other: str) -> list[Difference]:
    """The differences between two companies' names as they are written."""
    a, b = CompanyName.of(one), CompanyName.of(other)
    if plain(one) == plain(other):
        return []
    legal = [Difference(0.985, "the legal form")] if a.legal != b.legal else []
    if "".join(a.words) == "".join(b.words):
        return legal or [Difference(0.98, "how the words are written")]
    return [*legal, _core(a, b)]


def _core(a: CompanyName, b: CompanyName) -> Difference:
    if "".join(a.core) == "".join(b.core):
        return _label(a, b) or _trade(a, b)
    if short := acronym(a.words, b.words) or acronym(a.core, b.core):
        return short
    near = fuzz.ratio("".join(a.core), "".join(b.core))
    if near >= 92 and len("".join(a.core)) > 7 and a.label == b.label:
        return Difference(0.75, "a letter")
    less, more = sorted((a.words, b.words), key=len)
    if less in (more[: len(less)], more[-len(less) :]):
        rest = more[len(less) :] if less == more[: len(less)] else more[: -len(less)]
        return Difference(0.3, f"only one has {capitals(*rest)} in its name", parts=True)
    return Difference(0.05, f"{capitals(*a.words)} is not {capitals(*b.words)}", parts=True)


def _label(a: CompanyName, b: CompanyName) -> Difference | None:
    """A company and its label are related, not the same."""
    if set(a.label) == set(b.label):
        return None
    apart = together(sorted(capitals(word) for word in set(a.label) ^ set(b.label)))
    return Difference(0.2, f"{apart} names a label or a part of a company", parts=True)


def _trade(a: CompanyName, b: CompanyName) -> Difference:
    one, other = {word.rstrip("s") for word in a.trade}, {word.rstrip("s") for word in b.trade}
    if one == other:
        return Difference(0.97, "one letter of a last word")
    only = together(sorted(capitals(word) for word in set(a.trade) ^ set(b.trade)))
    if not one or not other:
        return Difference(0.95 if len(a.core) > 1 else 0.85, f"the word {only}, which only one has")
    if one <= other or other <= one:
        return Difference(0.8, f"the word {only}, which only one has")
    return Difference(0.55, f"the words {only}, which may tell two companies apart")


def keys(name: str) -> Iterator[str]:
    """The keys under which a company is filed, so that names for one company share one."""
    parts = CompanyName.of(name)
    whole = "".join(parts.core)
    yield f"c {whole}"
    yield f"w {''.join(parts.words)}"
    yield f"f {whole[:6]}"
    yield f"l {whole[-6:]}"
    yield from (f"i {word}" for words in (parts.words, parts.core) for word in initials(words))
    if len(parts.core) == 1 and len(whole) < 6:
        yield f"i {whole}"
