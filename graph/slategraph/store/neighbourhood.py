"""Fetching what a change may touch, in few round trips, so that the plan can be made without storage."""

from collections.abc import Iterable, Iterator

from slategraph.decisions.applied import Decisions
from slategraph.model.claims import Claim
from slategraph.model.identifiers import claim_id
from slategraph.model.reports import Report
from slategraph.model.vocabulary import PREDICATES, TYPES, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import DESCRIBING, ENDS, Graphs, Near, Node, quad, reporting, stars
from slategraph.rdf.quads import DefaultGraph, Delta, Literal, Pattern, Quad
from slategraph.store.arrivals import Arrivals
from slategraph.store.materialize import News, Step, plain_between, plan, rivals, stating

_DEFAULT = DefaultGraph()
_KINDS = frozenset(kind.prefix for kind in TYPES.values())


def with_reports(near: Near, decided: Graphs, arrivals: Arrivals) -> Delta:
    """The change by which reports take their place, some of them that of kept ones."""
    graphs, news = near.graphs, arrivals.written
    gone = {q for report in arrivals.replaced for q in (*graphs.own_quads(report), *graphs.source_quads(report.source))}
    said = {quad(triple, graph) for graph, triple in mapping.quads_of(news)}
    named = {entity for report in news for entity in report.claim.entities}
    described = stars(quad(t, _DEFAULT) for e in named for t in mapping.entity_triples(e))
    decisions = Decisions(graphs, decided)
    coming = News({r.id: r for r in news}, described=described, shrinks=bool(arrivals.replaced))
    step = Step(frozenset(gone - said), frozenset(said), decisions, decisions, coming)
    return _planned(near, step, [r.claim for r in news])


def with_sources(
    near: Near, decided: Graphs, sources: Iterable[Node], arrivals: Arrivals, decision: Delta | None = None
) -> Delta:
    """The change by which what some sources say becomes these reports, whatever it was before.

    A source without a report goes. With them decisions may come and go: judgements, reviews, the threshold.
    """
    rewritten = list(sources)
    near.fetch((None, None, None, graph) for graph in rewritten)
    graphs, decision = near.graphs, decision or Delta()
    before = frozenset(q for graph in rewritten for q in graphs.quads(None, None, None, graph))
    after = frozenset(quad(triple, graph) for graph, triple in mapping.quads_of(arrivals.written))
    was = now = Decisions(graphs, decided)
    claims = [report.claim for report in (*arrivals.replaced, *arrivals.written)]
    if decision.removed or decision.added:
        now = Decisions(graphs, decided.changed(decision))
        claims += _concerned(near, was, now, decision)
    described = stars(q for q in after if q.predicate in DESCRIBING)
    news = News(
        {r.id: r for r in arrivals.written},
        {r.id for r in arrivals.replaced},
        rewritten,
        described,
        {q.subject for q in before - after if q.predicate in DESCRIBING and not _says(described, q)},
        bool(arrivals.replaced) or was is not now,
    )
    step = Step((before - after) | decision.removed, (after - before) | decision.added, was, now, news)
    delta = _planned(near, step, claims)
    dropped = frozenset(rewritten) - {mapping.node(r.source.id) for r in arrivals.written}
    return Delta(delta.removed, delta.added, dropped)


def _says(described: "dict[Node, dict[Node, list[Node | Literal]]]", quad: Quad) -> bool:
    return isinstance(quad.subject, Node) and quad.object in described.get(quad.subject, {}).get(quad.predicate, ())


def _concerned(near: Near, was: Decisions, now: Decisions, decision: Delta) -> Iterator[Claim]:
    """The claims, as sources have them, to which decisions apply."""
    quads = decision.removed | decision.added
    named = {shorten(q.object.value) for q in quads if isinstance(q.object, Node)}
    entities = {id_ for id_ in named if id_.partition(":")[0] in _KINDS}
    members = [mapping.node(m) for id_ in sorted(entities) for d in (was, now) for m in d.group(id_)]
    near.fetch((None, end, member, None) for end in ENDS for member in members)
    found = (q.subject for end in ENDS for member in members for q in near.graphs.quads(None, end, member, None))
    claims = {mapping.node(id_) for id_ in named if id_.startswith("claim:")}
    claims |= {this for this in found if isinstance(this, Node)}
    yield from (report.claim for report in near.reports_on(claims))
    if was.threshold != now.threshold:
        low, high = sorted((was.threshold, now.threshold))
        yield from (r.claim for r in _confident(near, low, high))


def _confident(near: Near, low: float, high: float) -> list[Report]:
    """Reports on the claims of which any report has a confidence of at least one number, and less than another."""
    near.fetch([(None, mapping.CONFIDENCE, None, None)])
    reports = [
        (q.subject, q.graph_name)
        for q in near.graphs.quads(None, mapping.CONFIDENCE, None, None)
        if isinstance(q.object, Literal) and low <= float(q.object.value) < high
    ]
    near.fetch((this, mapping.CLAIM, None, graph) for this, graph in reports)  # type: ignore[misc]
    claims = {q.object for this, graph in reports for q in near.graphs.quads(this, mapping.CLAIM, None, graph)}  # type: ignore[arg-type]
    return list(near.reports_on(claim for claim in claims if isinstance(claim, Node)))


def _planned(near: Near, step: Step, claims: list[Claim]) -> Delta:
    _fetch(near, step, claims)
    return plan(step, claims)


