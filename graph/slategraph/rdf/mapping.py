"""Reports as RDF and back: the one place that knows which triples say what.

A source's graph holds the source, its reports, their claims and the entities that these name. What is
written here is read back here, whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from slategraph.belief.rule import Standing
from slategraph.errors import BadInput
from slategraph.model.claims import Claim, Entity
from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.model.types import repaired
from slategraph.model.vocabulary import (
    CATALOGUES,
    PREDICATES,
    PREFIXES,
    RDF,
    RDFS,
    SCHEMA,
    SG,
    SKOS,
    TYPES,
    XSD,
    expand,
    local,
    shorten,
)

Triple = tuple[ox.NamedNode, ox.NamedNode, "ox.NamedNode | ox.Literal"]
#: What is known of one node: the values of each of its properties.
Star = Mapping[ox.NamedNode, list["ox.NamedNode | ox.Literal"]]

DC = PREFIXES["dc"]
OA, PROV, DCTERMS = PREFIXES["oa"], PREFIXES["prov"], PREFIXES["dcterms"]
STANDINGS = ox.NamedNode(f"{PREFIXES['graph']}standings")


def _n(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


TYPE, LABEL, ALIAS = _n(f"{RDF}type"), _n(f"{RDFS}label"), _n(f"{SKOS}altLabel")
SAME_AS = _n(f"{SCHEMA}sameAs")
CLAIM, WORK = _n(f"{SG}claim"), _n(f"{SG}work")
SUBJECT, PREDICATE, OBJECT = _n(f"{RDF}subject"), _n(f"{RDF}predicate"), _n(f"{RDF}object")
STATUS, CERTAINTY = _n(f"{SG}status"), _n(f"{SG}certainty")
SPEAKER, EXTRACTOR, CONFIDENCE, LEARNED = (_n(f"{SG}{w}") for w in ("speaker", "extractor", "confidence", "learned"))
QUOTATION, EXACT, START, END = _n(f"{SG}quotation"), _n(f"{OA}exact"), _n(f"{OA}start"), _n(f"{OA}end")
BEFORE, AFTER = _n(f"{OA}prefix"), _n(f"{OA}suffix")
KEY, KIND, RELAYS, SIGNATURE = (_n(f"{SG}{w}") for w in ("key", "kind", "relays", "signature"))
TITLE, PUBLISHER, CREATOR = (_n(f"{DC}{w}") for w in ("title", "publisher", "creator"))
ISSUED, URL, RETRACTED = _n(f"{DCTERMS}issued"), _n(f"{SCHEMA}url"), _n(f"{SG}retracted")
BELIEF, SINCE, SOURCES, DECIDED_BY = (_n(f"{SG}{w}") for w in ("belief", "since", "sources", "decidedBy"))
SUPERSEDED_BY = _n(f"{SG}supersededBy")

_DATE_TYPES = {4: _n(f"{XSD}gYear"), 7: _n(f"{XSD}gYearMonth"), 10: _n(f"{XSD}date")}


@lru_cache(maxsize=16_000)
def node(curie: str) -> ox.NamedNode:
    """The RDF node of a short id."""
    return _n(expand(curie))


def text(value: str) -> ox.Literal:
    """A literal; half a surrogate pair, which no file can hold, becomes the replacement character."""
    return ox.Literal(repaired(value))


def date(value: str) -> ox.Literal:
    """A partial date as xsd:gYear, xsd:gYearMonth or xsd:date."""
    return ox.Literal(value, datatype=_DATE_TYPES[len(value)])


def decimal(value: float) -> ox.Literal:
    """A share to four digits, in the shortest writing, which is also how Oxigraph keeps it."""
    return ox.Literal(f"{value + 0.0:.4f}".rstrip("0").rstrip("."), datatype=_n(f"{XSD}decimal"))  # + 0.0: no "-0"


def term(claim: Claim) -> "ox.NamedNode | ox.Literal":
    """The object of a claim as an RDF term."""
    if isinstance(claim.object, Entity):
        return node(claim.object.id)
    return node(f"stage:{claim.object}") if PREDICATES[claim.predicate].literal == "stage" else date(claim.object)


def entity_triples(entity: Entity) -> Iterator[Triple]:
    """Type, label, aliases and ids elsewhere."""
    this = node(entity.id)
    yield this, TYPE, _n(TYPES[entity.type].iri)
    yield this, LABEL, text(entity.name)
    yield from ((this, ALIAS, text(alias)) for alias in entity.aliases)
    yield from ((this, SAME_AS, _n(_catalogue_iri(ref))) for ref in entity.same_as)


def _catalogue_iri(ref: str) -> str:
    prefix, _, rest = ref.partition(":")
    return CATALOGUES[prefix] + rest if prefix in CATALOGUES else ref


def _catalogue_ref(iri: str) -> str:
    for prefix, namespace in CATALOGUES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def claim_triples(claim: Claim, kind: str = "Claim") -> Iterator[Triple]:
    """A claim with its terms; `kind` is Claim in a source's graph, Standing in that of the standings."""
    this = node(claim.id)
    yield this, TYPE, _n(f"{SG}{kind}")
    yield this, SUBJECT, node(claim.subject.id)
    yield this, PREDICATE, _n(PREDICATES[claim.predicate].iri)
    yield this, OBJECT, term(claim)
    if claim.work:
        yield this, WORK, node(claim.work.id)


