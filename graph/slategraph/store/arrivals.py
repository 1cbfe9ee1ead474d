"""Reports on their way into a store: what of them is new, and what they take the place of."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from slategraph.model.reports import BY_HAND, Report
from slategraph.model.sources import Source
from slategraph.rdf import mapping
from slategraph.rdf.graphs import Graphs, Near, Node, quad
from slategraph.rdf.quads import Pattern


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The reports to be written, the kept ones that they replace, and how many of them are new or changed."""

    written: list[Report]
    replaced: list[Report]
    new: int


def added(near: Near, reports: Sequence[Report]) -> Arrivals:
    """What adding reports comes to; some others of their sources are written anew if those change their day, say."""
    _fetch(near, reports)
    found = {report.id: near.graphs.kept(report) for report in reports}
    kept = {id_: report for id_, report in found.items() if report}
    sources = described(near.graphs, reports)
    dated = _dated(reports, sources, kept)
    news = [report for report in dated if _says_more(near.graphs, report, kept.get(report.id))]
    ids = {report.id for report in news}
    others = [r for r in _redescribed(near.graphs, sources) if r.id not in ids] if news else []
    old = [*(kept[id_] for id_ in ids if id_ in kept), *others]
    return Arrivals([*news, *(replace(r, source=sources[r.source.id]) for r in others)], old, len(news))


def exchanged(near: Near, reports: Sequence[Report], instead: Mapping[str, Report]) -> tuple[list[Node], Arrivals]:
    """What it comes to if reports take the place of others: the sources, and all that these say then.

    What a person wrote by hand stays if an extractor reads the same words, unless it is one of those to be replaced.
    """
    graphs = near.graphs
    sources = sorted({mapping.node(r.source.id) for r in (*reports, *instead.values())}, key=str)
    near.fetch((None, None, None, graph) for graph in sources)
    known = {r.id: r for graph in sources for r in graphs.reports_in(graph)}
    descriptions = described(graphs, reports)
    staying = {id_: r for id_, r in known.items() if id_ not in instead}
    dated = _dated(reports, descriptions, known)
    news = [r for r in dated if not _is_overruled(r, by=staying.get(r.id))]
    whole = (staying | {r.id: r for r in news}).values()
    written = [replace(r, source=descriptions.get(r.source.id, r.source)) for r in whole]
    new = sum(_says_more(graphs, r, known.get(r.id)) for r in news)
    return sources, Arrivals(written, list(known.values()), new)


def described(graphs: Graphs, reports: Iterable[Report]) -> dict[str, Source]:
    """The sources of reports by their ids, with what the store knows of them and these reports leave out."""
    sources: dict[str, Source] = {}
    for source in dict.fromkeys(report.source for report in reports):
        known = sources.get(source.id) or graphs.source(source.id)
        sources[source.id] = known.corrected(source) if known else source
    return sources


def _fetch(near: Near, reports: Iterable[Report]) -> None:
    """Fetch what the store has of reports and of their sources: of a source that is described otherwise, all."""
    sources = {report.source.id for report in reports}
    near.fetch((node, None, None, node) for node in map(mapping.node, sources))
    known = [report for report in reports if near.graphs.source(report.source.id)]
    if known:
        changed = _changed(near.graphs, described(near.graphs, known))
        near.fetch([*((None, None, None, graph) for graph in changed), *(p for r in known for p in _patterns(r))])


def _patterns(report: Report) -> Iterator[Pattern]:
    graph = mapping.node(report.source.id)
    for id_ in (report.id, report.claim.id, *(entity.id for entity in report.claim.entities)):
        yield mapping.node(id_), None, None, graph
    yield mapping.quotation_node(report.id), None, None, graph


def _changed(graphs: Graphs, sources: Mapping[str, Source]) -> list[Node]:
    """The sources that the store has and describes otherwise."""
    return [mapping.node(id_) for id_, source in sources.items() if graphs.source(id_) not in (None, source)]


def _redescribed(graphs: Graphs, sources: Mapping[str, Source]) -> Iterator[Report]:
    """The reports that the store has of sources which are now described differently: their day may move."""
    for graph in _changed(graphs, sources):
        yield from graphs.reports_in(graph)


def _says_more(graphs: Graphs, report: Report, kept: Report | None) -> bool:
    """Whether a report says anything that the store doesn't hold yet, or leaves out what the kept one said."""
    if kept is None or _is_overruled(report, by=kept):
        return kept is None
    said = {quad(t, mapping.node(report.source.id)) for t in mapping.all_triples(report)}
    return any(q not in graphs for q in said) or any(q not in said for q in graphs.own_quads(kept))


def _is_overruled(report: Report, *, by: Report | None) -> bool:
    """Whether an extractor made a report, and a person the one in whose place it would be."""
    return by is not None and by.extractor == BY_HAND and report.extractor != BY_HAND


def _dated(reports: Iterable[Report], sources: Mapping[str, Source], kept: Mapping[str, Report]) -> Iterator[Report]:
    """Reports with what is known of their sources, and with the moment at which the store first learned of them."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for report in reports:
        known = kept[report.id].learned if report.id in kept else None
        yield replace(report, source=sources[report.source.id], learned=known or report.learned or now)
