"""What has to change in what is believed, when reports or decisions come or go.

Everything is worked out for the touched claims and entities alone, so that adding an article costs the same
in a large store as in a small one.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from slategraph.belief.rule import Standing
from slategraph.decisions.applied import Decisions, made_name
from slategraph.model.claims import Claim
from slategraph.model.identifiers import claim_id
from slategraph.model.reports import Report
from slategraph.model.vocabulary import PREDICATES, SG, TYPES, local, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Node, Star, Term, quad, stars

_DEFAULT = ox.DefaultGraph()
_DESCRIBING = frozenset((mapping.TYPE, mapping.LABEL, mapping.ALIAS, mapping.SAME_AS))
_KINDS = frozenset(kind.prefix for kind in TYPES.values())
_ENDS = (mapping.SUBJECT, mapping.OBJECT, mapping.WORK)


@dataclass
class Change:
    """Quads to take away and quads to put in, in one transaction."""

    gone: set[ox.Quad] = field(default_factory=set)
    come: set[ox.Quad] = field(default_factory=set)

    def replace(self, old: set[ox.Quad], new: set[ox.Quad]) -> None:
        """Have one set of quads take the place of another."""
        self.gone |= old - new
        self.come |= new - old


@dataclass(frozen=True)
class _News:
    """What comes and goes: reports, and whole graphs of sources that are written anew."""

    come: Mapping[str, Report]
    gone: Container[str] = ()
    rewritten: Container[Node] = ()
    described: Mapping[Node, Star] = field(default_factory=dict)


@dataclass(frozen=True)
class _Step:
    """A change, the decisions before and after it, and what it brings."""

    change: Change
    was: Decisions
    now: Decisions
    news: _News


def with_reports(graphs: Graphs, news: list[Report], kept: Iterable[Report]) -> Change:
    """The change by which new reports take their place, some of them that of kept ones."""
    gone = {q for report in kept for q in (*graphs.own_quads(report), *graphs.source_quads(report.source))}
    told = {quad(triple, graph) for graph, triple in mapping.quads_of(news)}
    named = {entity for report in news for entity in report.claim.entities}
    described = stars(quad(t, _DEFAULT) for e in named for t in mapping.entity_triples(e))
    coming = _News({r.id: r for r in news}, described=described)
    decisions = Decisions(graphs)
    return _followed(_Step(Change(gone, told), decisions, decisions, coming), [r.claim for r in news])


def with_sources(
    graphs: Graphs, sources: Iterable[Node], reports: list[Report], decided: Change | None = None
) -> Change:
    """The change by which what some sources say becomes these reports, whatever it was before.

    A source without a report goes. With them decisions may come and go: judgements, reviews, how sure a reader has to
    be.
    """
    rewritten = list(sources)
    old = [report for graph in rewritten for report in graphs.reports_in(graph)]
    told = {quad(triple, graph) for graph, triple in mapping.quads_of(reports)}
    described = stars(q for q in told if q.predicate in _DESCRIBING)
    news = _News({r.id: r for r in reports}, {r.id for r in old}, rewritten, described)
    change = Change({q for graph in rewritten for q in graphs.quads(None, None, None, graph)}, told)
    was = now = Decisions(graphs)
    claims = [report.claim for report in (*old, *reports)]
    if decided and (decided.gone or decided.come):
        change = Change(change.gone | decided.gone, change.come | decided.come)
        now = Decisions(graphs.changed(gone=decided.gone, come=decided.come))
        claims += _concerned(was, now, decided.gone | decided.come)
    return _followed(_Step(change, was, now, news), claims)


def _concerned(was: Decisions, now: Decisions, quads: Iterable[ox.Quad]) -> Iterator[Claim]:
    """The claims, as sources have them, for which decisions matter."""
    named = {shorten(q.object.value) for q in quads if isinstance(q.object, Node)}
    for id_ in sorted(id_ for id_ in named if id_.startswith("claim:")):
        yield from (report.claim for report in was.graphs.reports_on(mapping.node(id_)))
    entities = {id_ for id_ in named if id_.partition(":")[0] in _KINDS}
    members = {member for id_ in entities for decisions in (was, now) for member in decisions.group(id_)}
    for id_ in sorted(members):
        yield from _naming(was.graphs, mapping.node(id_))
    if was.trusted != now.trusted:
        low, high = sorted((was.trusted, now.trusted))
        yield from (r.claim for r in _as_sure_as(was.graphs, low, high))


def _naming(graphs: Graphs, entity: Node) -> Iterator[Claim]:
    """The claims, as sources have them, that name an entity."""
    found = {q.subject for end in _ENDS for q in graphs.quads(None, end, entity, None)}
    for this in sorted((node for node in found if isinstance(node, Node)), key=str):
        yield from (report.claim for report in graphs.reports_on(this))


def _as_sure_as(graphs: Graphs, low: float, high: float) -> Iterator[Report]:
    """The reports whose readers were at least as sure as one number, and less sure than another."""
    for q in graphs.quads(None, mapping.CONFIDENCE, None, None):
        assert isinstance(q.object, ox.Literal)
        if low <= float(q.object.value) < high:
            assert isinstance(q.subject, Node) and isinstance(q.graph_name, Node)
            yield graphs.report(q.subject, q.graph_name)


def _followed(step: _Step, claims: Iterable[Claim]) -> Change:
    """A change, with all that follows from it for what is believed of the claims that it touches."""
    was, now, graphs, change = step.was, step.now, step.was.graphs, step.change
    written = {c.id: c for c in claims}
    old = {c.id: c for c in map(was.claim, written.values())}
    new = {c.id: c for c in map(now.claim, written.values())}
    slots = {c.id: c for claim in [*old.values(), *new.values()] for c in _rivals(graphs, claim)}
    new |= {c.id: c for c in map(now.claim, slots.values())}
    standings = now.standings(_reports(now, new.values(), step.news))
    touched = old | slots | new
    _state(graphs, change, touched, standings)
    _put_plainly(graphs, change, touched, standings)
    present = {e.id for s in standings for e in s.claim.entities}
    named = {e.id for c in written.values() for e in c.entities}
    for id_ in sorted({one for e in named for one in (e, was.one(e), now.one(e))}):
        _describe(step, id_, id_ in present or _stands(graphs, mapping.node(id_), touched))
    return change


def _reports(decisions: Decisions, claims: Iterable[Claim], news: _News) -> Iterator[Report]:
    """The reports on claims as they will be."""
    ids = dict.fromkeys(id_ for claim in claims for id_ in decisions.variants(claim))
    come: dict[str, dict[str, Report]] = {}
    for report in news.come.values():
        come.setdefault(report.claim.id, {})[report.id] = report
    for id_ in sorted(ids):
        kept = {r.id: r for r in decisions.graphs.reports_on(mapping.node(id_)) if r.id not in news.gone}
        yield from (kept | come.get(id_, {})).values()


def _stands(graphs: Graphs, entity: Node, touched: Container[str]) -> bool:
    """Whether any standing that is not being changed names an entity."""
    found = (q.subject for end in _ENDS for q in graphs.quads(None, end, entity, mapping.STANDINGS))
    return any(isinstance(this, Node) and shorten(this.value) not in touched for this in found)


def _rivals(graphs: Graphs, claim: Claim) -> Iterator[Claim]:
    """The other claims in a functional claim's slot: the other stages of the same film, say."""
    predicate = PREDICATES[claim.predicate]
    if predicate.functional:
        for this in graphs.subjects(mapping.SUBJECT, mapping.node(claim.subject.id), mapping.STANDINGS):
            if graphs.one(this, mapping.PREDICATE) == Node(predicate.iri):
                yield Claim(
                    claim.subject, predicate.name, _literal(predicate.literal, graphs.one(this, mapping.OBJECT))
                )


