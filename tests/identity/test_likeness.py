"""How alike two entities are: the labelled pairs, the kinds of variation, and laws that hold for any names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labelled import PAIRS, precision_and_recall
from slategraph.identity.blocking import keys, pairs
from slategraph.identity.candidates import LOWEST
from slategraph.identity.likeness import Evidence, likeness
from slategraph.identity.resolution import AUTOMATIC
from slategraph.identity.spelling import plain
from slategraph.model.claims import Entity
from slategraph.model.vocabulary import TYPES

NAMES = st.sampled_from(sorted({name for pair in PAIRS for name in (pair.one.name, pair.other.name)}))
ANY_NAME = st.one_of(NAMES, st.text(min_size=1, max_size=40).filter(lambda text: text.strip() != ""))


def score(type_: str, one: str, other: str, *shared: str) -> float:
    return likeness(Entity(type_, one), Entity(type_, other), Evidence(shared)).score


def why(type_: str, one: str, other: str) -> str:
    return likeness(Entity(type_, one), Entity(type_, other)).why


def test_there_are_enough_labelled_pairs() -> None:
    different = sum(not pair.same for pair in PAIRS)
    assert len(PAIRS) >= 330
    assert different * 2 >= len(PAIRS)
    assert min(sum(pair.half == half for pair in PAIRS) for half in ("setting", "testing")) >= 300


@pytest.mark.parametrize("half", ["setting", "testing"])
def test_what_is_automatic_is_right_in_99_of_100(half: str) -> None:
    precision, recall = precision_and_recall(half, AUTOMATIC)
    assert precision >= 0.99
    assert recall >= 0.66


def test_the_threshold_is_the_lowest_that_does_so() -> None:
    precision, _ = precision_and_recall("setting", AUTOMATIC - 0.02)
    assert precision < 0.99


def test_nearly_all_that_are_one_reach_the_queue() -> None:
    _, recall = precision_and_recall("testing", LOWEST)
    assert recall >= 0.94


def test_pairs_that_reach_the_queue_share_a_key() -> None:
    reached = [pair for pair in PAIRS if pair.likeness.score >= LOWEST]
    missed = [str(pair) for pair in reached if not list(pairs([pair.one, pair.other]))]
    assert len(missed) * 100 <= len(reached), missed


@pytest.mark.parametrize(
    ("type_", "one", "other", "sentence"),
    [
        (
            "Person",
            "Leonardo DiCaprio",
            "Leo DiCaprio",
            "The names are the same but for the nickname Leo, which stands for Leonardo.",
        ),
        ("Film", "Rocky II", "Rocky III", "The names are not the same: the number 2 is not 3."),
        ("Film", "Heat (1986)", "Heat (1995)", "The names are not the same: one is of 1986, one of 1995."),
        ("Film", "Amélie", "Amelie", "The names are the same but for capitals, accents, apostrophes and other signs."),
        (
            "Company",
            "Fox",
            "Fox Searchlight",
            "The names are not the same: Searchlight names a label or a part of a company.",
        ),
        (
            "Person",
            "Robert Downey Sr.",
            "Robert Downey Jr.",
            "The names are not the same: one is the jr and one the sr of the name.",
        ),
    ],
)
def test_a_sentence_says_why(type_: str, one: str, other: str, sentence: str) -> None:
    assert why(type_, one, other) == sentence


def test_two_types_are_never_one() -> None:
    found = likeness(Entity("Film", "Heat 2"), Entity("Book", "Heat 2"))
    assert (found.score, found.settled) == (0, True)
    assert "film" in found.why
    assert "book" in found.why


def test_an_equal_id_in_a_catalogue_decides() -> None:
    one = Entity("Person", "Elliot Page", (), ("wd:Q173399", "imdb:name/nm0680983"))
    other = Entity("Person", "Somebody Else", (), ("wd:Q173399",))
    assert likeness(one, other).score == 1
    assert "wd:Q173399" in likeness(one, other).why


def test_unequal_ids_in_a_catalogue_decide_against_equal_names() -> None:
    one, other = (
        Entity("Person", "Steve McQueen", (alias,), (ref,)) for alias, ref in (("A", "wd:Q1"), ("B", "wd:Q2"))
    )
    assert likeness(one, other).score == 0


def test_ids_in_different_catalogues_decide_nothing() -> None:
    one, other = (
        Entity("Person", "Al Pacino", (), ("wd:Q41163",)),
        Entity("Person", "AL PACINO", (), ("tmdb:person/1158",)),
    )
    assert likeness(one, other).score >= AUTOMATIC


def test_catalogues_that_disagree_are_for_a_person_to_decide() -> None:
    one = Entity("Film", "Dune", (), ("wd:Q1", "imdb:title/tt1"))
    other = Entity("Film", "Dune", (), ("wd:Q1", "imdb:title/tt2"))
    assert LOWEST <= likeness(one, other).score < AUTOMATIC


def test_a_nickname_alone_is_asked_about_and_with_a_project_in_common_is_not() -> None:
    assert LOWEST <= score("Person", "Leonardo DiCaprio", "Leo DiCaprio") < AUTOMATIC
    assert score("Person", "Leonardo DiCaprio", "Leo DiCaprio", "acts in Heat 2") >= AUTOMATIC


def test_a_common_surname_makes_less_sure() -> None:
    assert score("Person", "Thomas Hardy", "Tom Hardy") < score("Person", "Thomas Stoppard", "Tom Stoppard")


def test_brothers_on_one_project_stay_two() -> None:
    assert (
        score("Person", "Christopher Nolan", "Jonathan Nolan", "writes Interstellar", "produces Interstellar") < LOWEST
    )


def test_a_sequel_with_the_same_people_stays_another_film() -> None:
    assert score("Film", "Dune", "Dune: Part Two", "Denis Villeneuve directs", "Zendaya acts in") < LOWEST


def test_years_of_release_tell_films_apart() -> None:
    years = Evidence(years=(frozenset({1995}), frozenset({1986})))
    assert likeness(Entity("Film", "Heat"), Entity("Film", "Heat!"), years).score < LOWEST


def test_an_alias_counts_as_a_name() -> None:
    untitled = Entity("Film", "untitled James Bond film", ("Bond 26",))
    assert likeness(untitled, Entity("Film", "Bond 26")).score >= AUTOMATIC


def test_an_alias_of_one_word_is_not_enough() -> None:
    assert likeness(Entity("Person", "Adam Driver", ("Driver",)), Entity("Person", "Driver")).score < AUTOMATIC


@given(st.sampled_from(sorted(TYPES)), ANY_NAME, ANY_NAME)
def test_which_comes_first_makes_no_difference(type_: str, one: str, other: str) -> None:
    a, b = Entity(type_, one), Entity(type_, other)
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b).score <= 1
    assert likeness(a, b).why.endswith(".")


@given(st.sampled_from(sorted(TYPES)), ANY_NAME)
def test_an_entity_is_itself(type_: str, name: str) -> None:
    entity = Entity(type_, name)
    assert likeness(entity, entity).score == 1
    assert keys(entity)


@given(NAMES, NAMES, st.lists(NAMES, max_size=3))
def test_more_in_common_never_makes_less_alike(one: str, other: str, shared: list[str]) -> None:
    assert score("Person", one, other, *shared, "acts in Heat 2") >= score("Person", one, other, *shared)


@pytest.mark.parametrize(
    "name", ["The", "Jr.", "Inc.", "Sir", "Part Two", "(2024)", "Untitled", "II", "&", "…", "Film", "5"]
)
def test_a_name_of_nothing_but_trimmings_is_a_name(name: str) -> None:
    for type_ in TYPES:
        assert keys(Entity(type_, name))
        assert likeness(Entity(type_, name), Entity(type_, "Heat 2")).score < LOWEST


@pytest.mark.parametrize("much", ["(", "- ", "J ", "a.", "o"])
def test_a_name_that_goes_on_and_on_costs_no_more_than_another(much: str) -> None:
    for type_ in TYPES:
        one, other = (Entity(type_, much * 20_000 + end) for end in ("y", "z"))
        assert likeness(one, other).score <= 1
        assert keys(one)


@given(ANY_NAME)
def test_plain_is_plain(name: str) -> None:
    assert plain(plain(name)) == plain(name)
