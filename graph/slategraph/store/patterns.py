"""Many quad patterns as few SPARQL queries: those that leave the same places open share one, with VALUES."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from slategraph.rdf.quads import DefaultGraph, Pattern

_PLACES = ("?s", "?p", "?o", "?g")


def selections(patterns: Iterable[Pattern], most: int) -> Iterator[str]:
    """The groups of SELECT queries that bind ?s, ?p, ?o and ?g (unbound: the default graph) to what fits any pattern.

    Each text stands for at most `most` patterns.

        >>> from slategraph.rdf.quads import NamedNode
        >>> list(selections([(NamedNode("x:a"), None, None, None)], 10))
        ['{ <x:a> ?p ?o BIND (<x:a> AS ?s) } UNION { GRAPH ?g { <x:a> ?p ?o } BIND (<x:a> AS ?s) }']
    """
    waiting = iter(dict.fromkeys(patterns))
    while some := list(islice(waiting, most)):
        groups: dict[tuple[bool, ...], list[Pattern]] = {}
        for pattern in some:
            groups.setdefault(_shape(pattern), []).append(pattern)
        yield " UNION ".join(part for group in groups.values() for part in _group(group))


def _shape(pattern: Pattern) -> tuple[bool, ...]:
    """Which places are bound, and whether the graph is the default graph."""
    return (*(term is not None for term in pattern), isinstance(pattern[3], DefaultGraph))


def _group(patterns: Sequence[Pattern]) -> Iterator[str]:
    graph = patterns[0][3]
    if graph is None or isinstance(graph, DefaultGraph):
        yield _part([pattern[:3] for pattern in patterns])
    if not isinstance(graph, DefaultGraph):
        yield _part(patterns)


def _part(rows: Sequence[Sequence[object]]) -> str:
    """A group for patterns of one shape; a term that all share stands in the text: VALUES of one slows servers."""
    bound = [place for place, term in enumerate(rows[0]) if term is not None]
    shared = [place for place in bound if all(row[place] == rows[0][place] for row in rows)]
    own = [place for place in bound if place not in shared]
    names = [f"{rows[0][place]}" if place in shared else name for place, name in enumerate(_PLACES)]
    pattern = " ".join(names[:3]) if len(rows[0]) == 3 else f"GRAPH {names[3]} {{ {' '.join(names[:3])} }}"
    binds = "".join(f" BIND ({names[place]} AS {_PLACES[place]})" for place in shared)
    return f"{{ {_values(rows, own)}{pattern}{binds} }}"


def _values(rows: Sequence[Sequence[object]], own: Sequence[int]) -> str:
    if not own:
        return ""
    listed = " ".join(f"({' '.join(str(row[place]) for place in own)})" for row in rows)
    return f"VALUES ({' '.join(_PLACES[place] for place in own)}) {{ {listed} }} "
