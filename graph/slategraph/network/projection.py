"""The graph for network analysis: what is believed, as a NetworkX graph.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
>>> store.add([Report(claim, Source("https://example.org/1"))])
1
>>> network = to_networkx(store)
>>> network.nodes["film:heat-2"]["label"]
'Heat 2'
>>> [(data["predicate"], data["weight"]) for _, _, data in network.edges(data=True)]
[('directs', 0.8)]
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from slategraph.belief.order import day
from slategraph.belief.rule import AsOf, Standing, decide, supersede
from slategraph.belief.states import State, histories, values
from slategraph.model.claims import Entity
from slategraph.model.dates import Date, checked_date
from slategraph.model.reports import Report
from slategraph.model.vocabulary import CATALOGUES, PREDICATES
from slategraph.query.lookup import entities
from slategraph.rdf.bulk import all_reports
from slategraph.store.store import Store
from slategraph.store.view import consistent

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LEAST = 0.01  # belief below which a claim is no further away

Reports = Mapping[str, Sequence[Report]]
Row = dict[str, Any]


@consistent
def to_networkx(store: Store, *, on: Date | None = None) -> "nx.MultiDiGraph[str]":
    """Everybody and everything on the slate as a `networkx.MultiDiGraph`: today, or as believed on a past day.

    Nodes are entities, keyed by id (``film:heat-2``), with `label`, `type`, `aliases`, `same_as`, and projects
    with `stage` and `release_date` where known. Edges are claims, keyed by id, with `predicate`, `label`, `status`,
    `certainty`, `belief`, `since`, `first`, `last`, `sources` and `work`. `weight` is the belief, a strength for
    ``nx.pagerank`` (which needs scipy) and communities; `distance` is one divided by it, a cost for
    ``nx.shortest_path(weight="distance")``.

    `reports` lists what each source said, as dictionaries; `history` lists what was believed from which `day` on: of
    an edge its `status`, `certainty`, `belief`, `sources` and `since`, of a node the `predicate`, `value`,
    `certainty` and `belief` of its stage and release date. All other attributes are texts and numbers. GraphML, GEXF
    and other formats that hold no lists take `flattened(network)`.

    Who has exited, is only in talks, or is denied has an edge too. Leave them out before measuring:

        >>> import networkx as nx
        >>> from slategraph import load_curated, open_store
        >>> store = open_store()
        >>> added = load_curated(store)
        >>> network = to_networkx(store)
        >>> def holds(a, b, key):
        ...     edge = network.edges[a, b, key]
        ...     return edge["status"] == "attached" and edge["certainty"] != "denied"
        >>> attached = nx.subgraph_view(network, filter_edge=holds)
        >>> path = nx.shortest_path(attached.to_undirected(), "person:adam-driver", "film:heat-2", weight="distance")
        >>> [network.nodes[node]["label"] for node in path]
        ['Adam Driver', 'Ferrari', 'Michael Mann', 'Heat 2']

    Raises `BadInput` if `on` is not a date.
    """
    import networkx as nx  # takes half a second, which other commands need not pay

    decisions = store.decisions()
    as_of = decisions.applied(AsOf(on=None if on is None else checked_date(on)))
    reports: dict[str, list[Report]] = {}
    for report in decisions.counted(all_reports(store.quads.query)):
        reports.setdefault(as_of.who(report.claim).id, []).append(report)
    decided = {id_: s for id_, some in reports.items() if (s := decide(some, as_of))}
    standings = dict(zip(decided, supersede(decided.values()), strict=True))
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="slategraph")
    named = {entity.id for s in standings.values() for entity in s.claim.entities}
    network.add_nodes_from((e.id, _node(e)) for e in entities(store) if e.id in named)
    past = _histories(standings, as_of, reports)
    for id_, s in sorted(standings.items()):
        _put(network, id_, s, past[id_])
    for node, states in _literals(standings, past).items():
        network.nodes[node]["history"] = states
    return network


#: The former name of `to_networkx`.
project = to_networkx


def flattened(network: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """A copy of a network in which lists are JSON text, for file formats that hold only texts and numbers.

    >>> import networkx as nx
    >>> network = nx.MultiDiGraph()
    >>> network.add_node("film:heat-2", label="Heat 2", reports=[{"status": "attached"}])
    >>> flattened(network).nodes["film:heat-2"]["reports"]
    '[{"status":"attached"}]'
    """
    copy = network.copy()
    for _, data in copy.nodes(data=True):
        data.update(_flat(data))
    for _, _, data in copy.edges(data=True):
        data.update(_flat(data))
    return copy


def _flat(data: Mapping[str, Any]) -> dict[str, str]:
    return {key: _json(value) for key, value in data.items() if isinstance(value, (list, dict))}


def _json(value: object) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _clean(text: str) -> str:
    """A text without the characters that XML, and so GraphML, can't hold."""
    return _NOT_XML.sub("\ufffd", text)


