"""Names that the reader knows beforehand: companies of the trade, and what the caller's graph already holds."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources

from slategraph.model import Entity

_WORD = re.compile(r"\w+|[^\w\s]")


@functools.cache
def companies() -> Mapping[str, str]:
    """The kind (studio, agency, outlet …) of each company that the reader knows by name."""
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
    return Gazetteer({re.sub(r" \([^()]*\)$", "", form): kind for form, kind in forms.items() if len(form) > 2})