def _literal(kind: str | None, term: Term | None) -> str:
    assert term is not None
    return local(term.value) if kind == "stage" else term.value


def _state(graphs: Graphs, change: Change, touched: Iterable[str], standings: Iterable[Standing]) -> None:
    """The graph of the standings."""
    old = {q for id_ in touched for q in graphs.quads(mapping.node(id_), None, None, mapping.STANDINGS)}
    change.replace(old, {quad(t, mapping.STANDINGS) for s in standings for t in mapping.standing_triples(s)})


def _put_plainly(graphs: Graphs, change: Change, touched: dict[str, Claim], standings: Iterable[Standing]) -> None:
    """The plain triples between the two ends of each touched claim."""
    ends = {(mapping.node(c.subject.id), mapping.term(c)) for c in touched.values()}
    old = {q for s, o in ends for q in graphs.quads(s, None, o, _DEFAULT) if q.predicate.value.startswith(SG)}
    new = {quad(t, _DEFAULT) for s in standings if s.holds for t in mapping.plain_triples(s.claim)}
    change.replace({q for q in old if q in new or not _implied(graphs, q, touched)}, new)


def _implied(graphs: Graphs, plain: ox.Quad, touched: Container[str]) -> bool:
    """Whether a plain triple follows from a claim that is not being changed: attachment from directing, say."""
    names = (p.name for p in PREDICATES.values() if local(plain.predicate.value) in (p.name, p.parent))
    ids = (id_ for name in names for id_ in _stating(graphs, plain, name))
    return any(id_ not in touched and _holds(graphs, mapping.node(id_)) for id_ in ids)


