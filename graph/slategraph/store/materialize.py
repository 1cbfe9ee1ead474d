"""What has to change in what is believed, when reports or decisions come or go: the plan.

Nothing here asks storage: what is known of the neighbourhood of the touched claims and entities has been fetched
before (`slategraph.store.neighbourhood`). So adding an article costs the same in a large store as in a small one.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from slategraph.belief.rule import Standing
from slategraph.decisions.applied import Decisions, made_name
from slategraph.model.claims import Claim
from slategraph.model.identifiers import claim_id
from slategraph.model.reports import Report
from slategraph.model.vocabulary import PREDICATES, SG, local, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import DESCRIBING, ENDS, Graphs, Node, Star, quad, stars
from slategraph.rdf.quads import DefaultGraph, Delta, Literal, Quad, Term

_DEFAULT = DefaultGraph()


@dataclass(frozen=True, slots=True)
class News:
    """What comes and goes: reports, and whole graphs of sources that are written anew.

    `described` is what the reports say of entities, `losing` the entities of which a rewritten graph says less now;
    `shrinks` says whether anything that was said before is no longer said or counts no longer.
    """

    added: Mapping[str, Report]
    removed: Container[str] = ()
    rewritten: Container[Node] = ()
    described: Mapping[Node, Star] = field(default_factory=dict)
    losing: Container[object] = ()
    shrinks: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One change: the quads that it removes and adds itself, the decisions before and after it, and its news."""

    removed: frozenset[Quad]
    added: frozenset[Quad]
    was: Decisions
    now: Decisions
    news: News

    def is_described_enough(self, id_: str, old: Star) -> bool:
        """Whether an entity's description in the default graph still holds, and can only grow."""
        group = self.now.group(id_)
        # A name made from an id stands only until a source has the right one.
        named = len(group) == 1 or [name.value for name in old.get(mapping.LABEL, ())] != [made_name(id_)]
        same = self.was is self.now and not any(mapping.node(member) in self.news.losing for member in group)
        return bool(old) and same and named


def plan(step: Step, claims: Iterable[Claim]) -> Delta:
    """A change with all that follows from it for what is believed of the claims that it touches."""
    was, now, graphs = step.was, step.now, step.now.graphs
    written = {c.id: c for c in claims}
    old = {c.id: c for c in map(was.claim, written.values())}
    new = {c.id: c for c in map(now.claim, written.values())}
    slots = {c.id: c for claim in [*old.values(), *new.values()] for c in rivals(graphs, claim)}
    new |= {c.id: c for c in map(now.claim, slots.values())}
    standings = now.standings(_reports(now, new.values(), step.news))
    touched = old | slots | new
    present = {e.id for s in standings for e in s.claim.entities}
    removed, added = set(step.removed), set(step.added)
    named = sorted({id_ for c in written.values() for e in c.entities for id_ in (e.id, was.one(e.id), now.one(e.id))})
    for before, after in (
        _standings(graphs, touched, standings),
        _plain(graphs, touched, standings),
        *(_description(step, id_, id_ in present, touched) for id_ in named),
    ):
        removed |= before - after
        added |= after - before
    return Delta(frozenset(removed - added), frozenset(added - removed))


_Replaced = tuple[set[Quad], set[Quad]]
"""Quads as they were, and as they will be."""


def _reports(decisions: Decisions, claims: Iterable[Claim], news: News) -> Iterator[Report]:
    """The reports on claims as they will be."""
    ids = dict.fromkeys(id_ for claim in claims for id_ in decisions.variants(claim))
    added: dict[str, dict[str, Report]] = {}
    for report in news.added.values():
        added.setdefault(report.claim.id, {})[report.id] = report
    for id_ in sorted(ids):
        kept = {r.id: r for r in decisions.graphs.reports_on(mapping.node(id_)) if r.id not in news.removed}
        yield from (kept | added.get(id_, {})).values()


def _stands(graphs: Graphs, entity: Node, touched: Container[str]) -> bool:
    """Whether any standing that is not being changed names an entity."""
    found = (q.subject for end in ENDS for q in graphs.quads(None, end, entity, mapping.STANDINGS))
    return any(isinstance(this, Node) and shorten(this.value) not in touched for this in found)


def rivals(graphs: Graphs, claim: Claim) -> Iterator[Claim]:
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


