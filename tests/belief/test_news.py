"""How news replaces news: each row of docs/standing.md, and its laws."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import Claim, Entity, Report, Source, Standing
from slategraph.belief.rule import decide, decide_all
from slategraph.model.vocabulary import STAGES

ADA, HEAT = Entity("Person", "Ada"), Entity("Film", "Heat 2")
ACTS = Claim(ADA, "actsIn", HEAT)
PUBLISHERS = ("Variety", "Deadline", "TheWrap", "The Hollywood Reporter")


def said(by: str, day: str, status: str, certainty: str, claim: Claim = ACTS) -> Report:
    source = Source(f"{by} {day} {claim.object_name} {status}", publisher=by, published=day)
    return Report(claim, source, status, certainty, learned="2030-01-01T00:00:00Z")


def stage(by: str, day: str, value: str, certainty: str = "reported") -> Report:
    return said(by, day, "attached", certainty, Claim(HEAT, "stage", value))


def release(by: str, day: str, value: str, certainty: str = "reported") -> Report:
    return said(by, day, "attached", certainty, Claim(HEAT, "releaseDate", value))


def level(*reports: Report) -> tuple[str, str]:
    standing = decide(reports)
    assert standing is not None
    return standing.status, standing.certainty


def in_force(*reports: Report) -> list[Standing]:
    return [standing for standing in decide_all(reports) if standing.holds]


def value(*reports: Report) -> list[str]:
    return [standing.claim.object_name for standing in in_force(*reports)]


EXIT = said("Variety", "2022-01-10", "exited", "confirmed")
DENIAL = said("Variety", "2024-01-10", "attached", "denied")


@pytest.mark.parametrize("first", [EXIT, DENIAL], ids=["exit", "denial"])
def test_one_later_less_firm_word_is_not_enough(first: Report) -> None:
    soon = f"{first.source.published}"[:4] + "-02-10"
    assert level(first, said("Deadline", soon, "attached", "reported")) == (first.status, first.certainty)


@pytest.mark.parametrize("first", [EXIT, DENIAL], ids=["exit", "denial"])
def test_two_independent_publishers_outweigh_a_firmer_word(first: Report) -> None:
    year = f"{first.source.published}"[:4]
    returns = (said(by, f"{year}-02-1{n}", "attached", "reported") for n, by in enumerate(("Deadline", "TheWrap")))
    assert level(first, *returns) == ("attached", "reported")


def test_one_publisher_twice_is_one() -> None:
    returns = (said("Deadline", f"2022-02-1{n}", "attached", "reported") for n in range(2))
    assert level(EXIT, *returns) == ("exited", "confirmed")


def test_a_reprint_is_no_second_publisher() -> None:
    first = said("Deadline", "2022-02-10", "attached", "reported")
    source = Source("reprint", publisher="TheWrap", published="2022-02-11", relays="Deadline")
    assert level(EXIT, first, Report(ACTS, source, learned="2030-01-01T00:00:00Z")) == ("exited", "confirmed")


def test_after_half_a_year_one_publisher_is_enough() -> None:
    assert level(EXIT, said("Deadline", "2022-08-01", "attached", "reported")) == ("attached", "reported")


def test_support_in_between_prolongs_a_firmer_word() -> None:
    again = said("TheWrap", "2022-06-10", "exited", "reported")
    assert level(EXIT, again, said("Deadline", "2022-08-01", "attached", "reported")) == ("exited", "confirmed")


def test_rumors_outweigh_nothing_firmer() -> None:
    rumors = (said(by, "2025-01-01", "attached", "rumored") for by in PUBLISHERS)
    assert level(EXIT, *rumors) == ("exited", "confirmed")


def test_two_publishers_move_a_confirmed_date() -> None:
    confirmed = release("Studio", "2024-11-10", "2025-05-01", "confirmed")
    delays = (release(by, "2024-12-05", "2026-03-06") for by in PUBLISHERS[:2])
    assert value(confirmed, *delays) == ["2026-03-06"]


@pytest.mark.parametrize("certainty", ["reported", "confirmed"])
def test_a_looser_form_replaces_no_closer_date(certainty: str) -> None:
    closer = release("Variety", "2025-01-10", "2026-05-01")
    assert value(closer, release("Deadline", "2025-03-03", "2026", certainty)) == ["2026-05-01"]


def test_a_closer_form_replaces_a_looser_one_whatever_its_firmness() -> None:
    looser = release("Variety", "2025-01-10", "2026", "confirmed")
    assert value(looser, release("Deadline", "2025-03-03", "2026-05-01")) == ["2026-05-01"]


def test_a_look_back_undoes_no_release() -> None:
    looks_back = (stage(by, "2026-02-01", "filming", "confirmed") for by in PUBLISHERS)
    assert value(stage("Variety", "2025-12-25", "released"), *looks_back) == ["released"]


def test_one_publisher_takes_no_stage_back() -> None:
    assert value(stage("Variety", "2025-06-01", "completed"), stage("Deadline", "2025-07-01", "filming")) == [
        "completed"
    ]


def test_shelved_and_revived_is_news() -> None:
    shelved = stage("Variety", "2025-06-01", "shelved")
    assert value(shelved, stage("Deadline", "2025-07-01", "in-development")) == ["in-development"]


def test_a_stage_is_in_force_since_it_came_back() -> None:
    story = (stage("Variety", "2022-01-10", "filming"), stage("Variety", "2022-08-02", "shelved"))
    [standing] = in_force(*story, stage("Deadline", "2026-02-02", "filming"))
    assert standing.since == "2026-02-02"


def test_what_an_earlier_firmer_report_outweighs_says_so() -> None:
    confirmed = release("Studio", "2024-11-10", "2025-05-01", "confirmed")
    [later] = [s for s in decide_all((confirmed, release("Variety", "2024-12-05", "2026"))) if not s.holds]
    assert later.why.endswith("; an earlier, firmer report says 2025-05-01.")


def test_what_is_said_more_closely_says_so() -> None:
    closer = release("Variety", "2025-01-10", "2026-05-01")
    [looser] = [s for s in decide_all((closer, release("Deadline", "2025-03-03", "2026"))) if not s.holds]
    assert looser.why.endswith("; Variety has a more exact date: 2026-05-01.")


days = st.dates(datetime.date(2000, 1, 1), datetime.date(2025, 12, 31)).map(str)
stories = st.lists(
    st.builds(
        stage,
        st.sampled_from(PUBLISHERS),
        days,
        st.sampled_from(list(STAGES)),
        st.sampled_from(("rumored", "reported")),
    ),
    max_size=6,
)


@given(stories)
def test_without_a_denial_a_release_stays(story: list[Report]) -> None:
    out = stage("Studio", "1999-01-01", "released", "confirmed")
    assert value(out, *story) == ["released"]


@given(stories)
def test_what_is_in_force_was_said(story: list[Report]) -> None:
    assert set(value(*story)) <= {report.claim.object_name for report in story}


@given(st.lists(st.builds(release, st.sampled_from(PUBLISHERS), days, st.sampled_from(("2027", "2027-05")))))
def test_looser_forms_leave_a_closer_date_alone(story: list[Report]) -> None:
    closer = release("Studio", "1999-01-01", "2027-05-01")
    assert value(closer, *story) == ["2027-05-01"]
