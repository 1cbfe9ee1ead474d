"""Whether claims keep to the rules of the ontology, checked with SHACL.

>>> row = {"article": "a", "subject": "Netflix", "subject_type": "Company", "predicate": "directs", "object": "Heat 2"}
>>> problems([("claims.csv:2", row)])
['claims.csv:2: the subject of directs is a Person.']
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from slategraph.errors import BadClaims, BadInput
from slategraph.model.claims import Entity
from slategraph.model.dates import is_date
from slategraph.model.records import checked, source_of
from slategraph.model.types import Line, Types
from slategraph.model.vocabulary import BASE, PREDICATES, PREFIXES, SG, TYPES, XSD
from slategraph.rdf.shapes import violations

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node

_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def check_lines(lines: Iterable[tuple[str, Line]], known: Iterable[Entity] = ()) -> None:
    """Raise `BadClaims`, with one problem a broken line, unless all placed lines keep to the rules."""
    if found := problems(lines, known):
        raise BadClaims(found)


def problems(lines: Iterable[tuple[str, Line]], known: Iterable[Entity] = ()) -> list[str]:
    """What is wrong with lines of claims, each problem starting with the place of its line."""
    given, listed = list(lines), list(known)
    broken = [message for place, line in given for message in _malformed(place, line)]
    placed = [] if broken else [(place, checked(place, line)) for place, line in given]
    found = broken or [
        *_unlisted(placed, listed),
        *_repeated(placed),
        *_misfits(placed, listed),
        *_too_wide(placed, listed),
    ]
    order = {place: number for number, (place, _) in enumerate(given)}
    return sorted(dict.fromkeys(found), key=lambda message: order.get(message.split(": ", 1)[0], 0))


def _malformed(place: str, line: Line) -> Iterator[str]:
    try:
        right = checked(place, line)
        source_of(right)
        for key in ("subject_type", "object_type", "work_type"):
            if key in right:
                Entity(right[key], "a name")
    except BadInput as error:
        yield str(error) if str(error).startswith(place) else f"{place}: {error}"


def _unlisted(placed: Iterable[tuple[str, Line]], known: Iterable[Entity]) -> Iterator[str]:
    """Names that are missing from the list of entities, if there is one."""
    names = {entity.name for entity in known}
    for place, line in placed if names else ():
        keys = ("subject", "work") if PREDICATES[line["predicate"]].literal else ("subject", "object", "work")
        for name in (line[key] for key in keys if key in line):
            if name not in names:
                yield f"{place}: {name!r} is not in entities.csv."


def _repeated(placed: Iterable[tuple[str, Line]]) -> Iterator[str]:
    """Lines that say again what the same source said on an earlier line."""
    first: dict[tuple[object, ...], str] = {}
    for place, line in placed:
        key = (source_of(line).id, *(line.get(k) for k in ("subject", "predicate", "object", "work", "evidence")))
        if key in first:
            yield f"{place}: the same claim by the same source as in {first[key]}: keep one of the two."
        first.setdefault(key, place)


def _misfits(placed: Iterable[tuple[str, Line]], known: list[Entity]) -> Iterator[str]:
    """Lines that break a shape. A violation leads back to all lines of the same build: most differ in names alone."""
    from rdflib import Graph, URIRef  # takes half a second, which reading articles need not pay

    lines = list(placed)
    types = Types(known, [line for _, line in lines])
    data, places = Graph(), dict["tuple[Node | None, ...]", list[str]]()
    builds: dict[tuple[object, ...], URIRef] = {}
    for place, line in lines:
        build = tuple(line.get(key) for key in ("predicate", "status", "certainty", "work", "work_type"))
        report = builds.setdefault(build, URIRef(f"urn:line:{len(builds)}"))
        for key in _describe(data, report, line, types):
            places.setdefault(key, []).append(place)
    for v in violations(data):
        keys = ((v.predicate, v.focus, v.value), (v.predicate, v.focus), (v.focus,))
        yield from (f"{place}: {v.message}." for place in next((places[k] for k in keys if k in places), ["?"]))


def _too_wide(placed: Iterable[tuple[str, Line]], known: list[Entity]) -> Iterator[str]:
    """Lines that say of a company what follows for it from other predicates alone: attachedTo, as of a producer."""
    lines = list(placed)
    types = Types(known, [line for _, line in lines])
    for place, line in lines:
        predicate = PREDICATES[line["predicate"]]
        if predicate.name == "attachedTo" and types.entity(line, "subject", ("Person",)).type not in predicate.subjects:
            yield f"{place}: the subject of attachedTo is a {' or '.join(predicate.subjects)}."


def _describe(data: "Graph", report: "URIRef", line: Line, types: Types) -> "Iterator[tuple[Node, ...]]":
    """Put a line into a graph as a report, a claim and a plain triple, and return the keys of its violations."""
    from rdflib import RDF, Namespace, URIRef

    terms = Namespace(SG)
    predicate, claim = PREDICATES[line["predicate"]], URIRef(f"{report}:claim")
    subject = _put(data, types.entity(line, "subject", predicate.subjects))
    if predicate.literal:
        obj = _literal(predicate.literal, line["object"])
    else:
        obj = _put(data, types.entity(line, "object", predicate.objects))
    data.add((subject, URIRef(predicate.iri), obj))
    data.add((claim, RDF.type, terms.Claim))
    data.add((claim, RDF.predicate, URIRef(predicate.iri)))
    if "work" in line:
        data.add((claim, terms.work, _put(data, types.entity(line, "work", PREDICATES["actsIn"].objects))))
    data.add((report, RDF.type, terms.Report))
    data.add((report, terms.claim, claim))
    for scale, default in (("status", "attached"), ("certainty", "reported")):
        data.add((report, terms[scale], URIRef(f"{BASE}{scale}/{quote(line.get(scale, default))}")))
    return iter([(report,), (claim,), (URIRef(predicate.iri), subject), (URIRef(predicate.iri), subject, obj)])


def _put(data: "Graph", entity: Entity) -> "Node":
    from rdflib import RDF, RDFS, Literal, URIRef

    this = URIRef(entity.iri)
    data.add((this, RDF.type, URIRef(TYPES[entity.type].iri)))
    data.add((this, RDFS.label, Literal(entity.name)))
    return this


def _literal(kind: str, text: str) -> "Node":
    from rdflib import Literal, URIRef

    if kind == "stage":
        return URIRef(f"{PREFIXES['stage']}{quote(text)}")
    return Literal(text, datatype=URIRef(f"{XSD}{_DATES[len(text)]}") if is_date(text) else None)
