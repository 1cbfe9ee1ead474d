"""Reading reports, claims and entities out of the graphs of a store."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from slategraph.model.claims import Claim
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREFIXES, shorten
from slategraph.rdf import mapping

Node = ox.NamedNode
Graph = ox.NamedNode | ox.DefaultGraph
Term = ox.NamedNode | ox.Literal
Star = dict[ox.NamedNode, list[Term]]


class Graphs:
    """The graphs of an Oxigraph store, with the look-ups that slategraph needs."""

    def __init__(
        self, inner: ox.Store, *, gone: frozenset[ox.Quad] = frozenset(), come: frozenset[ox.Quad] = frozenset()
    ) -> None:
        self._inner = inner
        self._gone, self._come = gone, come

    def changed(self, *, gone: Iterable[ox.Quad], come: Iterable[ox.Quad]) -> "Graphs":
        """The graphs as they will be once some few quads are gone and others have come."""
        return Graphs(self._inner, gone=frozenset(gone), come=frozenset(come))

    def __contains__(self, quad: ox.Quad) -> bool:
        return quad in self._come or (quad in self._inner and quad not in self._gone)

    def quads(
        self, subject: Node | None, predicate: Node | None, obj: Term | None, graph: Graph | None
    ) -> Iterator[ox.Quad]:
        """The quads of a pattern, None standing for anything."""
        found = self._inner.quads_for_pattern(subject, predicate, obj, graph)
        if not self._gone and not self._come:
            return iter(found)
        wanted = subject, predicate, obj, graph
        fitting = (q for q in self._come if all(want in (None, has) for want, has in zip(wanted, q, strict=True)))
        return iter({q for q in found if q not in self._gone}.union(fitting))

    def star(self, this: Node, graph: Graph) -> Star:
        """What a graph says of a node."""
        return stars(self.quads(this, None, None, graph)).get(this, {})

    def one(self, this: Node, predicate: Node, graph: Graph = mapping.STANDINGS) -> Term | None:
        """The value of a property, unless told otherwise in the graph of the standings."""
        return next(iter(self.star_of(this, predicate, graph)), None)

    def star_of(self, this: Node, predicate: Node, graph: Graph) -> list[Term]:
        """The values of one property."""
        return stars(self.quads(this, predicate, None, graph)).get(this, {}).get(predicate, [])

    def subjects(self, predicate: Node, obj: Term, graph: Graph | None) -> list[Node]:
        """The nodes that have a value for a property."""
        return sorted(
            {q.subject for q in self.quads(None, predicate, obj, graph) if isinstance(q.subject, Node)}, key=_value
        )

    def sources(self) -> list[Node]:
        """The graphs of the sources."""
        named = (
            g for g in self._inner.named_graphs() if isinstance(g, Node) and g.value.startswith(PREFIXES["source"])
        )
        return sorted(named, key=_value)

    def reports_in(self, graph: Node) -> Iterator[Report]:
        """The reports of one source."""
        found = stars(self.quads(None, None, None, graph))
        if graph not in found:
            return
        source = mapping.read_source(found[graph])
        claims: dict[Node, Claim] = {}
        for this in sorted((node for node in found if mapping.CLAIM in found[node]), key=_value):
            about = _node(found[this][mapping.CLAIM][0])
            if about not in claims:
                claims[about] = mapping.read_claim(found[about], found)
            quotation = found.get(mapping.quotation_node(shorten(this.value)), {})
            yield mapping.read_report(found[this], quotation, claims[about], source)

    def reports_on(self, claim: Node) -> Iterator[Report]:
        """The reports on one claim, whatever the source."""
        found = {(q.graph_name, q.subject) for q in self.quads(None, mapping.CLAIM, claim, None)}
        for graph, this in sorted(found, key=str):
            if isinstance(graph, Node) and isinstance(this, Node):
                yield self.report(this, graph)

    def report(self, this: Node, graph: Node) -> Report:
        """One report from its source's graph."""
        star = self.star(this, graph)
        about = self.star(_node(star[mapping.CLAIM][0]), graph)
        named = (term for end in (mapping.SUBJECT, mapping.OBJECT, mapping.WORK) for term in about.get(end, ()))
        entities = {node: self.star(node, graph) for node in named if isinstance(node, Node)}
        quotation = self.star(mapping.quotation_node(shorten(this.value)), graph)
        return mapping.read_report(
            star, quotation, mapping.read_claim(about, entities), mapping.read_source(self.star(graph, graph))
        )

    def kept(self, report: Report) -> Report | None:
        """The report as it is in the store, with whatever it says there, or None."""
        this, graph = mapping.node(report.id), mapping.node(report.source.id)
        return (
            self.report(this, graph)
            if ox.Quad(this, mapping.CLAIM, mapping.node(report.claim.id), graph) in self
            else None
        )

    def source(self, id_: str) -> Source | None:
        """The source with an id, as the store knows it, or None."""
        this = mapping.node(id_)
        star = self.star(this, this)
        return mapping.read_source(star) if star else None

    def source_quads(self, source: Source) -> Iterator[ox.Quad]:
        """The quads of a source alone: where and when it was published, by whom."""
        return self.quads(mapping.node(source.id), None, None, mapping.node(source.id))

    def own_quads(self, report: Report) -> Iterator[ox.Quad]:
        """The quads of a report alone, without its claim, entities and source."""
        for this in (mapping.node(report.id), mapping.quotation_node(report.id)):
            yield from self.quads(this, None, None, mapping.node(report.source.id))


def stars(quads: Iterable[ox.Quad]) -> dict[Node, Star]:
    """Quads by subject and predicate."""
    found: dict[Node, Star] = {}
    for quad in quads:
        if isinstance(quad.subject, Node) and isinstance(quad.object, (Node, ox.Literal)):
            found.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return found


def quad(triple: mapping.Triple, graph: Graph) -> ox.Quad:
    """A triple in a graph."""
    return ox.Quad(*triple, graph)


def _value(node: Node) -> str:
    return node.value


def _node(term: Term) -> Node:
    assert isinstance(term, Node)
    return term