def _stating(graphs: Graphs, plain: ox.Quad, predicate: str) -> Iterator[str]:
    """The ids of the claims that would put this triple, with this predicate, into the default graph."""
    subject, obj = plain.subject, plain.object
    assert isinstance(subject, Node) and isinstance(obj, (Node, ox.Literal))
    if PREDICATES[predicate].needs_work:
        found = graphs.subjects(mapping.OBJECT, obj, mapping.STANDINGS)
        yield from (shorten(this.value) for this in found if graphs.one(this, mapping.SUBJECT) == subject)
    else:
        yield claim_id(shorten(subject.value), predicate, shorten(obj.value).removeprefix("stage:"))


def _holds(graphs: Graphs, claim: Node) -> bool:
    star = graphs.star(claim, mapping.STANDINGS)
    attached = star.get(mapping.STATUS) == [mapping.node("status:attached")]
    return (
        attached
        and star.get(mapping.CERTAINTY) != [mapping.node("certainty:denied")]
        and mapping.SUPERSEDED_BY not in star
    )


def _describe(step: _Step, id_: str, here: bool) -> None:
    """An entity's type, label, aliases and ids in the default graph, from all sources that name it or one with it.

    Nothing is there of an entity of which nothing is believed, or that goes by another's id.
    """
    this = mapping.node(id_)
    old = {q for q in step.was.graphs.quads(this, None, None, _DEFAULT) if q.predicate in _DESCRIBING}
    new: set[ox.Quad] = set()
    if here:
        entity = mapping.read_entity(_described(step, id_, stars(old).get(this, {})), id_)
        new = {quad(t, _DEFAULT) for t in mapping.entity_triples(entity)}
    step.change.replace(old, new)


def _described(step: _Step, id_: str, old: Star) -> Star:
    """What is said of an entity, and of all that is one with it."""
    now, news = step.now, step.news
    only_more = old and step.was is now and not news.rewritten and _is_named(now.graphs, mapping.node(id_))
    star = old if only_more else _known(now, id_, news)
    for member in now.group(id_):
        star = _merged(star, _demoted(news.described.get(mapping.node(member), {}), member == id_))
    return star if mapping.LABEL in star else star | {mapping.LABEL: [mapping.text(made_name(id_))]}


def _is_named(graphs: Graphs, this: Node) -> bool:
    """Whether any source itself names an entity, rather than one that it was found to be one with."""
    return any(q.graph_name != _DEFAULT for q in graphs.quads(this, mapping.LABEL, None, None))


def _known(decisions: Decisions, id_: str, news: _News) -> Star:
    """What the sources that stay as they are say of an entity, and of all that is one with it."""
    star: Star = {}
    for member in decisions.group(id_):
        this = mapping.node(member)
        kept = (q for q in decisions.graphs.quads(this, None, None, None) if q.predicate in _DESCRIBING)
        said = stars(q for q in kept if q.graph_name != _DEFAULT and q.graph_name not in news.rewritten)
        star = _merged(star, _demoted(said.get(this, {}), member == id_))
    return star


def _demoted(star: Star, itself: bool) -> Star:
    """What is said of an entity, its names as aliases where it goes by another's id."""
    if itself or not star:
        return star
    names = [*star.get(mapping.ALIAS, ()), *star.get(mapping.LABEL, ())]
    return {p: values for p, values in star.items() if p not in (mapping.LABEL, mapping.ALIAS)} | {mapping.ALIAS: names}


def _merged(one: Star, other: Star) -> Star:
    return {p: [*one.get(p, ()), *(o for o in other.get(p, ()) if o not in one.get(p, ()))] for p in {*one, *other}}
