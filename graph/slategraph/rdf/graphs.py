"""Reading reports, claims and entities out of the graphs of a store."""

from collections.abc import Iterable, Iterator

from slategraph.model.claims import Claim
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.vocabulary import PREFIXES, shorten
from slategraph.rdf import mapping
from slategraph.rdf.memory import Memory
from slategraph.rdf.quads import Delta, Graph, Literal, Matching, NamedNode, Pattern, Quad, Term

Node = NamedNode
Star = dict[NamedNode, list[Term]]


class Graphs:
    """The graphs of a store, or of what was fetched from it, with the look-ups that slategraph needs."""

    def __init__(self, held: Matching, *, change: Delta | None = None) -> None:
        self._held = held
        self._change = change

    def changed(self, change: Delta) -> "Graphs":
        """The graphs as they will be after a change of a few quads."""
        return Graphs(self._held, change=change)

    def __contains__(self, quad: Quad) -> bool:
        pattern = quad.subject, quad.predicate, quad.object, quad.graph_name
        return any(True for _ in self.match([pattern]))  # type: ignore[list-item]  # a quad is its own pattern

    def match(self, patterns: Iterable[Pattern]) -> Iterable[Quad]:
        """The quads that fit any of the patterns, each once, by one round trip to storage."""
        if self._change is None:
            return self._held.match(patterns)
        listed = list(patterns)
        fitting = Memory(self._change.added).match(listed)
        return {quad for quad in self._held.match(listed) if quad not in self._change.removed}.union(fitting)

    def quads(
        self, subject: Node | None, predicate: Node | None, obj: Term | None, graph: Graph | None
    ) -> Iterator[Quad]:
        """The quads of one pattern, None standing for anything."""
        return iter(self.match([(subject, predicate, obj, graph)]))

    def star(self, this: Node, graph: Graph) -> Star:
        """What a graph says of a node."""
        return stars(self.quads(this, None, None, graph)).get(this, {})

    def one(self, this: Node, predicate: Node, graph: Graph = mapping.STANDINGS) -> Term | None:
        """One value of a property in a graph (default: graph:standings), or None."""
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
        return [graph for graph in self._held.named_graphs() if graph.value.startswith(PREFIXES["source"])]

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
        """The reports on one claim, whatever the source; of several claims of a store, see `Near.reports_on`."""
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
            if Quad(this, mapping.CLAIM, mapping.node(report.claim.id), graph) in self
            else None
        )

    def source(self, id_: str) -> Source | None:
        """The source with an id, as the store knows it, or None."""
        this = mapping.node(id_)
        star = self.star(this, this)
        return mapping.read_source(star) if star else None

    def source_quads(self, source: Source) -> Iterator[Quad]:
        """The quads of a source alone: where and when it was published, by whom."""
        return self.quads(mapping.node(source.id), None, None, mapping.node(source.id))

    def own_quads(self, report: Report) -> Iterator[Quad]:
        """The quads of a report alone, without its claim, entities and source."""
        for this in (mapping.node(report.id), mapping.quotation_node(report.id)):
            yield from self.quads(this, None, None, mapping.node(report.source.id))


class Near:
    """What was fetched of a store, in few round trips: `graphs` are the look-ups in it."""

    def __init__(self, held: Matching | Graphs) -> None:
        self._held = held
        self._asked: set[Pattern] = set()
        self._memory = Memory()
        self.graphs = Graphs(self._memory)

    def fetch(self, patterns: Iterable[Pattern]) -> None:
        """Fetch what fits any of the patterns, in one round trip; none for what has been asked for before."""
        new = [pattern for pattern in dict.fromkeys(patterns) if pattern not in self._asked]
        if new:
            self._asked.update(new)
            self._memory.add(self._held.match(new))

    def reports_on(self, claims: Iterable[Node]) -> Iterator[Report]:
        """The reports on claims, whatever their sources."""
        listed = sorted(set(claims), key=_value)
        self.fetch(reporting(listed))
        self.fetch(self.reported(listed))
        self.fetch(self._named(listed))
        for claim in listed:
            yield from self.graphs.reports_on(claim)

    def reported(self, claims: Iterable[Node]) -> Iterator[Pattern]:
        """What to fetch of the reports on claims that were fetched with `reporting`: all but the entities."""
        for claim in claims:
            for found in self.graphs.quads(None, mapping.CLAIM, claim, None):
                report, graph = _node(found.subject), _node(found.graph_name)
                nodes = (report, mapping.quotation_node(shorten(report.value)), claim, graph)
                yield from ((this, None, None, graph) for this in nodes)

    def _named(self, claims: Iterable[Node]) -> Iterator[Pattern]:
        for claim in claims:
            for found in self.graphs.quads(claim, None, None, None):
                if found.predicate in ENDS and isinstance(found.object, Node):
                    yield found.object, None, None, _graph(found)


#: The properties by which a claim names entities, and those that describe an entity.
ENDS = (mapping.SUBJECT, mapping.OBJECT, mapping.WORK)
DESCRIBING = (mapping.TYPE, mapping.LABEL, mapping.ALIAS, mapping.SAME_AS)


def reporting(claims: Iterable[Node]) -> Iterator[Pattern]:
    """What to fetch to know in which graphs there are reports on claims."""
    return ((None, mapping.CLAIM, claim, None) for claim in claims)


def stars(quads: Iterable[Quad]) -> dict[Node, Star]:
    """Quads by subject and predicate."""
    found: dict[Node, Star] = {}
    for quad in quads:
        if isinstance(quad.subject, Node) and isinstance(quad.object, (Node, Literal)):
            found.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
    return found


def _graph(quad: Quad) -> Graph:
    assert isinstance(quad.graph_name, Graph)
    return quad.graph_name


def quad(triple: mapping.Triple, graph: Graph) -> Quad:
    """A triple in a graph."""
    return Quad(*triple, graph)


def _value(node: Node) -> str:
    return node.value


def _node(term: object) -> Node:
    assert isinstance(term, Node)
    return term
