"""The words of the ontology are those of the annotation guidelines, and the file is one that other tools read."""

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from slategraph.files import shipped
from slategraph.model.vocabulary import (
    CERTAINTIES,
    PREDICATES,
    PREFIXES,
    SG,
    STAGES,
    STATUSES,
    TYPES,
    Level,
    expand,
    shorten,
)

SCREEN = {"Film", "Series"}
PRINT = {"Book", "Play", "Game"}
WORKS = SCREEN | PRINT
AGENTS = {"Person", "Company"}
# Each predicate of the annotation guidelines, with its subjects and objects.
GUIDELINES: dict[str, tuple[set[str], set[str]]] = {
    "directs": ({"Person"}, SCREEN),
    "writes": ({"Person"}, SCREEN),
    "actsIn": ({"Person"}, SCREEN),
    "produces": (AGENTS, SCREEN),
    "executiveProduces": (AGENTS, SCREEN),
    "composesFor": ({"Person"}, SCREEN),
    "shoots": ({"Person"}, SCREEN),
    "edits": ({"Person"}, SCREEN),
    "attachedTo": ({"Person"}, SCREEN),
    "portrays": ({"Person"}, {"Character"}),
    "authorOf": ({"Person"}, PRINT),
    "adaptedFrom": (SCREEN, WORKS),
    "sequelTo": (WORKS, SCREEN),
    "prequelTo": (WORKS, SCREEN),
    "remakeOf": (WORKS, SCREEN),
    "spinOffOf": (WORKS, SCREEN),
    "partOf": (WORKS, {"Franchise"}),
    "characterIn": ({"Character"}, WORKS),
    "develops": ({"Company"}, SCREEN),
    "finances": (AGENTS, SCREEN),
    "distributes": ({"Company"}, SCREEN),
    "holdsRightsTo": (AGENTS, WORKS),
    "represents": (AGENTS, {"Person"}),
    "setIn": (WORKS, {"Place"}),
    "filmedIn": (SCREEN, {"Place"}),
    "stage": (SCREEN, set()),
    "releaseDate": (SCREEN, set()),
}


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(shipped("ontology/slategraph.ttl"), format="turtle")


def test_the_predicates_are_those_of_the_guidelines() -> None:
    assert set(PREDICATES) == set(GUIDELINES)


@pytest.mark.parametrize("name", sorted(GUIDELINES))
def test_a_predicate_joins_the_types_of_the_guidelines(name: str) -> None:
    assert (set(PREDICATES[name].subjects), set(PREDICATES[name].objects)) == GUIDELINES[name]


def test_the_types_are_those_of_the_guidelines() -> None:
    assert set(TYPES) == WORKS | AGENTS | {"Character", "Franchise", "Place"}


def test_literals_are_a_stage_and_a_date() -> None:
    assert {name: p.literal for name, p in PREDICATES.items() if p.literal} == {"stage": "stage", "releaseDate": "date"}


def test_only_people_and_companies_on_a_work_have_a_status() -> None:
    plain = set(GUIDELINES) - {name for name, p in PREDICATES.items() if p.has_status}
    assert plain == {
        "authorOf", "adaptedFrom", "sequelTo", "prequelTo", "remakeOf", "spinOffOf", "partOf", "characterIn",
        "represents", "setIn", "filmedIn", "stage", "releaseDate",
    }  # fmt: skip


def test_credits_are_kinds_of_attachment() -> None:
    found = {name for name, predicate in PREDICATES.items() if predicate.parent == "attachedTo"}
    assert found == {"directs", "writes", "actsIn", "produces", "executiveProduces", "composesFor", "shoots", "edits"}


def test_only_a_stage_and_a_release_date_are_one_at_a_time() -> None:
    assert {name for name, predicate in PREDICATES.items() if predicate.functional} == {"stage", "releaseDate"}


def test_only_a_portrayal_names_the_work() -> None:
    assert {name for name, predicate in PREDICATES.items() if predicate.needs_work} == {"portrays"}


def test_predicates_have_places_of_their_own_in_reading_order() -> None:
    assert len({predicate.rank for predicate in PREDICATES.values()}) == len(PREDICATES)


def test_statuses_are_in_order() -> None:
    assert list(STATUSES) == ["exited", "considered", "in-talks", "attached"]


def test_certainties_are_in_order() -> None:
    assert list(CERTAINTIES) == ["denied", "rumored", "reported", "confirmed"]


def test_stages_are_in_order() -> None:
    assert list(STAGES) == [
        "announced", "in-development", "pre-production", "filming", "post-production", "completed", "released",
        "shelved",
    ]  # fmt: skip


def test_every_term_has_a_label(ontology: rdflib.Graph) -> None:
    terms = {s for s in ontology.subjects() if isinstance(s, rdflib.URIRef) and str(s).startswith(SG)}
    shapes = {t for t in terms if str(t).endswith("Shape")}
    assert [t for t in terms - shapes if not ontology.value(t, RDFS.label)] == []


def test_every_term_has_a_comment(ontology: rdflib.Graph) -> None:
    terms = {s for s in ontology.subjects() if isinstance(s, rdflib.URIRef) and str(s).startswith(SG)}
    shapes = {t for t in terms if str(t).endswith("Shape")}
    assert [t for t in terms - shapes if not ontology.value(t, RDFS.comment)] == []


@pytest.mark.parametrize("level", [*STATUSES.values(), *CERTAINTIES.values(), *STAGES.values()], ids=lambda x: x.name)
def test_every_level_is_defined_in_a_scheme(ontology: rdflib.Graph, level: Level) -> None:
    this = rdflib.URIRef(level.iri)
    assert all(ontology.value(this, p) for p in (SKOS.prefLabel, SKOS.definition, SKOS.inScheme))


def test_classes_are_owl_classes(ontology: rdflib.Graph) -> None:
    assert all((rdflib.URIRef(kind.iri), RDF.type, OWL.Class) in ontology for kind in TYPES.values())


@pytest.mark.parametrize("curie", ["film:heat-2", "sg:directs", "source:00", "wd:Q38111"])
def test_a_short_id_comes_back_from_its_address(curie: str) -> None:
    assert shorten(expand(curie)) == curie


def test_no_prefix_hides_another() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
