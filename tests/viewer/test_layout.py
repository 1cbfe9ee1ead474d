"""Where entities stand: the same each time, apart from each other, and hardly moved by a newcomer."""

import random
from typing import Any

import networkx as nx
import numpy as np
import pytest

from pictured import crowd
from slategraph.errors import BadInput
from slategraph.viewer.layout import LAYOUTS, Pairs, Points, positions


def pairs_of(network: Any) -> Pairs:
    return np.array(list(network.edges), dtype=np.int64).reshape(-1, 2)


GRAPHS = {
    "nothing": nx.empty_graph(0),
    "one": nx.empty_graph(1),
    "two": nx.path_graph(2),
    "no edges": nx.empty_graph(40),
    "path": nx.path_graph(300),
    "star": nx.star_graph(300),
    "complete": nx.complete_graph(30),
    "tree": nx.full_rary_tree(3, 1200),
    "parts": nx.disjoint_union_all([nx.path_graph(k % 9 + 1) for k in range(50)]),
}


def closest(points: Points) -> float:
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    return float((apart + np.eye(len(points)) * 1e9).min())


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", GRAPHS)
def test_every_layout_places_every_graph(layout: str, name: str) -> None:
    network = GRAPHS[name]
    points = positions(len(network), pairs_of(network), layout)
    assert points.shape == (len(network), 2)
    assert np.isfinite(points).all()
    assert np.array_equal(points, positions(len(network), pairs_of(network), layout))


@pytest.mark.parametrize("name", [name for name, network in GRAPHS.items() if len(network) > 1])
def test_no_two_entities_sit_on_each_other(name: str) -> None:
    network = GRAPHS[name]
    assert closest(positions(len(network), pairs_of(network))) > 12


def test_parts_do_not_overlap() -> None:
    network = GRAPHS["parts"]
    points = positions(len(network), pairs_of(network))
    boxes = [
        (points[list(part)].min(axis=0), points[list(part)].max(axis=0)) for part in nx.connected_components(network)
    ]
    for place, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[place + 1 :]:
            assert (high < other_low).any() or (other_high < low).any()


def test_neighbours_are_nearer_than_strangers() -> None:
    network = nx.barbell_graph(12, 3)
    points = positions(len(network), pairs_of(network))
    apart = [float(np.hypot(*(points[a] - points[b]))) for a, b in network.edges]
    assert np.median(apart) < np.hypot(*np.ptp(points, axis=0)) / 3


def test_loops_and_doubled_pairs_change_nothing() -> None:
    plain = np.array([[0, 1], [1, 2]])
    doubled = np.array([[0, 1], [1, 0], [1, 2], [2, 2]])
    assert np.array_equal(positions(3, plain), positions(3, doubled))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_newcomers_hardly_move_the_others(seed: int) -> None:
    network = crowd(1000, 3000)
    count, pairs = len(network), _numbered(network)
    draw = random.Random(seed)
    newcomers = np.array([(count + place, draw.randrange(count)) for place in range(3)])
    before, after = positions(count, pairs), positions(count + 3, np.vstack((pairs, newcomers)))[:count]
    shift = np.median(np.hypot(*(after - before).T))
    assert shift < 0.06 * np.hypot(*np.ptp(before, axis=0))


def _numbered(network: Any) -> Pairs:
    index = {node: place for place, node in enumerate(network)}
    return np.array([(index[a], index[b]) for a, b, *_ in network.edges], dtype=np.int64)


def test_unknown_layout_is_named() -> None:
    with pytest.raises(BadInput, match="spiral"):
        positions(1, np.zeros((0, 2), dtype=np.int64), "spiral")
