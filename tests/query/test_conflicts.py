"""Which words of which papers can't both be right."""

import pytest

import slategraph as sg
from slategraph import Claim, Entity, Report, Source, Store
from slategraph.query.conflicts import find_conflicts, table

BALE, HEAT = Entity("Person", "Christian Bale"), Entity("Film", "Heat 2")
ACTS = Claim(BALE, "actsIn", HEAT)

Word = tuple[str, str, str, str]


def said(by: str, day: str, status: str, certainty: str, claim: Claim = ACTS) -> Report:
    source = Source(f"{by} {day} {claim.id}", publisher=by, published=day)
    return Report(claim, source, status, certainty)


def sides(store: Store, *reports: Report) -> list[tuple[str, str]]:
    store.add(reports)
    return [(c.one.level, c.other.level) for c in find_conflicts(store)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2025-01-01", "attached", "reported"), ("2025-01-20", "attached", "denied")),
        (("2025-01-01", "attached", "denied"), ("2025-06-01", "attached", "reported")),
        (("2025-01-01", "attached", "reported"), ("2025-01-01", "in-talks", "reported")),
        (("2025-01-01", "attached", "reported"), ("2025-01-10", "considered", "reported")),
        (("2025-01-01", "exited", "reported"), ("2025-01-10", "attached", "reported")),
    ],
)
def test_words_that_cannot_both_be_right(store: Store, one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert len(sides(store, said("Variety", *one), said("Deadline", *other))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2025-01-01", "in-talks", "reported"), ("2025-01-10", "attached", "reported")),
        (("2025-01-01", "attached", "reported"), ("2025-01-10", "exited", "reported")),
        (("2025-01-01", "exited", "reported"), ("2025-06-01", "attached", "reported")),
        (("2025-01-01", "attached", "reported"), ("2025-06-01", "considered", "reported")),
        (("2025-01-01", "attached", "reported"), ("2025-01-02", "attached", "confirmed")),
        (("2025-01-01", "considered", "rumored"), ("2025-01-02", "considered", "denied")),
    ],
)
def test_news_and_weak_words_are_no_conflict(
    store: Store, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert sides(store, said("Variety", *one), said("Deadline", *other)) == []


def test_a_paper_does_not_contradict_itself(store: Store) -> None:
    assert (
        sides(
            store,
            said("Variety", "2025-01-01", "attached", "reported"),
            said("Variety", "2025-01-02", "attached", "denied"),
        )
        == []
    )


def test_the_believed_side_comes_first(store: Store) -> None:
    story = said("Variety", "2025-01-01", "attached", "reported"), said("Deadline", "2025-01-02", "attached", "denied")
    assert sides(store, *story) == [("attached, denied", "attached, reported")]


def test_two_release_dates_in_one_week_are_a_conflict(store: Store) -> None:
    dates = [Claim(HEAT, "releaseDate", value) for value in ("2027-06", "2027-11")]
    story = (
        said("Variety", "2025-01-01", "attached", "reported", dates[0]),
        said("Deadline", "2025-01-05", "attached", "reported", dates[1]),
    )
    assert sides(store, *story) == [("2027-11, reported", "2027-06, reported")]


@pytest.mark.parametrize(("one", "other", "day"), [("2027", "2027-06", "2025-01-05"), ("2027", "2028", "2025-06-01")])
def test_a_closer_date_and_a_later_shift_are_none(store: Store, one: str, other: str, day: str) -> None:
    story = (
        said("Variety", "2025-01-01", "attached", "reported", Claim(HEAT, "releaseDate", one)),
        said("Deadline", day, "attached", "reported", Claim(HEAT, "releaseDate", other)),
    )
    assert sides(store, *story) == []


def test_a_project_that_moves_on_is_none_and_one_that_moves_back_is(store: Store) -> None:
    def stage(by: str, day: str, value: str) -> Report:
        return said(by, day, "attached", "reported", Claim(HEAT, "stage", value))

    assert (
        sides(store, stage("Variety", "2025-01-01", "pre-production"), stage("Deadline", "2025-01-05", "filming")) == []
    )
    assert len(sides(store, stage("TheWrap", "2025-01-09", "in-development"))) == 1


def test_of_a_past_day(store: Store) -> None:
    sides(
        store,
        said("Variety", "2025-01-01", "attached", "reported"),
        said("Deadline", "2025-01-20", "attached", "denied"),
    )
    assert (len(find_conflicts(store, on="2025-01-10")), len(find_conflicts(store, "Heat 2", on="2025-01-20"))) == (
        0,
        1,
    )


def test_a_day_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(sg.BadInput, match="is not a date"):
        find_conflicts(store, on="soon")


def test_the_table_says_who_says_what(curated: Store) -> None:
    rows = [row for row in table(find_conflicts(curated, "American Psycho")) if row["subject"] == "Luca Guadagnino"]
    assert (rows[0]["believed"], rows[0]["but also"], rows[0]["said by"]) == (
        "attached, reported", "attached, denied", "JoBlo 2025-01-07",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "later"), [(("exited", "confirmed"), "attached"), (("attached", "denied"), "attached")]
)
def test_a_later_word_that_is_not_firm_enough_alone_is_a_conflict(
    store: Store, first: tuple[str, str], later: str
) -> None:
    store.add([said("Studio", "2025-01-10", *first), said("Deadline", "2025-03-10", later, "reported")])
    assert len(find_conflicts(store)) == 1


def test_what_two_papers_outweighed_is_no_conflict(store: Store) -> None:
    papers = (said(by, "2025-03-10", "attached", "reported") for by in ("Deadline", "TheWrap"))
    store.add([said("Studio", "2025-01-10", "exited", "confirmed"), *papers])
    assert find_conflicts(store) == []
