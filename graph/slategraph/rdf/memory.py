"""Quads in Python's memory, found by any of their terms: what was fetched from storage, or read from a file."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from slategraph.rdf.quads import Delta, NamedNode, Pattern, Quad

_PLACES = (0, 2, 3, 1)  # from the term that few quads share to the one that many do
_MANY = 100


class Memory:
    """A set of quads that can be matched and changed, indexed by what it is asked for."""

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._quads: set[Quad] = set(quads)
        self._indexes: dict[int, dict[object, list[Quad]]] = {}

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once."""
        listed = list(patterns)
        if len(listed) == 1:
            return list(self._fitting(listed[0]))
        return {quad for pattern in listed for quad in self._fitting(pattern)}

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that hold anything, apart from the default graph, by their addresses."""
        graphs = (graph for graph, quads in self._index(3).items() if quads and isinstance(graph, NamedNode))
        return sorted(graphs, key=lambda graph: graph.value)

    def add(self, quads: Iterable[Quad]) -> None:
        """Put quads in."""
        new = [quad for quad in quads if quad not in self._quads]
        self._quads.update(new)
        for place, index in self._indexes.items():
            for quad in new:
                index.setdefault(quad[place], []).append(quad)

    def apply(self, delta: Delta) -> None:
        """Carry out a change."""
        dropped = {q for graph in delta.dropped for q in self._fitting((None, None, None, graph))}
        gone = (delta.removed | dropped) & self._quads
        self._quads -= gone
        for place, index in self._indexes.items():
            for quad in gone:
                index[quad[place]].remove(quad)
        self.add(delta.added)

    def __len__(self) -> int:
        return len(self._quads)

    def _fitting(self, pattern: Pattern) -> Iterator[Quad]:
        place = next((place for place in _PLACES if pattern[place] is not None), None)
        if place is None:
            return iter(self._quads)
        near = self._index(place).get(pattern[place], ())
        if len(near) > _MANY and pattern[3] is not None:  # such as a claim that hundreds of sources speak of
            place, near = min((place, near), (3, self._index(3).get(pattern[3], ())), key=lambda some: len(some[1]))
        others = [(i, term) for i, term in enumerate(pattern) if term is not None and i != place]
        return (quad for quad in near if all(quad[i] == term for i, term in others))

    def _index(self, place: int) -> dict[object, list[Quad]]:
        if place not in self._indexes:
            index: dict[object, list[Quad]] = {}
            for quad in self._quads:
                index.setdefault(quad[place], []).append(quad)
            self._indexes[place] = index
        return self._indexes[place]


_SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}


def parsed(content: bytes, suffix: str) -> Memory:
    """The quads of an RDF file; raises `SyntaxError` or `ValueError` as the parser does."""
    return Memory(ox.parse(content, format=_SYNTAXES[suffix]))
