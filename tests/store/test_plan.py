"""The plan of a change, made and carried out without a store."""

from hypothesis import given
from hypothesis import strategies as st

from slategraph import Report, open_store
from slategraph.rdf.graphs import Graphs, Near
from slategraph.rdf.memory import Memory
from slategraph.rdf.quads import Delta, Quad
from slategraph.store.arrivals import added
from slategraph.store.neighbourhood import with_reports
from strategies import slates


def planned(memory: Memory, reports: list[Report]) -> Delta:
    near = Near(memory)
    arrivals = added(near, list({report.id: report for report in reports}.values()))
    return with_reports(near, Graphs(Memory()), arrivals) if arrivals.written else Delta()


def quads_of(memory: Memory) -> set[Quad]:
    return set(memory.match([(None, None, None, None)]))


@given(st.lists(slates(4), max_size=4))
def test_the_plans_of_several_additions_come_to_what_a_store_holds(additions: list[list[Report]]) -> None:
    memory, store = Memory(), open_store()
    for reports in additions:
        memory.apply(planned(memory, reports))
        store.add(reports)
    assert quads_of(memory) == set(store.quads.match([(None, None, None, None)]))


@given(slates())
def test_a_plan_for_what_is_there_is_empty(reports: list[Report]) -> None:
    memory = Memory()
    memory.apply(planned(memory, reports))
    assert planned(memory, reports) == Delta()


@given(slates(), slates(4))
def test_a_plan_removes_and_adds_nothing_twice(reports: list[Report], more: list[Report]) -> None:
    memory = Memory()
    memory.apply(planned(memory, reports))
    delta = planned(memory, more)
    assert not delta.removed & delta.added and delta.removed <= quads_of(memory)
