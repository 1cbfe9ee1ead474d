"""The rule that decides between reports, and its laws."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from slategraph import Claim, Entity, Report, Source, Standing
from slategraph.belief.rule import AsOf, decide, decide_all, outlet
from slategraph.belief.weights import SURE, TRUSTED
from strategies import slates, verdicts

ADA, HEAT = Entity("Person", "Ada"), Entity("Film", "Heat 2")
ACTS = Claim(ADA, "actsIn", HEAT)


def said(day: str | None, status: str, certainty: str, by: str = "Variety", claim: Claim = ACTS) -> Report:
    source = Source(f"{by} {day} {status} {certainty}", publisher=by, published=day)
    return Report(claim, source, status, certainty, learned="2026-06-01T00:00:00Z")


def decided(*reports: Report, on: str | None = None) -> Standing:
    standing = decide(reports, AsOf(on=on))
    assert standing is not None
    return standing


def level(*reports: Report) -> tuple[str, str]:
    standing = decided(*reports)
    return standing.status, standing.certainty


@given(verdicts(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(shuffled) == decide(reports)


@given(slates(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_never_matters_between_claims(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {s.claim.id: s for s in decide_all(shuffled)} == {s.claim.id: s for s in decide_all(reports)}


@given(verdicts(), st.floats(0, 1), st.sampled_from(["publisher", "relays"]))
def test_a_word_of_the_same_outlet_never_raises_belief(reports: list[Report], share: float, how: str) -> None:
    before = decided(*reports)
    assume(before.certainty != "denied")
    first = before.decided_by
    origin = first.source.relays or first.source.publisher
    assume(origin is not None)
    source = Source("reprint", published=first.source.published, **{how: origin})  # type: ignore[arg-type]
    after = decided(*reports, replace(first, source=source, confidence=first.confidence * share))
    assume((after.status, after.certainty == "denied") == (before.status, False))
    assert after.belief <= before.belief


@given(verdicts(), st.floats(0, 1), st.booleans())
def test_more_independent_support_never_lowers_belief(reports: list[Report], share: float, dated: bool) -> None:
    before = decided(*reports)
    assume(before.certainty != "denied")
    source = Source("elsewhere", publisher="The Guardian", published="2000-01-01" if dated else None)
    support = replace(before.decided_by, source=source, confidence=share)
    assert decided(*reports, support).belief >= before.belief


@given(verdicts())
def test_belief_lies_between_0_and_1(reports: list[Report]) -> None:
    assert 0 <= decided(*reports).belief <= 1


@given(verdicts())
def test_the_past_is_decided_by_the_reports_of_the_past(reports: list[Report]) -> None:
    standing = decide(reports, AsOf(on="2000-06-15"))
    assert standing is None or decide(standing.reports) == standing


def test_two_papers_are_believed_more_than_one() -> None:
    one, other = said("2025-01-01", "attached", "reported"), said("2025-01-01", "attached", "reported", "Deadline")
    assert decided(one, other).belief > decided(one).belief


def test_a_denial_by_two_is_believed_less_than_by_one() -> None:
    one, other = said("2025-01-01", "attached", "denied"), said("2025-01-01", "attached", "denied", "Deadline")
    assert decided(one, other).belief < decided(one).belief


def test_a_report_that_was_read_too_unsurely_does_not_count() -> None:
    unsure = replace(said("2025-02-01", "exited", "confirmed"), confidence=TRUSTED - 0.01)
    assert decide([unsure]) is None
    assert level(said("2025-01-01", "attached", "reported"), unsure) == ("attached", "reported")


@pytest.mark.parametrize(("status", "certainty"), [("attached", "denied"), ("exited", "reported")])
def test_an_unsure_reader_overrules_no_sure_one(status: str, certainty: str) -> None:
    first = said("2025-01-01", "attached", "confirmed")
    later = said("2025-02-01", status, certainty)
    assert level(first, replace(later, confidence=SURE - 0.01)) == ("attached", "confirmed")
    assert level(first, replace(later, confidence=SURE)) == (status, certainty)


def test_an_unsure_reader_is_overruled_by_a_sure_one() -> None:
    unsure = replace(said("2025-01-01", "attached", "confirmed"), confidence=TRUSTED)
    assert level(unsure, said("2025-02-01", "considered", "rumored")) == ("considered", "rumored")


def test_an_unsure_reader_moves_no_release_date() -> None:
    first, later = Claim(HEAT, "releaseDate", "2027"), Claim(HEAT, "releaseDate", "2028")
    reports = [said("2025-01-01", "attached", "reported", claim=first)]
    reports.append(replace(said("2025-02-01", "attached", "confirmed", claim=later), confidence=TRUSTED))
    assert [s.claim.object for s in decide_all(reports) if s.holds] == ["2027"]


def test_an_exit_ends_an_attachment() -> None:
    assert level(said("2025-01-01", "attached", "confirmed"), said("2025-02-01", "exited", "reported"))[0] == "exited"


def test_a_rumored_exit_ends_none() -> None:
    assert level(said("2025-01-01", "attached", "reported"), said("2025-02-01", "exited", "rumored"))[0] == "attached"


def test_an_exit_before_the_attachment_ends_none() -> None:
    assert level(said("2025-03-01", "attached", "reported"), said("2025-02-01", "exited", "reported"))[0] == "attached"


def test_a_return_after_an_exit_counts() -> None:
    story = [said("2025-01-01", "attached", "reported"), said("2025-02-01", "exited", "reported")]
    assert level(*story, said("2025-03-01", "attached", "reported"))[0] == "attached"


def test_a_return_holds_since_the_return() -> None:
    story = [said("2025-01-01", "attached", "reported"), said("2025-02-01", "exited", "reported")]
    assert decided(*story, said("2025-03-01", "attached", "reported")).since == "2025-03-01"


def test_an_attachment_holds_since_its_first_report() -> None:
    story = [said("2025-01-01", "attached", "reported"), said("2025-02-01", "attached", "confirmed")]
    assert decided(*story).since == "2025-01-01"


@pytest.mark.parametrize("certainty", ["reported", "rumored"])
def test_a_denial_beats_a_later_report(certainty: str) -> None:
    story = [said("2025-01-01", "attached", "denied"), said("2025-02-01", "attached", certainty)]
    assert level(*story)[1] == "denied"


def test_a_later_denial_beats_a_confirmation() -> None:
    assert level(said("2025-01-01", "attached", "confirmed"), said("2025-02-01", "attached", "denied"))[1] == "denied"


@pytest.mark.parametrize("certainty", ["reported", "confirmed", "denied"])
@pytest.mark.parametrize("status", ["exited", "considered", "in-talks"])
def test_a_later_rumor_never_overrides_a_firmer_word(certainty: str, status: str) -> None:
    story = [said("2025-01-01", "attached", certainty), said("2025-02-01", status, "rumored")]
    assert level(*story) == ("attached", certainty)


def test_a_later_report_of_equal_firmness_decides() -> None:
    story = [said("2025-01-01", "considered", "reported"), said("2025-02-01", "in-talks", "reported")]
    assert level(*story)[0] == "in-talks"


def test_on_one_day_the_firmer_word_decides() -> None:
    story = [said("2025-01-01", "attached", "confirmed"), said("2025-01-01", "in-talks", "reported")]
    assert level(*story) == ("attached", "confirmed")


def test_an_undated_source_counts_from_when_it_was_learnt() -> None:
    assert decide([said(None, "attached", "reported")], AsOf(on="2026-05-31")) is None


def test_an_undated_source_is_known_on_the_day_when_it_was_learnt() -> None:
    assert decided(said(None, "attached", "reported"), on="2026-06-01").since == "2026-06-01"


def test_a_month_counts_from_its_last_day() -> None:
    assert decide([said("2025-10", "attached", "reported")], AsOf(on="2025-10-30")) is None


def test_a_day_before_the_first_report_knows_nothing() -> None:
    assert decide([said("2025-10-07", "attached", "reported")], AsOf(on="2025-10-06")) is None


def test_no_reports_decide_nothing() -> None:
    assert decide([]) is None


def _release(day: str, value: str, certainty: str) -> Report:
    return said(day, "attached", certainty, claim=Claim(HEAT, "releaseDate", value))


def in_force(*reports: Report) -> list[str]:
    return [s.claim.object_name for s in decide_all(reports) if s.holds]


def test_a_later_date_supersedes() -> None:
    assert in_force(_release("2025-01-01", "2026", "reported"), _release("2025-02-01", "2027", "reported")) == ["2027"]


def test_a_weaker_later_date_supersedes_nothing() -> None:
    assert in_force(_release("2025-01-01", "2026", "confirmed"), _release("2025-02-01", "2027", "rumored")) == ["2026"]


def test_a_superseded_date_names_its_successor() -> None:
    standings = decide_all((_release("2025-01-01", "2026", "reported"), _release("2025-02-01", "2027", "reported")))
    assert [s.superseded_by and s.superseded_by.object_name for s in standings] == ["2027", None]


def test_a_denied_date_is_not_in_force() -> None:
    assert in_force(_release("2025-01-01", "2026", "reported"), _release("2025-02-01", "2026", "denied")) == []


def test_a_denied_date_revives_no_earlier_one() -> None:
    story = [_release("2025-01-01", "2026", "reported"), _release("2025-02-01", "2027", "reported")]
    assert in_force(*story, _release("2025-03-01", "2027", "denied")) == []


def test_a_denied_date_clears_the_way_for_a_weaker_one() -> None:
    story = [_release("2025-01-01", "2026", "confirmed"), _release("2025-02-01", "2026", "denied")]
    assert in_force(*story, _release("2025-03-01", "2028", "rumored")) == ["2028"]


def test_a_denial_of_another_date_touches_nothing() -> None:
    assert in_force(_release("2025-01-01", "2026", "reported"), _release("2025-02-01", "2027", "denied")) == ["2026"]


@given(slates())
def test_a_project_has_at_most_one_stage_and_one_date_at_a_time(reports: list[Report]) -> None:
    found = [(s.claim.subject.id, s.claim.predicate) for s in decide_all(reports) if s.holds]
    functional = [slot for slot in found if slot[1] in ("stage", "releaseDate")]
    assert len(functional) == len(set(functional))


def test_a_new_name_retires_no_cast() -> None:
    other = Claim(Entity("Person", "Ben"), "actsIn", HEAT)
    story = [said("2025-01-01", "attached", "reported"), said("2025-02-01", "attached", "confirmed", claim=other)]
    assert all(standing.holds for standing in decide_all(story))


def test_an_exit_touches_no_other_role() -> None:
    directs = Claim(ADA, "directs", HEAT)
    story = [said("2025-01-01", "attached", "reported"), said("2025-02-01", "exited", "confirmed", claim=directs)]
    assert [s.claim.predicate for s in decide_all(story) if s.holds] == ["actsIn"]


def test_why_names_the_paper_and_the_day() -> None:
    assert decided(said("2025-01-01", "attached", "reported")).why == (
        "Variety has it as attached, reported on 2025-01-01; no other source speaks of it."
    )


def test_a_source_without_publisher_is_named_by_what_it_relays() -> None:
    assert outlet(Source("x", relays="Deadline")) == "a source that relays Deadline"


def test_why_names_the_later_word_that_does_not_decide() -> None:
    story = said("2025-01-01", "attached", "confirmed"), said("2025-02-01", "considered", "rumored", "Deadline")
    assert decided(*story).why == (
        "Variety has it as attached, confirmed on 2025-01-01, and what Deadline said later (considered, rumored) "
        "is less firm; 1 other source speaks of it too."
    )
