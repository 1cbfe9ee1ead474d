"""Names that the extractor knows beforehand: companies of the trade, and what the caller's graph already holds."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

from slategraph.model.claims import Entity

_WORD = re.compile(r"\w+|[^\w\s]")
_BRACKET = re.compile(r" \([^()]*\)$")


@functools.cache
def companies() -> Mapping[str, str]:
    """The kind (studio, agency, outlet …) of each company that the extractor knows by name."""
    text = resources.files(__package__).joinpath("companies.txt").read_text("utf-8")
    lines = (line.split(": ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    return {name.strip(): kind for kind, names in lines for name in names.split(";")}


def split(name: str) -> tuple[str, ...]:
    """The words and marks of a name."""
    return tuple(_WORD.findall(name))


class Gazetteer:
    """Finds known names in a list of words, the longest first; `kinds` maps each name to what it is."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self._kinds = {"".join(split(name)): kind for name, kind in kinds.items()}
        starts = {split(name)[0] for name in kinds if split(name)}
        self._starts = frozenset(starts)
        self._longest = max((len(split(name)) for name in kinds), default=0) + 2

    def find(self, forms: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """First word, last word plus one, and kind of each name, from left to right without overlap."""
        i = 0
        while i < len(forms):
            found = self._longest_at(forms, i) if split(forms[i])[:1] and split(forms[i])[0] in self._starts else None
            if found:
                yield i, *found
            i = found[0] if found else i + 1

    def _longest_at(self, forms: Sequence[str], start: int) -> tuple[int, str] | None:
        joined, best = "", None
        for end in range(start, min(len(forms), start + self._longest)):
            joined += forms[end]
            if joined in self._kinds:
                best = end + 1, self._kinds[joined]
        return best


@functools.cache
def trade() -> Gazetteer:
    """The companies of the trade."""
    return Gazetteer(companies())


def known(names: Iterable[Entity]) -> Gazetteer:
    """The names and aliases of a graph's entities, each with its type."""
    forms = {form: entity.type for entity in names for form in (entity.name, *entity.aliases)}
    return Gazetteer({_BRACKET.sub("", form): kind for form, kind in forms.items() if len(form) > 2})


class Names:
    """What a graph holds by name, from which an article gets only those that occur in it, however many there are.

    Nothing is asked of the graph before the first article; a copy in another process has all of it.

    >>> [found.name for found in Names([Entity("Film", "Brick"), Entity("Film", "Heat 2 (film)")]).within("On Heat 2.")]
    ['Heat 2 (film)']
    """

    def __init__(self, entities: Iterable[Entity] = ()) -> None:
        self._coming = entities

    def __reduce__(self) -> tuple[Any, ...]:
        return Names, (self._entities,)

    def within(self, text: str) -> tuple[Entity, ...]:
        """The entities one of whose names stands in a text, whatever its capitals, accents, blanks and marks."""
        found = {number for phrase in self._phrases(text) for number in self._numbers.get(phrase, ())}
        return tuple(self._entities[number] for number in sorted(found))

    @functools.cached_property
    def _entities(self) -> tuple[Entity, ...]:
        return tuple(self._coming)

    @functools.cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        numbers: dict[str, list[int]] = {}
        for number, entity in enumerate(self._entities):
            for name in (entity.name, *entity.aliases):
                numbers.setdefault(_letters(_BRACKET.sub("", name)), []).append(number)
        return numbers

    @functools.cached_property
    def _longest(self) -> int:
        return max(map(len, self._numbers), default=0)

    def _phrases(self, text: str) -> Iterator[str]:
        words = [_letters(word) for word in re.findall(r"\w+", text)]
        for start in range(len(words)):
            phrase = ""
            for word in words[start:]:
                phrase += word
                if len(phrase) > self._longest:
                    break
                yield phrase


def _letters(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())