def _histories(standings: Mapping[str, Standing], as_of: AsOf, reports: Reports) -> Mapping[str, Sequence[State]]:
    """The states of each claim; one whose reports all count from one day has had but one."""
    found: dict[str, Sequence[State]] = {}
    several = []
    for id_, s in standings.items():
        days = {day(report) for report in reports[id_]}
        functional = PREDICATES[s.claim.predicate].functional
        if len(days) > 1 or functional or any(report.source.retracted for report in reports[id_]):
            several.append(s)
        else:
            found[id_] = (State(days.pop(), s.status, s.certainty, s.belief, s.sources, s.since or ""),)
    return found | histories(several, as_of, reports)


def _node(entity: Entity) -> Row:
    refs = (ref.partition(":") for ref in entity.same_as)
    links = [
        CATALOGUES[prefix] + rest if prefix in CATALOGUES else prefix + colon + rest for prefix, colon, rest in refs
    ]
    return {
        "label": _clean(entity.name),
        "type": entity.type,
        "aliases": _clean(" ; ".join(entity.aliases)),
        "same_as": " ".join(links),
        "reports": [],
        "history": [],
    }


def _put(network: "nx.MultiDiGraph[str]", id_: str, s: Standing, past: Sequence[State]) -> None:
    if isinstance(s.claim.object, Entity):
        network.add_edge(s.claim.subject.id, s.claim.object.id, key=id_, **_edge(s), history=[_state(p) for p in past])
        return
    node = network.nodes[s.claim.subject.id]
    node["reports"].extend(_report(r) for r in s.reports)
    if s.holds:
        node[_attribute(s.claim.predicate)] = s.claim.object


def _state(state: State) -> Row:
    return {
        "day": state.day,
        "status": state.status,
        "certainty": state.certainty,
        "belief": state.belief,
        "sources": state.sources,
        "since": state.since,
    }


def _literals(standings: Mapping[str, Standing], past: Mapping[str, Sequence[State]]) -> dict[str, list[Row]]:
    """For each project with a stage or a release date: which was believed, from which day on."""
    slots: dict[tuple[str, str], dict[str, Sequence[State]]] = {}
    for id_, s in standings.items():
        if isinstance(s.claim.object, str):
            slots.setdefault((s.claim.subject.id, s.claim.predicate), {})[s.claim.object] = past[id_]
    found: dict[str, list[Row]] = {}
    for (node, predicate), states in slots.items():
        found.setdefault(node, []).extend(
            {
                "day": on,
                "predicate": predicate,
                "value": value,
                "certainty": state.certainty if state else "",
                "belief": state.belief if state else 0,
            }
            for on, value, state in values(states)
        )
    return found


def _attribute(predicate: str) -> str:
    """A predicate as the name of a node's attribute: ``releaseDate`` as ``release_date``."""
    return re.sub(r"([A-Z])", r"_\1", predicate).lower()


def _edge(s: Standing) -> Row:
    days = [day(report) for report in s.reports]
    return {
        "predicate": s.claim.predicate,
        "label": PREDICATES[s.claim.predicate].label,
        "status": s.status,
        "certainty": s.certainty,
        "belief": s.belief,
        "weight": s.belief,
        "distance": round(1 / max(s.belief, _LEAST), 4),
        "since": s.since or "",
        "first": min(days),
        "last": max(days),
        "sources": s.sources,
        "work": s.claim.work.id if s.claim.work else "",
        "reports": [_report(r) for r in s.reports],
    }


def _report(report: Report) -> Row:
    source = report.source
    said: Row = {
        "predicate": report.claim.predicate,
        "object": report.claim.object_name,
        "status": report.status,
        "certainty": report.certainty,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "title": source.title,
        "speaker": report.speaker,
        "extractor": report.extractor,
        "confidence": round(report.confidence, 4),
        "quotation": report.quotation,
    }
    on = day(report)
    return said if on == source.published else said | {"day": on}