def source_triples(source: Source) -> Iterator[Triple]:
    """Where something was published, when, by whom."""
    this = node(source.id)
    yield this, TYPE, _n(f"{SG}Source")
    for predicate, value in SOURCE_TEXTS.items():
        if found := getattr(source, value):
            yield this, predicate, text(found)
    if source.published:
        yield this, ISSUED, date(source.published)
    if source.retracted:
        yield this, RETRACTED, date(source.retracted)


SOURCE_TEXTS = {
    KEY: "key", KIND: "kind", PUBLISHER: "publisher", TITLE: "title", CREATOR: "author", RELAYS: "relays", URL: "url",
    SIGNATURE: "signature",
}  # fmt: skip


def report_triples(report: Report) -> Iterator[Triple]:
    """A report alone: what it says of its claim, and how it was read."""
    this = node(report.id)
    yield this, TYPE, _n(f"{SG}Report")
    yield this, CLAIM, node(report.claim.id)
    yield this, _n(f"{PROV}hadPrimarySource"), node(report.source.id)
    yield this, STATUS, node(f"status:{report.status}")
    yield this, CERTAINTY, node(f"certainty:{report.certainty}")
    yield this, EXTRACTOR, text(report.extractor)
    yield this, CONFIDENCE, decimal(report.confidence)
    if report.speaker:
        yield this, SPEAKER, text(report.speaker)
    if report.learned:
        yield this, LEARNED, ox.Literal(report.learned, datatype=_n(f"{XSD}dateTime"))
    if report.quotation is not None:
        yield from _quotation_triples(report, report.quotation)


def _quotation_triples(report: Report, quotation: str) -> Iterator[Triple]:
    this = quotation_node(report.id)
    yield node(report.id), QUOTATION, this
    yield this, TYPE, _n(f"{OA}TextQuoteSelector")
    yield this, EXACT, text(quotation)
    for predicate, words in ((BEFORE, report.before), (AFTER, report.after)):
        if words:
            yield this, predicate, text(words)
    if report.start is not None and report.end is not None:
        yield this, TYPE, _n(f"{OA}TextPositionSelector")
        yield this, START, ox.Literal(report.start)
        yield this, END, ox.Literal(report.end)


def quotation_node(report_id: str) -> ox.NamedNode:
    """The node of a report's quotation."""
    return _n(f"{expand(report_id)}/quotation")


def all_triples(report: Report) -> Iterator[Triple]:
    """All that a source's graph holds for one report: source, claim, entities and the report itself."""
    return (triple for _, triple in quads_of([report]))


def quads_of(reports: Iterable[Report]) -> Iterator[tuple[ox.NamedNode, Triple]]:
    """The triples of reports, each with the graph of its source; what several reports share is stated once."""
    done: set[tuple[str, Source | Claim | Entity]] = set()
    for report in reports:
        source = report.source.id
        graph = node(source)
        shared: tuple[Source | Claim | Entity, ...] = (report.source, report.claim, *report.claim.entities)
        for thing in shared:
            if (source, thing) not in done:
                done.add((source, thing))
                yield from ((graph, triple) for triple in _described(thing))
        yield from ((graph, triple) for triple in report_triples(report))


def _described(thing: Source | Claim | Entity) -> Iterator[Triple]:
    if isinstance(thing, Source):
        return source_triples(thing)
    return claim_triples(thing) if isinstance(thing, Claim) else entity_triples(thing)


