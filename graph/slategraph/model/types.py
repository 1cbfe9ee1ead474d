"""Which type an entity in a record has: as given, by a bracket such as "(novel)", or by the predicate."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slategraph.model.claims import Entity
from slategraph.model.vocabulary import PREDICATES, Predicate

Line = Mapping[str, Any]


# What a bracket at the end of a title says of its type.
_BRACKETS = {
    "Book": r"books?|novels?|novella|(?:short )?story|stories|memoir|comics?|graphic novel|article|manga",
    "Play": r"play|(?:stage )?musical",
    "Game": r"(?:video ?|board )?games?",
    "Series": r"(?:tv |limited |mini)?-?series|podcast",
}


_COMPANY = re.compile(
    r"\b(pictures|films?|studios?|entertainment|productions?|media|television|tv|network|group|inc|llc|ltd|bros|"
    r"company|distribution|releasing|international|partners|agency|capital|works)\b\.?$|^[A-Z0-9&]{2,5}$",
    re.IGNORECASE,
)


# Where the predicate leaves several types open, the likeliest first.
PREFERRED = ("Film", "Person", "Book", "Series", "Play", "Game", "Company", "Character", "Franchise", "Place")


def repaired(text: str) -> str:
    """A text that can be written in UTF-8: half a surrogate pair becomes the replacement character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


class Types:
    """Which types a name can have, from all that checked lines say of it."""

    def __init__(self, known: Iterable[Entity], lines: Iterable[Line]) -> None:
        self._known: dict[str, list[Entity]] = {}
        self._open: dict[str, set[str]] = {}
        for entity in known:
            self._known.setdefault(entity.name, []).append(entity)
        for line in lines:
            predicate = PREDICATES[line["predicate"]]
            for key, fitting in _fields(predicate):
                self._narrow(line, key, fitting)

    def _narrow(self, line: Line, key: str, fitting: tuple[str, ...]) -> None:
        name, given = line.get(key), line.get(f"{key}_type")
        if name:
            possible = {given} if given else set(fitting)
            self._open[name] = (self._open.get(name, possible) & possible) or possible

    def entity(self, line: Line, key: str, fitting: tuple[str, ...]) -> Entity:
        """The entity under a key of a line, of one of the fitting types unless the line or a list says otherwise."""
        name, given = line[key], line.get(f"{key}_type")
        known = self._known.get(name, [])
        if given:
            return next((e for e in known if e.type == given), None) or Entity(given, name)
        if known:  # one that fits, else the first, so that the misfit is said
            return next((e for e in known if e.type in fitting), known[0])
        return Entity(_likeliest(name, [t for t in fitting if t in self._open.get(name, fitting)] or fitting), name)


def _fields(predicate: Predicate) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "subject", predicate.subjects
    if predicate.objects:
        yield "object", predicate.objects
    if predicate.needs_work:
        yield "work", PREDICATES["actsIn"].objects


def _likeliest(name: str, fitting: Iterable[str]) -> str:
    """The type that a name most likely has among those that fit."""
    possible = [t for t in PREFERRED if t in fitting]
    for kind, words in _BRACKETS.items():
        if kind in possible and re.search(rf"\((?:{words})\)$", name, re.IGNORECASE):
            return kind
    if "Company" in possible and _COMPANY.search(name):
        return "Company"
    return possible[0]
