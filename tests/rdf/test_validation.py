"""The ontology's rules, checked with SHACL: each breach is found, and the line is named."""

import logging
from pathlib import Path

import pytest
import rdflib

import slategraph as sg
from slategraph import BadClaims
from slategraph.files import shipped
from slategraph.importers import read
from slategraph.ingest.loading import check_file
from slategraph.rdf.shapes import validate, violations
from slategraph.rdf.validation import check_lines, problems

LINE = {"article": "a", "subject": "Ada", "predicate": "directs", "object": "Heat 2"}


def found(**changed: str) -> list[str]:
    return problems([("f:1", LINE | {"subject": "Zoe"}), ("f:2", LINE | changed)])


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"subject_type": "Company"}, "the subject of directs is a Person."),
        ({"object_type": "Book"}, "the object of directs is a Film or Series."),
        ({"subject_type": "Human"}, "'Human' is not a type of entity: use one of"),
        ({"status": "signed"}, "the status is one of attached, in-talks, considered, exited."),
        ({"status": "not so sure"}, "the status is one of attached, in-talks, considered, exited."),
        ({"certainty": "sure"}, "the certainty is one of confirmed, reported, rumored, denied."),
        ({"predicate": "sequelTo", "status": "exited"}, "this predicate always carries the status attached."),
        ({"predicate": "portrays", "object": "Hanna"}, "portrays names the film or series, in the column work."),
        ({"predicate": "stage", "object": "in the bag"}, "the object of stage is a stage: announced"),
        ({"predicate": "stage", "object": "<>"}, "the object of stage is a stage: announced"),
        ({"predicate": "releaseDate", "object": "2025-02-30"}, "the object of releaseDate is a date: YYYY"),
        ({"predicate": "releaseDate", "object": "soon"}, "the object of releaseDate is a date: YYYY"),
        ({"published": "2025-13-01"}, "'2025-13-01' is not a date"),
        ({"kind": "blog"}, "'blog' is not a kind of source"),
        ({"predicate": "helms"}, "'helms' is not a predicate"),
        ({"object": ""}, "object is missing."),
        ({"subject": "Zoe"}, "the same claim by the same source as in f:1: keep one of the two."),
    ],
)
def test_a_breach_is_found_and_named(changed: dict[str, str], problem: str) -> None:
    problems_ = found(**changed)
    assert len(problems_) == 1 and problems_[0].startswith(f"f:2: {problem}")


def test_what_keeps_to_the_rules_is_clean() -> None:
    assert found(predicate="portrays", object="Hanna", work="Heat 2") == []


def test_lines_of_one_build_are_all_named() -> None:
    lines = [(f"f:{n}", LINE | {"subject": f"P{n}", "status": "signed"}) for n in (1, 2, 3)]
    assert [problem.split(": ")[0] for problem in problems(lines)] == ["f:1", "f:2", "f:3"]


def test_names_that_a_list_of_entities_lacks_are_named() -> None:
    known = [sg.Entity("Person", "Ada")]
    assert problems([("f:1", LINE)], known) == ["f:1: 'Heat 2' is not in entities.csv."]


def test_the_first_problem_is_the_message_and_all_are_kept() -> None:
    with pytest.raises(BadClaims, match=r"f:1: .* \(and 1 more\)") as caught:
        check_lines([("f:1", LINE | {"status": "x"}), ("f:2", LINE | {"subject": "Zoe", "certainty": "x"})])
    assert len(caught.value.problems) == 2


def test_a_wrong_date_says_nothing_on_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found(predicate="releaseDate", object="2025-02-30")
    assert caplog.text == ""


def test_the_shipped_claims_are_clean() -> None:
    assert check_file(str(shipped("data/claims"))) == []


def test_the_store_of_the_shipped_claims_is_clean(curated: sg.Store) -> None:
    assert validate(curated.reports()) == []


def test_the_export_keeps_to_the_shapes_of_the_ontology(curated: sg.Store, tmp_path: Path) -> None:
    exported = rdflib.Graph().parse(sg.export(curated, tmp_path / "slate.ttl"), format="ox-turtle")
    assert len(exported) > 1000 and [(str(v.focus), v.message) for v in violations(exported)] == []


def test_a_store_is_checked_as_it_is_exported(curated: sg.Store) -> None:
    assert validate(curated) == []


def test_a_company_may_be_attached_as_its_producer() -> None:
    assert found(predicate="produces", subject="A24") == []


def test_no_source_says_of_a_company_that_it_is_attached() -> None:
    problems_ = found(predicate="attachedTo", subject="A24", subject_type="Company")
    assert problems_ == ["f:2: the subject of attachedTo is a Person."]


def test_a_wrong_file_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(
        "subject,predicate,object,status\nAda,directs,Heat 2,signed\nAda,edits,Heat 2,\nAda,stage,Heat 2,\n"
    )
    assert [problem.split(": ")[0] for problem in check_file(str(path))] == [f"{path}:2", f"{path}:4"]


def test_a_newcomer_sees_150_entities(curated: sg.Store) -> None:
    assert sg.query(curated, "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e rdfs:label ?l }").rows[0][0] >= 150


def test_a_newcomer_sees_nine_projects(curated: sg.Store) -> None:
    files = {place.split(":")[0] for place, _ in read(shipped("data/claims"))[0]}
    assert len(files) >= 9


def test_a_newcomer_sees_every_status_and_certainty(curated: sg.Store) -> None:
    text = "SELECT DISTINCT ?x WHERE { GRAPH graph:standings { ?c ?p ?x } VALUES ?p { sg:status sg:certainty } }"
    assert len(sg.query(curated, text)) == 8


def test_every_line_of_the_shipped_claims_names_its_source() -> None:
    assert [place for place, line in read(shipped("data/claims"))[0] if line["article"] == Path(place).stem] == []


def test_no_problem_at_all_still_makes_a_sentence() -> None:
    assert str(BadClaims([])) == "The claims break the rules of the ontology."
