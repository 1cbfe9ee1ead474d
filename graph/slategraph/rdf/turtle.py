"""Quads as Turtle text: sorted, one value a line, the same bytes for the same content."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

import pyoxigraph as ox

from slategraph.model.vocabulary import PREFIXES, RDF, shorten

_TYPE = f"<{RDF}type>"

# A short name that every Turtle parser reads: letters, digits and hyphens of ASCII, not ending in a dot.
_SAFE = re.compile(r"[a-z]+:[A-Za-z0-9_][A-Za-z0-9_-]*")

Row = tuple[str, str, str]
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
_SUBJECT, _PREDICATE = itemgetter(0), itemgetter(1)


class Writer:
    """Turtle statements of several graphs, and the prefixes that they use.

    What Oxigraph writes as N-Triples is rewritten term by term, each different address being shortened once.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def statements(self, quads: Iterable[ox.Quad], graph: Graph) -> Iterator[str]:
        """Quads of one graph as Turtle, a block a subject."""
        written = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
        lines = written.decode("utf-8").split("\n")[:-1]
        rows = sorted(self._rows(lines, len(" .") if isinstance(graph, ox.DefaultGraph) else len(f" {graph} .")))
        return (f"{subject}{_block(some)} .\n\n" for subject, some in groupby(rows, key=_SUBJECT))

    def name(self, address: str) -> str:
        """An address as N-Triples has it, short where that is safe."""
        if address not in self._names:
            short = shorten(address[1:-1])
            self._names[address] = short if address[0] == "<" and _SAFE.fullmatch(short) else address
        return self._names[address]

    def prefixes(self) -> str:
        """The declarations of the prefixes used so far."""
        used = {name.partition(":")[0] for name in self._names.values()} & PREFIXES.keys()
        return "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used))

    def _rows(self, lines: Iterable[str], end: int) -> Iterator[Row]:
        """Lines of N-Quads as rows, without the `end` that all of them share."""
        names, name, literal = self._names, self.name, self._literal
        for line in lines:
            subject, predicate, rest = line.split(" ", 2)
            obj = rest[:-end]
            yield (
                names.get(subject) or name(subject),
                "" if predicate == _TYPE else names.get(predicate) or name(predicate),
                names.get(obj) or (literal(obj) if obj[0] == '"' else name(obj)),
            )

    def _literal(self, literal: str) -> str:
        value, mark, datatype = literal.rpartition("^^")
        return f"{value}^^{self.name(datatype)}" if mark and literal[-1] == ">" else literal


def _block(rows: Iterable[Row]) -> str:
    """The properties of one subject, types first, one value a line."""
    return " ;".join(
        _property(predicate or "a", [row[2] for row in some]) for predicate, some in groupby(rows, key=_PREDICATE)
    )


def _property(predicate: str, values: list[str]) -> str:
    if len(values) == 1:
        return f"\n    {predicate} {values[0]}"
    return f"\n    {predicate}\n        " + " ,\n        ".join(values)