def _standings(graphs: Graphs, touched: Iterable[str], standings: Iterable[Standing]) -> _Replaced:
    """The graph of the standings, as far as the touched claims go."""
    old = {q for id_ in touched for q in graphs.quads(mapping.node(id_), None, None, mapping.STANDINGS)}
    return old, {quad(t, mapping.STANDINGS) for s in standings for t in mapping.standing_triples(s)}


def _plain(graphs: Graphs, touched: dict[str, Claim], standings: Iterable[Standing]) -> _Replaced:
    """The plain triples between the two ends of each touched claim."""
    old = plain_between(graphs, touched.values())
    new = {quad(t, _DEFAULT) for s in standings if s.holds for t in mapping.plain_triples(s.claim)}
    return {q for q in old if q in new or not _implied(graphs, q, touched)}, new


def plain_between(graphs: Graphs, claims: Iterable[Claim]) -> set[Quad]:
    """The plain triples that a store has between the two ends of claims."""
    ends = {(mapping.node(c.subject.id), mapping.term(c)) for c in claims}
    return {q for s, o in ends for q in graphs.quads(s, None, o, _DEFAULT) if q.predicate.value.startswith(SG)}


def _implied(graphs: Graphs, plain: Quad, touched: Container[str]) -> bool:
    """Whether a plain triple follows from a claim that is not being changed: attachment from directing, say."""
    ids = (id_ for name in stating(plain) for id_ in _stating(graphs, plain, name))
    return any(id_ not in touched and _holds(graphs, mapping.node(id_)) for id_ in ids)


def stating(plain: Quad) -> Iterator[str]:
    """The predicates of the claims that would put a triple into the default graph."""
    return (p.name for p in PREDICATES.values() if local(plain.predicate.value) in (p.name, p.parent))


def _stating(graphs: Graphs, plain: Quad, predicate: str) -> Iterator[str]:
    """The ids of the claims that would put this triple, with this predicate, into the default graph."""
    subject, obj = plain.subject, plain.object
    assert isinstance(subject, Node) and isinstance(obj, (Node, Literal))
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


def _description(step: Step, id_: str, present: bool, touched: Container[str]) -> _Replaced:
    """An entity's type, label, aliases and ids in the default graph, from all sources that name it or its merged ones.

    Nothing, if no claim on it is believed, or if another id represents it.
    """
    this, graphs = mapping.node(id_), step.now.graphs
    old = {q for p in DESCRIBING for q in graphs.quads(this, p, None, _DEFAULT)}
    here = present or (_stands(graphs, this, touched) if step.news.shrinks else bool(old))
    if not here:
        return old, set()
    entity = mapping.read_entity(_described(step, id_, stars(old).get(this, {})), id_)
    return old, {quad(t, _DEFAULT) for t in mapping.entity_triples(entity)}


def _described(step: Step, id_: str, old: Star) -> Star:
    """The descriptions of an entity and of all merged with it."""
    now, news = step.now, step.news
    star = old if step.is_described_enough(id_, old) else _known(now, id_, news)
    for member in now.group(id_):
        star = _merged(star, _demoted(news.described.get(mapping.node(member), {}), member == id_))
    return star if mapping.LABEL in star else star | {mapping.LABEL: [mapping.text(made_name(id_))]}


def _known(decisions: Decisions, id_: str, news: News) -> Star:
    """The descriptions of an entity and of all merged with it in the sources that stay as they are."""
    star: Star = {}
    for member in decisions.group(id_):
        this = mapping.node(member)
        kept = (q for q in decisions.graphs.quads(this, None, None, None) if q.predicate in DESCRIBING)
        said = stars(q for q in kept if q.graph_name != _DEFAULT and q.graph_name not in news.rewritten)
        star = _merged(star, _demoted(said.get(this, {}), member == id_))
    return star


def _demoted(star: Star, itself: bool) -> Star:
    """The descriptions of an entity, its names as aliases if another id represents it."""
    if itself or not star:
        return star
    names = [*star.get(mapping.ALIAS, ()), *star.get(mapping.LABEL, ())]
    return {p: values for p, values in star.items() if p not in (mapping.LABEL, mapping.ALIAS)} | {mapping.ALIAS: names}


def _merged(one: Star, other: Star) -> Star:
    return {p: [*one.get(p, ()), *(o for o in other.get(p, ()) if o not in one.get(p, ()))] for p in {*one, *other}}
