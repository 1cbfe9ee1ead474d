"""Quads in Oxigraph: in memory or in a folder on disk."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from slategraph.errors import Unreadable
from slategraph.files import why
from slategraph.model.vocabulary import PREFIXES
from slategraph.rdf.quads import Answer, Delta, NamedNode, Pattern, Quad, Term

#: A plain dictionary, made once: making it anew costs as much as a small query.
_PREFIXES = dict(PREFIXES)
# On disk, additions from here to there are loaded in bulk, several times as fast and still all or nothing: it writes up
# to a million quads in one step.
_BULK = range(100_000, 1_000_000)


_Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Oxigraph:
    """The quads of a `pyoxigraph.Store`; `revision` changes with every change that is made through this."""

    def __init__(self, inner: ox.Store, folder: Path | None = None) -> None:
        self.inner = inner
        self.revision = 0
        self._folder = folder

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once."""
        listed = list(dict.fromkeys(patterns))
        if len(listed) == 1:
            return self.inner.quads_for_pattern(*listed[0])
        return {quad for pattern in listed for quad in self.inner.quads_for_pattern(*pattern)}

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that hold anything, apart from the default graph, by their addresses."""
        graphs = (graph for graph in self.inner.named_graphs() if isinstance(graph, NamedNode))
        return sorted(graphs, key=lambda graph: graph.value)

    def query(self, text: str, *, values: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a SPARQL query, with terms in place of some of its variables."""
        given: dict[ox.Variable, _Value] = {ox.Variable(name): term for name, term in (values or {}).items()}
        return self.inner.query(text, prefixes=_PREFIXES, substitutions=given or None)

    def apply(self, delta: Delta) -> None:
        """Carry out a change in one transaction, or nothing of it; raises `Unreadable` if the disk refuses it."""
        try:
            self._apply(delta.removed - delta.added, delta.added - delta.removed, delta.dropped)
        except OSError as error:
            where = f"The store {self._folder}" if self._folder else "The store"
            raise Unreadable(f"{where} can't be written: {why(error)}; it is unchanged.") from error
        self.revision += 1

    def _apply(self, removed: frozenset[Quad], added: frozenset[Quad], dropped: Iterable[NamedNode]) -> None:
        drop = [f"DROP SILENT GRAPH {graph}" for graph in dropped]
        if removed or drop:
            data = ((word, quads) for word, quads in (("DELETE", removed), ("INSERT", added)) if quads)
            steps = [f"{word} DATA {{\n{_body(quads)}\n}}" for word, quads in data]
            self.inner.update(" ;\n".join([*steps, *drop]))  # in one text, since that is one transaction
        elif self._folder and len(added) in _BULK:
            self.inner.bulk_extend(added)
        elif added:
            self.inner.extend(added)

    def __len__(self) -> int:
        return len(self.inner)

    def close(self) -> None:
        """Release the store; closing it twice does nothing."""
        self.__dict__.pop("inner", None)


def _body(quads: Iterable[Quad]) -> str:
    """Quads as the body of INSERT DATA or DELETE DATA."""
    return "\n".join(_lines(quads))


def _lines(quads: Iterable[Quad]) -> Iterator[str]:
    for subject, predicate, obj, graph in quads:
        triple = f"{subject} {predicate} {obj}"
        yield f"{triple} ." if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{ {triple} }}"
