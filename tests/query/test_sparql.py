"""Questions: the saved ones answer rightly on the curated claims, and wrong ones are told where."""

from collections.abc import Mapping

import pytest
from rdflib import URIRef

import slategraph as sg
from slategraph import BadQuery, Claim, Entity, Report, Source, Store, UnknownName, query
from slategraph.query.saved import Parameter, SavedQuery, saved_queries

# One row that each saved query must give on the curated claims.
ANSWERS: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("adaptations", {}, {"project": "Heat 2", "source": "Heat 2 (novel)", "author": "Michael Mann"}),
    ("path-between", {"one": "Leonardo DiCaprio", "other": "Adam Driver"}, {"steps": 4}),
    ("path-between", {"one": "Adam Driver", "other": "Michael Mann"}, {"steps": 2, "via": "Ferrari"}),
    ("person", {"name": "Christian Bale"}, {"project": "Heat 2", "role": "actsIn", "status": "attached"}),
    ("project", {"project": "Heat 2"}, {"subject": "Heat 2", "predicate": "stage", "object": "pre-production"}),
    ("sources", {"project": "Heat 2"}, {"publisher": "PerthNow", "subject": "Adam Driver", "status": "considered"}),
    ("stages", {}, {"project": "Heat 2", "stage": "pre-production", "directors": "Michael Mann"}),
    ("what-is-rumored", {}, {"subject": "Stephen Graham", "object": "Heat 2", "status": "in-talks"}),
    ("who-is-attached", {"project": "Heat 2"}, {"who": "Christian Bale", "role": "actsIn", "certainty": "confirmed"}),
    ("who-is-in-play", {"project": "heat 2"}, {"who": "Adam Driver", "status": "considered", "certainty": "reported"}),
    ("who-left", {}, {"who": "Warner Bros.", "role": "develops", "project": "Heat 2"}),
]


@pytest.mark.parametrize(("name", "parameters", "row"), ANSWERS, ids=[name for name, _, _ in ANSWERS])
def test_a_saved_query_answers(
    curated: Store, name: str, parameters: dict[str, str], row: Mapping[str, object]
) -> None:
    rows = list(query(curated, name, **parameters))
    assert any(row.items() <= one.items() for one in rows), rows[:5]


def test_every_saved_query_is_tried() -> None:
    assert {name for name, _, _ in ANSWERS} == set(saved_queries())


@pytest.mark.parametrize("saved", saved_queries().values(), ids=lambda q: q.name)
def test_a_saved_query_says_what_it_answers(saved: SavedQuery) -> None:
    assert saved.title and all(parameter.meaning for parameter in saved.parameters)


def test_whoever_left_is_not_attached(curated: Store) -> None:
    assert "Warner Bros." not in {row["who"] for row in query(curated, "who-is-attached", project="Heat 2")}


def test_a_missing_parameter_is_named(curated: Store) -> None:
    with pytest.raises(BadQuery, match="who-is-attached needs project: the film or series"):
        query(curated, "who-is-attached")


@pytest.mark.parametrize("name", ["film", "store", "question", "self"])
def test_an_unknown_parameter_is_named(curated: Store, name: str) -> None:
    with pytest.raises(BadQuery, match=f"who-is-attached has no parameter '{name}': it takes project"):
        query(curated, "who-is-attached", **{name: "Heat 2"})


def test_an_unknown_query_gets_the_nearest(curated: Store) -> None:
    with pytest.raises(BadQuery, match=r"no saved query 'who-is-atached'[.] Did you mean 'who-is-attached'"):
        query(curated, "who-is-atached")


