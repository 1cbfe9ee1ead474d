"""RDF files: what `slategraph export` wrote, or any Turtle in the ontology's words.

From a TriG file with sources' graphs come their reports, whole. A file of plain triples is itself the source: each
triple in a predicate of the ontology becomes a report by it.
"""

from collections.abc import Iterator
from pathlib import Path

from slategraph.errors import BadInput
from slategraph.files import read_bytes
from slategraph.model.claims import Claim, Entity
from slategraph.model.records import line_of
from slategraph.model.reports import Report
from slategraph.model.sources import Source
from slategraph.model.types import Line
from slategraph.model.vocabulary import PREDICATES, SG, local, shorten
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Star, stars
from slategraph.rdf.memory import Memory, parsed
from slategraph.rdf.quads import DefaultGraph, Literal, NamedNode, Quad

LIMIT = 1_000_000_000  # bytes
_DEFAULT = DefaultGraph()


def read_graph(path: Path) -> tuple[list[tuple[str, Line]], list[Entity]]:
    """The reports of an RDF file as lines, and the entities that they name; raises `BadInput` with the place."""
    graphs = Graphs(_parsed(path))
    try:
        reports = [report for graph in graphs.sources() for report in graphs.reports_in(graph)]
        reports = reports or list(_plain(graphs, Source(path.stem, kind="curated")))
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from None
    except KeyError as error:
        raise BadInput(f"{path}: {_missing(error.args[0])}.") from None
    except (AssertionError, ValueError):
        raise BadInput(f"{path}: a text stands where an address or a number has to be.") from None
    if not reports:
        raise BadInput(f"{path} holds no claims in the words of slategraph's ontology.")
    return [(f"{path}, {report.id}", line_of(report)) for report in reports], _entities(reports)


def _missing(key: object) -> str:
    """What a file lacks, from what was looked up in vain: a property, or a name of the ontology."""
    if isinstance(key, NamedNode):
        return f"a report, claim or entity has no {shorten(key.value)}"
    return f"{key!r} is not a term of slategraph's ontology"


def _entities(reports: list[Report]) -> list[Entity]:
    """The entities that reports name, each with what all of them together say of it."""
    named = {entity for report in reports for entity in report.claim.entities}
    described = stars(Quad(*triple) for entity in named for triple in mapping.entity_triples(entity))
    return [mapping.read_entity(star, shorten(this.value)) for this, star in described.items()]


def _parsed(path: Path) -> Memory:
    try:
        return parsed(read_bytes(path, LIMIT), path.suffix.lower())
    except (SyntaxError, ValueError) as error:
        line = f":{error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        words = str(getattr(error, "msg", error)).partition(": ")[2] or str(error)
        raise BadInput(f"{path}{line}: not {path.suffix.lower()[1:]} ({words}).") from None


def _plain(graphs: Graphs, source: Source) -> Iterator[Report]:
    """A report by the file itself for each of its plain triples, the more general ones left out."""
    known = stars(graphs.quads(None, None, None, _DEFAULT))
    for this, star in sorted(known.items(), key=lambda item: item[0].value):
        for predicate in sorted(star, key=lambda p: p.value):
            name = local(predicate.value)
            if predicate.value.startswith(SG) and name in PREDICATES:
                for obj in star[predicate]:
                    if not _said_closer(star, name, obj):
                        yield from _reports(known, this, name, obj, source)


def _said_closer(star: Star, name: str, obj: object) -> bool:
    """Whether a triple only repeats a more exact one: attachedTo beside directs."""
    closer = (NamedNode(p.iri) for p in PREDICATES.values() if p.parent == name)
    return any(obj in star.get(predicate, ()) for predicate in closer)


def _reports(
    known: dict[NamedNode, Star], this: NamedNode, name: str, obj: NamedNode | Literal, source: Source
) -> Iterator[Report]:
    predicate = PREDICATES[name]
    if predicate.literal:
        yield Report(Claim(_entity(known, this), name, local(obj.value)), source)
    elif isinstance(obj, NamedNode):
        works = _works(known, this, obj) if predicate.needs_work else [None]
        for work in works:
            yield Report(Claim(_entity(known, this), name, _entity(known, obj), work), source)


def _works(known: dict[NamedNode, Star], person: NamedNode, character: NamedNode) -> list[Entity | None]:
    """The works in which a person acts and a character appears; a plain triple of a portrayal names none."""
    acts = known[person].get(NamedNode(PREDICATES["actsIn"].iri), [])
    appears = known.get(character, {}).get(NamedNode(PREDICATES["characterIn"].iri), [])
    return [_entity(known, work) for work in acts if work in appears and isinstance(work, NamedNode)]


def _entity(known: dict[NamedNode, Star], this: NamedNode) -> Entity:
    if mapping.LABEL not in known.get(this, {}):
        raise BadInput(f"{this.value} has no rdfs:label.")
    return mapping.read_entity(known[this], shorten(this.value))
