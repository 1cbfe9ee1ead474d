"""Reports as flat lines, and back; what is wrong with a line is said with its place."""

import json
from typing import Any

import pytest
from hypothesis import assume, given

from slategraph import BadInput, Claim, Entity, Report, Source
from slategraph.model.records import line_of, reports_of, source_of
from slategraph.model.vocabulary import PREDICATES
from strategies import reports

LINE = {"article": "story", "subject": "Ada", "predicate": "directs", "object": "Heat 2"}


def read(*lines: dict[str, Any], known: tuple[Entity, ...] = ()) -> list[Report]:
    return list(reports_of(((f"file:{n}", line) for n, line in enumerate(lines, 1)), known))


@given(reports())
def test_a_line_gives_the_same_claim(report: Report) -> None:
    assume(all(e.name == e.name.strip() for e in report.claim.entities))
    line = json.loads(json.dumps(line_of(report)))
    assert read(line)[0].claim.id == report.claim.id


@given(reports())
def test_a_line_gives_the_same_words(report: Report) -> None:
    assert read(json.loads(json.dumps(line_of(report))))[0].quotation == report.quotation


def test_a_line_has_the_keys_that_other_tools_read() -> None:
    report = Report(Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2")), Source("story"))
    assert set(line_of(report)) >= {
        "article", "subject", "predicate", "object", "status", "certainty", "evidence", "start", "end", "confidence",
        "subject_type", "object_type", "work", "publisher", "published", "url",
    }  # fmt: skip


def test_four_keys_are_enough() -> None:
    assert read(LINE)[0].claim == Claim(Entity("Person", "Ada"), "directs", Entity("Film", "Heat 2"))


def test_an_address_does_for_the_article() -> None:
    line = {key: value for key, value in LINE.items() if key != "article"} | {"url": "https://example.org/1"}
    assert read(line)[0].source.key == "https://example.org/1"


def test_the_address_is_the_key_of_a_source() -> None:
    assert source_of(LINE | {"url": "https://example.org/1"}).key == "https://example.org/1"


@pytest.mark.parametrize("key", ["article", "subject", "predicate", "object"])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_what_is_missing_is_named(key: str, value: str | None) -> None:
    with pytest.raises(BadInput, match=f"^file:2: {key} is missing"):
        read(LINE, LINE | {key: value})


@pytest.mark.parametrize("key", ["article", "subject", "predicate", "object", "status", "evidence", "url", "work"])
@pytest.mark.parametrize("value", [5, ["x"], {"x": 1}])
def test_what_is_no_text_is_named(key: str, value: object) -> None:
    with pytest.raises(BadInput, match=f"^file:1: {key} has to be text"):
        read(LINE | {key: value})


@pytest.mark.parametrize("value", ["much", True, float("nan"), "1e", [1]])
def test_what_is_no_number_is_named(value: object) -> None:
    with pytest.raises(BadInput, match=r"^file:1: confidence has to be a number"):
        read(LINE | {"confidence": value})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"predicate": "helms"}, "'helms' is not a predicate"),
        ({"status": "signed"}, "'signed' is not a status"),
        ({"certainty": "sure"}, "'sure' is not a certainty"),
        ({"confidence": 2}, "A confidence lies between 0 and 1"),
        ({"published": "soon"}, "'soon' is not a date"),
        ({"subject_type": "Human"}, "'Human' is not a type of entity"),
        ({"subject_type": "Company"}, "The subject of directs is a Company"),
        ({"kind": "blog"}, "'blog' is not a kind of source"),
        ({"signature": "abc"}, "'abc' is not a signature of a text"),
        ({"signature": "é" * 128}, "'é+' is not a signature of a text"),
        ({"start": 5, "end": 1}, "A quotation lies between two offsets"),
    ],
)
def test_a_wrong_value_is_named(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(BadInput, match=f"^file:1: {message}"):
        read(LINE | changed)


@pytest.mark.parametrize("line", [[], 3, "x", None])
def test_a_line_that_is_no_object_is_named(line: Any) -> None:
    with pytest.raises(BadInput, match=r"^file:1: a line holds one object"):
        read(line)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Heat 2 (novel)", "Book"),
        ("The Rats (short story)", "Book"),
        ("Cats (musical)", "Play"),
        ("Doom (video game)", "Game"),
        ("Dallas (TV series)", "Series"),
        ("Heat", "Film"),
    ],
)
def test_a_bracket_says_the_type(name: str, kind: str) -> None:
    obj = read(LINE | {"subject": "Heat 2", "predicate": "adaptedFrom", "object": name})[0].claim.object
    assert isinstance(obj, Entity) and obj.type == kind


@pytest.mark.parametrize("name", ["Plan B Entertainment", "A24", "Warner Bros.", "Legendary Pictures"])
def test_a_company_is_known_by_its_name(name: str) -> None:
    assert read(LINE | {"subject": name, "predicate": "produces"})[0].claim.subject.type == "Company"


def test_another_line_says_the_type() -> None:
    first, _ = read(
        LINE | {"predicate": "produces", "subject": "Bigstone"}, LINE | {"predicate": "develops", "subject": "Bigstone"}
    )
    assert first.claim.subject.type == "Company"


def test_a_known_entity_says_the_type() -> None:
    series = Entity("Series", "Heat 2", ("Heat Two",))
    assert read(LINE, known=(series,))[0].claim.object == series


def test_a_known_entity_of_another_type_is_no_match() -> None:
    film = Entity("Film", "Dune")
    line = LINE | {"subject": "Frank Herbert", "predicate": "authorOf", "object": "Dune"}
    with pytest.raises(BadInput, match=r"^file:1: The object of authorOf is a Film"):
        read(line, known=(film,))


def test_of_two_known_entities_the_fitting_one_is_meant() -> None:
    line = LINE | {"subject": "Frank Herbert", "predicate": "authorOf", "object": "Dune"}
    obj = read(line, known=(Entity("Film", "Dune"), Entity("Book", "Dune")))[0].claim.object
    assert isinstance(obj, Entity) and obj.type == "Book"


@pytest.mark.parametrize("predicate", sorted(PREDICATES))
def test_every_predicate_can_be_written_in_names_alone(predicate: str) -> None:
    obj = {"stage": "filming", "releaseDate": "2027-05"}.get(predicate, "Heat 2")
    assert read(LINE | {"predicate": predicate, "object": obj})[0].claim.predicate == predicate


def test_what_another_reader_calls_a_source_is_not_taken_for_a_key() -> None:
    line = {"article": "story", "subject": "Ada", "predicate": "directs", "object": "Heat 2", "source": "Deadline"}
    assert source_of(line).key == "story"


@given(reports())
def test_a_line_keeps_what_a_reprint_is_known_by(report: Report) -> None:
    assert source_of(json.loads(json.dumps(line_of(report)))).signature == report.source.signature


@pytest.mark.parametrize("value", ["1e999", float("inf"), 1.5, "1e300"])
def test_an_offset_that_is_none_is_named(value: object) -> None:
    with pytest.raises(BadInput, match=r"^file:1: start has to be"):
        read(LINE | {"start": value, "end": value})


@given(reports())
def test_a_key_that_is_null_or_empty_is_not_given(report: Report) -> None:
    line = {key: value for key, value in line_of(report).items() if value not in (None, "")}
    empty = dict.fromkeys(line_of(report), "") | line
    assert read(empty) == read(line)
