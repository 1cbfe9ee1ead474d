"""A part of a network: what lies around one name, what is believed enough, only some predicates."""

import difflib
from collections.abc import Collection
from typing import Any

import networkx as nx

from slategraph.errors import BadInput, UnknownName
from slategraph.viewer.rows import number, text


def excerpt(
    network: Any,
    *,
    around: str | None = None,
    steps: int = 2,
    min_belief: float = 0.0,
    predicates: Collection[str] = (),
) -> Any:
    """The part of a network to draw: the surroundings of one name, without claims that are hardly believed.

    `around` is a node's key or its label, `steps` how many claims away from it still counts; `predicates` names the
    only ones to keep. Names that lose all their claims go too, save that of `around`. Raises `UnknownName` with the
    nearest names for one that isn't there, `BadInput` for a belief outside 0 to 1 or steps below 1.

        >>> network = nx.MultiDiGraph([("a", "b"), ("b", "c"), ("c", "d")])
        >>> sorted(excerpt(network, around="a", steps=2))
        ['a', 'b', 'c']
    """
    if not 0 <= min_belief <= 1:
        raise BadInput(f"min_belief lies between 0 and 1, not at {min_belief}.")
    if steps < 1:
        raise BadInput(f"steps is 1 or more, not {steps}.")
    start = None if around is None else _named(network, around)
    whole = network
    if min_belief > 0 or predicates:
        network = _sifted(network, min_belief, frozenset(predicates))
    if start is None:
        return network
    if start not in network:
        return whole.subgraph([start])
    near = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), start, cutoff=steps)
    return network.subgraph([node for node in network if node in near])


def _named(network: Any, name: str) -> Any:
    """The node of that key or label; of several with the label the one with most claims."""
    if name in network:
        return name
    labels = [(key, text(data.get("label"), text(key))) for key, data in network.nodes(data=True)]
    found = [key for key, label in labels if label.casefold() == name.casefold()]
    if found:
        return max(found, key=network.degree)
    nearest = difflib.get_close_matches(name, sorted({label for _, label in labels}), 3, 0.4)
    raise UnknownName(f"No entity named {name!r} in this network{_suggestion(nearest)}.")


def _suggestion(nearest: list[str]) -> str:
    return f"; the nearest are {', '.join(nearest)}" if nearest else ""


def _sifted(network: Any, min_belief: float, predicates: frozenset[str]) -> Any:
    claims = network.edges(keys=True, data=True) if network.is_multigraph() else network.edges(data=True)
    return network.edge_subgraph(
        claim[:-1]
        for claim in claims
        if number(claim[-1].get("belief"), 1.0) >= min_belief
        and (not predicates or claim[-1].get("predicate") in predicates)
    )