def _fetch(near: Near, step: Step, claims: Iterable[Claim]) -> None:
    """Fetch what the plan needs to know of claims and their entities."""
    written = list({c.id: c for c in claims}.values())
    entities = {e.id for c in written for e in c.entities}
    decisions = (step.now,) if step.was is step.now else (step.was, step.now)
    ones = {d.one(id_) for d in decisions for id_ in entities}
    near.fetch((mapping.node(id_), mapping.LABEL, None, None) for id_ in ones - entities)  # the names of merged ones
    touched = list({c.id: c for d in decisions for c in (*written, *map(d.claim, written))}.values())
    described = sorted(entities | ones)
    near.fetch(
        [
            *_of_claims(step.now, touched),
            *((None, mapping.SUBJECT, node, mapping.STANDINGS) for node in _with_slots(touched)),
            *((mapping.node(id_), p, None, _DEFAULT) for id_ in described for p in DESCRIBING),
        ]
    )
    near.fetch(
        [
            *_of_reports(near, step.now, touched),
            *_of_slots(near.graphs, touched),
            *_of_implied(near.graphs, touched),
            *_of_descriptions(step, described),
            *_of_absent(step, described),
        ]
    )
    others = [rival for claim in touched for rival in rivals(near.graphs, claim)]
    others = list({c.id: c for rival in others for c in (rival, step.now.claim(rival))}.values())
    near.fetch([*_of_claims(step.now, others), *_of_holding(near.graphs, touched)])
    near.fetch([*_of_reports(near, step.now, others), *_of_implied(near.graphs, others)])


def _of_claims(decisions: Decisions, claims: Iterable[Claim]) -> Iterator[Pattern]:
    """Which reports there are on claims, their standings, and the plain triples between their ends."""
    for claim in claims:
        yield mapping.node(claim.id), None, None, mapping.STANDINGS
        yield mapping.node(claim.subject.id), None, mapping.term(claim), _DEFAULT
        yield from reporting(map(mapping.node, decisions.variants(claim)))


def _of_reports(near: Near, decisions: Decisions, claims: Iterable[Claim]) -> Iterator[Pattern]:
    """The reports on claims, whole."""
    for claim in claims:
        variants = list(map(mapping.node, decisions.variants(claim)))
        yield from near.reported(variants)
        members = [mapping.node(member) for e in claim.entities for member in decisions.group(e.id)]
        graphs = {q.graph_name for this in variants for q in near.graphs.quads(None, mapping.CLAIM, this, None)}
        yield from ((m, None, None, graph) for graph in graphs for m in members if isinstance(graph, Node))


def _with_slots(claims: Iterable[Claim]) -> set[Node]:
    return {mapping.node(c.subject.id) for c in claims if PREDICATES[c.predicate].functional}


def _of_slots(graphs: Graphs, claims: Iterable[Claim]) -> Iterator[Pattern]:
    """The standings of the entities whose stage or release date is touched."""
    for node in _with_slots(claims):
        for this in graphs.subjects(mapping.SUBJECT, node, mapping.STANDINGS):
            yield this, None, None, mapping.STANDINGS


def _of_implied(graphs: Graphs, claims: Iterable[Claim]) -> Iterator[Pattern]:
    """The standings from which the plain triples between the ends of claims may follow."""
    for plain in plain_between(graphs, claims):
        for name in stating(plain):
            assert isinstance(plain.subject, Node) and isinstance(plain.object, (Node, Literal))
            if PREDICATES[name].needs_work:
                yield None, mapping.OBJECT, plain.object, mapping.STANDINGS
            else:
                obj = shorten(plain.object.value).removeprefix("stage:")
                yield mapping.node(claim_id(shorten(plain.subject.value), name, obj)), None, None, mapping.STANDINGS


def _of_holding(graphs: Graphs, claims: Iterable[Claim]) -> Iterator[Pattern]:
    """The standings of claims with a work, from which the plain triples between the ends of others may follow."""
    for claim in claims:
        if any(PREDICATES[name].needs_work for plain in plain_between(graphs, [claim]) for name in stating(plain)):
            for this in graphs.subjects(mapping.OBJECT, mapping.term(claim), mapping.STANDINGS):
                yield this, None, None, mapping.STANDINGS


def _of_descriptions(step: Step, ids: Iterable[str]) -> Iterator[Pattern]:
    """What all sources say of entities whose description has to be made anew."""
    for id_ in ids:
        this = mapping.node(id_)
        old = stars(q for p in DESCRIBING for q in step.now.graphs.quads(this, p, None, _DEFAULT)).get(this, {})
        if not step.is_described_enough(id_, old):
            yield from ((mapping.node(member), p, None, None) for member in step.now.group(id_) for p in DESCRIBING)


def _of_absent(step: Step, ids: Iterable[str]) -> Iterator[Pattern]:
    """The standings that name entities which may have lost all that was believed of them."""
    if step.news.shrinks:
        known = {step.now.one(e.id) for r in step.news.added.values() if _counts(step.now, r) for e in r.claim.entities}
        for id_ in ids:
            if id_ not in known:
                yield from ((None, end, mapping.node(id_), mapping.STANDINGS) for end in ENDS)


def _counts(decisions: Decisions, report: Report) -> bool:
    """Whether a report is certain to count, so that its claim has a standing."""
    accepted = report.confidence >= decisions.threshold and not report.source.retracted
    return accepted and decisions.review(report) is None
