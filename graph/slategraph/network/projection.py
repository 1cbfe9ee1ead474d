"""The graph for network analysis: what is believed, as a NetworkX graph.

>>> from slategraph import Claim, Entity, Report, Source, open_store
>>> store = open_store()
>>> claim = Claim(Entity("Person", "Michael Mann"), "directs", Entity("Film", "Heat 2"))
>>> store.add([Report(claim, Source("https://example.org/1"))])
1
>>> network = project(store)
>>> network.nodes["film:heat-2"]["label"]
'Heat 2'
>>> [data["predicate"] for _, _, data in network.edges(data=True)]
['directs']
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from slategraph.belief.rule import AsOf, Standing, day, decide_all, group
from slategraph.belief.states import State, histories, values
from slategraph.model.claims import Entity
from slategraph.model.dates import Date, checked_date
from slategraph.model.records import line_of
from slategraph.model.reports import Report
from slategraph.model.vocabulary import CATALOGUES, PREDICATES
from slategraph.query.lookup import entities
from slategraph.store.store import Store

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

if TYPE_CHECKING:
    import networkx as nx


def project(store: Store, *, on: Date | None = None) -> "nx.MultiDiGraph[str]":
    """A `networkx.MultiDiGraph` of all claims with their standings, today or on a past day.

    Nodes are entities, keyed by id (``film:heat-2``), with `label`, `type`, `aliases`, `same_as`, on projects also
    `stage` and `release_date`. Edges are claims, keyed by id, with `predicate`, `label`, `status`, `certainty`,
    `belief`, `since`, `first`, `last`, `sources` and `work`. `reports` is JSON text, and so is `history`, what was
    believed from which day on: of an edge [day, status, certainty, belief, sources, since], of a node [day, predicate,
    value, certainty, belief]. Attributes are scalars only, so that GraphML, GEXF and the like can be written. Raises
    `BadInput` for a day that is none.
    """
    import networkx as nx  # takes half a second, which other commands need not pay

    decisions = store.decisions()
    as_of = decisions.applied(AsOf(on=None if on is None else checked_date(on)))
    told = group(decisions.counted(store.reports()), lambda report: as_of.who(report.claim).id)
    standings = decide_all((report for some in told.values() for report in some), as_of)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(title="slategraph")
    named = {entity.id for s in standings for entity in s.claim.entities}
    network.add_nodes_from((e.id, _node(e)) for e in entities(store) if e.id in named)
    past = histories(standings, as_of, told)
    for s in sorted(standings, key=lambda s: s.claim.id):
        _put(network, s, past[s.claim.id])
    for id_, states in _literals(standings, past).items():
        network.nodes[id_]["history"] = _json(states)
    return network


def _clean(text: str) -> str:
    """A text without the characters that XML, and so GraphML, can't hold."""
    return _NOT_XML.sub("\ufffd", text)


def _node(entity: Entity) -> dict[str, str]:
    refs = (ref.partition(":") for ref in entity.same_as)
    links = [
        CATALOGUES[prefix] + rest if prefix in CATALOGUES else prefix + colon + rest for prefix, colon, rest in refs
    ]
    named = {"label": _clean(entity.name), "type": entity.type}
    return named | {
        "aliases": _clean(" ; ".join(entity.aliases)),
        "same_as": " ".join(links),
        "reports": "[]",
        "history": "[]",
    }


def _put(network: "nx.MultiDiGraph[str]", s: Standing, past: Sequence[State]) -> None:
    if isinstance(s.claim.object, Entity):
        told = _json([[p.day, p.status, p.certainty, p.belief, p.sources, p.since] for p in past])
        network.add_edge(s.claim.subject.id, s.claim.object.id, key=s.claim.id, **_edge(s), history=told)
        return
    node = network.nodes[s.claim.subject.id]
    node["reports"] = _json([*json.loads(node["reports"]), *(_report(r) for r in s.reports)])
    if s.holds:
        node[_attribute(s.claim.predicate)] = s.claim.object


def _literals(standings: Iterable[Standing], past: Mapping[str, Sequence[State]]) -> dict[str, list[list[Any]]]:
    """For each project with a stage or a release date: which was believed, from which day on."""
    slots: dict[tuple[str, str], dict[str, Sequence[State]]] = {}
    for s in standings:
        if isinstance(s.claim.object, str):
            slots.setdefault((s.claim.subject.id, s.claim.predicate), {})[s.claim.object] = past[s.claim.id]
    told: dict[str, list[list[Any]]] = {}
    for (id_, predicate), states in slots.items():
        told.setdefault(id_, []).extend(
            [on, predicate, value, s.certainty if s else "", s.belief if s else 0] for on, value, s in values(states)
        )
    return told


def _attribute(predicate: str) -> str:
    """A predicate as the name of a node's attribute: ``releaseDate`` as ``release_date``."""
    return re.sub(r"([A-Z])", r"_\1", predicate).lower()


def _edge(s: Standing) -> dict[str, Any]:
    days = [day(report) for report in s.reports]
    return {
        "predicate": s.claim.predicate,
        "label": PREDICATES[s.claim.predicate].label,
        "status": s.status,
        "certainty": s.certainty,
        "belief": s.belief,
        "since": s.since or "",
        "first": min(days),
        "last": max(days),
        "sources": s.sources,
        "work": s.claim.work.id if s.claim.work else "",
        "reports": _json([_report(r) for r in s.reports]),
    }


_REPORT_KEYS = (
    "predicate", "object", "status", "certainty", "publisher", "published", "url", "title", "speaker", "extractor",
    "confidence",
)  # fmt: skip


def _report(report: Report) -> dict[str, Any]:
    line = line_of(report)
    told = {key: line[key] for key in _REPORT_KEYS} | {"quotation": report.quotation}
    on = day(report)
    return told if on == line["published"] else told | {"day": on}


def _json(value: object) -> str:
    return _clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
