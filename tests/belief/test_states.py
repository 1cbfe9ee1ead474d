"""The states of a claim by day: the same as deciding anew on each of the days."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import Claim, Entity, Report, Source, Store, to_networkx
from slategraph.belief.order import day
from slategraph.belief.rule import AsOf, Standing, decide_all
from slategraph.belief.states import State, day_by_day, histories, values
from strategies import dates, slates, verdicts

HEAT = Entity("Film", "Heat 2")
BALE = Claim(Entity("Person", "Christian Bale"), "actsIn", HEAT)


def told(claim: Claim, on: str, status: str = "attached", certainty: str = "reported") -> Report:
    return Report(claim, Source(f"{claim.id} {on} {status}", published=on), status, certainty)


def stage(name: str) -> Claim:
    return Claim(HEAT, "stage", name)


def on_day(states: tuple[State, ...], on: str) -> State | None:
    known = [state for state in states if state.day <= on]
    return known[-1] if known else None


def as_state(s: Standing) -> tuple[Any, ...]:
    return s.status, s.certainty, s.belief, s.sources, s.since or "", s.superseded_by is None


@pytest.fixture(scope="module")
def reports(curated: Store) -> list[Report]:
    return list(curated.reports())


def test_on_every_day_the_states_are_what_the_rule_decides(reports: list[Report]) -> None:
    past = histories(decide_all(reports))
    for on in sorted({day(report) for report in reports})[::6]:
        decided = {s.claim.id: as_state(s) for s in decide_all(reports, AsOf(on=on))}
        known = {id_: state for id_, states in past.items() if (state := on_day(states, on))}
        assert {
            id_: (s.status, s.certainty, s.belief, s.sources, s.since, s.in_force) for id_, s in known.items()
        } == decided


@given(slates() | verdicts(), st.none() | dates)
def test_day_by_day_is_what_the_rule_decides_anew_on_each_day(told: list[Report], retracted: str | None) -> None:
    told = [replace(r, source=replace(r.source, retracted=retracted)) if i % 2 else r for i, r in enumerate(told)]
    for on, decided in day_by_day(told):
        anew = decide_all(told, AsOf(on=on))
        assert decided == anew and [s.stories for s in decided] == [s.stories for s in anew]


def test_a_claim_of_one_day_has_one_state() -> None:
    assert [state.day for state in histories(decide_all([told(BALE, "2026-02-26")]))[BALE.id]] == ["2026-02-26"]


def test_a_day_that_changes_nothing_begins_no_state() -> None:
    same = Source("one", published="2026-01-01")
    again = Report(BALE, same, quotation="again", learned="2026-01-05T00:00:00Z")
    past = histories(decide_all([Report(BALE, same), again, told(BALE, "2026-02-01", certainty="rumored")]))
    assert [(state.day, state.sources) for state in past[BALE.id]] == [("2026-01-01", 1), ("2026-02-01", 2)]


def test_a_later_stage_takes_the_earlier_out_of_force() -> None:
    past = histories(decide_all([told(stage("filming"), "2026-01-01"), told(stage("completed"), "2026-05-01")]))
    assert [(state.day, state.in_force) for state in past[stage("filming").id]] == [
        ("2026-01-01", True),
        ("2026-05-01", False),
    ]


def test_the_value_of_each_day() -> None:
    some = [told(stage("filming"), "2026-01-01"), told(stage("completed"), "2026-05-01")]
    denied = [told(stage("completed"), "2026-06-01", certainty="denied")]
    past = histories(decide_all([*some, *denied]))
    found = values({name: past[stage(name).id] for name in ("filming", "completed")})
    assert [(on, value) for on, value, _ in found] == [
        ("2026-01-01", "filming"),
        ("2026-05-01", "completed"),
        ("2026-06-01", ""),
    ]


def test_a_value_that_was_never_believed_is_no_value() -> None:
    past = histories(decide_all([told(stage("filming"), "2026-01-01", certainty="denied")]))
    assert values({"filming": past[stage("filming").id]}) == []


def test_a_network_tells_the_history_of_its_edges_and_projects(curated: Store) -> None:
    network: Any = to_networkx(curated)
    bale = next(iter(network.get_edge_data("person:christian-bale", "film:heat-2").values()))
    states = bale["history"]
    assert [state["status"] for state in states] == ["considered", "in-talks", "attached"]
    assert all(states[-1][key] == bale[key] for key in ("status", "certainty", "belief", "sources", "since"))
    steps = network.nodes["film:heat-2"]["history"]
    stages = [step["value"] for step in steps if step["predicate"] == "stage"]
    assert stages == ["in-development", "pre-production"] and stages[-1] == network.nodes["film:heat-2"]["stage"]


def test_a_network_of_a_past_day_ends_its_histories_there(curated: Store) -> None:
    network: Any = to_networkx(curated, on="2025-12-31")
    days = [state["day"] for *_, states in network.edges(data="history") for state in states]
    assert days and max(days) <= "2025-12-31"


def test_a_retracted_source_counts_until_then() -> None:
    first = told(BALE, "2026-01-01")
    gone = Report(BALE, Source("two", published="2026-02-01", retracted="2026-03-01"), certainty="confirmed")
    past = histories(decide_all([first, gone]), told={BALE.id: [first, gone]})
    assert [(state.day, state.certainty) for state in past[BALE.id]] == [
        ("2026-01-01", "reported"), ("2026-02-01", "confirmed"), ("2026-03-01", "reported"),
    ]  # fmt: skip
