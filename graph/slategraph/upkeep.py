"""What has to change in what is believed, when reports come or go.

Everything is worked out for the touched claims and entities alone, so that adding an article costs the same
in a large store as in a small one.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from slategraph import rdf
from slategraph.belief import Standing, decide_all
from slategraph.graphs import Graphs, Node, Star, quad, stars
from slategraph.model import Claim, Report, claim_id
from slategraph.vocabulary import PREDICATES, SG, local, shorten

_DEFAULT = ox.DefaultGraph()
_DESCRIBING = frozenset((rdf.TYPE, rdf.LABEL, rdf.ALIAS, rdf.SAME_AS))


@dataclass
class Change:
    """Quads to take away and quads to put in, in one transaction."""

    gone: set[ox.Quad] = field(default_factory=set)
    come: set[ox.Quad] = field(default_factory=set)

    def replace(self, old: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Have one set of quads take the place of another."""
        self.gone |= old - new
        self.come |= new - old


def with_reports(graphs: Graphs, news: list[Report], kept: Iterable[Report]) -> Change:
    """The change by which new reports take their place, some of them that of kept ones."""
    gone = {q for report in kept for q in (*graphs.own_quads(report), *graphs.source_quads(report.source))}
    change = Change(gone, {quad(triple, graph) for graph, triple in rdf.told(news)})
    _believe(graphs, change, {r.claim.id: r.claim for r in news}, news, None)
    return change


def without_source(graphs: Graphs, source: Node, reports: list[Report]) -> Change:
    """The change by which a source and its reports go."""
    change = Change(set(graphs.quads(None, None, None, source)))
    _believe(graphs, change, {r.claim.id: r.claim for r in reports}, [], source)
    return change


def _believe(
    graphs: Graphs, change: Change, claims: dict[str, Claim], news: list[Report], removed: Node | None
) -> None:
    """Add to a change all that follows from it for what is believed."""
    entities = {e.id for c in claims.values() for e in c.entities}
    named = {e for report in news for e in report.claim.entities}
    described = stars(quad(t, _DEFAULT) for e in named for t in rdf.entity_triples(e))
    ids = set(claims) | {rival for claim in claims.values() for rival in _rivals(graphs, claim)}
    reports = {r.id: r for id_ in sorted(ids) for r in graphs.reports_on(rdf.node(id_))}
    reports |= {r.id: r for r in news}
    standings = decide_all(r for r in reports.values() if removed is None or rdf.node(r.source.id) != removed)
    touched = claims | {s.claim.id: s.claim for s in standings}
    _state(graphs, change, touched, standings)
    _put_plainly(graphs, change, touched, standings)
    present = {e.id for s in standings for e in s.claim.entities}
    for id_ in sorted(entities):
        here = id_ in present or _stands(graphs, rdf.node(id_), touched)
        _describe(graphs, change, id_, described.get(rdf.node(id_), {}) if here else None, removed)


def _stands(graphs: Graphs, entity: Node, touched: Container[str]) -> bool:
    """Whether any standing that is not being changed names an entity."""
    ends = (rdf.SUBJECT, rdf.OBJECT, rdf.WORK)
    found = (q.subject for end in ends for q in graphs.quads(None, end, entity, rdf.STANDINGS))
    return any(isinstance(this, Node) and shorten(this.value) not in touched for this in found)


def _rivals(graphs: Graphs, claim: Claim) -> Iterator[str]:
    """The ids of the claims in a functional claim's slot: the other stages of the same film, say."""
    predicate = PREDICATES[claim.predicate]
    if predicate.functional:
        for this in graphs.subjects(rdf.SUBJECT, rdf.node(claim.subject.id), rdf.STANDINGS):
            if graphs.one(this, rdf.PREDICATE) == Node(predicate.iri):
                yield shorten(this.value)


def _state(graphs: Graphs, change: Change, touched: Iterable[str], standings: Iterable[Standing]) -> None:
    """The graph of the standings."""
    old = {q for id_ in touched for q in graphs.quads(rdf.node(id_), None, None, rdf.STANDINGS)}
    change.replace(old, {quad(t, rdf.STANDINGS) for s in standings for t in rdf.standing_triples(s)})


def _put_plainly(graphs: Graphs, change: Change, touched: dict[str, Claim], standings: Iterable[Standing]) -> None:
    """The plain triples between the two ends of each touched claim."""
    ends = {(rdf.node(c.subject.id), rdf.term(c)) for c in touched.values()}
    old = {q for s, o in ends for q in graphs.quads(s, None, o, _DEFAULT) if q.predicate.value.startswith(SG)}
    new = {quad(t, _DEFAULT) for s in standings if s.holds for t in rdf.plain_triples(s.claim)}
    change.replace({q for q in old if q in new or not _implied(graphs, q, touched)}, new)


def _implied(graphs: Graphs, plain: ox.Quad, touched: Container[str]) -> bool:
    """Whether a plain triple follows from a claim that is not being changed: attachment from directing, say."""
    names = (p.name for p in PREDICATES.values() if local(plain.predicate.value) in (p.name, p.parent))
    ids = (id_ for name in names for id_ in _stating(graphs, plain, name))
    return any(id_ not in touched and _holds(graphs, rdf.node(id_)) for id_ in ids)


def _stating(graphs: Graphs, plain: ox.Quad, predicate: str) -> Iterator[str]:
    """The ids of the claims that would put this triple, with this predicate, into the default graph."""
    subject, obj = plain.subject, plain.object
    assert isinstance(subject, Node) and isinstance(obj, (Node, ox.Literal))
    if PREDICATES[predicate].needs_work:
        found = graphs.subjects(rdf.OBJECT, obj, rdf.STANDINGS)
        yield from (shorten(this.value) for this in found if graphs.one(this, rdf.SUBJECT) == subject)
    else:
        yield claim_id(shorten(subject.value), predicate, shorten(obj.value).removeprefix("stage:"))


def _holds(graphs: Graphs, claim: Node) -> bool:
    star = graphs.star(claim, rdf.STANDINGS)
    attached = star.get(rdf.STATUS) == [rdf.node("status:attached")]
    return attached and star.get(rdf.CERTAINTY) != [rdf.node("certainty:denied")] and rdf.SUPERSEDED_BY not in star


def _describe(graphs: Graphs, change: Change, id_: str, added: Star | None, removed: Node | None) -> None:
    """An entity's type, label, aliases and ids in the default graph, from all sources that name it.

    Nothing is there of an entity of which nothing is believed; `added` is then None.
    """
    old = {q for q in graphs.quads(rdf.node(id_), None, None, _DEFAULT) if q.predicate in _DESCRIBING}
    known = stars(old if old and removed is None else _elsewhere(graphs, rdf.node(id_), removed))
    star = {} if added is None else _merged(known.get(rdf.node(id_), {}), added)
    change.replace(old, {quad(t, _DEFAULT) for t in rdf.entity_triples(rdf.read_entity(star, id_))} if star else set())


def _elsewhere(graphs: Graphs, this: Node, removed: Node | None) -> Iterator[ox.Quad]:
    """What the sources that stay say of an entity."""
    for q in graphs.quads(this, None, None, None):
        if q.graph_name not in (_DEFAULT, removed) and q.predicate in _DESCRIBING:
            yield q


def _merged(one: Star, other: Star) -> Star:
    return {p: [*one.get(p, ()), *(o for o in other.get(p, ()) if o not in one.get(p, ()))] for p in {*one, *other}}
