"""Finding an entity by what a person calls it: its name, an alias, or its id."""

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox
from rapidfuzz import fuzz, process, utils

from slategraph import rdf
from slategraph.errors import UnknownName
from slategraph.graphs import stars
from slategraph.model import Entity, slug
from slategraph.store import Store
from slategraph.vocabulary import TYPES, shorten

# Where one name belongs to several entities, the first of these types is meant.
_PREFERRED = ("Film", "Series", "Person", "Company", "Book", "Play", "Game", "Franchise", "Character", "Place")

LONGEST = 200  # characters of a name in a message


def find(store: Store, name: str, types: Collection[str] = ()) -> Entity:
    """The entity of a name, alias or id (``film:heat-2``), of one of some types where any are given.

    Case and accents don't matter. Raises `UnknownName`, with the three nearest names, where there is none.
    """
    wanted = [t for t in _PREFERRED if not types or t in types]
    for candidate in _candidates(store, name, wanted):
        if found := entity(store, candidate):
            return found
    raise UnknownName(_unknown(store, name, wanted))


def entity(store: Store, id_: str) -> Entity | None:
    """The entity with an id, or the one that this was found to be, as the store knows it; None where it knows none."""
    id_ = store.decisions().one(id_)
    star = store.graphs.star(rdf.node(id_), ox.DefaultGraph())
    return rdf.read_entity(star, id_) if rdf.LABEL in star else None


def as_written(store: Store, id_: str) -> Entity | None:
    """The entity with an id as its sources have it, whatever else it was found to be; None where none names it."""
    this = rdf.node(id_)
    said = (q for p in (rdf.TYPE, rdf.LABEL, rdf.ALIAS, rdf.SAME_AS) for q in store.graphs.quads(this, p, None, None))
    star = stars(q for q in said if q.graph_name != ox.DefaultGraph()).get(this, {})
    return rdf.read_entity(star, id_) if rdf.LABEL in star else None


def find_written(store: Store, name: str, types: Collection[str] = ()) -> Entity:
    """The entity that sources call so, also where it was found to be one with another; else as `find` has it."""
    wanted = [t for t in _PREFERRED if not types or t in types]
    for id_ in _ids(name, {TYPES[t].prefix: t for t in wanted}):
        if found := as_written(store, id_):
            return found
    return find(store, name, types)


def entities(store: Store) -> Iterator[Entity]:
    """All entities that the graph knows, in the order of their ids."""
    described = (q for p in (rdf.TYPE, rdf.LABEL, rdf.ALIAS, rdf.SAME_AS) for q in _named(store, p))
    found = stars(described)
    for this in sorted(found, key=lambda n: n.value):
        yield rdf.read_entity(found[this], shorten(this.value))


def _ids(name: str, prefixes: Collection[str]) -> Iterator[str]:
    """The ids that a name may stand for by itself."""
    prefix, _, rest = name.strip().partition(":")
    if prefix in prefixes:
        yield f"{prefix}:{slug(rest)}"
    yield from (f"{prefix}:{slug(name)}" for prefix in prefixes)


def _candidates(store: Store, name: str, types: Iterable[str]) -> Iterator[str]:
    prefixes = {TYPES[t].prefix: t for t in types}
    yield from _ids(name, prefixes)
    order = list(prefixes)
    aliases = {id_ for id_, alias in _texts(store, rdf.ALIAS) if slug(alias) == slug(name)}
    fitting = ((order.index(id_.partition(":")[0]), id_) for id_ in aliases if id_.partition(":")[0] in prefixes)
    yield from (id_ for _, id_ in sorted(fitting))


def _named(store: Store, predicate: ox.NamedNode) -> Iterator[ox.Quad]:
    return store.graphs.quads(None, predicate, None, ox.DefaultGraph())


def _texts(store: Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """The ids of all entities with their labels, or their aliases."""
    for this, star in stars(_named(store, predicate)).items():
        yield from ((shorten(this.value), text.value) for text in star[predicate])


def _unknown(store: Store, name: str, types: Collection[str]) -> str:
    prefixes = tuple(f"{TYPES[t].prefix}:" for t in types)
    known = (pair for predicate in (rdf.LABEL, rdf.ALIAS) for pair in _texts(store, predicate))
    labels = {text: id_ for id_, text in sorted(known, reverse=True) if id_.startswith(prefixes)}
    near = process.extract(
        name[:LONGEST], sorted(labels), scorer=fuzz.WRatio, processor=utils.default_process, limit=12, score_cutoff=1
    )
    distinct = {labels[text]: text for text, _, _ in reversed(near)}  # of an entity's names the nearest
    hint = f" Did you mean {_either([text for text, _, _ in near if text in distinct.values()][:3])}?" if near else ""
    shown = repr(name) if len(name) <= LONGEST else f"{name[:LONGEST]!r}…"
    return f"The graph knows no {_kinds(types)} named {shown}.{hint if labels else ' The graph holds none yet.'}"


def _kinds(types: Collection[str]) -> str:
    return "entity" if len(types) == len(TYPES) else " or ".join(TYPES[t].label for t in types)


def _either(names: list[str]) -> str:
    *front, last = (repr(name) for name in names)
    return f"{', '.join(front)} or {last}" if front else last


assert set(_PREFERRED) == set(TYPES)
