"""Finding an entity by what a person calls it: its name, an alias, or its id."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from slategraph.errors import BadInput, UnknownName
from slategraph.model.claims import Entity
from slategraph.model.identifiers import slug
from slategraph.model.vocabulary import TYPES, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import DESCRIBING, Near, stars
from slategraph.rdf.quads import DefaultGraph, NamedNode, Quad
from slategraph.store.store import Store

# Where one name belongs to several entities, the first of these types is meant: what people ask for most. In
# `slategraph.model.types` the order is by what an open type most likely is, so that a book comes before a series.
_PREFERRED = ("Film", "Series", "Person", "Company", "Book", "Play", "Game", "Franchise", "Character", "Place")

_ALIKE = 80  # in per cent: a whole name that is so alike is probably meant
LONGEST = 200  # characters of a name in a message


def find(store: Store, name: str, types: Collection[str] = ()) -> Entity:
    """The entity of a name, alias or id (``film:heat-2``), of one of some types where any are given.

    Case and accents are ignored. What only sources name whose reports don't count is found too, after all that is
    believed. Raises `UnknownName`, with the three nearest names, if there is none.
    """
    if not isinstance(name, str):
        raise BadInput(f"A person, project or other entity is named by text, not by {type(name).__name__}.")
    wanted = [t for t in _PREFERRED if not types or t in types]
    ids = list(_ids(name, {TYPES[t].prefix: t for t in wanted}))
    known = chain(_believed(store, ids), _believed(store, _aliased(store, name, wanted)), _unbelieved(store, ids))
    if found := next(known, None):
        return found
    raise UnknownName(_unknown(store, name, wanted))


def entity(store: Store, id_: str) -> Entity | None:
    """The entity with an id, or the one that it was merged into, as the store knows it; None if there is none."""
    return next(_believed(store, [id_]), None)


def _believed(store: Store, ids: Iterable[str]) -> Iterator[Entity]:
    """The entities with some ids, or those that they were merged into, of which anything is believed; in order."""
    ones = list(dict.fromkeys(map(store.decisions().one, ids)))
    near = Near(store.graphs)
    near.fetch((mapping.node(one), p, None, DefaultGraph()) for one in ones for p in DESCRIBING)
    for one in ones:
        star = near.graphs.star(mapping.node(one), DefaultGraph())
        if mapping.LABEL in star:
            yield mapping.read_entity(star, one)


def as_written(store: Store, id_: str) -> Entity | None:
    """The entity with an id as its sources have it, whatever it was merged into; None if no source names it."""
    return _written(store, [id_]).get(id_)


def _written(store: Store, ids: Iterable[str]) -> dict[str, Entity]:
    """The entities with some ids as sources have them, by these ids."""
    nodes = {mapping.node(id_): id_ for id_ in ids}
    found = store.graphs.match((this, p, None, None) for this in nodes for p in DESCRIBING)
    said = stars(q for q in found if q.graph_name != DefaultGraph())
    return {nodes[this]: mapping.read_entity(star, nodes[this]) for this, star in said.items() if mapping.LABEL in star}


def _unbelieved(store: Store, ids: Iterable[str]) -> Iterator[Entity]:
    """The entities with some ids, or those that they were merged into, though nothing is believed of them."""
    decisions, listed = store.decisions(), list(ids)
    written = _written(store, [*listed, *map(decisions.one, listed)])
    for id_ in listed:
        if id_ in written:
            one = decisions.one(id_)
            yield written.get(one) or Entity(written[id_].type, decisions.name(one))


def find_written(store: Store, name: str, types: Collection[str] = ()) -> Entity:
    """The entity that sources call so, even if it was merged into another; else as `find` has it."""
    if not isinstance(name, str):
        raise BadInput(f"A person, project or other entity is named by text, not by {type(name).__name__}.")
    wanted = [t for t in _PREFERRED if not types or t in types]
    ids = list(_ids(name, {TYPES[t].prefix: t for t in wanted}))
    written = _written(store, ids)
    return next((written[id_] for id_ in ids if id_ in written), None) or find(store, name, types)


def entities(store: Store) -> Iterator[Entity]:
    """All entities that the graph knows, in the order of their ids."""
    found = stars(store.graphs.match((None, p, None, DefaultGraph()) for p in DESCRIBING))
    for this in sorted(found, key=lambda n: n.value):
        yield mapping.read_entity(found[this], shorten(this.value))


# A word, with what may belong to a name's end or beginning (Warner Bros., Mother!).
_TOKEN = re.compile(r"\w+(?:[-.'’&]\w+)*[.!?]*")
_MOST = 8  # words of a name that is looked for in a text
_BRACKETS = ("", " (novel)", " (book)", " (series)", " (play)", " (game)", " (film)")


def named_in(store: Store, text: str) -> Iterator[Entity]:
    """The entities whose name or alias stands in a text, in no order, with a bracket or without.

    The cost depends on the text, not on the size of the store.
    """
    names = {mapping.text(words + bracket) for words in _phrases(text) for bracket in _BRACKETS}
    wanted = ((None, p, name, DefaultGraph()) for name in names for p in (mapping.LABEL, mapping.ALIAS))
    found = {shorten(q.subject.value) for q in store.graphs.match(wanted) if isinstance(q.subject, NamedNode)}
    return _believed(store, sorted(found))


def _phrases(text: str) -> set[str]:
    """The runs of words in a text that may be a name: those that begin with a capital or a digit."""
    words = list(_TOKEN.finditer(text))
    found: set[str] = set()
    for i, first in enumerate(words):
        if first[0][0].isupper() or first[0][0].isdigit() or not first[0][0].isascii():
            for last in words[i : i + _MOST]:
                phrase = text[first.start() : last.end()]
                if "\n" in phrase:
                    break
                found |= {" ".join(phrase.split()), " ".join(phrase.rstrip(".!?").split())}
    return found


def _ids(name: str, prefixes: Collection[str]) -> Iterator[str]:
    """The ids that a name may stand for by itself."""
    prefix, _, rest = name.strip().partition(":")
    if prefix in prefixes:
        yield f"{prefix}:{slug(rest)}"
    yield from (f"{prefix}:{slug(name)}" for prefix in prefixes)


def _aliased(store: Store, name: str, types: Iterable[str]) -> Iterator[str]:
    """The ids of the entities of some types that have a name for an alias."""
    order = [TYPES[t].prefix for t in types]
    aliases = {id_ for id_, alias in _texts(store, mapping.ALIAS) if slug(alias) == slug(name)}
    fitting = ((order.index(id_.partition(":")[0]), id_) for id_ in aliases if id_.partition(":")[0] in order)
    yield from (id_ for _, id_ in sorted(fitting))


def _named(store: Store, predicate: NamedNode) -> Iterator[Quad]:
    return store.graphs.quads(None, predicate, None, DefaultGraph())


def _texts(store: Store, predicate: NamedNode) -> Iterator[tuple[str, str]]:
    """The ids of all entities with their labels, or their aliases."""
    for this, star in stars(_named(store, predicate)).items():
        yield from ((shorten(this.value), text.value) for text in star[predicate])


def _unknown(store: Store, name: str, types: Collection[str]) -> str:
    from rapidfuzz import fuzz, process, utils  # takes a while to load, which names that are known need not pay

    prefixes = tuple(f"{TYPES[t].prefix}:" for t in types)
    known = (pair for predicate in (mapping.LABEL, mapping.ALIAS) for pair in _texts(store, predicate))
    labels = {text: id_ for id_, text in sorted(known, reverse=True) if id_.startswith(prefixes)}
    near = process.extract(
        name[:LONGEST], sorted(labels), scorer=fuzz.WRatio, processor=utils.default_process, limit=12, score_cutoff=1
    )
    near.sort(key=lambda found: fuzz.ratio(name.lower(), found[0].lower()) < _ALIKE)  # rather than a part of a name
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
