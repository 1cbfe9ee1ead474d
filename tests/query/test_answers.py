"""Answers in the syntaxes of SPARQL and RDF: other programs read back what was found."""

import io
import json
from collections.abc import Callable

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

import slategraph as sg
from slategraph import BadQuery, Store
from slategraph.query.answers import FORMATS, packed, sparql_json, sparql_xml, unpacked, written
from slategraph.query.sparql import ask

ROWS = 'SELECT ?x ?n { VALUES (?x ?n) { (film:heat-2 "a<&>\\u0001") (UNDEF "é"@fr) (1.5 true) } }'
GRAPH = "CONSTRUCT { ?f a sg:Film ; rdfs:label ?l } WHERE { ?f a sg:Film ; rdfs:label ?l }"


def test_json_is_read_back(curated: Store) -> None:
    found = json.loads(sparql_json(ask(curated, ROWS)))
    assert found["head"]["vars"] == ["x", "n"]
    first, second, third = found["results"]["bindings"]
    assert first["x"] == {"type": "uri", "value": "https://w3id.org/slategraph/film/heat-2"}
    assert second == {"n": {"type": "literal", "xml:lang": "fr", "value": "é"}}
    assert third["x"]["datatype"].endswith("#decimal")


@pytest.mark.parametrize(("write", "parser"), [(sparql_json, JSONResultParser), (sparql_xml, XMLResultParser)])
def test_rdflib_reads_the_rows(curated: Store, write: Callable[..., str], parser: type) -> None:
    result = parser().parse(io.BytesIO(write(ask(curated, ROWS)).encode()))
    assert len(result) == 3 and URIRef("https://w3id.org/slategraph/film/heat-2") in {row[0] for row in result}


@pytest.mark.parametrize(("write", "yes"), [(sparql_json, '"boolean": true'), (sparql_xml, "<boolean>true</boolean>")])
def test_yes_or_no_is_written(curated: Store, write: Callable[..., str], yes: str) -> None:
    assert yes in write(ask(curated, "ASK { film:heat-2 a sg:Film }"))


@pytest.mark.parametrize(("form", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")])
def test_triples_are_read_back(curated: Store, form: str, parser: str) -> None:
    text = written(ask(curated, GRAPH), form)
    found, asked = Graph().parse(data=text, format=parser), sg.construct(curated, GRAPH)
    assert {tuple(map(str, t)) for t in found} == {tuple(map(str, t)) for t in asked}


def test_triples_are_the_same_bytes_each_time(curated: Store) -> None:
    assert len({written(ask(curated, GRAPH)) for _ in range(5)}) == 1


def test_a_graph_has_the_prefixes(curated: Store) -> None:
    assert "@prefix sg:" in sg.construct(curated, GRAPH).serialize(format="turtle")


def test_describe_is_a_graph(curated: Store) -> None:
    assert written(ask(curated, "DESCRIBE film:heat-2")).startswith("@prefix")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_rows_or_triples(curated: Store, form: str) -> None:
    held = 0
    for question in (ROWS, GRAPH):
        try:
            held += bool(written(ask(curated, question), form))
        except BadQuery:
            continue
    assert held


@pytest.mark.parametrize("text", ["<< film:a sg:directs film:b >>", "'x'@en", "1.50", "BNODE()", "<x:y>"])
def test_a_term_is_packed_and_unpacked(curated: Store, text: str) -> None:
    [[term]] = ask(curated, f"SELECT ?x {{ BIND ({text.replace('<< ', '<<( ').replace(' >>', ' )>>')} AS ?x) }}").rows
    assert unpacked(packed(term)) == term