def standing_triples(standing: Standing) -> Iterator[Triple]:
    """What is believed of a claim, for the graph of the standings."""
    this = node(standing.claim.id)
    yield from claim_triples(standing.claim, "Standing")
    yield this, STATUS, node(f"status:{standing.status}")
    yield this, CERTAINTY, node(f"certainty:{standing.certainty}")
    yield this, BELIEF, decimal(standing.belief)
    yield this, SOURCES, ox.Literal(standing.sources)
    yield this, DECIDED_BY, node(standing.decided_by.id)
    if standing.since:
        yield this, SINCE, date(standing.since)
    if standing.superseded_by:
        yield this, SUPERSEDED_BY, node(standing.superseded_by.id)


def plain_triples(claim: Claim) -> Iterator[Triple]:
    """The claim as a plain triple, and again with each more general predicate."""
    name: str | None = claim.predicate
    while name:
        yield node(claim.subject.id), _n(PREDICATES[name].iri), term(claim)
        name = PREDICATES[name].parent


def _value(star: Star, predicate: ox.NamedNode) -> str | None:
    values = star.get(predicate)
    return values[0].value if values else None


def _number(star: Star, predicate: ox.NamedNode) -> int | None:
    value = _value(star, predicate)
    return None if value is None else int(value)


def best_name(names: Iterable[str]) -> str:
    """Of several spellings the one to show: not in capitals throughout, the longest, first in the alphabet."""
    return min(names, key=lambda name: (name.isupper(), -len(name), name))


def read_entity(star: Star, id_: str) -> Entity:
    """An entity from its node's properties; raises `BadInput` where its type or address is not one of slategraph's."""
    types = sorted(local(t.value) for t in star.get(TYPE, ()))
    fitting = [t for t in types if t in TYPES and id_.startswith(f"{TYPES[t].prefix}:")]
    if not fitting:
        raise BadInput(_untyped(id_, types))
    names = {label.value for label in star[LABEL]}
    name = best_name(names)
    aliases = {alias.value for alias in star.get(ALIAS, [])} | names
    return Entity(
        fitting[0],
        name,
        tuple(sorted(aliases - {name})),
        tuple(sorted(_catalogue_ref(ref.value) for ref in star.get(SAME_AS, []))),
    )


def _untyped(id_: str, types: Iterable[str]) -> str:
    """What is wrong with an entity that has none of our types, or an address that is not of its type."""
    if known := [t for t in types if t in TYPES]:
        return f"{id_} is a {known[0]}, whose address has to begin with {PREFIXES[TYPES[known[0]].prefix]}."
    given = ", ".join(types)
    return f"{id_} has {f'the unknown type {given}' if given else 'no type'}: say that it is one of {', '.join(TYPES)}."


def read_source(star: Star) -> Source:
    """A source from its node's properties."""
    texts = {attribute: _value(star, predicate) for predicate, attribute in SOURCE_TEXTS.items()}
    known = {k: v for k, v in texts.items() if v is not None}
    return Source(published=_value(star, ISSUED), retracted=_value(star, RETRACTED), **known)


def read_claim(star: Star, entities: Mapping[ox.NamedNode, Star]) -> Claim:
    """A claim from its node's properties and those of the entities that it names."""

    def entity(found: "ox.NamedNode | ox.Literal") -> Entity:
        assert isinstance(found, ox.NamedNode)
        return read_entity(entities[found], shorten(found.value))

    predicate = PREDICATES[local(star[PREDICATE][0].value)]
    obj = star[OBJECT][0]
    literal = local(obj.value) if predicate.literal == "stage" else obj.value
    work = star.get(WORK)
    return Claim(
        entity(star[SUBJECT][0]),
        predicate.name,
        literal if predicate.literal else entity(obj),
        entity(work[0]) if work else None,
    )


def read_report(star: Star, quotation: Star, claim: Claim, source: Source) -> Report:
    """A report from its node's properties, its quotation's, and its claim and source."""
    return Report(
        claim=claim,
        source=source,
        status=local(star[STATUS][0].value),
        certainty=local(star[CERTAINTY][0].value),
        quotation=_value(quotation, EXACT),
        start=_number(quotation, START),
        end=_number(quotation, END),
        before=_value(quotation, BEFORE),
        after=_value(quotation, AFTER),
        speaker=_value(star, SPEAKER),
        extractor=_value(star, EXTRACTOR) or BY_HAND,
        confidence=float(_value(star, CONFIDENCE) or 1),
        learned=_value(star, LEARNED),
    )
