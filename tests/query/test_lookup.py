"""Things are found by what people call them."""

import pytest

from slategraph import Claim, Entity, Report, Source, Store, UnknownName
from slategraph.query.lookup import entities, find


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Heat 2", "film:heat-2"),
        ("heat 2", "film:heat-2"),
        ("film:heat-2", "film:heat-2"),
        ("film:Heat 2", "film:heat-2"),
        ("Alfonso Cuaron", "person:alfonso-cuaron"),
        ("Alfonso Cuarón", "person:alfonso-cuaron"),
        ("  heat   2 ", "film:heat-2"),
        ("Heat 2 (novel)", "book:heat-2-novel"),
        ("WARNER BROS", "company:warner-bros"),
    ],
)
def test_a_name_is_found(curated: Store, name: str, expected: str) -> None:
    assert find(curated, name).id == expected


def test_an_alias_is_found(curated: Store) -> None:
    alias = next(alias for e in entities(curated) for alias in e.aliases if e.type == "Person")
    found = find(curated, alias)
    assert alias in (found.name, *found.aliases)


@pytest.mark.parametrize(("name", "nearest"), [("Adam Drivr", "Adam Driver"), ("Di Caprio", "Leonardo DiCaprio")])
def test_the_nearest_name_is_suggested_first(curated: Store, name: str, nearest: str) -> None:
    with pytest.raises(UnknownName, match=f"named {name!r}. Did you mean {nearest!r}, "):
        find(curated, name)


def test_three_names_are_suggested(curated: Store) -> None:
    with pytest.raises(UnknownName, match=r"Did you mean '[^']+', '[^']+' or '[^']+'[?]$"):
        find(curated, "Adam Drivr")


@pytest.mark.parametrize(
    "name", ["", "   ", '"; DROP', "film: a b", "film:<>", "\udcff", "film:\udcff", "مرحبا", "😀", "zzz:heat-2"]
)
def test_what_nobody_is_called_is_refused(curated: Store, name: str) -> None:
    with pytest.raises(UnknownName, match=r"^The graph knows no entity named"):
        find(curated, name)


def test_a_long_name_is_cut_in_the_message(curated: Store) -> None:
    with pytest.raises(UnknownName) as caught:
        find(curated, "x" * 100_000)
    assert len(str(caught.value)) < 500


def test_an_empty_graph_says_so(store: Store) -> None:
    with pytest.raises(UnknownName, match="The graph holds none yet"):
        find(store, "Heat 2")


def test_only_the_wanted_types_are_found(curated: Store) -> None:
    with pytest.raises(UnknownName, match="no film or series named 'Adam Driver'"):
        find(curated, "Adam Driver", ("Film", "Series"))


def test_of_one_name_the_film_is_meant(store: Store) -> None:
    ada = Entity("Person", "Ada")
    novel, film = Entity("Book", "Dune"), Entity("Film", "Dune")
    store.add([Report(Claim(ada, "authorOf", novel), Source("x")), Report(Claim(ada, "directs", film), Source("x"))])
    assert [find(store, "Dune").type, find(store, "Dune", ("Book",)).type] == ["Film", "Book"]


@pytest.mark.parametrize("name", ["مرحبا بالعالم", "😀", "...", '"; DROP', "x" * 100_000, "हीट", "a\x00b", "\ufffe"])
def test_a_strange_name_is_found_again(store: Store, name: str) -> None:
    film = Entity("Film", name)
    store.add([Report(Claim(Entity("Person", "Ada"), "directs", film), Source("x"))])
    assert find(store, name) == film
