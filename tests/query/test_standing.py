"""What is believed on a day: the story of Heat 2, told by the curated claims."""

import datetime
import json

import pytest

from slategraph import BadInput, Claim, Entity, Report, Source, Store, UnknownName, standings

Level = tuple[str, str]


def level(
    store: Store, who: str, predicate: str, on: str | None, *, obj: str = "Heat 2", work: str | None = None
) -> Level | None:
    for s in standings(store, "Heat 2", on=on):
        same = (s.claim.subject.name, s.claim.predicate, s.claim.object_name) == (who, predicate, obj)
        if same and (work is None or (s.claim.work and s.claim.work.name == work)):
            return s.status, s.certainty
    return None


@pytest.mark.parametrize(
    ("on", "who", "predicate", "expected"),
    [
        ("2025-10-31", "Warner Bros.", "develops", ("exited", "reported")),
        ("2025-10-31", "United Artists", "develops", ("in-talks", "reported")),
        ("2025-10-31", "Leonardo DiCaprio", "actsIn", ("considered", "reported")),
        ("2025-10-31", "Leonardo DiCaprio", "attachedTo", None),
        ("2025-10-31", "Austin Butler", "actsIn", ("considered", "rumored")),
        ("2025-10-31", "Adam Driver", "actsIn", ("considered", "rumored")),
        ("2025-10-31", "Bradley Cooper", "actsIn", ("considered", "rumored")),
        ("2025-10-31", "Christian Bale", "actsIn", None),
        ("2025-11-30", "Leonardo DiCaprio", "attachedTo", None),
        ("2025-12-01", "Leonardo DiCaprio", "attachedTo", ("attached", "confirmed")),
        ("2025-12-31", "Leonardo DiCaprio", "attachedTo", ("attached", "confirmed")),
        ("2025-12-31", "Christian Bale", "actsIn", ("in-talks", "reported")),
        ("2025-12-31", "Stephen Graham", "actsIn", ("in-talks", "rumored")),
        ("2026-03-01", "Christian Bale", "actsIn", ("attached", "confirmed")),
        ("2026-03-01", "Leonardo DiCaprio", "actsIn", ("attached", "confirmed")),
        ("2026-03-01", "Adam Driver", "actsIn", ("considered", "reported")),
        (None, "Christian Bale", "actsIn", ("attached", "confirmed")),
    ],
)
def test_the_story_of_heat_2(curated: Store, on: str | None, who: str, predicate: str, expected: Level | None) -> None:
    assert level(curated, who, predicate, on) == expected


def test_bale_is_in_talks_for_hanna(curated: Store) -> None:
    assert level(curated, "Christian Bale", "portrays", "2025-12-31", obj="Vincent Hanna", work="Heat 2") == (
        "in-talks",
        "reported",
    )


@pytest.mark.parametrize("on", ["2025-12-01", "2026-03-01", None])
def test_dicaprio_as_shiherlis_stays_a_rumor(curated: Store, on: str | None) -> None:
    found = level(curated, "Leonardo DiCaprio", "portrays", on, obj="Chris Shiherlis", work="Heat 2")
    assert found == ("considered", "rumored")


@pytest.mark.parametrize("who", ["Austin Butler", "Bradley Cooper"])
@pytest.mark.parametrize("on", ["2025-10-07", "2025-12-01", "2025-12-31", "2026-03-01", None])
def test_on_no_day_is_attached_who_never_was(curated: Store, who: str, on: str | None) -> None:
    found = level(curated, who, "actsIn", on)
    assert found is not None and found[0] == "considered"


def test_a_day_before_the_first_report_is_empty(curated: Store) -> None:
    assert len(standings(curated, "Heat 2", on="1900-01-01")) == 0


@pytest.mark.parametrize("on", ["2025-13-01", "2025-02-30", "0000", "", "yesterday", "2025-1-1"])
def test_a_day_that_is_none_is_refused(curated: Store, on: str) -> None:
    with pytest.raises(BadInput, match="is not a da"):
        standings(curated, "Heat 2", on=on)


def test_what_was_retracted_still_has_a_past(store: Store) -> None:
    claim = Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2"))
    store.add([Report(claim, Source("story", published="2024-01-01", retracted="2024-06-01"))])
    assert [len(standings(store, "Ada", on=day)) for day in ("2024-05-31", "2024-06-01")] == [1, 0]


def test_a_month_means_its_last_day(curated: Store) -> None:
    assert (
        standings(curated, "Heat 2", on="2025-12").standings == standings(curated, "Heat 2", on="2025-12-31").standings
    )


def test_an_unknown_name_is_refused(curated: Store) -> None:
    with pytest.raises(UnknownName):
        standings(curated, "Heat 3")


def test_json_is_one_object_of_the_agreed_shape(curated: Store) -> None:
    page = json.loads(json.dumps(standings(curated, "Heat 2", on="2025-10-31").as_dict()))
    assert {key: page[key] for key in ("name", "type", "on")} == {"name": "Heat 2", "type": "Film", "on": "2025-10-31"}


def test_json_gives_each_claim_with_its_reports(curated: Store) -> None:
    keys = {"subject", "predicate", "object", "work", "status", "certainty", "belief", "since", "why", "reports"}
    assert all(keys <= set(claim) and claim["reports"] for claim in standings(curated, "Heat 2").as_dict()["claims"])


def test_facts_come_first_and_the_surest_of_a_role_before_the_others(curated: Store) -> None:
    cast = [s.status for s in standings(curated, "Heat 2") if s.claim.predicate == "actsIn" and s.superseded_by is None]
    assert cast == sorted(cast, key=["attached", "in-talks", "considered", "exited"].index)


def test_a_character_has_a_page_too(curated: Store) -> None:
    assert {s.claim.predicate for s in standings(curated, "Vincent Hanna")} == {"portrays", "characterIn"}


def test_standings_are_a_sequence_and_a_slice_keeps_its_subject(curated: Store) -> None:
    found = standings(curated, "Heat 2", on=datetime.date(2025, 11, 1))
    assert found[0] == found.standings[0] and found[:1].entity == found.entity and found.on == "2025-11-01"
    assert [row["belief"] for row in found.to_dicts()] == [s.belief for s in found]
