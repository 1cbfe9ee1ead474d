"""The seam to storage: the few operations that slategraph asks of whatever keeps its quads.

A store in memory or on disk (`slategraph.store.oxigraph`) and a SPARQL endpoint (`slategraph.store.endpoint`) have
these operations, and nothing above knows which of them is beneath. Each call is one round trip to storage, so callers
ask for many patterns at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    Variable,
)

__all__ = ["Answer", "BlankNode", "DefaultGraph", "Delta", "Graph", "Literal", "Matching", "NamedNode", "Pattern"]
__all__ += ["Quad", "Quads", "QueryBoolean", "QuerySolutions", "QueryTriples", "Term", "Triple"]
__all__ += ["Variable"]

Graph = NamedNode | DefaultGraph
Term = NamedNode | Literal
Pattern = tuple[NamedNode | None, NamedNode | None, Term | None, Graph | None]
"""Subject, predicate, object and graph; None stands for anything."""
Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Delta:
    """A change: quads to remove, quads to add, and named graphs to drop."""

    removed: frozenset[Quad] = frozenset()
    added: frozenset[Quad] = frozenset()
    dropped: frozenset[NamedNode] = frozenset()


class Matching(Protocol):
    """A set of quads that can be matched: storage, or what was fetched from it."""

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once."""

    def named_graphs(self) -> list[NamedNode]:
        """The graphs that hold anything, apart from the default graph, by their addresses."""


class Quads(Matching, Protocol):
    """A set of quads that can be matched, queried and changed."""

    @property
    def revision(self) -> object:
        """A value that differs after every change, as far as is known without asking storage."""

    def query(self, text: str, *, values: Mapping[str, Term] | None = None) -> Answer:
        """The answer to a SPARQL query, with terms in place of some of its variables."""

    def apply(self, delta: Delta) -> None:
        """Carry out a change: all of it or, where storage refuses it, nothing."""

    def __len__(self) -> int:
        """How many quads there are."""

    def close(self) -> None:
        """Let go of what is held; a second time is nothing."""
