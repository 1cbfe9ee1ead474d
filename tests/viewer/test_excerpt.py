"""Drawing a part only."""

from typing import Any

import networkx as nx
import pytest

from pictured import slate
from slategraph.errors import BadInput, UnknownName
from slategraph.viewer import excerpt, view


@pytest.mark.parametrize("name", ["film:salt-harbour", "Salt Harbour", "salt harbour"])
def test_surroundings_of_a_name(name: str) -> None:
    network = slate()
    near = nx.ego_graph(network.to_undirected(), "film:salt-harbour", radius=1)
    assert set(excerpt(network, around=name, steps=1)) == set(near)


def test_hardly_believed_claims_go_with_their_names() -> None:
    part = excerpt(slate(), min_belief=0.9)
    assert all(belief >= 0.9 for *_, belief in part.edges(data="belief"))
    assert all(degree for _, degree in part.degree)


def test_only_some_predicates() -> None:
    page = view(slate(), predicates=["directs"])
    assert {edge["predicate"] for edge in page.edges} == {"directs"}


def test_without_wishes_it_is_the_whole() -> None:
    network = slate()
    assert excerpt(network) is network


@pytest.mark.parametrize("wish", [{"predicates": ["remakeOf"]}, {"min_belief": 1.0}])
def test_a_name_that_loses_all_its_claims_stands_alone(wish: dict[str, Any]) -> None:
    network: Any = nx.MultiDiGraph([("a", "b", {"belief": 0.5, "predicate": "directs"})])
    assert list(excerpt(network, around="a", **wish)) == ["a"]


def test_parts_of_a_plain_graph() -> None:
    network = nx.Graph([(1, 2), (2, 3)])
    assert set(excerpt(network, predicates=["x"])) == set()


def test_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Salt Harbour"):
        view(slate(), around="Salt Harbor")


@pytest.mark.parametrize("wrong", [{"min_belief": 2.0}, {"min_belief": -1.0}, {"steps": 0}])
def test_wrong_measure_is_named(wrong: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        excerpt(slate(), **wrong)  # type: ignore[arg-type]
