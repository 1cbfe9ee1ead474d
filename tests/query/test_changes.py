"""The history of a project, and what differs between two days."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import slategraph as sg
from slategraph import Change, Claim, Entity, Report, Source, Store
from slategraph.belief.rule import decide_all
from slategraph.model.vocabulary import expand
from slategraph.query import changes
from strategies import slates

BALE, HEAT = Entity("Person", "Christian Bale"), Entity("Film", "Heat 2")
ACTS = Claim(BALE, "actsIn", HEAT)


def said(day: str, status: str, certainty: str, claim: Claim = ACTS) -> Report:
    return Report(claim, Source(f"{day} {claim.id}", publisher="Variety", published=day), status, certainty)


def kinds(*reports: Report) -> list[tuple[str, str]]:
    store = sg.open_store()
    store.add(reports)
    return [(change.day, change.kind) for change in sg.history(store, "Heat 2")]


def test_a_part_comes_firms_up_cools_and_goes() -> None:
    days = [
        said("2025-01-01", "considered", "rumored"),
        said("2025-02-01", "in-talks", "reported"),
        said("2025-03-01", "considered", "reported"),
        said("2025-04-01", "exited", "reported"),
        said("2025-05-01", "attached", "confirmed"),
    ]
    assert [kind for _, kind in kinds(*days)] == ["came", "firmed up", "cooled", "went", "came"]


def test_a_reprint_is_no_change() -> None:
    first = said("2025-01-01", "attached", "reported")
    again = replace(first, source=Source("reprint", publisher="Variety", published="2025-02-01"))
    assert kinds(first, again) == [("2025-01-01", "came")]


def test_a_denial_makes_a_claim_go() -> None:
    assert kinds(said("2025-01-01", "attached", "reported"), said("2025-02-01", "attached", "denied"))[-1][1] == "went"


def test_a_new_stage_replaces_the_old_one_on_its_day() -> None:
    first = said("2025-01-01", "attached", "reported", Claim(HEAT, "stage", "pre-production"))
    then = said("2025-06-01", "attached", "reported", Claim(HEAT, "stage", "filming"))
    assert kinds(first, then) == [("2025-01-01", "came"), ("2025-06-01", "came"), ("2025-06-01", "went")]


def test_what_was_there_before_and_is_still_there_is_no_difference(curated: Store) -> None:
    found = sg.diff(curated, "Heat 2", since="2025-10-31", until="2026-03-01")
    assert not [c for c in found if c.claim.subject.name == "Eric Roth"]
    bale = [c for c in found if c.claim.subject.name == "Christian Bale" and c.claim.predicate == "actsIn"]
    assert [(c.kind, c.before, c.after and c.after.certainty) for c in bale] == [("came", None, "confirmed")]


def test_the_whole_store_has_the_changes_of_each_project(curated: Store) -> None:
    whole = {c.claim.id for c in sg.diff(curated, since="2025-10-31", until="2026-03-01")}
    assert {c.claim.id for c in sg.diff(curated, "Heat 2", since="2025-10-31", until="2026-03-01")} <= whole


def test_days_in_the_wrong_order_are_refused(curated: Store) -> None:
    with pytest.raises(sg.BadInput, match="give the earlier day first"):
        sg.diff(curated, "Heat 2", since="2026-01-01", until="2025-01-01")


def test_a_month_ends_on_its_last_day(curated: Store) -> None:
    assert sg.diff(curated, since="2025-10-31", until="2025-10") == []
    with pytest.raises(sg.BadInput, match="earlier day first"):
        sg.diff(curated, since="2025-10", until="2025-10-15")


def test_a_day_that_is_none_is_refused(curated: Store) -> None:
    with pytest.raises(sg.BadInput, match="2025-02-30"):
        sg.diff(curated, since="2025-01-01", until="2025-02-30")


@given(slates(), st.sampled_from(["film", "person"]))
def test_the_last_change_of_each_claim_leads_to_what_is_believed(reports: list[Report], prefix: str) -> None:
    """The timeline, followed to its end, is the standing of today."""
    store = sg.open_store()
    store.add(reports)
    believed = {s.claim.id: (s.status, s.certainty) for s in decide_all(store.reports()) if not s.superseded_by}
    for entity in {e.id for r in reports for e in r.claim.entities if e.id.startswith(prefix)}:
        if not sg.query(store, f"ASK {{ {_iri(entity)} rdfs:label ?label }}").rows[0][0]:
            continue
        last: dict[str, Change] = {change.claim.id: change for change in sg.history(store, entity)}
        ends = {id_: (c.after.status, c.after.certainty) for id_, c in last.items() if c.after}
        assert all(ends[id_] == believed[id_] for id_ in ends if id_ in believed)


def _iri(entity: str) -> str:
    return f"<{expand(entity)}>"


def test_the_table_names_the_paper_that_brought_the_change(curated: Store) -> None:
    rows = list(changes.table(sg.history(curated, "Heat 2")))
    talks = next(row for row in rows if row["subject"] == "Stephen Graham" and row["predicate"] == "actsIn")
    assert (talks["day"], talks["change"], talks["source"]) == ("2025-12-29", "came", "The New Indian Express")


def test_the_answer_is_a_sequence_and_a_table(curated: Store) -> None:
    found = sg.history(curated, "Heat 2")
    assert found[0] in found and len(found[:2]) == 2 and found[:2] == [found[0], found[1]]
    assert len(found.to_dicts()) == len(found) and found.to_dicts()[0]["day"] == found[0].day
    assert "<table>" in found._repr_html_()
