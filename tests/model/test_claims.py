"""Entities, claims, sources and reports refuse what makes no sense, and are the same for the same words."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slategraph import BadInput, Claim, Entity, Report, Source
from slategraph.model.dates import checked_date
from slategraph.model.identifiers import slug
from slategraph.rdf.mapping import node
from strategies import claims, names

HEAT, MANN = Entity("Film", "Heat 2"), Entity("Person", "Michael Mann")
DIRECTS = Claim(MANN, "directs", HEAT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amélie's Affair", "amelies-affair"),
        ("J.J. Abrams", "jj-abrams"),
        ("J. J. Abrams", "jj-abrams"),
        ("Warner Bros.", "warner-bros"),
        ("HEAT 2", "heat-2"),
        ("Ζορμπά", "ζορμπα"),
        ("東京物語", "東京物語"),
        ("हीट", "हीट"),
        ("2.0", "2-0"),
    ],
)
def test_a_name_as_the_end_of_an_address(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(("one", "other"), [("राम", "रोम"), ("2.0", "20"), ("😀", "😎"), ("...", "!!!"), ("กา", "กี")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@given(names | st.text(min_size=1))
def test_every_name_makes_an_address(name: str) -> None:
    assert node(f"film:{slug(name)}").value.endswith(slug(name))


@given(names | st.text(min_size=1))
def test_the_end_of_an_address_is_its_own(name: str) -> None:
    assert slug(slug(name)) == slug(name)


def test_the_same_name_as_film_and_book_is_two_entities() -> None:
    assert Entity("Film", "Dune").id != Entity("Book", "Dune").id


@given(claims())
def test_a_claim_is_the_same_for_the_same_terms(claim: Claim) -> None:
    assert Claim(claim.subject, claim.predicate, claim.object, claim.work).id == claim.id


def test_the_work_belongs_to_the_claim() -> None:
    hanna = Entity("Character", "Vincent Hanna")
    assert Claim(MANN, "portrays", hanna, HEAT).id != Claim(MANN, "portrays", hanna, Entity("Film", "Heat")).id


@pytest.mark.parametrize("text", ["2025", "2025-02", "2025-02-28", "2024-02-29", "0001", "9999-12-31"])
def test_a_date_is_taken(text: str) -> None:
    assert checked_date(text) == text


@pytest.mark.parametrize(
    "text",
    ["2025-02-30", "2025-02-29", "0000", "2025-13-01", "2025-1-1", "25", "", "soon", "２０２５", "2025\n", "2025-00"],
)
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="is no"):
        checked_date(text)


@pytest.mark.parametrize("name", ["", " ", "\n\t"])
def test_an_entity_needs_a_name(name: str) -> None:
    with pytest.raises(BadInput, match="needs a name"):
        Entity("Film", name)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(BadInput, match="'Movie' is not a type of entity: use one of Book"):
        Entity("Movie", "Heat 2")


@pytest.mark.parametrize("ref", ["Q38111", "wd:Q 1", "imdb:<x>", "wd:", "wd:\ud800"])
def test_an_id_elsewhere_that_is_no_address_is_refused(ref: str) -> None:
    with pytest.raises(BadInput, match="not an id in another catalogue"):
        Entity("Person", "Ada", (), (ref,))


def test_an_unknown_predicate_is_refused() -> None:
    with pytest.raises(BadInput, match="'helms' is not a predicate"):
        Claim(MANN, "helms", HEAT)


def test_a_subject_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(BadInput, match="The subject of directs is a Company; it has to be a Person"):
        Claim(Entity("Company", "Netflix"), "directs", HEAT)


def test_an_object_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(BadInput, match="The object of directs is a Book; it has to be a Film or Series"):
        Claim(MANN, "directs", Entity("Book", "Heat 2"))


def test_text_where_an_entity_belongs_is_refused() -> None:
    with pytest.raises(BadInput, match="The object of directs is a text"):
        Claim(MANN, "directs", "Heat 2")


def test_an_entity_where_text_belongs_is_refused() -> None:
    with pytest.raises(BadInput, match="is text, not an entity"):
        Claim(HEAT, "stage", HEAT)


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(BadInput, match="'canned' is not a stage: use one of announced"):
        Claim(HEAT, "stage", "canned")


def test_a_work_beside_a_plain_predicate_is_refused() -> None:
    with pytest.raises(BadInput, match="takes no work"):
        Claim(MANN, "directs", HEAT, HEAT)


def test_a_work_that_is_no_film_is_refused() -> None:
    with pytest.raises(BadInput, match="The work of portrays is a Person"):
        Claim(MANN, "portrays", Entity("Character", "Hanna"), MANN)


@pytest.mark.parametrize("key", ["", "  "])
def test_a_source_needs_a_key(key: str) -> None:
    with pytest.raises(BadInput, match="needs an address or a name"):
        Source(key)


def test_an_unknown_kind_of_source_is_refused() -> None:
    with pytest.raises(BadInput, match="'blog' is not a kind of source"):
        Source("x", kind="blog")


def test_a_source_described_anew_keeps_what_is_left_out() -> None:
    assert Source("x", title="T", published="2025").corrected(Source("x", published="2026")).title == "T"


def test_a_source_described_anew_takes_what_is_said() -> None:
    assert Source("x", title="T", published="2025").corrected(Source("x", published="2026")).published == "2026"


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_confidence_outside_0_to_1_is_refused(confidence: float) -> None:
    with pytest.raises(BadInput, match="A confidence lies between 0 and 1"):
        Report(DIRECTS, Source("x"), confidence=confidence)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 3), (1, None), (None, 3)])
def test_offsets_that_bound_nothing_are_refused(start: int | None, end: int | None) -> None:
    with pytest.raises(BadInput, match="between two offsets"):
        Report(DIRECTS, Source("x"), quotation="q", start=start, end=end)


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(BadInput, match="'yesterday' is not a moment"):
        Report(DIRECTS, Source("x"), learned="yesterday")


def test_a_relation_carries_no_status_of_its_own() -> None:
    with pytest.raises(BadInput, match="sequelTo always carries the status attached"):
        Report(Claim(HEAT, "sequelTo", Entity("Film", "Heat")), Source("x"), status="exited")


@pytest.mark.parametrize(("field", "value"), [("status", "signed"), ("certainty", "sure")])
def test_an_unknown_level_is_refused(field: str, value: str) -> None:
    with pytest.raises(BadInput, match=f"'{value}' is not a {field}: use one of"):
        Report(DIRECTS, Source("x"), **{field: value})  # type: ignore[arg-type]


def test_a_day_of_python_is_taken_for_a_date() -> None:
    assert checked_date(datetime.date(2025, 10, 31)) == "2025-10-31"
    assert checked_date(datetime.datetime(2025, 10, 31, 12, tzinfo=datetime.UTC)) == "2025-10-31"


def test_a_source_takes_a_day_of_python() -> None:
    published: Any = datetime.date(2025, 10, 31)
    assert Source("story", published=published).published == "2025-10-31"


@pytest.mark.parametrize("date", [2025, 20.5, ("2025",), None])
def test_what_is_neither_text_nor_day_is_refused_as_a_date(date: Any) -> None:
    with pytest.raises(BadInput, match="is not a date: write YYYY"):
        checked_date(date)
