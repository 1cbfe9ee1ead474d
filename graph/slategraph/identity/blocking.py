"""Which pairs of many entities are worth comparing: those that share a key, such as a surname and an initial.

>>> people = [Entity("Person", name) for name in ("Bill Murray", "Michael Mann", "William Murray")]
>>> list(pairs(people))
[(0, 2)]
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType

import numpy as np
from rapidfuzz import fuzz, process

from slategraph.identity import companies, persons, titles
from slategraph.identity.spelling import LONGEST, plain
from slategraph.model.claims import Entity
from slategraph.model.vocabulary import TYPES

# Of a key that more entities share than this, only those pairs are compared whose names are written alike.
CROWD = 40
ALIKE = 62  # per cent, by rapidfuzz's token_sort_ratio
CHUNK = 1_000  # names compared with all others at a time

# A name of one word is filed under the first, longer names with that word under the second.
_SINGLE, _LONGER = " 1 ", " 1+ "


def keys(entity: Entity) -> frozenset[str]:
    """The keys under which an entity is filed: two that may be one share one."""
    found = (key for name in (entity.name, *entity.aliases) for key in _KEYS[entity.type](name[:LONGEST]))
    return frozenset(f"{entity.type} {key}" for key in found) | {f"{entity.type} {ref}" for ref in entity.same_as}


def pairs(entities: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    """The places of the pairs worth comparing, each pair once."""
    filed: dict[str, list[int]] = {}
    for place, entity in enumerate(entities):
        for key in keys(entity):
            filed.setdefault(key, []).append(place)
    done: set[int] = set()
    for key, places in filed.items():
        for i, j in _together(entities, filed, key, places):
            pair = min(i, j) * len(entities) + max(i, j)
            if i != j and pair not in done:
                done.add(pair)
                yield i, j


def _together(
    entities: Sequence[Entity], filed: Mapping[str, Sequence[int]], key: str, places: Sequence[int]
) -> Iterable[tuple[int, int]]:
    if _LONGER in key:
        return ()
    if _SINGLE in key:
        longer = filed.get(key.replace(_SINGLE, _LONGER), ())
        return (*combinations(places, 2), *product(places, longer))
    return combinations(places, 2) if len(places) <= CROWD else _written_alike(entities, places)


def _written_alike(entities: Sequence[Entity], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    names = [plain(entities[place].name) for place in places]
    for start in range(0, len(names), CHUNK):
        some = names[start : start + CHUNK]
        scores = process.cdist(some, names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=2)
        for i, j in zip(*np.nonzero(scores), strict=True):
            if start + i < j:
                yield places[start + int(i)], places[int(j)]


#: The keys of each type of entity.
_KEYS: Mapping[str, Callable[[str], Iterator[str]]] = MappingProxyType(
    dict.fromkeys(TYPES, titles.keys)
    | {"Person": persons.keys, "Character": persons.keys, "Company": companies.keys, "Place": titles.place_keys}
)