def test_a_parameter_beside_sparql_is_refused(curated: Store) -> None:
    with pytest.raises(BadQuery, match="Only a saved query takes parameters"):
        query(curated, "SELECT * { ?s ?p ?o }", project="Heat 2")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("SELECT ?x WHERE { ?x foo:bar ?y }", "line 1, column 22: the prefix 'foo' of 'foo:bar' is not declared"),
        ("SELECT ?x WHERE {\n  ?x sg:directs ; }\n]", "line 2, column 17, at '; }'"),
        ("SELECT ?x\nWHERE { ?x sg:directs", "line 2, column "),
        ("", "line 1, column 1: it ends too early"),
    ],
)
def test_wrong_sparql_is_told_where(curated: Store, text: str, place: str) -> None:
    with pytest.raises(BadQuery) as caught:
        query(curated, text)
    assert f"The query is wrong at {place}" in str(caught.value) and "\n" not in str(caught.value)


def test_sparql_that_is_no_text_is_refused(curated: Store) -> None:
    with pytest.raises(BadQuery, match="The query is wrong"):
        query(curated, "SELECT '\udcff' {}")


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { film:a sg:stage stage:filming }",
        "# quietly\nDELETE WHERE { ?s ?p ?o }",
        "PREFIX a: <https://a.example/>\nCLEAR ALL",
        "  drop all",
    ],
)
def test_an_update_is_refused(curated: Store, text: str) -> None:
    before = len(curated.quads)
    with pytest.raises(BadQuery, match="This is an update"):
        query(curated, text)
    assert len(curated.quads) == before


@pytest.mark.parametrize("value", ['"', "\n", "}", "<x>", "\\", "$project", "?who }", "x> } #", "Heat 2\n} #"])
def test_a_value_never_becomes_sparql(curated: Store, value: str) -> None:
    saved = SavedQuery("q", "", (saved_queries()["who-is-attached"].parameters[0],), "$project")
    try:
        text = saved.filled(curated, {"project": value})
    except UnknownName:
        return
    assert text == "<https://w3id.org/slategraph/film/heat-2>"


def test_a_text_stays_a_text(curated: Store) -> None:
    one, other = (Parameter(name, ("text",), "", None) for name in ("one", "other"))
    saved = SavedQuery("q", "", (one, other), "$one $other")
    assert saved.filled(curated, {"one": '"\n$other\\', "other": "x"}) == '"\\"\\n$other\\\\" "x"'


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        ('"abc"^^xsd:integer', "abc"),
        ('"INF"^^xsd:double', "INF"),
        ('"x"@en', "x"),
        ("film:heat-2", "https://w3id.org/slategraph/film/heat-2"),
        ("1/0", None),
        ('"2027-05"^^xsd:gYearMonth', "2027-05"),
    ],
)
def test_a_cell_is_a_plain_value(curated: Store, term: str, expected: object) -> None:
    assert query(curated, f"SELECT ({term} AS ?x) {{}}").rows == ((expected,),)


def test_yes_or_no(curated: Store) -> None:
    assert query(curated, "ASK { film:heat-2 a sg:Film }").rows == ((True,),)


def test_a_super_property_answers_for_all_credits(curated: Store) -> None:
    found = {row["who"] for row in query(curated, "SELECT ?who { ?p sg:attachedTo film:heat-2 ; rdfs:label ?who }")}
    assert {"Michael Mann", "Christian Bale", "Jerry Bruckheimer"} <= found


def test_a_construct_gives_a_graph(curated: Store) -> None:
    graph = sg.construct(curated, "CONSTRUCT { ?p sg:directs film:heat-2 } WHERE { ?p sg:directs film:heat-2 }")
    assert set(graph.subjects()) == {URIRef("https://w3id.org/slategraph/person/michael-mann")}


def test_a_select_gives_no_graph(curated: Store) -> None:
    with pytest.raises(BadQuery, match="returns no triples"):
        sg.construct(curated, "SELECT * { ?s ?p ?o }")


def test_a_hostile_name_is_data_in_an_answer(store: Store) -> None:
    film = Entity("Film", '"; DROP } #\n<script>')
    store.add([Report(Claim(Entity("Person", "Ada"), "directs", film), Source("x"))])
    assert [row["role"] for row in query(store, "who-is-attached", project=film.name)] == ["directs"]
