"""Reprints count once: which reports tell another's story, and the laws of belief that follow."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slategraph import Claim, Entity, Report, Source, Standing
from slategraph.belief.rule import AsOf, decide, decide_all, without_reprints
from slategraph.belief.weights import TRUSTED
from slategraph.model.signatures import signature

ADA, HEAT = Entity("Person", "Ada Lovell"), Entity("Film", "Heat 2")
ACTS = Claim(ADA, "actsIn", HEAT)
STORY = (
    "The long wait is over for the thieves of Los Angeles. Ada Lovell will join the cast of the sequel, two people who "
    "have seen the contract said on Monday, and cameras are to roll in Chicago before the summer. The budget has been "
    "cut twice since the spring, and the studio is said to be happy with the sum. The director had asked for her from "
    "the first day. Her last film won a prize in Venice and made little money. She is represented by Halyard."
)
CUT = STORY[: STORY.index("Her last film")]
OTHER = (
    "A deal is done: Lovell has agreed to appear in the follow-up to the crime drama of 1995. The part is large but "
    "was written late, after a draft in which her role did not yet exist, and nobody outside the production office "
    "knows how the story ends. Work begins in the spring, with a crew of two hundred, in Illinois and in Mexico."
)
SAID = "“I read it in one night and rang him before the sun was up,” she said."
AGAIN = "She added: “I read it in one night and rang him before the sun was up, I think.”"
ELSE = "“There was no question of doing it with anybody but him, not for a day.”"


def told(
    by: str,
    day: str | None = "2025-10-07",
    status: str = "attached",
    certainty: str = "reported",
    *,
    relays: str | None = None,
    text: str | None = None,
    quotation: str | None = None,
    confidence: float = 1.0,
    claim: Claim = ACTS,
) -> Report:
    key = f"{by} {day} {status} {certainty}"
    source = Source(key, publisher=by, published=day, relays=relays, signature=signature(text) if text else None)
    return Report(
        claim, source, status, certainty, quotation, confidence=confidence, learned="2026-06-01T00:00:00Z"
    )  # fmt: skip


def decided(*reports: Report, on: str | None = None) -> Standing:
    standing = decide(reports, AsOf(on=on))
    assert standing is not None
    return standing


#: How a story of Deadline's and a reprint of it are alike.
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "it names the outlet": ({}, {"relays": "Deadline"}),
    "it names the outlet by another name": ({}, {"relays": "Deadline Hollywood"}),
    "the same text": ({"text": STORY}, {"text": STORY}),
    "a cut of the text": ({"text": STORY}, {"text": CUT}),
    "the same speech": ({"quotation": SAID}, {"quotation": AGAIN}),
    "the same sentence": ({"quotation": CUT[:200]}, {"quotation": f"We hear: {CUT[:190]}"}),
}
ways = pytest.mark.parametrize(("story", "reprint"), WAYS.values(), ids=WAYS)


@ways
def test_a_story_and_its_reprint_count_once(story: dict[str, Any], reprint: dict[str, Any]) -> None:
    first, later = told("Deadline", **story), told("The Gazette", "2025-10-08", **reprint)
    assert decided(first, later).belief == decided(first).belief == 0.8


@ways
def test_a_reprint_says_no_more_however_surely_it_was_read(story: dict[str, Any], reprint: dict[str, Any]) -> None:
    first, later = told("Deadline", confidence=TRUSTED, **story), told("The Gazette", "2025-10-08", **reprint)
    assert decided(first, later).belief == decided(first).belief


@ways
def test_a_digest_brings_no_attachment_back(story: dict[str, Any], reprint: dict[str, Any]) -> None:
    first, left = told("Deadline", **story), told("Variety", "2025-11-07", "exited")
    assert decided(first, left, told("The Gazette", "2025-12-07", **reprint)).status == "exited"


@ways
def test_a_reprint_moves_no_since(story: dict[str, Any], reprint: dict[str, Any]) -> None:
    first = told("Deadline", status="considered", **story)
    reports = [first, told("Variety", "2025-11-07"), told("The Gazette", "2025-12-07", "considered", **reprint)]
    assert (decided(*reports).status, decided(*reports).since) == ("attached", "2025-11-07")


@ways
def test_a_reprint_decides_where_the_story_is_not_known(story: dict[str, Any], reprint: dict[str, Any]) -> None:
    assert decided(told("The Gazette", **reprint)).belief == 0.8


@ways
def test_a_reprint_with_a_firmer_word_counts_in_place_of_the_story(
    story: dict[str, Any], reprint: dict[str, Any]
) -> None:
    firmer = told("The Gazette", "2025-10-08", certainty="confirmed", **reprint)
    standing = decided(told("Deadline", **story), firmer)
    assert (standing.certainty, standing.belief) == ("confirmed", 0.95)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"text": STORY}, {"text": OTHER}),
        ({"quotation": SAID}, {"quotation": ELSE}),
        ({"quotation": "Ada Lovell is in talks."}, {"quotation": "Ada Lovell is in talks."}),
        ({"quotation": "Ada Lovell stars in Heat 2 for him."}, {"quotation": "Ada Lovell stars in Heat 2 for him."}),
        ({"quotation": "(“The Day of the Long Rain”)"}, {"quotation": "“The Day of the Long Rain”"}),
        ({"relays": "Variety"}, {"relays": "Deadline"}),
        ({"text": "Ada Lovell joins Heat 2."}, {"text": "Ada Lovell joins Heat 2."}),
    ],
)  # fmt: skip
def test_what_is_not_alike_counts_twice(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert decided(told("The Gazette", **one), told("The Echo", **other)).belief == 0.96


def test_relays_of_an_outlet_that_is_not_known_count_once() -> None:
    relays = [told(by, relays="Deadline") for by in ("The Gazette", "The Echo", "The Herald")]
    assert decided(*relays).belief == 0.8


def test_a_relay_of_a_relay_counts_once() -> None:
    chain = [told("Deadline"), told("The Gazette", relays="Deadline"), told("The Echo", relays="The Gazette")]
    assert decided(*chain).belief == 0.8


def test_a_digest_of_two_stories_makes_them_no_one_story() -> None:
    one, other = told("Deadline", quotation=SAID), told("Variety", quotation=ELSE)
    digest = told("The Gazette", "2025-10-09", quotation=f"{SAID} {ELSE}")
    assert decided(one, other, digest).belief == decided(one, other).belief == 0.96


def test_one_outlet_counts_once() -> None:
    assert decided(told("Variety"), told("Variety", "2025-12-07")).belief == 0.8


def test_one_outlet_under_two_names_counts_once() -> None:
    assert decided(told("THR"), told("The Hollywood Reporter", "2025-12-07")).belief == 0.8


def test_a_second_story_of_an_outlet_is_news() -> None:
    story = [told("Variety"), told("Deadline", "2025-11-07", "exited")]
    assert decided(*story, told("Variety", "2025-12-07")).status == "attached"


def test_who_relays_an_outlet_months_later_relays_a_newer_story() -> None:
    story = [told("Deadline"), told("Variety", "2025-11-07", "exited")]
    assert decided(*story, told("The Gazette", "2026-03-07", relays="Deadline")).status == "attached"


def test_a_relay_before_the_outlets_own_story_is_none_of_it() -> None:
    reports = [told("The Gazette", "2025-10-06", relays="Deadline"), told("Deadline")]
    assert without_reprints(reports) == reports


def test_a_reprint_that_says_more_is_heard() -> None:
    firmer = told("The Gazette", "2025-10-08", certainty="confirmed", relays="Deadline")
    assert decided(told("Deadline"), firmer).decided_by == firmer


def test_a_reprint_that_was_read_surely_is_heard_where_the_story_was_not() -> None:
    unsure = told("Deadline", confidence=TRUSTED)
    sure = told("The Gazette", "2025-10-08", relays="Deadline")
    assert decided(unsure, sure).decided_by == sure


def test_what_several_read_in_one_page_is_heard() -> None:
    page = told("Deadline", quotation=SAID, text=STORY)
    reports = [page, replace(page, quotation=AGAIN, extractor="hand")]
    assert without_reprints(reports) == reports


def test_a_reprinted_date_comes_not_back_into_force() -> None:
    old, new = Claim(HEAT, "releaseDate", "2026"), Claim(HEAT, "releaseDate", "2027")
    reports = [told("Deadline", claim=old), told("Variety", "2025-11-07", claim=new)]
    reports.append(told("The Gazette", "2025-12-07", claim=old, relays="Deadline"))
    assert [s.claim.object_name for s in decide_all(reports) if s.holds] == ["2027"]


def test_all_reports_stay_in_the_standing() -> None:
    assert len(decided(told("Deadline"), told("The Gazette", relays="Deadline")).reports) == 2


# The laws, over stories that often are alike.

_outlets = st.sampled_from(("Variety", "Deadline", "THR", "The Gazette", None))
_quotations = st.sampled_from((None, SAID, AGAIN, ELSE, f"{SAID} {ELSE}"))
_signatures = st.sampled_from((None, signature(STORY), signature(CUT), signature(OTHER)))
_days = st.dates(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)).map(str)
_sources = st.builds(
    Source,
    key=st.sampled_from("abcdef"),
    publisher=_outlets,
    published=st.none() | _days,
    relays=st.none() | _outlets,
    signature=_signatures,
)
_reports = st.builds(
    Report,
    claim=st.just(ACTS),
    source=_sources,
    status=st.sampled_from(("attached", "in-talks", "exited")),
    certainty=st.sampled_from(("confirmed", "reported", "rumored", "denied")),
    quotation=_quotations,
    confidence=st.integers(0, 10).map(lambda n: TRUSTED + (1 - TRUSTED) * n / 10),
    learned=_days.map(lambda day: f"{day}T12:00:00Z"),
)
stories = st.lists(_reports, min_size=1, max_size=7, unique_by=lambda report: report.id)


def strength(standing: Standing) -> float:
    """How surely something is believed: of a denied claim, that it is not so."""
    return 1 - standing.belief if standing.certainty == "denied" else standing.belief


def side(standing: Standing) -> tuple[str, bool]:
    return standing.status, standing.certainty == "denied"


def reprinted(story: Report, way: str, day: str) -> tuple[Report, Report]:
    """A story, and a reprint of it by an outlet of which nothing else is known."""
    if way == "relays":
        story = replace(story, source=replace(story.source, publisher=story.source.publisher or "TheWrap"))
    elif way == "signature":
        story = replace(story, source=replace(story.source, signature=signature(OTHER)))
    else:
        story = replace(story, quotation=SAID)
    source = Source("reprint", publisher="The Reprinter", published=day)
    source = (
        replace(source, **{way: getattr(story.source, {"relays": "publisher"}.get(way, way))})
        if way != "quotation"
        else source
    )
    return story, replace(story, source=source, quotation=story.quotation if way == "quotation" else None)


@given(stories, st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(shuffled) == decide(reports)


@given(stories, st.sampled_from(["relays", "signature", "quotation"]), st.integers(1, 28), st.integers(5, 10))
def test_a_reprint_never_raises_belief(reports: list[Report], way: str, after: int, sureness: int) -> None:
    story = replace(decided(*reports).decided_by, learned="2025-06-01T12:00:00Z")
    story = replace(story, source=replace(story.source, key="story", published="2025-06-01"))
    story, reprint = reprinted(story, way, f"2025-07-{after:02}")
    before = decided(*reports, story)
    standing = decided(*reports, story, replace(reprint, confidence=sureness / 10))
    assume(side(standing) == side(before))
    assert strength(standing) <= strength(before)


@given(stories, st.sampled_from(["relays", "signature", "quotation"]))
def test_a_reprint_after_all_else_decides_nothing(reports: list[Report], way: str) -> None:
    first = replace(reports[0], learned="2025-12-31T12:00:00Z")
    story, reprint = reprinted(
        replace(first, source=replace(first.source, key="story", published="2025-12-31")), way, "2026-01-01"
    )
    before, after = decided(*reports, story), decided(*reports, story, reprint)
    assert replace(after, reports=before.reports, belief=before.belief) == before
    assert strength(after) <= strength(before)


@given(stories, st.integers(5, 10), _days)
def test_more_independent_support_never_lowers_belief(reports: list[Report], sureness: int, day: str) -> None:
    before = decided(*reports)
    source = Source("elsewhere", publisher="The Guardian", published=day)
    support = replace(before.decided_by, source=source, quotation=None, confidence=sureness / 10)
    after = decided(*reports, support)
    assume(side(after) == side(before))
    assert strength(after) >= strength(before)


@given(stories)
def test_something_is_always_heard(reports: list[Report]) -> None:
    assert decided(*reports).decided_by in without_reprints(reports)
