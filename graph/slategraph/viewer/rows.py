"""The network as pyvis nodes and edges: whatever a NetworkX graph holds, as plain texts and numbers.

A network from `slategraph.to_networkx` has everything; of another graph what is missing gets a default.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import networkx as nx
import numpy as np

from slategraph.viewer.days import listed, steps
from slategraph.viewer.layout import positions
from slategraph.viewer.looks import look

Row = dict[str, Any]

_REPORT_KEYS = (
    "predicate",
    "object",
    "status",
    "certainty",
    "quotation",
    "publisher",
    "published",
    "url",
    "title",
    "speaker",
    "extractor",
    "day",
)
_STATE_KEYS = ("day", "status", "certainty", "belief", "sources", "since")
_VALUE_KEYS = ("day", "predicate", "value", "certainty", "belief")
_DASHES: Mapping[str, bool | list[int]] = {"in-talks": [8, 6], "considered": [2, 5]}


def text(value: object, default: str = "") -> str:
    """Any value as text; nothing, None and not-a-number become `default`."""
    if type(value) is str:
        return value or default
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return default
    return str(value) or default


def number(value: object, default: float) -> float:
    """Any value as a finite number, or `default`."""
    if isinstance(value, (int, float, np.number)) and math.isfinite(value):
        return float(value)
    return default


def reports(value: object) -> list[Row]:
    """The reports of an attribute: a list, or its JSON text, of objects; all else is left out."""
    return [_report(report) for report in listed(value) if isinstance(report, Mapping)]


def _report(report: Mapping[str, object]) -> Row:
    row: Row = {key: value for key in _REPORT_KEYS if (value := text(report.get(key)))}
    if report.get("confidence") is not None:
        row["confidence"] = number(report["confidence"], 1.0)
    return row


def rows(network: Any, layout: str, seed: int) -> tuple[list[Row], list[Row]]:
    """The nodes and the edges of a NetworkX graph as pyvis keeps them, each node with its place."""
    keys = list(network.nodes)
    names = _names(keys)
    index = {key: place for place, key in enumerate(keys)}
    links = list(_links(network))
    pairs = np.array([(index[a], index[b]) for a, b, _, _ in links], dtype=np.int64).reshape(-1, 2)
    spots = positions(len(keys), pairs, layout, seed).round().astype(int).tolist()
    degree = np.bincount(pairs.ravel(), minlength=len(keys)).tolist()
    nodes = [
        _node(name, network.nodes[key], spot, size)
        for name, key, spot, size in zip(names, keys, spots, degree, strict=True)
    ]
    return nodes, [_edge(names[index[a]], names[index[b]], key, data) for a, b, key, data in links]


def _names(keys: Sequence[object]) -> list[str]:
    """Ids as text, made distinct where ``1`` and ``"1"`` would become one."""
    names: dict[str, None] = {}
    for key in keys:
        plain = text(key, "node")
        numbered = (f"{plain} ({number})" for number in count(2))
        names[plain if plain not in names else next(name for name in numbered if name not in names)] = None
    return list(names)


def _links(network: Any) -> Iterator[tuple[Any, Any, Any, Mapping[str, object]]]:
    if network.is_multigraph():
        yield from network.edges(keys=True, data=True)
    else:
        yield from ((a, b, "", data) for a, b, data in network.edges(data=True))


def _node(name: str, data: Mapping[str, object], spot: Sequence[int], degree: int) -> Row:
    kind = text(data.get("type"))
    node: Row = {
        "id": name,
        "label": text(data.get("label"), name),
        "group": kind,
        "shape": look(kind).shape,
        "color": look(kind).light,
        "size": round(6 + 2.4 * math.sqrt(min(degree, 60)), 1),
        "x": spot[0],
        "y": spot[1],
    }
    for key in ("aliases", "same_as", "stage", "release_date"):
        if text(data.get(key)):
            node[key] = text(data.get(key))
    past = [[step[0], *(text(value) for value in step[1:4])] for step in steps(data.get("history"), _VALUE_KEYS)]
    return node | _reports_of(data) | ({"history": past} if past else {})


def _edge(source: str, target: str, key: object, data: Mapping[str, object]) -> Row:
    predicate = text(data.get("predicate"))
    sources = _reports_of(data)
    belief = number(data.get("belief"), -1.0)
    status = text(data.get("status"), "attached")
    edge: Row = {
        "id": key if isinstance(key, str) and key else f"{source} {text(key, predicate)} {target}",
        "from": source,
        "to": target,
        "label": text(data.get("label"), predicate),
        "predicate": predicate,
        "status": status,
        "certainty": text(data.get("certainty")),
        "sources": int(number(data.get("sources"), len(sources.get("reports", ())))),
        "dashes": _DASHES.get(status, False),
        "arrows": "to",
    }
    if belief >= 0:
        edge["belief"] = round(min(belief, 1.0), 2)
    for name in ("since", "first", "last", "work"):
        if text(data.get(name)):
            edge[name] = text(data.get(name))
    past = [_state(step) for step in steps(data.get("history"), _STATE_KEYS)]
    return edge | sources | ({"history": past} if past else {})


def _state(step: Sequence[Any]) -> list[Any]:
    day, status, certainty, belief, sources, since = step
    believed = round(min(number(belief, -1.0), 1.0), 2)
    return [day, text(status), text(certainty), believed, int(number(sources, 0)), text(since)]


def _reports_of(data: Mapping[str, object]) -> Row:
    found = reports(data.get("reports"))
    return {"reports": found} if found else {}


def as_graph(network: object) -> Any:
    """The argument itself where it is a NetworkX graph; raises `TypeError` with what it should be otherwise."""
    if not isinstance(network, nx.Graph):
        raise TypeError(
            f"sg.view draws a NetworkX graph, such as sg.to_networkx(store); this is a {type(network).__name__}."
        )
    return network
