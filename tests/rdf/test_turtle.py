"""RDF files taken in: what was exported comes back, and what is broken is named."""

from pathlib import Path

import pytest

import slategraph as sg
from slategraph.importers import read

PREFIXES = "@prefix sg: <https://w3id.org/slategraph/ontology#> . @prefix film: <https://w3id.org/slategraph/film/> .\n"


def taken_in(path: Path) -> sg.Store:
    store = sg.open_store()
    sg.add_file(store, str(path))
    return store


def test_an_exported_trig_comes_back_whole(curated: sg.Store, tmp_path: Path) -> None:
    path = sg.export(curated, tmp_path / "slate.trig")
    again = taken_in(path)
    assert _undated(sg.export(again, tmp_path / "again.trig")) == _undated(path)


def _undated(path: Path) -> list[str]:
    """The lines of a file without those that say when the store learned something."""
    return [line for line in path.read_text("utf-8").splitlines() if "sg:learned" not in line]


def test_plain_turtle_is_reported_by_the_file_itself(curated: sg.Store, tmp_path: Path) -> None:
    store = taken_in(sg.export(curated, tmp_path / "slate.ttl"))
    asked = "SELECT ?a ?p ?b WHERE { ?a ?p ?b FILTER (STRSTARTS(STR(?p), STR(sg:))) } ORDER BY ?a ?p ?b"
    assert sg.query(store, asked).rows == sg.query(curated, asked).rows
    assert {report.source.kind for report in store.reports()} == {"curated"}


def test_an_attachment_beside_a_credit_is_no_claim_of_its_own(curated: sg.Store, tmp_path: Path) -> None:
    store = taken_in(sg.export(curated, tmp_path / "slate.ttl"))
    mann = [r.claim.predicate for r in store.reports() if r.claim.subject.name == "Michael Mann"]
    assert "directs" in mann and "attachedTo" not in mann


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{PREFIXES}film:heat-2 a sg:Film", "slate.ttl:2: not ttl"),
        ("no turtle at all", "slate.ttl:1: not ttl"),
        (f"{PREFIXES}film:a sg:sequelTo film:b .", "has no rdfs:label"),
        ("<http://a> <http://b> <http://c> .", "holds no claims"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "slate.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(sg.BadInput, match=complaint):
        read(path)


def test_a_report_that_lacks_its_status_is_refused(curated: sg.Store, tmp_path: Path) -> None:
    path = sg.export(curated, tmp_path / "slate.trig")
    path.write_text(path.read_text("utf-8").replace("sg:status", "sg:state"), "utf-8")
    with pytest.raises(sg.BadInput, match="has no sg:status"):
        read(path)
