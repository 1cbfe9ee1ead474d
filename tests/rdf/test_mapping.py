"""A report that is written as RDF is read back whole."""

import pytest
from hypothesis import assume, given

from slategraph import Claim, Entity, Report, Source
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, quad
from slategraph.rdf.memory import Memory
from strategies import reports, sources


def back(report: Report) -> Report:
    memory = Memory(quad(triple, graph) for graph, triple in mapping.quads_of([report]))
    return Graphs(memory).report(mapping.node(report.id), mapping.node(report.source.id))


@given(reports())
def test_a_report_comes_back_whole(report: Report) -> None:
    ids = [entity.id for entity in report.claim.entities]
    assume(len(set(ids)) == len(ids))  # two spellings of one thing become one
    assert back(report) == report


@given(sources())
def test_a_source_comes_back_whole(source: Source) -> None:
    report = Report(Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2")), source)
    assert back(report).source == source


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.0, "0"), (1, "1"), (0.5, "0.5"), (0.12345, "0.1235"), (0.00001, "0")]
)
def test_a_share_is_written_as_oxigraph_keeps_it(value: float, written: str) -> None:
    assert mapping.decimal(value).value == written


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert mapping.text("a\ud800b").value == "a\ufffdb"


def test_of_several_spellings_the_fullest_in_small_letters_is_shown() -> None:
    assert mapping.best_name(["WARNER BROS.", "Warner Bros", "Warner Bros."]) == "Warner Bros."


def test_a_credit_is_an_attachment_too() -> None:
    claim = Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2"))
    assert [p.value.rpartition("#")[2] for _, p, _ in mapping.plain_triples(claim)] == ["directs", "attachedTo"]


def test_what_reports_share_is_told_once() -> None:
    claim, source = Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2")), Source("x", title="T")
    told = list(mapping.quads_of([Report(claim, source, quotation="one"), Report(claim, source, quotation="two")]))
    assert len(told) == len(set(told))
